"""The form field and widget of an article's text, and the labels that the editor's script shows."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Media, Script
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editor.paste_cleaning import clean_pasted_html
from articles.editor.picture_config import picture_config

EDITOR_STYLES = (
    "django_prose_editor/material-icons.css",
    "django_prose_editor/editor.css",
    "django_prose_editor/overrides.css",
)
MAX_BODY_LENGTH = 1_000_000  # characters of an article's text
MAX_PASTE_LENGTH = 5 * MAX_BODY_LENGTH  # HTML from Word consists mostly of styles


def button_labels() -> dict[str, str]:
    """The label of each button of the editor, by the editor's own name for it."""
    return {
        "paragraph": _("Paragraph"),
        "heading2": _("Heading"),
        "heading3": _("Heading, second level"),
        "heading4": _("Heading, third level"),
        "bulletList": _("List"),
        "orderedList": _("Numbered list"),
        "blockquote": _("Quote"),
        "horizontalRule": _("Line across"),
        "bold": _("Bold"),
        "italic": _("Italic"),
        "underline": _("Underlined"),
        "strike": _("Struck out"),
        "subscript": _("Subscript"),
        "superscript": _("Superscript"),
        "link": _("Link"),
        "unlink": _("Take the link away"),
        "table": _("Table"),
        "table:addColumnAfter": _("Add a column"),
        "table:deleteColumn": _("Delete the column"),
        "table:addRowAfter": _("Add a row"),
        "table:deleteRow": _("Delete the row"),
        "table:mergeCells": _("Merge the cells"),
        "table:splitCell": _("Split the cell"),
        "table:toggleHeaderCell": _("Heading cell or not"),
        "table:deleteTable": _("Delete the table"),
        "history:undo": _("Undo"),
        "history:redo": _("Redo"),
    }


def dialog_labels() -> dict[str, str]:
    """The texts of the editor's dialogs, by the English texts in its code."""
    return {
        "URL": _("Address"),
        "Title": _("Title"),
        "Edit Link": _("Link"),
        "Update": _("Apply"),
        "Cancel": _("Cancel"),
    }


def script_messages() -> dict[str, str]:
    """The messages of our own script."""
    return {
        "text": _("Text"),
        "tools": _("Tools for the text"),
        "long": too_long_message(None),
        "pictures": _(
            "The pictures of what was pasted were left out: drag their files into the text, or choose them."
        ),
        "failed": _(
            "The server could not be asked to clean what was pasted: its plain text was put in."
        ),
    }


def too_long_message(length: int | None) -> str:
    """The message that a text is too long, with its length if that is known."""
    limit = number_format(MAX_BODY_LENGTH, force_grouping=True)
    if length is None:
        message = _("This is too long to be pasted: an article has at most %(limit)s characters.")
        return message % {"limit": limit}
    message = _(
        "The text has %(length)s characters, an article at most %(limit)s. "
        "Nothing was stored, and nothing is lost."
    )
    return message % {"length": number_format(length, force_grouping=True), "limit": limit}


class EditorWidget(forms.Textarea):
    """A text area that the editor replaces in the browser; without scripts it stays a text area."""

    def get_context(self, name, value, attrs):
        """The stock context, with the configuration of the editor's script."""
        context = super().get_context(name, value, attrs)
        config = {
            "module": static("django_prose_editor/editor.js"),
            "paste": reverse("admin:articles_article_paste"),
            "limit": MAX_BODY_LENGTH,
            "pasteLimit": MAX_PASTE_LENGTH,
            "buttons": button_labels(),
            "dialogs": dialog_labels(),
            "words": script_messages(),
            "pictures": picture_config(),
        }
        context["widget"]["attrs"]["data-editor"] = json.dumps(config, ensure_ascii=False)
        return context

    @property
    def media(self) -> Media:
        """The editor's styles, ours, and our script, which loads the editor."""
        return Media(
            css={"all": [*EDITOR_STYLES, "articles/editor.css"]},
            js=[Script("articles/editor.js", type="module")],
        )


class BodyField(forms.CharField):
    """The text of an article, with a maximum length."""

    widget = EditorWidget(attrs={"rows": 20, "cols": 100})

    def to_python(self, value) -> str:
        """The text with line feeds alone; browsers send CR LF."""
        return super().to_python(value).replace("\r\n", "\n")

    def validate(self, value) -> None:
        """Refuse a text that is missing or too long."""
        super().validate(value)
        if len(value) > MAX_BODY_LENGTH:
            raise ValidationError(too_long_message(len(value)), code="max_length")


class ArticleBodyForm(forms.ModelForm):
    """A form with the text of an article; an untouched text is stored unchanged, to the letter."""

    body = BodyField(
        label=gettext_lazy("text"),
        help_text=gettext_lazy(
            "Paragraphs, headings, lists, tables, quotes and links. "
            "Text from Word, WPS or WeChat is cleaned when it is pasted."
        ),
    )

    def clean_body(self) -> str:
        """The cleaned text; the stored one if both are the same once cleaned."""
        stored = self.initial.get("body", "")
        sent = self.cleaned_data["body"]
        if sent == stored:
            return stored
        cleaned = clean_pasted_html(sent)
        if not cleaned:
            raise ValidationError(self.fields["body"].error_messages["required"], code="required")
        if cleaned == clean_pasted_html(stored):
            return stored
        return cleaned
