"""Documents that organisations adopt or release."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _

from consortia.models.conference import Conference
from consortia.models.evidence import Fact, RecordFactQuerySet
from consortia.models.organisation import Organisation
from portal.core.fields import EarliestDayField, HttpsURLField, PartialDateField, PinyinField
from portal.core.models import Record
from portal.core.names import BilingualNameModel


class DocumentKind(models.TextChoices):
    CHARTER = "charter", _("charter")
    PLAN = "plan", _("plan")
    LIST = "list", _("list")
    REPORT = "report", _("report")
    STUDY_ROUTE = "study_route", _("study route")
    STANDARD = "standard", _("standard")
    POLICY = "policy", _("policy document")
    OTHER = "other", _("other")


class DocumentAction(models.TextChoices):
    ADOPTED = "adopted", _("adopted")
    RELEASED = "released", _("released")
    PLANNED = "planned", _("planned")


class Document(BilingualNameModel, Record, Fact):
    """A charter, plan, list, report or study route."""

    pinyin = PinyinField(of="name")
    kind = models.CharField(
        _("kind"), max_length=15, choices=DocumentKind, default=DocumentKind.OTHER
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("of"),
    )
    action = models.CharField(
        _("what happened to it"),
        max_length=10,
        choices=DocumentAction,
        default=DocumentAction.RELEASED,
    )
    dated = PartialDateField(_("on"), blank=True)
    dated_from = EarliestDayField(of="dated")
    conference = models.ForeignKey(
        Conference,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("at conference"),
    )
    address = HttpsURLField(_("address"), blank=True, max_length=500)
    file = models.FileField(_("file"), upload_to="documents/%Y/%m", blank=True)
    summary = models.TextField(_("summary in Chinese"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)

    figures = GenericRelation("consortia.Figure")

    objects = RecordFactQuerySet.as_manager()

    class Meta(BilingualNameModel.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("-dated_from", "-pk")
