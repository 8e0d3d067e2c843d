"""Key points of an article: the digest above its text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.models import HistoryModel


class KeyPoint(HistoryModel):
    """One point of a digest, with its group heading and the number of the paragraph that it cites."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="key_points", verbose_name=_("article")
    )
    group = models.CharField(_("group heading"), max_length=200, blank=True)
    text = models.TextField(_("text"))
    paragraph = models.PositiveIntegerField(
        _("paragraph"), null=True, blank=True, help_text=_("The paragraph that says so.")
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("key point")
        verbose_name_plural = _("key points")
        ordering = ("position", "pk")

    def __str__(self):
        return self.text

    def snapshot(self) -> dict:
        """The point as plain data, for a version and its hash."""
        return {"group": self.group, "text": self.text, "paragraph": self.paragraph}
