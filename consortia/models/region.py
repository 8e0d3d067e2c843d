"""Regions: provinces and prefectures."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.models import HistoryModel
from portal.core.names import BilingualNameModel


class Region(BilingualNameModel, HistoryModel):
    """A province or prefecture of GB/T 2260."""

    code = models.CharField(
        _("code"), max_length=6, unique=True, help_text=_("Six digits of GB/T 2260.")
    )
    short_name = models.CharField(_("short name"), max_length=50, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="prefectures",
        verbose_name=_("province"),
    )

    class Meta(BilingualNameModel.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ("code",)
        constraints = [
            *BilingualNameModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{6}$"),
                name="consortia_region_code_six_digits",
                violation_error_message=_("A code of a region has six digits."),
            ),
        ]
