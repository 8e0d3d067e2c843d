"""Agreements and their parties."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consortia.models.conference import Conference
from consortia.models.consortium import Consortium
from consortia.models.evidence import Fact, RecordFactQuerySet
from consortia.models.organisation import Organisation
from portal.core.fields import EarliestDayField, PartialDateField, PinyinField
from portal.core.models import Record
from portal.core.names import localised


class AgreementQuerySet(RecordFactQuerySet):
    def at_conference(self, conference):
        """The agreements signed at a conference."""
        return self.filter(conference=conference)


class AgreementKind(models.TextChoices):
    STRATEGIC_COOPERATION = "strategic_cooperation", _("strategic cooperation")
    FRAMEWORK = "framework", _("framework agreement")
    ORDER_CLASS = "order_class", _("order class")
    INDUSTRY_COLLEGE = "industry_college", _("industry college")
    BASE_BUILDING = "base_building", _("base building")
    PRODUCTION_PRACTICE = "production_practice", _("production practice project")
    TRAINING_PROJECT = "training_project", _("training project")
    THROUGH_TRAINING = "through_training", _("through-training")
    RESEARCH = "research", _("research and development")
    INTERNATIONAL = "international", _("joint international schooling")
    OTHER = "other", _("other")


class AgreementStatus(models.TextChoices):
    SIGNED = "signed", _("signed")
    PLANNED = "planned", _("planned")
    RENEWED = "renewed", _("renewed")
    ENDED = "ended", _("ended")


class Agreement(Record, Fact):
    """A contract between organisations."""

    pinyin = PinyinField(of="title")
    title = models.CharField(_("Chinese title"), max_length=300, blank=True)
    title_en = models.CharField(_("English title"), max_length=300, blank=True)
    kind = models.CharField(
        _("kind"), max_length=25, choices=AgreementKind, default=AgreementKind.OTHER
    )
    signed_on = PartialDateField(_("signed on"), blank=True)
    signed_from = EarliestDayField(of="signed_on")
    conference = models.ForeignKey(
        Conference,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("signed at"),
    )
    consortium = models.ForeignKey(
        Consortium,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("of consortium"),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=AgreementStatus, default=AgreementStatus.SIGNED
    )
    promises = models.TextField(_("what is promised, in Chinese"), blank=True)
    promises_en = models.TextField(_("what is promised, in English"), blank=True)

    figures = GenericRelation("consortia.Figure")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ("-signed_from", "-pk")
        indexes = [models.Index(fields=["-signed_from", "-id"], name="consortia_agreement_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") | ~Q(title_en=""), name="consortia_agreement_titled",
                violation_error_message=_("Give a Chinese or an English title."),
            )
        ]  # fmt: skip

    def __str__(self):
        return localised(self, "title")

    def get_absolute_url(self):
        return reverse("agreement", args=[self.pk])

    @property
    def status_note(self):
        """The label of the status; blank for the usual one."""
        return "" if self.status == AgreementStatus.SIGNED else self.get_status_display()


class AgreementParty(Fact):
    """One side of an agreement, and who signed for it with which post."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="parties", verbose_name=_("agreement")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="agreement_parties",
        verbose_name=_("organisation"),
    )
    side = models.CharField(
        _("side"),
        max_length=10,
        blank=True,
        help_text=_("A, B, C … where the source tells the sides apart."),
    )
    signatory = models.CharField(_("signatory in Chinese"), max_length=100, blank=True)
    signatory_en = models.CharField(_("signatory in English"), max_length=100, blank=True)
    post = models.CharField(_("post on that day in Chinese"), max_length=200, blank=True)
    post_en = models.CharField(_("post on that day in English"), max_length=200, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ("agreement", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation", "signatory", "signatory_en"],
                name="consortia_agreementparty_once",
            )
        ]

    def __str__(self):
        return str(self.organisation)
