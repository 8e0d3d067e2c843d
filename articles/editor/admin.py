"""The editor's part of the article admin: paste cleaning, drafts in the browser, and checks."""

import json

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Media, Script
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.editor.editor_panels import editor_panels
from articles.editor.fields import MAX_PASTE_LENGTH, too_long_message
from articles.editor.paste_cleaning import clean_pasted_html
from articles.models import Article
from articles.submit_check_registry import run_checks


class EditorAdminMixin:
    """For the admin of articles: the editor's media, its paste address, and its context."""

    @property
    def media(self) -> Media:
        """The stock media, our styles and the script that keeps unsaved text.

        The script also runs on the list, where a save may lead.
        """
        return super().media + Media(
            css={"all": ["articles/editor.css"]}, js=[Script("articles/draft_copy.js", defer=True)]
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

    def render_change_form(self, request, context, *args, obj=None, **options):
        """The form, with the findings on the stored text and the panels of higher packages."""
        form = context["adminform"].form
        if "body" in form.fields:
            form.fields["body"].widget.attrs["data-keep"] = autosave_config(
                obj, person=request.user
            )
        if obj is not None and self.has_change_permission(request, obj):
            context["findings"] = run_checks(obj, on=timezone.localdate())
            context["panels"] = editor_panels(obj, request)
        return super().render_change_form(request, context, *args, obj=obj, **options)


def autosave_config(article: Article | None, *, person: AbstractBaseUser) -> str:
    """The configuration of the script that keeps unsaved text, as JSON."""
    config = {
        "key": f"desk:{person.pk}:{article.pk if article else 'new'}",
        "stored": article.changed_at.isoformat() if article else "",
        "words": {
            "found": _("Text that you did not save is kept in this browser, from"),
            "older": _("The article was saved since: look at both before you save."),
            "files": _("Chosen files are not kept: choose them again."),
            "restore": _("Bring it back"),
            "discard": _("Throw it away"),
            "full": _("This browser cannot keep the unsaved text: save from time to time."),
        },
    }
    return json.dumps(config, ensure_ascii=False)
