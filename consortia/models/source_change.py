"""Evidence whose source was corrected or withdrawn after the fact was taken from it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from consortia.models.evidence import Evidence


class SourceChangeKind(models.TextChoices):
    CORRECTED = "corrected", _("the paragraph was corrected")
    WITHDRAWN = "withdrawn", _("the text was withdrawn")
    MOVED = "moved", _("the paragraph stands in another place")


# What puts a fact in doubt; a paragraph that only moved does not
DOUBTFUL = (SourceChangeKind.CORRECTED, SourceChangeKind.WITHDRAWN)


class SourceChangeQuerySet(models.QuerySet):
    def open(self, *, at):
        """The changes that put a fact in doubt by that moment."""
        return self.filter(kind__in=DOUBTFUL, since__lte=at)


class SourceChange(models.Model):
    """What became of the paragraph of a piece of evidence, since the version that it was read in.

    The row goes when somebody confirms or mends the evidence; the journal keeps who did.
    """

    evidence = models.OneToOneField(
        Evidence, models.CASCADE, related_name="source_change", verbose_name=_("evidence")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=SourceChangeKind)
    base = models.ForeignKey(
        Version, models.CASCADE, related_name="+", verbose_name=_("version that it was read in")
    )
    version = models.ForeignKey(
        Version,
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("corrected version"),
    )
    since = models.DateTimeField(_("since"))
    paragraph = models.PositiveIntegerField(_("paragraph in the corrected version"), null=True)
    objects = SourceChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a source")
        verbose_name_plural = _("changes of sources")
        ordering = ("since", "pk")
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "since"], name="consortia_change_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(version__isnull=False) | Q(kind=SourceChangeKind.WITHDRAWN),
                name="consortia_sourcechange_corrected_has_version",
            ),
        ]

    def __str__(self):
        return f"{self.evidence}: {self.get_kind_display()}"

    @property
    def is_withdrawal(self) -> bool:
        """Whether the whole text was withdrawn."""
        return self.kind == SourceChangeKind.WITHDRAWN

    def is_open(self, *, at) -> bool:
        """Whether the fact is in doubt at that moment."""
        return self.kind in DOUBTFUL and self.since <= at

    @property
    def text_before(self) -> str:
        """The paragraph as the evidence was read in it."""
        return self.base.paragraph(self.evidence.paragraph)

    @property
    def text_after(self) -> str:
        """The paragraph as it stands now; empty where it is gone or the text is withdrawn."""
        return self.version.paragraph(self.paragraph) if self.version else ""
