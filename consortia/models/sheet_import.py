"""Uploads of a consortium's lists from spreadsheets, each with what it did and how to undo it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from consortia.models.consortium import Consortium


class SheetKind(models.TextChoices):
    MEMBERS = "members", _("members")
    TRAINING_BASES = "training_bases", _("training bases")
    AGREEMENTS = "agreements", _("agreements")


class SheetImportQuerySet(models.QuerySet):
    def waiting(self):
        """The imports that are read and not yet applied."""
        return self.filter(applied_at__isnull=True)

    def summaries(self):
        """The imports with their people, without the rows of the sheets, for lists of them."""
        rows = self.select_related("by", "undone_by")
        return rows.defer("sheet", "decisions", "outcome", "undo_log")


class SheetImport(models.Model):
    """One uploaded spreadsheet: what was read, what was chosen, what was written, and how to undo it.

    `sheet` holds the rows, faults and remarks as read, `decisions` the choices of the clerk, `outcome`
    what became of each row, `counts` the numbers by name, `undo_log` the `UndoEntry` columns.
    """

    kind = models.CharField(_("kind of list"), max_length=20, choices=SheetKind)
    consortium = models.ForeignKey(
        Consortium, models.CASCADE, related_name="sheet_imports", verbose_name=_("consortium")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64)
    sheet = models.JSONField(_("what was read"), default=dict)
    decisions = models.JSONField(_("decisions"), default=dict)
    counts = models.JSONField(_("counts"), default=dict)
    outcome = models.JSONField(_("what became of each row"), default=list)
    undo_log = models.JSONField(_("how to undo it"), default=list)
    applied_at = models.DateTimeField(_("imported at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )

    objects = SheetImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("spreadsheet import")
        verbose_name_plural = _("spreadsheet imports")
        ordering = ("-uploaded_at", "-pk")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "kind", "by", "digest"],
                condition=Q(applied_at__isnull=True),
                name="consortia_sheetimport_waiting_once",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True)
                | Q(applied_at__isnull=False, undone_at__gte=models.F("applied_at")),
                name="consortia_sheetimport_undone_after_applied",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=False) | Q(undone_by__isnull=True),
                name="consortia_sheetimport_undone_at_a_time",
            ),
        ]

    def __str__(self):
        return (
            self.file_name
            or f"{self.get_kind_display()} {localtime(self.uploaded_at):%Y-%m-%d %H:%M}"
        )

    @property
    def is_applied(self) -> bool:
        """Whether the rows were written, even if that was undone later."""
        return self.applied_at is not None

    @property
    def can_be_undone(self) -> bool:
        """Whether it wrote something that still stands."""
        return self.is_applied and self.undone_at is None and bool(self.undo_log)
