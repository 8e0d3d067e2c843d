"""The pages of a preview link: a working text for somebody without an account, and the way to answer it."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Article, PreviewLink
from articles.models.preview_link import AnswerRefused, PreviewLinkState

NOT_FOUND, GONE, TOO_MANY = 404, 410, 429
CLOSED_REASONS = {
    None: _(
        "This address leads to no draft. Was it copied whole? Please ask the editors for a new link."
    ),
    PreviewLinkState.EXPIRED: _("This link has expired. Please ask the editors for a new one."),
    PreviewLinkState.REVOKED: _("The editors have revoked this link."),
    PreviewLinkState.CLOSED: _("This text is no draft any more, so its link is closed."),
}


class PreviewAnswerForm(forms.Form):
    """What a reader of a preview says."""

    name = forms.CharField(label=_("Your name"), max_length=100)
    text = forms.CharField(
        label=_("Your answer to the editors"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


def private_view(view: Callable) -> Callable:
    """The view for nobody else: no cache keeps its answer, no crawler lists it."""

    @never_cache
    @wraps(view)
    def hidden(request, *args, **options):
        response = view(request, *args, **options)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return hidden


def preview_link_required(view: Callable) -> Callable:
    """The view with the open link that the token stands for; a page that says why where there is none."""

    @private_view
    @wraps(view)
    def opened(request, token, **options):
        link = PreviewLink.objects.get_by_token(token)
        state = link and link.state(at=timezone.now())
        if state == PreviewLinkState.OPEN:
            return view(request, link, token, **options)
        return _closed(request, link, state)

    return opened


def _closed(request, link, state):
    shown = (
        link
        and state == PreviewLinkState.CLOSED
        and Article.objects.published().filter(pk=link.article_id).first()
    )
    context = {"why": CLOSED_REASONS[state], "public": shown}
    return render(
        request, "articles/preview/closed.html", context, status=GONE if link else NOT_FOUND
    )


@require_safe
@preview_link_required
def preview(request: HttpRequest, link: PreviewLink, token: str) -> HttpResponse:
    """The working text as it stands, marked as a draft."""
    return render(
        request,
        "articles/preview/preview.html",
        {"link": link, "article": link.article, "token": token},
    )


@require_safe
@preview_link_required
def preview_picture(
    request: HttpRequest, link: PreviewLink, token: str, place: int
) -> HttpResponse:
    """A picture of the working text; 404 where there is none at that place."""
    found = link.article.pictures.all()[place - 1 : place] if place else []
    try:
        return FileResponse(default_storage.open(found[0].file.name))
    except (IndexError, FileNotFoundError) as error:
        raise Http404 from error


@require_http_methods(["GET", "HEAD", "POST"])
@preview_link_required
def preview_answer(request: HttpRequest, link: PreviewLink, token: str) -> HttpResponse:
    """The form of an answer; a taken one leads to the thanks, a refused one stays in the form with the reason."""
    form = PreviewAnswerForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            link.add_answer(**form.cleaned_data, at=timezone.now())
        except AnswerRefused as refused:
            form.add_error(None, str(refused))
            status = TOO_MANY
        else:
            return redirect("preview-thanks", token)
    context = {"form": form, "link": link, "article": link.article, "token": token}
    return render(request, "articles/preview/answer.html", context, status=status)


@require_safe
@preview_link_required
def preview_thanks(request: HttpRequest, link: PreviewLink, token: str) -> HttpResponse:
    """That an answer has arrived."""
    return render(
        request,
        "articles/preview/thanks.html",
        {"link": link, "article": link.article, "token": token},
    )
