"""The editor's part of the article admin: media, paste cleaning, and the writing page."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Media, Script
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.editor.autosave_admin import (
    FORM_KEY,
    FORM_KEY_FIELD,
    AutosaveAdminMixin,
    autosave_config,
)
from articles.editor.fields import MAX_PASTE_LENGTH, too_long_message
from articles.editor.live_admin import LiveAdminMixin, render_panels
from articles.editor.paste_cleaning import clean_pasted_html
from articles.models import Article, TransitionRefused
from articles.models.review import WITH_AUTHOR

SUBMIT_BUTTON = "_submit"


class EditorAdminMixin(AutosaveAdminMixin, LiveAdminMixin):
    """For the admin of articles: the editor's media, its paste address, and the writing page."""

    @property
    def media(self) -> Media:
        """The stock media, our styles and the scripts of the writing page.

        The script that keeps unsaved text also runs on the list, where a save may lead.
        """
        scripts = ("articles/draft_copy.js", "articles/writing_page.js")
        return super().media + Media(
            css={"all": ["articles/editor.css", "articles/writing_page.css"]},
            js=[Script(script, type="module") for script in scripts],
        )

    def get_urls(self) -> list:
        """The address that cleans pasted HTML, before the stock ones."""
        view = self.admin_site.admin_view(require_POST(self.paste_view))
        return [path("paste/", view, name="articles_article_paste"), *super().get_urls()]

    def paste_view(self, request: HttpRequest) -> JsonResponse:
        """Clean pasted HTML; say whether it had pictures, which are dropped. Refuse (413) too long a text."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        pasted = request.POST.get("html", "")
        if len(pasted) > MAX_PASTE_LENGTH:
            return JsonResponse({"error": too_long_message(None)}, status=413)
        return JsonResponse(
            {"html": clean_pasted_html(pasted), "pictures": "<img" in pasted.lower()}
        )

    # The writing page

    def render_change_form(self, request, context, *args, obj=None, **options):
        """The form with its key, the panels beside it, and the addresses of its script."""
        may_write = self._may_write(request, obj)
        context |= {"may_write": may_write, "is_nav_sidebar_enabled": False}
        if may_write:
            key = form_key(request)
            context["form_key"] = key
            context["live"] = _live_addresses(obj)
            widget = context["adminform"].form.fields["body"].widget
            widget.attrs["data-keep"] = autosave_config(request, obj, key=key)
            context["may_submit"] = self._may_submit(request, obj)
        if may_write and obj is not None:
            context["live_panels"] = render_panels(obj, request)
        return super().render_change_form(request, context, *args, obj=obj, **options)

    def _may_write(self, request, article) -> bool:
        if article is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, article)

    def _may_submit(self, request, article) -> bool:
        """Whether the form offers to submit the text as it is saved."""
        is_with_author = article is None or article.status in WITH_AUTHOR
        return is_with_author and request.user.has_perm("articles.submit_article")

    def response_add(self, request, obj, post_url_continue=None):
        """The stock response, after the submit if that was asked for; the autosave is done with."""
        self.forget_autosave(request)
        if SUBMIT_BUTTON in request.POST:
            return self._submit(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        """The stock response, after the submit if that was asked for; the autosave is done with."""
        self.forget_autosave(request)
        if SUBMIT_BUTTON in request.POST:
            return self._submit(request, obj)
        return super().response_change(request, obj)

    def _submit(self, request, article) -> HttpResponse:
        """Submit the text that was just saved, and show its form again; a refusal leaves it saved."""
        try:
            article.submit(by=request.user)
        except TransitionRefused as refusal:
            messages.success(request, _("“%s” is saved.") % article)
            messages.error(request, _("It is not submitted: %s") % refusal)
        else:
            message = _("“%(title)s” is saved and is now: %(status)s.")
            values = {"title": article, "status": article.get_status_display()}
            messages.success(request, message % values)
        return redirect("admin:articles_article_change", article.pk)


def form_key(request: HttpRequest) -> str:
    """The key of the open form: that with which it was sent, or a new one."""
    sent = request.POST.get(FORM_KEY_FIELD, "")
    return sent if FORM_KEY.fullmatch(sent) else uuid4().hex


def _live_addresses(article: Article | None) -> dict[str, str]:
    """The addresses that show the text as it is typed, by what they show."""
    names = ("panels", "live_preview")
    if article is None:
        return {name: reverse(f"admin:articles_article_add_{name}") for name in names}
    return {name: reverse(f"admin:articles_article_{name}", args=[article.pk]) for name in names}
