"""The pages of a preview link: the working text for readers without an account, and the answer form."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django import forms
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from articles.figures import draft_text
from articles.models import Article, PreviewLink
from articles.models.preview_link import AnswerRefused, PreviewLinkState

CLOSED_REASONS = {
    None: _(
        "This address leads to no draft. Was it copied whole? Please ask the editors for a new link."
    ),
    PreviewLinkState.EXPIRED: _("This link has expired. Please ask the editors for a new one."),
    PreviewLinkState.REVOKED: _("The editors have revoked this link."),
    PreviewLinkState.CLOSED: _("This text is no draft any more, so its link is closed."),
}


class PreviewAnswerForm(forms.Form):
    """The answer of a reader to a preview."""

    name = forms.CharField(label=_("Your name"), max_length=100)
    text = forms.CharField(
        label=_("Your answer to the editors"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


def private_view(view: Callable) -> Callable:
    """Decorate a view so that no cache stores its response and no crawler lists it."""

    @never_cache
    @wraps(view)
    def private(request, *args, **options):
        response = view(request, *args, **options)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return private


def preview_link_required(view: Callable) -> Callable:
    """Decorate a view so that it gets the open link of the token; else a page says why there is none."""

    @private_view
    @wraps(view)
    def with_link(request, token, **options):
        link = PreviewLink.objects.get_by_token(token)
        state = link.state(at=timezone.now()) if link else None
        if state == PreviewLinkState.OPEN:
            return view(request, link, token, **options)
        return _closed_page(request, link, state)

    return with_link


def _closed_page(request, link, state):
    """The page of an unknown (404) or closed link (410), with the article if it is public by now."""
    article = None
    if state == PreviewLinkState.CLOSED:
        article = Article.objects.published().filter(pk=link.article_id).first()
    context = {"why": CLOSED_REASONS[state], "public": article}
    status = HTTPStatus.GONE if link else HTTPStatus.NOT_FOUND
    return render(request, "articles/preview/closed.html", context, status=status)


@require_safe
@preview_link_required
def preview(request: HttpRequest, link: PreviewLink, token: str) -> HttpResponse:
    """Show the working text, marked as a draft."""
    text = draft_text(
        link.article, lambda _picture, place: reverse("preview-picture", args=[token, place])
    )
    context = {"link": link, "article": link.article, "token": token, "text": text}
    return render(request, "articles/preview/preview.html", context)


@require_safe
@preview_link_required
def preview_picture(
    request: HttpRequest, link: PreviewLink, token: str, place: int
) -> HttpResponse:
    """Serve a picture of the working text; places count from 1, 404 for one without a picture."""
    if not place:
        raise Http404
    pictures = link.article.pictures.all()[place - 1 : place]
    try:
        return FileResponse(default_storage.open(pictures[0].file.name))
    except (IndexError, FileNotFoundError) as error:
        raise Http404 from error


@require_http_methods(["GET", "HEAD", "POST"])
@preview_link_required
def preview_answer(request: HttpRequest, link: PreviewLink, token: str) -> HttpResponse:
    """Show the answer form; redirect after an accepted answer, show the reason (429) for a refused one."""
    form = PreviewAnswerForm(request.POST or None)
    status = HTTPStatus.OK
    if form.is_valid():
        try:
            link.add_answer(**form.cleaned_data, at=timezone.now())
        except AnswerRefused as refusal:
            form.add_error(None, str(refusal))
            status = HTTPStatus.TOO_MANY_REQUESTS
        else:
            return redirect("preview-thanks", token)
    context = {"form": form, "link": link, "article": link.article, "token": token}
    return render(request, "articles/preview/answer.html", context, status=status)


@require_safe
@preview_link_required
def preview_thanks(request: HttpRequest, link: PreviewLink, token: str) -> HttpResponse:
    """Thank for an answer."""
    context = {"link": link, "article": link.article, "token": token}
    return render(request, "articles/preview/thanks.html", context)
