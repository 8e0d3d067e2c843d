"""The search table with the words and texts of public records, and the site's version."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SearchEntryQuerySet(models.QuerySet):
    def visible(self, *, at):
        """The entries that are public at that moment."""
        return self.filter(
            Q(public_until__isnull=True) | Q(public_until__gt=at), public_from__lte=at
        )


class SearchEntry(models.Model):
    """A public record for a span of time.

    The table is narrow, as every hit of a query is read; the texts are in a table of their own.
    """

    kind = models.CharField(_("kind"), max_length=20)
    key = models.PositiveBigIntegerField(_("record"))
    number = models.PositiveBigIntegerField(_("number in the Chinese address"))
    number_en = models.PositiveBigIntegerField(_("number in the English address"))
    day = models.DateField(_("day"))
    year = models.PositiveSmallIntegerField(_("year"))
    ordinal = models.PositiveIntegerField(_("number of the day"))
    facets = models.TextField(_("values of its facets"))  # each as “facet:value” between two blanks
    public_from = models.DateTimeField(_("public from"))
    public_until = models.DateTimeField(_("public until"), null=True)
    digest = models.CharField(_("digest of what it says"), max_length=64)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        app_label = "core"
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        ordering = ("-day", "-pk")
        default_permissions = ()
        indexes = [
            models.Index(fields=["public_from"], name="core_searchentry_from"),
            models.Index(fields=["public_until"], name="core_searchentry_until"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "public_from"], name="core_searchentry_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"


class SearchEntryText(models.Model):
    """The texts that a result shows, and the index words.

    The full-text index of each database follows them by triggers.
    """

    entry = models.OneToOneField(
        SearchEntry,
        models.CASCADE,
        primary_key=True,
        related_name="text",
        verbose_name=_("search entry"),
    )
    title = models.TextField(_("Chinese title"))
    title_en = models.TextField(_("English title"))
    summary = models.TextField(_("summary in Chinese"))
    summary_en = models.TextField(_("summary in English"))
    body = models.TextField(_("text in Chinese"))
    body_en = models.TextField(_("text in English"))
    title_words = models.TextField(_("words of the titles"))
    summary_words = models.TextField(_("words of the summaries"))
    body_words = models.TextField(_("words of the texts"))

    class Meta:
        app_label = "core"
        verbose_name = _("text of a search entry")
        verbose_name_plural = _("texts of search entries")
        ordering = ("pk",)
        default_permissions = ()

    def __str__(self):
        return self.title or self.title_en


class SiteVersion(models.Model):
    """The number of changes of public records, and the moment of the last one, in a single row."""

    number = models.PositiveBigIntegerField(_("number"), default=0)
    moved_at = models.DateTimeField(_("moved at"))

    class Meta:
        app_label = "core"
        verbose_name = _("version of the site")
        verbose_name_plural = _("versions of the site")
        ordering = ("pk",)
        default_permissions = ()

    def __str__(self):
        return str(self.number)
