"""Records that the project ships, each with the hash of its entry."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Shipped(models.Model):
    """Which record stands for an entry of the shipped data, and both as the last import left them."""

    key = models.CharField(_("key"), max_length=200, unique=True)
    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("kind of record"))
    object_id = models.PositiveBigIntegerField(_("record"))
    record = GenericForeignKey("content_type", "object_id")
    entry_hash = models.CharField(_("hash of the entry"), max_length=64)
    record_hash = models.CharField(_("hash of the record"), max_length=64)

    class Meta:
        verbose_name = _("shipped record")
        verbose_name_plural = _("shipped records")
        ordering = ("key",)

    def __str__(self):
        return self.key
