"""Key points and summaries that rest on a paragraph which a correction changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.version import Version


class StatementKind(models.TextChoices):
    SUMMARY = "summary", _("summary")
    KEY_POINT = "key_point", _("key point")


class StaleStatementQuerySet(models.QuerySet):
    def open(self, *, at):
        """Those in a version that is public at that moment."""
        return self.filter(version__in=Version.objects.public(at=at))


class StaleStatement(models.Model):
    """A statement of a version that kept its words while a paragraph that it quotes was corrected.

    The row goes when somebody confirms the statement; the journal keeps who did.
    """

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="stale_statements", verbose_name=_("version")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=StatementKind)
    text = models.TextField(_("text"))
    paragraph = models.PositiveIntegerField(_("paragraph"), null=True)
    corrected_in = models.ForeignKey(
        Version, models.CASCADE, related_name="+", verbose_name=_("corrected in version")
    )
    repeated_words = models.JSONField(
        _("words that the correction took out and the statement repeats"), default=list
    )

    objects = StaleStatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement whose source was corrected")
        verbose_name_plural = _("statements whose source was corrected")
        ordering = ("version", "pk")
        default_permissions = ()

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text}"
