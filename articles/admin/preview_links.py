"""The admin page of an article's preview links: making and revoking them, and reading the answers."""

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from articles.models import Article, PreviewAnswer, PreviewLink
from articles.models.preview_link import DEFAULT_LINK_DAYS
from articles.staff_visibility import get_visible_article

MAX_LINK_DAYS = 30


class PreviewLinkForm(forms.Form):
    """The lifetime and the recipient of a link."""

    days = forms.IntegerField(
        label=gettext_lazy("Days until it expires"),
        min_value=1,
        max_value=MAX_LINK_DAYS,
        initial=DEFAULT_LINK_DAYS,
    )
    for_whom = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Who is to read the draft; only the desk sees this."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def preview_links(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the article's preview links and answers; a POST makes a link and shows its address once."""
    article = get_visible_article(request, pk)
    form = PreviewLinkForm(request.POST if request.method == "POST" else None)
    address = ""
    if request.method == "POST":
        _require_permission(request, "add_previewlink")
        if form.is_valid():
            address = _issue_link(request, article, form.cleaned_data)
            form = PreviewLinkForm()
    return TemplateResponse(
        request,
        "admin/articles/article/previews.html",
        _build_context(request, article, form=form, address=address),
    )


def _require_permission(request, permission):
    if not request.user.has_perm(f"articles.{permission}"):
        raise PermissionDenied


def _issue_link(request, article, values) -> str:
    """Make a link, and return its absolute address."""
    _link, token = PreviewLink.issue(article, by=request.user, at=timezone.now(), **values)
    return request.build_absolute_uri(reverse("preview", args=[token]))


def _build_context(request, article, **extra):
    now = timezone.now()
    links = article.preview_links.select_related("made_by", "article")
    answers = PreviewAnswer.objects.filter(link__article=article)
    return {
        **site.each_context(request),
        "title": _("Preview for outsiders"),
        "subtitle": str(article),
        "opts": Article._meta,
        "article": article,
        "links": [(link, link.state(at=now)) for link in links],
        "answers": answers.select_related("link", "read_by"),
        "text_hash": article.text_hash(),
        "may_make": request.user.has_perm("articles.add_previewlink"),
        "may_change": request.user.has_perm("articles.change_previewlink"),
        **extra,
    }


@require_POST
def revoke_preview_link(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Revoke a link of the article."""
    article = get_visible_article(request, pk)
    _require_permission(request, "change_previewlink")
    get_object_or_404(article.preview_links, pk=link).revoke(at=timezone.now())
    messages.success(request, _("The link is revoked."))
    return redirect("admin:articles_article_previews", pk)


@require_POST
def mark_answers_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark the answers to the article as read."""
    article = get_visible_article(request, pk)
    _require_permission(request, "change_previewlink")
    unread = PreviewAnswer.objects.filter(link__article=article, read_at=None)
    unread.update(read_at=timezone.now(), read_by=request.user)
    return redirect("admin:articles_article_previews", pk)
