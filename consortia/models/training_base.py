"""The plaque register: training bases and their partners."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consortia.models.conference import Conference
from consortia.models.consortium import Consortium, Level
from consortia.models.evidence import Fact, RecordFactQuerySet
from consortia.models.industry import Industry
from consortia.models.organisation import Organisation
from consortia.models.region import Region
from portal.core.fields import EarliestDayField, PartialDateField, PinyinField
from portal.core.models import Record
from portal.core.names import BilingualNameModel


class TrainingBaseKind(models.TextChoices):
    TRAINING_BASE = "training_base", _("training base")
    PRACTICE_CENTRE = "practice_centre", _("practice centre")
    ENGINEER_ACADEMY = "engineer_academy", _("engineer academy")
    INDUSTRY_COLLEGE = "industry_college", _("industry college")
    LABORATORY = "laboratory", _("laboratory")
    INSTITUTE = "institute", _("institute")
    STUDIO = "studio", _("studio")
    INCUBATOR = "incubator", _("incubator")
    TECHNOLOGY_TRANSFER_CENTRE = "technology_transfer_centre", _("technology transfer centre")
    FRIENDSHIP_SCHOOL = "friendship_school", _("friendship school")
    STUDY_BASE = "study_base", _("study base")
    REGIONAL_CENTRE = "regional_centre", _("regional centre")
    SEAT = "seat", _("seat")
    OTHER = "other", _("other")


class TrainingBaseNature(models.TextChoices):
    SEAT = "seat", _("a seat")
    TITLE = "title", _("a title awarded by an authority")
    BODY = "body", _("a body founded by partners")


class TrainingBaseStatus(models.TextChoices):
    UNVEILED = "unveiled", _("unveiled")
    PLANNED = "planned", _("planned")
    CLOSED = "closed", _("closed")


class TrainingBase(BilingualNameModel, Record, Fact):
    """An entry of the plaque register: a seat, a title awarded by an authority, or a body of partners."""

    pinyin = PinyinField(of="name")
    kind = models.CharField(
        _("kind"), max_length=30, choices=TrainingBaseKind, default=TrainingBaseKind.TRAINING_BASE
    )
    nature = models.CharField(
        _("the plaque stands for"),
        max_length=10,
        choices=TrainingBaseNature,
        default=TrainingBaseNature.BODY,
    )
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bases",
        verbose_name=_("region"),
    )
    industry = models.ForeignKey(
        Industry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bases",
        verbose_name=_("industry"),
    )
    level = models.CharField(_("level"), max_length=15, choices=Level, blank=True)
    awarded_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bases_awarded",
        verbose_name=_("awarded by"),
    )
    unveiled_at = models.ForeignKey(
        Conference,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="bases",
        verbose_name=_("unveiled at"),
    )
    unveiled_on = PartialDateField(_("unveiled on"), blank=True)
    unveiled_from = EarliestDayField(of="unveiled_on")
    consortium = models.ForeignKey(
        Consortium,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="bases",
        verbose_name=_("of consortium"),
    )
    valid_until = PartialDateField(_("valid until"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=TrainingBaseStatus, default=TrainingBaseStatus.UNVEILED
    )
    contact = models.CharField(_("contact in Chinese"), max_length=300, blank=True)
    contact_en = models.CharField(_("contact in English"), max_length=300, blank=True)
    last_confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)

    figures = GenericRelation("consortia.Figure")

    objects = RecordFactQuerySet.as_manager()

    class Meta(BilingualNameModel.Meta):
        verbose_name = _("training base")
        verbose_name_plural = _("training bases")
        ordering = ("-unveiled_from", "-pk")
        indexes = [models.Index(fields=["-unveiled_from", "-id"], name="consortia_base_newest")]

    def get_absolute_url(self):
        return reverse("training-base", args=[self.pk])

    @property
    def status_note(self):
        """The label of the status; blank for the usual one."""
        return "" if self.status == TrainingBaseStatus.UNVEILED else self.get_status_display()


class BasePartnerRole(models.TextChoices):
    HOST = "host", pgettext_lazy("of a training base", "host")
    CO_FOUNDER = "co_founder", _("co-founder")
    OPERATOR = "operator", _("operator")
    SUPPORTER = "supporter", _("supporter")


class BasePartner(Fact):
    """A partner organisation of a training base."""

    base = models.ForeignKey(
        TrainingBase, models.CASCADE, related_name="partners", verbose_name=_("training base")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="base_partners", verbose_name=_("organisation")
    )
    role = models.CharField(
        _("role"), max_length=10, choices=BasePartnerRole, default=BasePartnerRole.HOST
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("partner of a base")
        verbose_name_plural = _("partners of bases")
        ordering = ("base", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["base", "organisation", "role"], name="consortia_basepartner_once"
            )
        ]

    def __str__(self):
        return f"{self.organisation}: {self.get_role_display()}"
