"""Industries."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.models import HistoryModel
from portal.core.names import BilingualNameModel


class Industry(BilingualNameModel, HistoryModel):
    """An industry by which consortia, organisations and training bases are filtered."""

    slug = models.SlugField(_("short name"), unique=True)

    class Meta(BilingualNameModel.Meta):
        verbose_name = _("industry")
        verbose_name_plural = _("industries")
        ordering = ("slug",)
