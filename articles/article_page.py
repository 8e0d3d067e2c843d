"""The page of an article: what it shows of a version, and its prepared form."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone

from articles.credits import article_credits
from articles.figures import build_text, version_figures
from articles.models import Article, StaleStatement, Version
from articles.related_records import related_articles, related_records
from articles.translation_changes import original_change
from articles.view_counts import MIN_VIEWS_SHOWN
from portal.caching.prepared_pages import PreparedPage, living_part, register_page
from portal.core.names import current_language
from portal.core.page_links import build_page_links

VIEWS = "views"  # the living part of the page


def article_context(
    request: HttpRequest, article: Article, version: Version, *, views: str
) -> dict:
    """The template context of a version of a public article; `views` is the HTML of its view count."""
    siblings = list(article.siblings().select_related("public_version"))
    groups = related_records(Article.objects.filter(work=article.work))
    figures = version_figures(article, version)
    in_language = Article.objects.published_in(article.language).for_lists()
    newer, older = in_language.neighbours(article)
    paths = _language_paths([article, *siblings])
    return {
        "article": article,
        "version": version,
        "figures": figures,
        "text": build_text(version.body, figures, language=article.language),
        "siblings": siblings,
        "earlier": _earlier_versions(article, version),
        "credits": article_credits(article, version.text_hash),
        "topics": article.tags.all(),
        "groups": groups,
        "doubts": StaleStatement.objects.filter(version=version).select_related("corrected_in"),
        "original_change": original_change(article, at=timezone.now()),
        "related": related_articles(article, groups, language=current_language()),
        "newer": newer,
        "older": older,
        "views": views,
        "language_paths": paths,
        "links": build_page_links(request, texts=paths),
    }


def public_article(pk: int) -> Article:
    """The public article with what its page shows of it; raises Http404 for one that is not public."""
    return get_object_or_404(Article.objects.published().for_pages(), pk=pk)


def view_count_html(views: int) -> str:
    """The view count as the page shows it; blank for a number that says nothing."""
    if views < MIN_VIEWS_SHOWN:
        return ""
    return render_to_string("articles/_views.html", {"views": views})


def _earlier_versions(article, version):
    """The versions that were public before this one."""
    versions = article.versions.ever_public(at=timezone.now())
    if version.number == 1:
        return versions.none()
    return versions.filter(number__lt=version.number).defer("body")


def _language_paths(articles) -> dict[str, str]:
    """The path of each article under the prefix of its own language, by language."""
    prefix = f"/{current_language()}"
    return {
        article.language: f"/{article.language}{article.get_absolute_url().removeprefix(prefix)}"
        for article in articles
    }


def _prepared_context(request, pk):
    article = public_article(pk)
    return article_context(request, article, article.live, views=living_part(VIEWS))


def _public_keys():
    return Article.objects.published().order_by("pk").values_list("pk", flat=True)


ARTICLE_PAGE = register_page(
    PreparedPage("article", "articles/article.html", _prepared_context, _public_keys)
)
