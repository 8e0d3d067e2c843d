"""The public pages of articles."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
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
    return _page(request, found, found.live)


@require_safe
def version(request, pk, number):
    """An earlier text of a public article; the present one has the article's own address."""
    found = get_object_or_404(Article.objects.published().for_lists(), pk=pk)
    text = get_object_or_404(found.versions.readable().select_related("outlet"), number=number)
    return redirect(found) if text == found.live else _page(request, found, text)


def _page(request, found, text):
    siblings = list(found.siblings().select_related("live"))
    context = {
        "article": found,
        "version": text,
        "siblings": siblings,
        "earlier": found.versions.readable().filter(number__lt=text.number).defer("body"),
        "steps": _steps(found, text),
        "topics": found.tags.all(),
        "groups": attached(Article.objects.filter(work=found.work)),
        "links": links_of(request, texts=_addresses([found, *siblings])),
    }
    return render(request, "articles/article.html", context)


def _steps(article, text):
    """The last of each step by which the text became public; only the shipping where it was shipped."""
    reviews = article.reviews.filter(text_hash=text.text_hash, stage__in=PUBLIC_STEPS, is_void=False)
    return list({review.stage: review for review in reviews.select_related("person")}.values())


def _addresses(texts):
    return {
        text.language: f"/{text.language}{text.get_absolute_url().removeprefix(f'/{current_language()}')}" for text in texts
    }


@require_safe
def picture(request, pk, number, place):
    """A picture of a text that is or was public; pictures of any other text have no address."""
    found = get_object_or_404(Article.objects.published(), pk=pk)
    text = get_object_or_404(found.versions.readable(), number=number)
    try:
        name = text.pictures[place - 1]["file"] if place else ""
        return FileResponse(default_storage.open(name))
    except (IndexError, FileNotFoundError, IsADirectoryError) as error:
        raise Http404 from error
