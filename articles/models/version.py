"""What the public reads: an immutable copy of a text that was signed off."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.outlet import Outlet
from portal.core import html
from portal.core.fields import AddressField, CleanHtmlField, PartialDateField


class Rights(models.TextChoices):
    ORIGINAL = "original", _("original")
    REPRINT = "reprint", _("reprint")


class VersionQuerySet(models.QuerySet):
    def readable(self):
        """The versions that stay readable while their article is public: not those that were withdrawn."""
        return self.filter(is_withdrawn=False)


class Version(models.Model):
    """A signed text as it stood; made by sign-off and never changed."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="versions", verbose_name=_("article"))
    number = models.PositiveIntegerField(_("number"))
    made_at = models.DateTimeField(_("signed off at"))
    text_hash = models.CharField(_("hash of the text"), max_length=64)
    note = models.TextField(_("public note"), blank=True)
    title = models.CharField(_("title"), max_length=300)
    kicker = models.CharField(_("kicker"), max_length=300, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    body = CleanHtmlField(_("text"))
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    dateline = models.CharField(_("dateline"), max_length=200, blank=True)
    editors = models.CharField(_("responsible editors"), max_length=300, blank=True)
    published = PartialDateField(_("published"), blank=True)
    outlet = models.ForeignKey(Outlet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("outlet"))
    source_as_printed = models.CharField(_("source as printed"), max_length=200, blank=True)
    source_address = AddressField(_("source address"), max_length=500, blank=True)
    rights = models.CharField(_("rights"), max_length=10, choices=Rights, default=Rights.REPRINT)
    rights_note = models.CharField(_("rights note"), max_length=300, blank=True)
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False, editable=False)
    pictures = models.JSONField(_("pictures"), default=list)
    key_points = models.JSONField(_("key points"), default=list)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ("article", "-number")
        indexes = [models.Index(fields=["id", "outlet"], name="articles_version_outlet")]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="articles_version_number")]

    def __str__(self):
        return f"{self.title} ({self.number})"

    def paragraph(self, number: int | None) -> str:
        """The plain text of a numbered paragraph; empty where there is none of that number."""
        texts = html.paragraphs(self.body)
        return texts[number - 1] if number and number <= len(texts) else ""
