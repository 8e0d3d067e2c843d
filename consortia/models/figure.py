"""Figures: numbers quoted in texts, about a record or about none."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consortia.models.agreement import Agreement
from consortia.models.conference import Conference
from consortia.models.consortium import Membership, MembershipRole
from consortia.models.document import Document
from consortia.models.evidence import Fact, FactQuerySet
from consortia.models.organisation import Organisation
from consortia.models.training_base import TrainingBase
from portal.core.fields import EarliestDayField, PartialDateField
from portal.core.names import localised


class FigureQuerySet(FactQuerySet):
    def published(self):
        """The figures about no record, or about a public one."""
        condition = Q(content_type__isnull=True)
        for model in (Organisation, Conference, Agreement, TrainingBase, Document):
            content_type = ContentType.objects.get_for_model(model)
            records = model.objects.published().values("pk")
            condition |= Q(content_type=content_type, object_id__in=records)
        return self.filter(condition)

    def without_declared(self):
        """The figures without the declared counts of a consortium's roles."""
        return self.exclude(of__in=MembershipRole.values)

    def declared(self):
        """The declared counts of members in a role; not all of them may be on record."""
        return self.filter(of__in=MembershipRole.values)

    def with_missing_names(self):
        """The declared counts that exceed the number of members on record, annotated as `named`."""
        members = (
            Membership.objects.filter(
                consortium=models.OuterRef("object_id"), role=models.OuterRef("of")
            )
            .order_by()
            .values("role")
            .annotate(total=models.Count("organisation", distinct=True))
            .values("total")
        )
        member_count = models.functions.Coalesce(models.Subquery(members), 0)
        content_type = ContentType.objects.get_for_model(Organisation)
        figures = self.declared().filter(content_type=content_type)
        return figures.annotate(named=member_count).filter(value__gt=models.F("named"))


class FigureSubject(models.TextChoices):
    LEAD = "lead", _("lead organisations")
    CHAIR = "chair", _("chair organisations")
    EXECUTIVE_VICE_CHAIR = "executive_vice_chair", _("executive vice-chair organisations")
    VICE_CHAIR = "vice_chair", _("vice-chair organisations")
    SECRETARY_GENERAL = "secretary_general", _("secretary-general organisations")
    STANDING_DIRECTOR = "standing_director", _("standing director organisations")
    DIRECTOR = "director", _("director organisations")
    MEMBER = "member", _("member organisations")
    GUIDING = "guiding", _("guiding bodies")
    ATTENDANCE = "attendance", _("attendance")
    AGREEMENT = "agreement", _("agreements")
    PLAQUE = "plaque", _("plaques")
    ORGANISATION = "organisation", _("organisations")
    OTHER = "other", _("other")


class FigureBound(models.TextChoices):
    EXACTLY = "exactly", _("exactly")
    ABOUT = "about", pgettext_lazy("bound of a figure", "about")
    AT_LEAST = "at_least", _("at least")


class Figure(Fact):
    """A number in a text, with its bound and scope; about one record or about none."""

    content_type = models.ForeignKey(
        ContentType, models.CASCADE, null=True, blank=True, verbose_name=_("kind of record")
    )
    object_id = models.PositiveBigIntegerField(_("record"), null=True, blank=True)
    about = GenericForeignKey("content_type", "object_id")
    of = models.CharField(
        _("of what"), max_length=25, choices=FigureSubject, default=FigureSubject.OTHER
    )
    name = models.CharField(_("wording in Chinese"), max_length=200, blank=True)
    name_en = models.CharField(_("wording in English"), max_length=200, blank=True)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    bound = models.CharField(
        _("bound"), max_length=10, choices=FigureBound, default=FigureBound.EXACTLY
    )
    unit = models.CharField(_("unit in Chinese"), max_length=50, blank=True)
    unit_en = models.CharField(_("unit in English"), max_length=50, blank=True)
    scope = models.CharField(
        _("scope in Chinese"),
        max_length=200,
        blank=True,
        help_text=_("Of where or of whom it is said."),
    )
    scope_en = models.CharField(_("scope in English"), max_length=200, blank=True)
    as_of = PartialDateField(_("as of"), blank=True)
    as_of_from = EarliestDayField(of="as_of")

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ("pk",)
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="consortia_figure_about"),
            models.Index(fields=["-as_of_from", "-id"], name="consortia_figure_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(content_type__isnull=True, object_id__isnull=True)
                | Q(content_type__isnull=False, object_id__isnull=False),
                name="consortia_figure_about_whole",
            )
        ]

    def __str__(self):
        return f"{localised(self) or self.get_of_display()}: {self.value.normalize():f}"
