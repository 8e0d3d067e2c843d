"""Versions: immutable copies of signed texts, each with the time for which it is public."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles import printed_roles
from articles.models.outlet import Outlet
from portal.core import html
from portal.core.fields import CleanHtmlField, HttpsURLField, PartialDateField

# What a version copies from the article
VERSIONED_FIELDS = (
    "title",
    "kicker",
    "summary",
    "body",
    "byline",
    "dateline",
    "editors",
    "published",
    "outlet_id",
    "source_as_printed",
    "source_address",
    "rights",
    "rights_note",
)
# A version that was replaced or withdrawn before its moment came ends when it begins
NOT_CANCELLED = Q(public_until__isnull=True) | Q(public_until__gt=F("public_from"))


def public_at(moment, *, path: str = "") -> Q:
    """The condition for a version to be public at that moment; `path` is the lookup prefix of the version."""
    has_begun = Q(**{f"{path}public_from__lte": moment})
    has_no_end = Q(**{f"{path}public_until__isnull": True})
    ends_later = Q(**{f"{path}public_until__gt": moment})
    return has_begun & (has_no_end | ends_later)


class VersionQuerySet(models.QuerySet):
    def public(self, *, at):
        """The versions that are public at that moment, at most one for each article."""
        return self.filter(public_at(at))

    def ever_public(self, *, at):
        """The versions that are or were public by that moment, without withdrawn ones."""
        return self.filter(NOT_CANCELLED, public_from__lte=at, is_withdrawn=False)

    def scheduled(self, *, at):
        """The signed versions that become public after that moment."""
        return self.filter(NOT_CANCELLED, public_from__gt=at)

    def end_publication(self, *, at) -> None:
        """End all of these at that moment: public ones end then, scheduled ones are cancelled."""
        not_ended = self.filter(Q(public_until__isnull=True) | Q(public_until__gt=at))
        not_ended.filter(public_from__gt=at).update(public_until=F("public_from"))
        not_ended.filter(public_from__lte=at).update(public_until=at)


class ArticleRights(models.TextChoices):
    ORIGINAL = "original", _("original")
    REPRINT = "reprint", _("reprint")


class SourcedModel(models.Model):
    """A text with a source, of which the page of a reprint says outright that it is not stated."""

    class Meta:
        abstract = True

    @property
    def is_source_unstated(self) -> bool:
        """Whether it is a reprint without an outlet and without a source as printed."""
        has_source = self.outlet_id is not None or bool(self.source_as_printed.strip())
        return self.rights == ArticleRights.REPRINT and not has_source


class Version(SourcedModel):
    """A signed text. After creation only its end, its withdrawal and its confirmation change."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="versions", verbose_name=_("article")
    )
    number = models.PositiveIntegerField(_("number"))
    made_at = models.DateTimeField(_("signed off at"))
    public_from = models.DateTimeField(_("public from"))
    public_until = models.DateTimeField(_("public until"), null=True, blank=True)
    text_hash = models.CharField(_("hash of the text"), max_length=64)
    altered_on = models.DateField(
        _("altered on request on"),
        null=True,
        editable=False,
        help_text=_(
            "Since that day a person's name is taken out of the text; "
            "the hash stays that of the signed text."
        ),
    )
    note = models.TextField(_("public note"), blank=True)
    title = models.CharField(_("title"), max_length=300)
    kicker = models.CharField(_("kicker"), max_length=300, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    body = CleanHtmlField(_("text"))
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    dateline = models.CharField(_("dateline"), max_length=200, blank=True)
    editors = models.CharField(
        _("editors and reviewers as printed"), max_length=printed_roles.MAX_LENGTH, blank=True
    )
    published = PartialDateField(_("published"), blank=True)
    outlet = models.ForeignKey(
        Outlet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("outlet")
    )
    source_as_printed = models.CharField(_("source as printed"), max_length=200, blank=True)
    source_address = HttpsURLField(_("source address"), max_length=500, blank=True)
    rights = models.CharField(
        _("rights"), max_length=10, choices=ArticleRights, default=ArticleRights.REPRINT
    )
    rights_note = models.CharField(_("rights note"), max_length=300, blank=True)
    confirmed_at = models.DateTimeField(_("read again at"), null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("read again by"),
    )
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False, editable=False)
    pictures = models.JSONField(_("pictures"), default=list)
    key_points = models.JSONField(_("key points"), default=list)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ("article", "-number")
        indexes = [
            models.Index(fields=["id", "outlet"], name="articles_version_outlet"),
            # Covers the condition of the `public_version` join, so that lists need not read the table
            models.Index(
                fields=["article", "public_from", "public_until"], name="articles_version_shown"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="articles_version_number"),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(public_until__isnull=True),
                name="articles_version_one_without_end",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="articles_version_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(public_until__isnull=True) | Q(public_until__gte=F("public_from")),
                name="articles_version_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.number})"

    def paragraph(self, number: int | None) -> str:
        """The plain text of the paragraph with that number, counted from 1; empty if there is none."""
        texts = html.paragraphs(self.body)
        if not number or number > len(texts):
            return ""
        return texts[number - 1]
