"""Uploads: pages that a person pasted, uploaded or had fetched, each with what became of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import Column
from seeds.models.batch import Batch
from seeds.models.capture import Capture

# How long pages wait for their person, and how long a report stays that belongs to no import run
WAITING_DAYS = 7
REPORT_DAYS = 90


class UploadQuerySet(models.QuerySet):
    def of(self, person):
        """The uploads of this person."""
        return self.filter(by=person.pk)

    def with_counts(self):
        """Annotated with the number of pages in all, and of those that wait."""
        return self.annotate(
            total=Count("pages"),
            waiting=Count("pages", filter=Q(pages__status=UploadedPageStatus.WAITING)),
        )

    def unfinished(self):
        """The uploads of which pages wait, the oldest first."""
        return self.with_counts().filter(waiting__gt=0).order_by("made_at", "pk")

    def forgotten(self, *, at: datetime):
        """The uploads that nobody has to keep: old, and of no import run."""
        return self.filter(batch__isnull=True, made_at__lt=at - timedelta(days=REPORT_DAYS))


class Upload(models.Model):
    """What one person sent at once; its pages are imported one after the other."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("sent at"))
    what = models.CharField(_("what was sent"), max_length=300)
    # A hash of the form and of what was sent with it, so that a form that is sent twice counts once
    submission = models.CharField(_("hash of what was sent"), max_length=64)
    column = models.ForeignKey(
        Column,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("column"),
    )
    batch = models.OneToOneField(
        Batch,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="upload",
        verbose_name=_("import run"),
    )

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload of pages")
        verbose_name_plural = _("uploads of pages")
        ordering = ("-made_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["by", "submission"], name="seeds_upload_once")
        ]

    def __str__(self):
        return self.what


class UploadedPageStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("of an uploaded page", "waiting")
    READ = "read", pgettext_lazy("of an uploaded page", "read")
    KNOWN = "known", _("known already")
    REFUSED = "refused", pgettext_lazy("of an uploaded page", "refused")
    FAILED = "failed", _("unexpected fault")
    LEFT_OUT = "left_out", _("left out")


class UploadedPageQuerySet(models.QuerySet):
    def waiting(self):
        """The pages that are still to be imported, in their order."""
        return self.filter(status=UploadedPageStatus.WAITING).order_by("upload", "position")

    def waiting_bytes(self, person) -> int:
        """How many bytes of this person wait."""
        own = self.waiting().filter(upload__by=person.pk).order_by()
        return own.aggregate(total=Sum("size"))["total"] or 0

    def abandoned(self, *, at: datetime):
        """The pages that have waited too long."""
        return self.waiting().filter(upload__made_at__lt=at - timedelta(days=WAITING_DAYS))

    def count_by_status(self) -> dict[str, int]:
        """The number of pages of each status that occurs."""
        rows = self.order_by().values("status").annotate(total=Count("pk"))
        return {row["status"]: row["total"] for row in rows}

    def drop_waiting(self, reason: str) -> int:
        """Leave out the waiting ones of these pages, without their bytes; return how many."""
        return self.filter(status=UploadedPageStatus.WAITING).update(
            status=UploadedPageStatus.LEFT_OUT, reason=reason, content=b""
        )

    def claim(self, pk: int) -> None:
        """Count an attempt to import the page."""
        self.filter(pk=pk).update(attempts=F("attempts") + 1)


class UploadedPage(models.Model):
    """One file of an upload: its bytes while it waits, then what became of it."""

    upload = models.ForeignKey(
        Upload, models.CASCADE, related_name="pages", verbose_name=_("upload of pages")
    )
    position = models.PositiveIntegerField(_("position"))
    name = models.CharField(_("file name"), max_length=300)
    origin = models.CharField(_("origin"), max_length=1000, blank=True)
    content = models.BinaryField(_("bytes"), default=b"", blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), default=0)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=UploadedPageStatus,
        default=UploadedPageStatus.WAITING,
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    capture = models.ForeignKey(
        Capture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("captured page"),
    )

    objects = UploadedPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page of an upload")
        verbose_name_plural = _("pages of an upload")
        ordering = ("upload", "position")
        constraints = [
            models.UniqueConstraint(fields=["upload", "position"], name="seeds_uploadedpage_once")
        ]
        indexes = [
            models.Index(
                fields=["upload", "position"],
                condition=Q(status="waiting"),
                name="seeds_uploadedpage_waiting",
            )
        ]

    def __str__(self):
        return self.name
