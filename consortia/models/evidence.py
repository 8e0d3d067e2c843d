"""The paragraph that a fact rests on, and what every fact has in common."""

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from portal.core.models import HistoryModel, RecordQuerySet


class Evidence(HistoryModel):
    """That a paragraph of an article says, or contradicts, a fact or one field of it."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("kind of fact"))
    object_id = models.PositiveBigIntegerField(_("fact"))
    fact = GenericForeignKey("content_type", "object_id")
    field = models.CharField(
        _("field"), max_length=40, blank=True, help_text=_("Blank: the fact as a whole.")
    )
    article = models.ForeignKey(
        Article, models.PROTECT, related_name="evidence", verbose_name=_("article")
    )
    paragraph = models.PositiveIntegerField(_("paragraph"), null=True, blank=True)
    quote = models.CharField(
        _("quote"),
        max_length=500,
        blank=True,
        help_text=_("The words themselves, as the paragraph has them."),
    )
    supports = models.BooleanField(
        _("supports"), default=True, help_text=_("Untick where the paragraph contradicts the fact.")
    )

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        ordering = ("pk",)
        indexes = [models.Index(fields=["content_type", "object_id"], name="consortia_evidence_of")]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "content_type",
                    "object_id",
                    "field",
                    "article",
                    "paragraph",
                    "supports",
                    "quote",
                ],
                name="consortia_evidence_once",
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_id", "field", "article", "supports", "quote"],
                condition=Q(paragraph__isnull=True),
                name="consortia_evidence_whole_article_once",
            ),
            models.CheckConstraint(
                condition=Q(paragraph__isnull=True) | Q(paragraph__gte=1),
                name="consortia_evidence_paragraph_from_one",
            ),
        ]

    def __str__(self):
        return f"{self.article} ¶{self.paragraph}" if self.paragraph else str(self.article)


def as_of_condition(day, *, path: str = "") -> Q:
    """The condition for a dated fact to hold on the day, as far as its dates say.

    Every fact does where no day is given.
    """
    return Q(**{f"{path}since_from__lte": day, f"{path}until_to__gte": day}) if day else Q()


class FactQuerySet(models.QuerySet):
    def without_source(self):
        """The facts that no paragraph supports."""
        kind = ContentType.objects.get_for_model(self.model)
        sources = Evidence.objects.filter(
            content_type=kind, object_id=OuterRef("pk"), supports=True
        )
        return self.filter(~Exists(sources))

    def current(self, *, on):
        """The facts that hold on that day, as far as their since and until say."""
        return self.filter(as_of_condition(on))

    def as_of(self, day):
        """The facts that hold on the day; all of them where no day is given."""
        return self.filter(as_of_condition(day))


class Fact(HistoryModel):
    """A row that rests on paragraphs; its evidence goes when it goes."""

    evidence = GenericRelation(Evidence)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True


class RecordFactQuerySet(FactQuerySet, RecordQuerySet):
    """The phrases of a fact and of a public record."""
