"""The form of an article in the admin: its groups of fields, and its validation."""

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editor.fields import ArticleBodyForm
from articles.models import Article
from portal.core.admin import fieldset

ARTICLE_FIELDSETS = (
    fieldset(
        gettext_lazy("Text"),
        gettext_lazy("The working text. Readers see it once three reviewers have signed it."),
        "kicker",
        "title",
        "summary",
        "body",
    ),
    fieldset(
        gettext_lazy("Source"),
        gettext_lazy(
            "Where the text comes from, exactly as the source prints it. "
            "What it leaves blank stays blank."
        ),
        "outlet",
        "source_as_printed",
        "source_address",
        "published",
        "byline",
        "dateline",
        "editors",
        "rights",
        "rights_note",
    ),
    fieldset(
        gettext_lazy("Place on the portal"),
        gettext_lazy("In which language it is, what it translates, and where readers find it."),
        "language",
        "translation_of",
        "column",
        "tags",
    ),
    fieldset(
        gettext_lazy("Time on the portal"),
        format_lazy(
            gettext_lazy("From when until when a signed-off text is public. Time zone: {zone}."),
            zone=settings.TIME_ZONE,
        ),
        "go_live",
        "expires",
    ),
    fieldset(
        gettext_lazy("Where it stands"),
        gettext_lazy("Written by the steps above; nobody types it."),
        "status",
        "round",
        "public_text",
        "listed_on",
        "public_note",
    ),
)


class ArticleAdminForm(ArticleBodyForm):
    """The working text; what the database would refuse is a validation error."""

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
