"""Outlets that publish, their aliases, and the columns of the portal."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.fields import HttpsURLField
from portal.core.models import HistoryModel
from portal.core.names import BilingualNameModel


class Outlet(BilingualNameModel, HistoryModel):
    """A newspaper, site or press office that publishes."""

    site = HttpsURLField(_("site"), blank=True)

    class Meta(BilingualNameModel.Meta):
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ("name", "name_en", "pk")


class OutletAlias(HistoryModel):
    """A wording by which pages name an outlet, with the reason why it may be resolved to it."""

    outlet = models.ForeignKey(
        Outlet, models.CASCADE, related_name="aliases", verbose_name=_("outlet")
    )
    text = models.CharField(_("as printed"), max_length=200, unique=True)
    reason = models.TextField(
        _("reason"),
        help_text=_(
            "Why this wording can mean no other outlet. "
            "Without a good reason a transliteration stays as it is."
        ),
    )

    class Meta:
        verbose_name = _("outlet alias")
        verbose_name_plural = _("outlet aliases")
        ordering = ("text",)

    def __str__(self):
        return self.text


class Column(BilingualNameModel, HistoryModel):
    """A column (频道) of the portal."""

    slug = models.SlugField(
        _("short name"), unique=True, help_text=_("Stands in addresses: small letters and hyphens.")
    )
    idle_days = models.PositiveIntegerField(
        _("days until idle"),
        default=30,
        help_text=_("After so many days without a new article the column counts as idle."),
    )
    review_after_days = models.PositiveIntegerField(
        _("days until review"),
        default=180,
        help_text=_(
            "So many days after a text became public somebody reads it again: "
            "two weeks for news, half a year for notices."
        ),
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta(BilingualNameModel.Meta):
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        ordering = ("position", "pk")
