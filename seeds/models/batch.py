"""Import runs."""

from django.conf import settings
from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SHIPPED_DATA = "shipped data"  # what a run is called that read the data of the portal itself


class Batch(models.Model):
    """One run of an import that wrote something."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    started_at = models.DateTimeField(_("started at"))
    what = models.CharField(_("what was read"), max_length=300)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ("-started_at", "-pk")
        permissions = [("undo_batch", _("Can undo what was decided on an import run"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True, undone_by__isnull=True)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="seeds_batch_undone_whole",
            )
        ]

    def __str__(self):
        return f"{localtime(self.started_at):%Y-%m-%d %H:%M} {self.what_in_words}"

    @property
    def what_in_words(self) -> str:
        """The name of what was read."""
        return gettext("shipped data") if self.what == SHIPPED_DATA else self.what
