"""The public pages of articles."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from articles.credits import article_credits
from articles.export import ARTICLE_EXPORT
from articles.filters import ArticleFilter
from articles.models import Article
from articles.models.picture import existing_rendition_name
from articles.related_records import related_articles, related_records
from articles.view_counts import MIN_VIEWS_SHOWN, record_view
from portal.core.names import current_language
from portal.core.page_links import build_page_links
from portal.listing.export import export_response
from portal.listing.filters import build_listing
from portal.listing.keyset import KeysetOrder


@require_safe
def article_list(request):
    """The list of public articles, newest first, each work once."""
    shown = Article.objects.published_in(current_language()).for_lists()
    order = KeysetOrder("listed_on")
    if file := export_response(request, ARTICLE_EXPORT, shown, order):
        return file
    return render(
        request,
        "articles/articles.html",
        {"listing": build_listing(request, ArticleFilter, shown, order)},
    )


@require_safe
def article_detail(request, pk):
    """One public article with what rests on it; a word about a withdrawn one; 404 for any other."""
    found = Article.objects.published().for_pages().filter(pk=pk).first()
    return _page(request, found, found.live) if found else _withdrawn(request, pk)


@require_safe
def article_version(request, pk, number):
    """An earlier text of a public article; the present one has the article's own address."""
    found = Article.objects.published().for_pages().filter(pk=pk).first()
    if found is None:
        return _withdrawn(request, pk)
    text = get_object_or_404(
        found.versions.ever_public(at=timezone.now()).select_related("outlet"), number=number
    )
    return redirect(found) if text == found.live else _page(request, found, text)


def _withdrawn(request, pk):
    """That a text was withdrawn, when and why, and nothing of the text (410); 404 for what was never public."""
    gone = get_object_or_404(Article.objects.withdrawn(), pk=pk)
    return render(request, "articles/withdrawn.html", {"withdrawal": gone.withdrawal()}, status=410)


def _page(request, found, text):
    siblings = list(found.siblings().select_related("public_version"))
    groups = related_records(Article.objects.filter(work=found.work))
    views = found.view_counts.total()
    newer, older = Article.objects.published_in(found.language).for_lists().neighbours(found)
    context = {
        "article": found,
        "version": text,
        "siblings": siblings,
        "earlier": _earlier(found, text),
        "colophon": article_credits(found, text.text_hash),
        "topics": found.tags.all(),
        "groups": groups,
        "related": related_articles(found, groups, language=current_language()),
        "newer": newer,
        "older": older,
        "views": views if views >= MIN_VIEWS_SHOWN else 0,
        "links": build_page_links(request, texts=_addresses([found, *siblings])),
    }
    is_plain = request.GET.get("view") == "plain"
    return render(request, "articles/plain.html" if is_plain else "articles/article.html", context)


def _earlier(found, text):
    """The texts that stood there before; the first of all has none."""
    seen = (
        found.versions.ever_public(at=timezone.now()).filter(number__lt=text.number).defer("body")
    )
    return seen if text.number > 1 else seen.none()


def _addresses(texts):
    return {
        text.language: f"/{text.language}{text.get_absolute_url().removeprefix(f'/{current_language()}')}"
        for text in texts
    }


@csrf_exempt  # the public page that sends it holds no token, and a view is nobody's act
@require_POST
def record_article_view(request, pk):
    """Note that somebody reads an article; the same answer whether it is counted or not."""
    record_view(request, pk)
    return HttpResponse(status=204)


@require_safe
def article_picture(request, pk, number, place, width=None):
    """A picture of a text that is or was public, in that width where there is one; others have no address."""
    found = get_object_or_404(Article.objects.published(), pk=pk)
    text = get_object_or_404(found.versions.ever_public(at=timezone.now()), number=number)
    try:
        name = text.pictures[place - 1]["file"] if place else ""
        return FileResponse(default_storage.open(existing_rendition_name(name, width)))
    except (IndexError, FileNotFoundError, IsADirectoryError) as error:
        raise Http404 from error
