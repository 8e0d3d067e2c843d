"""The form of an article in the admin: its groups of fields, and its validation."""

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editor.fields import ArticleBodyForm
from articles.models import Article
from portal.core.admin import fieldset


def folded(section: tuple) -> tuple:
    """The fieldset, folded until somebody opens it or one of its fields has an error."""
    title, options = section
    return title, {**options, "classes": ("collapse",)}


def with_field_replaced(fieldsets: tuple, name: str, replacement: str) -> list[tuple]:
    """The fieldsets with another field in the place of one that stands on a line of its own."""
    replaced = []
    for title, options in fieldsets:
        fields = [replacement if field == name else field for field in options["fields"]]
        replaced.append((title, {**options, "fields": fields}))
    return replaced


# First what every author fills in, then what few need, then what whoever signs decides
ARTICLE_FIELDSETS = (
    fieldset(None, "", "title", "summary", "body"),
    fieldset(
        gettext_lazy("Source"),
        gettext_lazy(
            "Where the text comes from, exactly as the source prints it. "
            "What it leaves blank stays blank."
        ),
        ("rights", "outlet"),
        ("source_as_printed", "published"),
        "source_address",
        "byline",
    ),
    folded(
        fieldset(
            gettext_lazy("More about the source"),
            gettext_lazy("The kicker, the place, and who edited it, as the source prints them."),
            "kicker",
            "dateline",
            "editors",
            "rights_note",
        )
    ),
    folded(
        fieldset(
            gettext_lazy("Language and topics"),
            gettext_lazy("In which language it is, what it translates, and where readers find it."),
            "language",
            "translation_of",
            "column",
            "tags",
        )
    ),
    folded(
        fieldset(
            gettext_lazy("For the chief editor"),
            format_lazy(
                gettext_lazy(
                    "From when until when a signed-off text is public, and where it stands. "
                    "Time zone: {zone}."
                ),
                zone=settings.TIME_ZONE,
            ),
            "go_live",
            "expires",
            "status_in_words",
            "round",
            "public_text",
            "listed_on",
            "public_note",
        )
    ),
)


class ArticleAdminForm(ArticleBodyForm):
    """The working text; what the database would refuse is a validation error."""

    class Meta:
        widgets = {
            "title": forms.Textarea(attrs={"rows": 1}),
            "summary": forms.Textarea(attrs={"rows": 2}),
        }

    def clean_title(self) -> str:
        """The title on one line; its text area breaks long ones only to show them."""
        return " ".join(self.cleaned_data["title"].splitlines())

    def clean(self):
        """Validate that a work has at most one article in each language."""
        values = super().clean()
        original = values.get("translation_of", self.instance.translation_of)
        if original and original.pk == self.instance.pk:
            self.add_error("translation_of", _("An article is not a translation of itself."))
        work = original.work if original else self.instance.work
        if work and "language" in values:
            self._check_language(work, values["language"])
        return values

    def _check_language(self, work: int, language: str) -> None:
        others = Article.objects.filter(work=work, language=language).exclude(pk=self.instance.pk)
        other = others.first()
        if other is not None:
            self.add_error("language", _("“%s” says this in that language already.") % other)
