"""The review workflow (三审三校): its statuses, its stages, and the record of each transition."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from portal.core.models import HistoryModel


class TransitionRefused(Exception):
    """A transition that may not be taken; the message says why."""


class ArticleStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    RETURNED = "returned", _("returned to author")
    FIRST_REVIEW = "first_review", _("waiting for first review")
    SECOND_REVIEW = "second_review", _("waiting for second review")
    SIGN_OFF = "sign_off", _("waiting for sign-off")
    PUBLIC = "public", _("public")
    WITHDRAWN = "withdrawn", _("withdrawn")


WITH_AUTHOR = {ArticleStatus.DRAFT, ArticleStatus.RETURNED}
UNDER_REVIEW = {ArticleStatus.FIRST_REVIEW, ArticleStatus.SECOND_REVIEW, ArticleStatus.SIGN_OFF}


class ReviewStage(models.TextChoices):
    SUBMITTED = "submitted", _("submitted")
    FIRST = "first", _("first review")
    SECOND = "second", _("second review")
    SIGN_OFF = "sign_off", _("sign-off")
    RETURNED = "returned", _("returned to author")
    CORRECTION = "correction", _("correction opened")
    CANCELLED = "cancelled", _("correction cancelled")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SHIPPED = "shipped", _("shipped with the portal")
    VOIDED = "voided", _("signatures voided by a change")


class WithdrawalReason(models.TextChoices):
    IN_ERROR = "in_error", _("published in error")
    OUT_OF_DATE = "out_of_date", _("out of date")
    RIGHTS = "rights", _("rights or privacy")


SIGNATURE_STAGES = (ReviewStage.FIRST, ReviewStage.SECOND, ReviewStage.SIGN_OFF)

# For each status that waits for a signature: the stage it signs and the permission to sign
SIGNATURE_BY_STATUS = {
    ArticleStatus.FIRST_REVIEW: (ReviewStage.FIRST, "first_review_article"),
    ArticleStatus.SECOND_REVIEW: (ReviewStage.SECOND, "second_review_article"),
    ArticleStatus.SIGN_OFF: (ReviewStage.SIGN_OFF, "sign_off_article"),
}


class Review(HistoryModel):
    """One transition of an article: who took it, when, and on which text (by its hash)."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="reviews", verbose_name=_("article")
    )
    round = models.PositiveIntegerField(_("round"))
    stage = models.CharField(_("step"), max_length=12, choices=ReviewStage)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("person"),
    )
    moment = models.DateTimeField(_("moment"))
    text_hash = models.CharField(_("hash of the text"), max_length=64)
    remark = models.TextField(_("remark"), blank=True)
    reason = models.CharField(
        _("reason for the withdrawal"), max_length=12, choices=WithdrawalReason, blank=True
    )
    emergency = models.TextField(_("reason for the emergency right"), blank=True)
    is_void = models.BooleanField(_("void"), default=False)

    is_annotation = True

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ("moment", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "round", "stage"],
                condition=Q(stage__in=SIGNATURE_STAGES, is_void=False),
                name="articles_review_one_signature_per_stage",
            ),
        ]

    def __str__(self):
        return f"{self.get_stage_display()} {localtime(self.moment):%Y-%m-%d %H:%M}"


class Contribution(HistoryModel):
    """A person who wrote or changed the text in a round, and so cannot review it."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="contributions", verbose_name=_("article")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    round = models.PositiveIntegerField(_("round"))
    first_at = models.DateTimeField(_("first change at"), auto_now_add=True)

    is_annotation = True

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ("first_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person", "round"], name="articles_contribution_once"
            )
        ]

    def __str__(self):
        return f"{self.person} ({self.round})"
