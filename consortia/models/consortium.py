"""Consortia, which are organisations, and their memberships."""

from django.db import models
from django.db.models import Case, Count, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consortia.models.evidence import Fact, FactQuerySet
from consortia.models.organisation import Organisation
from portal.core.fields import EarliestDayField, LatestDayField, PartialDateField
from portal.core.models import HistoryModel


class Level(models.TextChoices):
    NATIONAL = "national", _("national")
    PROVINCIAL = "provincial", _("provincial")
    MUNICIPAL = "municipal", _("municipal")
    REGIONAL = "regional", _("regional")
    INTERNATIONAL = "international", _("international")


class ConsortiumQuerySet(models.QuerySet):
    def published(self):
        """The public consortia."""
        return self.filter(organisation__is_public=True)

    def led_by(self, organisation):
        """The consortia of which the organisation is a lead organisation."""
        leads = Membership.objects.filter(organisation=organisation, role=MembershipRole.LEAD)
        return self.filter(pk__in=leads.values("consortium"))

    def for_lists(self):
        """Select the related rows that a list shows."""
        return self.select_related("organisation__region", "organisation__industry")


class ConsortiumKind(models.TextChoices):
    INDUSTRY = "industry", _("industry community")
    MUNICIPAL = "municipal", _("municipal consortium")
    ALLIANCE = "alliance", _("alliance")
    UNION = "union", _("union")
    OTHER = "other", _("other")


class Consortium(HistoryModel):
    """A consortium, one to one with an organisation, which has its names, region and industry."""

    organisation = models.OneToOneField(
        Organisation,
        models.CASCADE,
        primary_key=True,
        related_name="consortium",
        verbose_name=_("organisation"),
    )
    kind = models.CharField(
        _("kind of consortium"), max_length=10, choices=ConsortiumKind, default=ConsortiumKind.OTHER
    )
    level = models.CharField(
        _("level"), max_length=15, choices=Level, blank=True,
        help_text=_("As its name says; whether a ministry lists it is another fact."),
    )  # fmt: skip
    founded_on = PartialDateField(_("founded on"), blank=True)
    founded_from = EarliestDayField(of="founded_on", db_index=True)
    purpose = models.TextField(_("purpose in Chinese"), blank=True)
    purpose_en = models.TextField(_("purpose in English"), blank=True)

    objects = ConsortiumQuerySet.as_manager()

    class Meta:
        verbose_name = _("consortium")
        verbose_name_plural = _("consortia")
        ordering = ("organisation__sort_key", "pk")

    def __str__(self):
        return str(self.organisation)

    def get_absolute_url(self):
        return reverse("consortium", args=[self.pk])

    @property
    def figures(self):
        """The figures about the consortium, which refer to its organisation."""
        return self.organisation.figures


class MembershipQuerySet(FactQuerySet):
    def published(self):
        """The memberships with both sides public."""
        return self.filter(organisation__is_public=True, consortium__organisation__is_public=True)

    def in_several_consortia(self):
        """The memberships of organisations that belong to several public consortia."""
        several = (
            self.published()
            .order_by()
            .values("organisation")
            .annotate(bodies=Count("consortium", distinct=True))
        )
        return self.filter(organisation__in=several.filter(bodies__gt=1).values("organisation"))

    def ordered_by_role(self):
        """Order by role as in MembershipRole, then by position in the source."""
        rank = Case(
            *(
                When(role=role, then=Value(position))
                for position, role in enumerate(MembershipRole.values)
            )
        )
        return self.order_by(rank, "position", "pk")


class MembershipRole(models.TextChoices):
    LEAD = "lead", _("lead organisation")
    CHAIR = "chair", _("chair organisation")
    EXECUTIVE_VICE_CHAIR = "executive_vice_chair", _("executive vice-chair organisation")
    VICE_CHAIR = "vice_chair", _("vice-chair organisation")
    SECRETARY_GENERAL = "secretary_general", _("secretary-general organisation")
    STANDING_DIRECTOR = "standing_director", _("standing director organisation")
    DIRECTOR = "director", _("director organisation")
    MEMBER = "member", _("member organisation")
    GUIDING = "guiding", _("guiding body")


class Membership(Fact):
    """The membership of an organisation in a consortium in one role; it may have several."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    consortium = models.ForeignKey(
        Consortium, models.CASCADE, related_name="memberships", verbose_name=_("consortium")
    )
    role = models.CharField(
        _("role"), max_length=20, choices=MembershipRole, default=MembershipRole.MEMBER
    )
    wording = models.CharField(
        _("wording in Chinese"),
        max_length=100,
        blank=True,
        help_text=_("The role as the source words it."),
    )
    wording_en = models.CharField(_("wording in English"), max_length=100, blank=True)
    since = PartialDateField(_("since"), blank=True)
    since_from = EarliestDayField(of="since")
    until = PartialDateField(_("until"), blank=True)
    until_to = LatestDayField(of="until")
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("consortium", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "consortium", "role", "since"],
                name="consortia_membership_once",
                violation_error_message=_("This organisation already holds this role since that day."),
            ),
            models.CheckConstraint(
                condition=~models.Q(organisation=models.F("consortium")),
                name="consortia_membership_not_in_itself",
                violation_error_message=_("A consortium is not a member of itself."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.organisation}: {self.get_role_display()}"
