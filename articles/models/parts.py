"""What belongs to a text: its pictures and its key points."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.models import Kept


class Picture(Kept):
    """A picture of an article, with what a reader needs who cannot see it."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="pictures", verbose_name=_("article"))
    file = models.ImageField(_("file"), upload_to="pictures/%Y/%m", width_field="width", height_field="height")
    width = models.PositiveIntegerField(editable=False, null=True)
    height = models.PositiveIntegerField(editable=False, null=True)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who took or owns the picture."))
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ("position", "pk")

    def __str__(self):
        return self.caption or self.alt

    def as_shown(self) -> dict:
        """What the reader of this picture gets, as plain data for a version and its hash."""
        names = ("caption", "credit", "alt", "width", "height")
        return {"file": self.file.name, **{name: getattr(self, name) for name in names}}


class KeyPoint(Kept):
    """One point of a digest, under its group heading, with the paragraph that it rests on."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="key_points", verbose_name=_("article"))
    group = models.CharField(_("group heading"), max_length=200, blank=True)
    text = models.TextField(_("text"))
    paragraph = models.PositiveIntegerField(_("paragraph"), null=True, blank=True, help_text=_("The paragraph that says so."))
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("key point")
        verbose_name_plural = _("key points")
        ordering = ("position", "pk")

    def __str__(self):
        return self.text

    def as_shown(self) -> dict:
        """The point as plain data for a version and its hash."""
        return {"group": self.group, "text": self.text, "paragraph": self.paragraph}
