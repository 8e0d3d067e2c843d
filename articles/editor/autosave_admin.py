"""Autosaving in the article admin: the views that the form's script calls, and what a save forgets."""

import json
import re
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article, Autosave
from articles.models.autosave import KEPT_FOR

FORM_KEY_FIELD = "form_key"  # the hidden input with the key of the open form
FORM_KEY = re.compile(r"[0-9a-f]{32}")
SAVED_FORMS = "saved_forms"  # in the session: the keys of the forms that were saved last
MAX_SAVED_FORMS = 30
MAX_AUTOSAVE_BYTES = 8_000_000
MAX_NUMBER = 2**53  # of JavaScript


class AutosaveRefused(Exception):
    """An autosave that is not stored; the message says why, the status is that of the response."""

    def __init__(self, message: str, status: int = 400):
        super().__init__(message)
        self.status = status


class AutosaveAdminMixin:
    """For the admin of articles: autosaves are stored, read and thrown away by their writer alone."""

    def get_urls(self) -> list:
        """The addresses of autosaves, before the stock ones."""
        view = self.admin_site.admin_view
        pages = (
            ("autosave/", require_POST(self.autosave_view), "autosave"),
            ("autosave/<slug:key>/", require_safe(self.autosaved_view), "autosaved"),
            ("autosave/<slug:key>/discard/", require_POST(self.discard_view), "autosave_discard"),
        )
        urls = [
            path(route, view(page), name=f"articles_article_{name}") for route, page, name in pages
        ]
        return [*urls, *super().get_urls()]

    def autosave_view(self, request: HttpRequest) -> JsonResponse:
        """Store the content of an open form; JSON with the moment, or with the reason of a refusal."""
        try:
            sent = read_autosave(request)
            article = self._autosaved_article(request, sent.pop("article"))
            check_not_saved(request, sent["key"])
            now = timezone.now()
            is_stored = Autosave.objects.keep(by=request.user, article=article, at=now, **sent)
        except AutosaveRefused as refusal:
            return JsonResponse({"error": str(refusal)}, status=refusal.status)
        return JsonResponse({"at": now.isoformat(), "stored": is_stored})

    def autosaved_view(self, request: HttpRequest, key: str) -> JsonResponse:
        """The content of an autosave of the person's own."""
        autosave = get_object_or_404(request.user.autosaves, key=key)
        return JsonResponse({"values": autosave.values})

    def discard_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Delete an autosave of the person's own; one that is gone is no fault."""
        request.user.autosaves.filter(key=key).delete()
        return HttpResponse(status=204)

    def _autosaved_article(self, request, pk) -> Article | None:
        """The article that the form is of, None for a new one; raises PermissionDenied without the right."""
        if pk is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return None
        article = self.get_queryset(request).filter(pk=pk).first()
        if article is None or not self.has_change_permission(request, article):
            raise PermissionDenied
        return article

    def forget_autosave(self, request: HttpRequest) -> None:
        """Delete the autosave of the form that was just saved, and note its key for the browser."""
        key = request.POST.get(FORM_KEY_FIELD, "")
        if not FORM_KEY.fullmatch(key):
            return
        request.user.autosaves.filter(key=key).delete()
        saved = [other for other in request.session.get(SAVED_FORMS, []) if other != key]
        request.session[SAVED_FORMS] = [*saved, key][-MAX_SAVED_FORMS:]


def check_not_saved(request: HttpRequest, key: str) -> None:
    """Raise AutosaveRefused for what arrives after its form was saved."""
    if key in request.session.get(SAVED_FORMS, []):
        raise AutosaveRefused(_("This form was saved."), status=409)


def read_autosave(request: HttpRequest) -> dict:
    """The fields of a sent autosave, checked; raises AutosaveRefused."""
    if len(request.body) > MAX_AUTOSAVE_BYTES:
        raise AutosaveRefused(_("This is too long to be kept."), status=413)
    try:
        sent = storable(json.loads(request.body))
    except (ValueError, RecursionError) as error:
        raise AutosaveRefused(_("This cannot be read.")) from error
    if not (isinstance(sent, dict) and _has_right_types(sent)):
        raise AutosaveRefused(_("This cannot be read."))
    return {
        "key": sent["key"],
        "article": sent.get("article"),
        "revision": sent["revision"],
        "shown_change": str(sent.get("shown_change", ""))[:40],
        "title": str(sent.get("title", ""))[:300],
        "values": sent["values"],
    }


def _has_right_types(sent: dict) -> bool:
    is_key = isinstance(sent.get("key"), str) and FORM_KEY.fullmatch(sent["key"])
    numbers = [sent.get("revision")]
    if sent.get("article") is not None:
        numbers.append(sent["article"])
    are_numbers = all(type(number) is int and 0 < number < MAX_NUMBER for number in numbers)
    return bool(is_key) and are_numbers and isinstance(sent.get("values"), dict)


def storable(value):
    """The value of JSON, its strings without the characters that no database stores."""
    if isinstance(value, str):
        return value.replace("\0", "").encode(errors="replace").decode()
    if isinstance(value, list):
        return [storable(item) for item in value]
    if isinstance(value, dict):
        return {storable(name): storable(item) for name, item in value.items()}
    return value


def autosave_config(request: HttpRequest, article: Article | None, *, key: str) -> str:
    """The configuration of the script that keeps unsaved text, as JSON."""
    recent = timezone.now() - KEPT_FOR
    autosaves = Autosave.objects.of_form(article, by=request.user).filter(saved_at__gte=recent)
    config = {
        "key": key,
        "prefix": f"desk:{request.user.pk}:",
        "article": article.pk if article else None,
        "shownChange": article.changed_at.isoformat() if article else "",
        "autosave": reverse("admin:articles_article_autosave"),
        "kept": [_description(autosave) for autosave in autosaves.exclude(key=key).defer("values")],
        "words": script_messages(),
    }
    return json.dumps(config, ensure_ascii=False)


def _description(autosave: Autosave) -> dict:
    saved_at: datetime = autosave.saved_at
    return {
        "key": autosave.key,
        "revision": autosave.revision,
        "title": autosave.title,
        "shown_change": autosave.shown_change,
        "at": int(saved_at.timestamp() * 1000),
    }


def script_messages() -> dict[str, str]:
    """The messages of the script that keeps unsaved text."""
    return {
        "found": _("Text that you did not save is kept, from {time}."),
        "older": _("The article was saved since: look at both before you save."),
        "files": _("Chosen files are not kept: choose them again."),
        "restore": _("Bring it back"),
        "discard": _("Throw it away"),
        "gone": _("It cannot be read now. Try again later: it stays kept."),
        "clean": _("No unsaved changes"),
        "unsaved": _("Unsaved changes"),
        "kept": _("Unsaved changes, kept on the server at {time}"),
        "offline": _("Unsaved changes, kept in this browser alone: the server does not answer"),
        "refused": _("Unsaved changes, kept in this browser alone: sign in again in another tab"),
        "full": _("Unsaved changes, kept nowhere: save now"),
        "wait": _("No connection: nothing was sent. Your text is kept in this browser."),
    }
