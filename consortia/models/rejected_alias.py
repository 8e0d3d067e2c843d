"""Editors' decisions that a name does not mean an organisation."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consortia.models.organisation import Organisation
from portal.core.models import HistoryModel


class RejectedAlias(HistoryModel):
    """A name that does not mean an organisation, with user and reason."""

    name = models.CharField(
        _("name, folded"),
        max_length=300,
        help_text=_("As names are compared, without case and marks."),
    )
    printed = models.CharField(_("name as printed"), max_length=300)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="not_meant_by", verbose_name=_("organisation")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("decided at"))
    why = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("name that means another body")
        verbose_name_plural = _("names that mean another body")
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "organisation"], name="consortia_rejectedalias_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="consortia_rejectedalias_named"),
            models.CheckConstraint(
                condition=~Q(why=""), name="consortia_rejectedalias_with_reason"
            ),
        ]

    def __str__(self):
        return f"{self.printed} ≠ {self.organisation}"
