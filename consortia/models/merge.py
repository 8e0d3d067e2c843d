"""Merges of duplicate records, and pairs of similar records marked as distinct."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class MergeQuerySet(models.QuerySet):
    def not_undone(self):
        """The merges that were not undone."""
        return self.filter(undone_at__isnull=True)


class Merge(models.Model):
    """A merge of one record into another: user, reason, and the steps needed to undo it.

    `gone_id` is the primary key of the duplicate, which no longer exists; `kept_id` that of the survivor.
    """

    content_type = models.ForeignKey(
        ContentType, models.PROTECT, related_name="+", verbose_name=_("kind of record")
    )
    kept_id = models.PositiveBigIntegerField(_("number of the kept record"))
    gone_id = models.PositiveBigIntegerField(_("number of the record that is gone"))
    kept_name = models.CharField(_("kept record"), max_length=300)
    gone_name = models.CharField(_("record that is gone"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("merged at"))
    why = models.TextField(_("reason"))
    steps = models.JSONField(_("what was done"), default=list)
    left = models.JSONField(_("hashes of the rows as they were left"), default=dict)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ("-pk",)
        default_permissions = ("view", "add", "change")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kept_id=F("gone_id")), name="consortia_merge_of_two"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="consortia_merge_with_reason"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=False) | Q(undone_by__isnull=True),
                name="consortia_merge_undone_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["content_type", "gone_id"],
                condition=Q(undone_at__isnull=True),
                name="consortia_merge_gone_once",
            ),
        ]

    def __str__(self):
        return f"{self.gone_name} → {self.kept_name}"

    @property
    def kept(self) -> models.Model | None:
        """The survivor; None if it no longer exists either."""
        return self.content_type.model_class()._base_manager.filter(pk=self.kept_id).first()


class DistinctPairQuerySet(models.QuerySet):
    def pairs(self, model: type[models.Model]) -> set[frozenset[int]]:
        """The pairs of primary keys of the model that are marked as distinct."""
        kind = ContentType.objects.get_for_model(model)
        return {
            frozenset(pair)
            for pair in self.filter(content_type=kind).values_list("one_id", "other_id")
        }


class DistinctPair(models.Model):
    """Two similar records marked as distinct, with user and reason."""

    content_type = models.ForeignKey(
        ContentType, models.PROTECT, related_name="+", verbose_name=_("kind of record")
    )
    one_id = models.PositiveBigIntegerField(_("number of the one record"))
    other_id = models.PositiveBigIntegerField(_("number of the other record"))
    one = GenericForeignKey("content_type", "one_id")
    other = GenericForeignKey("content_type", "other_id")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("decided at"))
    why = models.TextField(_("reason"))

    objects = DistinctPairQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair that is two")
        verbose_name_plural = _("pairs that are two")
        ordering = ("-pk",)
        default_permissions = ("view", "add", "delete")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "one_id", "other_id"], name="consortia_distinctpair_once"
            ),
            models.CheckConstraint(
                condition=~Q(one_id=F("other_id")), name="consortia_distinctpair_of_two"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="consortia_distinctpair_with_reason"),
        ]

    def __str__(self):
        return f"{self.one} ≠ {self.other}"
