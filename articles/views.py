"""The public pages of articles."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from articles.article_page import (
    ARTICLE_PAGE,
    VIEWS,
    article_context,
    public_article,
    view_count_html,
)
from articles.cards import ARTICLE_LIST
from articles.export import ARTICLE_EXPORT
from articles.figures import card_file, hidden_files
from articles.models import Article
from articles.models.media_storage import existing_rendition_name
from articles.view_counts import PUBLIC_VIEWS, record_view
from portal.caching.prepared_pages import prepared_response
from portal.listing.responses import list_response


@require_safe
def article_list(request):
    """Show the list of public articles, newest first, each work once; or send it as a file."""
    return list_response(request, "articles/articles.html", ARTICLE_LIST, ARTICLE_EXPORT)


@require_safe
def article_detail(request, pk):
    """Show a public article; a notice for a withdrawn one, 404 for any other."""
    found = PUBLIC_VIEWS.first(pk, at=timezone.now())
    if found is None:
        return _withdrawn_page(request, pk)
    views = view_count_html(found[0])
    if request.GET.get("view") == "plain":
        article = public_article(pk)
        return _render_article(request, article, article.live, views=views)
    return prepared_response(request, ARTICLE_PAGE, pk, living={VIEWS: views})


@require_safe
def article_version(request, pk, number):
    """Show an earlier version of a public article; the present one redirects to the article."""
    found = PUBLIC_VIEWS.first(pk, at=timezone.now())
    if found is None:
        return _withdrawn_page(request, pk)
    article = public_article(pk)
    versions = article.versions.ever_public(at=timezone.now()).select_related("outlet")
    version = get_object_or_404(versions, number=number)
    if version == article.live:
        return redirect(article)
    return _render_article(request, article, version, views=view_count_html(found[0]))


def _withdrawn_page(request, pk):
    """Say when and why an article was withdrawn (410); 404 for one that was never public."""
    article = get_object_or_404(Article.objects.withdrawn(), pk=pk)
    context = {"withdrawal": article.withdrawal()}
    return render(request, "articles/withdrawn.html", context, status=410)


def _render_article(request, article, version, *, views):
    is_plain = request.GET.get("view") == "plain"
    template = "articles/plain.html" if is_plain else ARTICLE_PAGE.template
    return render(request, template, article_context(request, article, version, views=views))


@csrf_exempt  # the cached public page that sends it has no token; a forged view does no harm
@require_POST
def record_article_view(request, pk):
    """Count a view; the response does not tell whether it was counted."""
    record_view(request, pk)
    return HttpResponse(status=204)


@require_safe
def article_picture(request, pk, number, place, width=None):
    """Serve a picture of a version that is or was public, in that width if there is such a rendition.

    Places count from 1. A picture whose right has ended is not served (404).
    """
    article = get_object_or_404(Article.objects.published(), pk=pk)
    version = get_object_or_404(article.versions.ever_public(at=timezone.now()), number=number)
    try:
        name = version.pictures[place - 1]["file"] if place else ""
        if hidden_files([name]):
            raise Http404
        return FileResponse(default_storage.open(existing_rendition_name(name, width)))
    except (IndexError, FileNotFoundError, IsADirectoryError) as error:
        raise Http404 from error


@require_safe
def article_card_picture(request, pk):
    """Serve the crop for cards of the first picture that the public text shows; 404 where there is none."""
    article = get_object_or_404(Article.objects.published().for_pages(), pk=pk)
    try:
        name = card_file(article, article.live)
        return FileResponse(default_storage.open(name or ""))
    except (FileNotFoundError, IsADirectoryError) as error:
        raise Http404 from error
