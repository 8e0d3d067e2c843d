"""Captured pages, each version of them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ArticleStatus
from seeds.models.batch import Batch


class CaptureFlag(models.TextChoices):
    """What is wrong with a captured page, as its reading found."""

    HIJACKED = "hijacked_clone", _("the site was hijacked")
    GARBLED = "garbled", _("garbled characters")
    TRANSLATED = "machine_translated", _("machine translated")
    TRUNCATED = "truncated", _("breaks off")
    NO_TEXT = "no_text", _("no text of its own")
    DAMAGED_BYTES = "damaged_bytes", _("damaged characters")
    MIXED_ENCODINGS = "mixed_encodings", _("pieces in a second encoding")
    DATES_DISAGREE = "dates_disagree", _("its dates disagree")
    IMPOSSIBLE_DATE = "impossible_date", _("states an impossible date")
    SAME_TEXT = "same_text", _("the same text as another address")


# Pages whose text is not what their authors wrote: nobody learns from them, and they are sent to nobody
UNRELIABLE_FLAGS = frozenset(
    {
        CaptureFlag.HIJACKED,
        CaptureFlag.GARBLED,
        CaptureFlag.DAMAGED_BYTES,
        CaptureFlag.MIXED_ENCODINGS,
        CaptureFlag.NO_TEXT,
    }
)


class CaptureQuerySet(models.QuerySet):
    def for_origin(self, origin: str):
        """The captures of the page at that address, the last first; none where the address is blank."""
        return self.filter(origin=origin).order_by("-pk") if origin else self.none()

    def last_version(self, origin: str, *, by=None):
        """The last capture of the page at that address; None where there is none.

        Nor for a person who does not work on all of its articles: a new version replaces what waits on it.
        """
        capture = self.for_origin(origin).first()
        if capture is None or by is None:
            return capture
        visible = Article.objects.visible_to(by).order_by().values("pk")
        return None if capture.articles.exclude(pk__in=visible).exists() else capture

    def article_statuses(self, sha256: str) -> set[str]:
        """The statuses of the articles that the page of those bytes became; a new page becomes a draft."""
        statuses = self.filter(sha256=sha256).values_list("articles__status", flat=True)
        return set(filter(None, statuses)) or {ArticleStatus.DRAFT.value}

    def for_text_hash(self, text_hash: str):
        """The captures with that very text, the first one first; none where there is no text."""
        return self.filter(text_hash=text_hash).order_by("pk") if text_hash else self.none()


class Capture(models.Model):
    """A page as it was captured, byte for byte, and the draft articles read out of it."""

    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="captures", verbose_name=_("import run")
    )
    name = models.CharField(_("file name"), max_length=300)
    origin = models.CharField(
        _("origin"),
        max_length=1000,
        blank=True,
        help_text=_("The address where the page was seen."),
    )
    content = models.BinaryField(_("bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    encoding = models.CharField(_("encoding"), max_length=20)
    flags = models.JSONField(_("quality flags"), default=list, blank=True)
    blank_labels = models.JSONField(
        _("labels without a value"),
        default=list,
        blank=True,
        help_text=_(
            "The labels that the page prints, such as 作者 or 来源, without anything behind them."
        ),
    )
    articles = models.ManyToManyField(
        Article, related_name="captures", verbose_name=_("articles"), blank=True
    )
    text_hash = models.CharField(_("hash of the text"), max_length=64, blank=True, db_index=True)
    previous = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="later_versions",
        verbose_name=_("earlier version"),
    )
    duplicate_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="duplicates",
        verbose_name=_("same text as"),
    )

    objects = CaptureQuerySet.as_manager()

    class Meta:
        verbose_name = _("captured page")
        verbose_name_plural = _("captured pages")
        ordering = ("-pk",)

    def __str__(self):
        return self.name

    def flag_labels(self) -> list[str]:
        """The quality flags in words; one that has none yet as it is stored."""
        words = dict(CaptureFlag.choices)
        return [str(words.get(flag, flag)) for flag in self.flags]

    def get_download_url(self):
        """The address of the bytes, for staff."""
        return reverse("admin:seeds_capture_download", args=[self.pk])

    def get_decide_url(self):
        """The address where its proposals are decided."""
        return reverse("admin:seeds_capture_decide", args=[self.pk])
