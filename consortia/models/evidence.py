"""Evidence of facts in articles, and the base model of facts."""

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from portal.core.models import HistoryModel, RecordQuerySet


class Evidence(HistoryModel):
    """A paragraph of an article that supports or contradicts a fact, or one field of it."""

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
                violation_error_message=_("The fact rests on that article already."),
            ),
            models.CheckConstraint(
                condition=Q(paragraph__isnull=True) | Q(paragraph__gte=1),
                name="consortia_evidence_paragraph_from_one",
                violation_error_message=_("Paragraphs are counted from one."),
            ),
        ]

    def __str__(self):
        return f"{self.article} ¶{self.paragraph}" if self.paragraph else str(self.article)


def as_of_condition(day, *, path: str = "") -> Q:
    """The condition that a dated fact holds, or may hold, on the day; empty without a day.

    `path` is a prefix for the field names, such as `memberships__`.
    """
    return Q(**{f"{path}since_from__lte": day, f"{path}until_to__gte": day}) if day else Q()


class FactQuerySet(models.QuerySet):
    def without_source(self):
        """The facts without supporting evidence."""
        kind = ContentType.objects.get_for_model(self.model)
        sources = Evidence.objects.filter(
            content_type=kind, object_id=OuterRef("pk"), supports=True
        )
        return self.filter(~Exists(sources))

    def current(self, *, on):
        """The facts that hold on the day, by `since` and `until`."""
        return self.filter(as_of_condition(on))

    def as_of(self, day):
        """The facts that hold on the day; all facts without a day."""
        return self.filter(as_of_condition(day))


class Fact(HistoryModel):
    """Abstract base of rows with evidence, which is deleted with the row."""

    evidence = GenericRelation(Evidence)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True


class RecordFactQuerySet(FactQuerySet, RecordQuerySet):
    """The querysets of facts and of public records combined."""
