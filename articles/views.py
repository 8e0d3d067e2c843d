"""The public pages of articles."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.attached import attached
from articles.filters import ArticleFilter
from articles.models import Article
from articles.models.review import SIGNATURES, Stage
from portal.core.links import links_of
from portal.core.lists import Order, listing
from portal.core.names import current_language

PUBLIC_STEPS = (*SIGNATURES, Stage.SHIPPED)


@require_safe
def articles(request):
    """The list of public articles, newest first, each work once."""
    shown = Article.objects.shown_in(current_language()).for_lists()
    found = listing(request, ArticleFilter, shown, Order("listed_on"))
    return render(request, "articles/articles.html", {"listing": found})


@require_safe
def article(request, pk):
    """One public article with what rests on it; 404 for any other."""
    found = get_object_or_404(Article.objects.published().for_lists(), pk=pk)
    siblings = list(found.siblings().select_related("live"))
    context = {
        "article": found,
        "version": found.live,
        "siblings": siblings,
        "earlier": found.versions.exclude(pk=found.live_id).defer("body"),
        "steps": _steps(found),
        "topics": found.tags.all(),
        "groups": attached(Article.objects.filter(work=found.work)),
        "links": links_of(request, texts=_addresses([found, *siblings])),
    }
    return render(request, "articles/article.html", context)


def _steps(article):
    """The last of each step by which the public text became public; only the shipping where it was shipped."""
    reviews = article.reviews.filter(text_hash=article.live.text_hash, stage__in=PUBLIC_STEPS, is_void=False)
    return list({review.stage: review for review in reviews.select_related("person")}.values())


def _addresses(texts):
    return {
        text.language: f"/{text.language}{text.get_absolute_url().removeprefix(f'/{current_language()}')}" for text in texts
    }


@require_safe
def picture(request, pk, number):
    """A picture of the public text of an article; pictures of any other text have no address."""
    found = get_object_or_404(Article.objects.published().for_lists(), pk=pk)
    try:
        name = found.live.pictures[number - 1]["file"] if number else ""
        return FileResponse(default_storage.open(name))
    except (IndexError, FileNotFoundError, IsADirectoryError) as error:
        raise Http404 from error
