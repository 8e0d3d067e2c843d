"""Where records came from: import runs, captured pages, and what the project ships."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class Batch(models.Model):
    """One run of an import that wrote something."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    started_at = models.DateTimeField(_("started at"))
    what = models.CharField(_("what was read"), max_length=300)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ("-started_at", "-pk")

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M} {self.what}"


class Capture(models.Model):
    """A page as it was captured, byte for byte, and the draft articles read out of it."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="captures", verbose_name=_("import run"))
    name = models.CharField(_("file name"), max_length=300)
    origin = models.CharField(_("origin"), max_length=1000, blank=True, help_text=_("The address where the page was seen."))
    content = models.BinaryField(_("bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    encoding = models.CharField(_("encoding"), max_length=20)
    flags = models.JSONField(_("quality flags"), default=list, blank=True)
    articles = models.ManyToManyField(Article, related_name="captures", verbose_name=_("articles"), blank=True)

    class Meta:
        verbose_name = _("captured page")
        verbose_name_plural = _("captured pages")
        ordering = ("-pk",)

    def __str__(self):
        return self.name

    def get_download_url(self):
        """The address of the bytes, for staff."""
        return reverse("admin:seeds_capture_download", args=[self.pk])


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
