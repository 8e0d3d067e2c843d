"""Organisations, their names, and appointments to offices in them."""

from collections import defaultdict
from itertools import combinations

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Language, Outlet
from consortia.models.evidence import Fact, FactQuerySet, RecordFactQuerySet
from consortia.models.industry import Industry
from consortia.models.merge import DistinctPair
from consortia.models.region import Region
from portal.core import credit_code
from portal.core.fields import (
    CreditCodeField,
    EarliestDayField,
    HttpsURLField,
    LatestDayField,
    PartialDateField,
)
from portal.core.folding import name_key
from portal.core.models import Record
from portal.core.names import BilingualNameModel, SortKeyModel


class OrganisationQuerySet(RecordFactQuerySet):
    def without_consortia(self):
        """The organisations that are not consortia."""
        return self.exclude(kind=OrganisationKind.CONSORTIUM)

    def unclassified(self):
        """Organisations without a region, or of no known kind."""
        return self.filter(Q(region__isnull=True) | Q(kind=OrganisationKind.OTHER))

    def possible_duplicates(self):
        """The organisations that share a name with another one, without pairs marked as distinct."""
        distinct = DistinctPair.objects.pairs(self.model)
        duplicates = set()
        for organisations in self._keys_by_name().values():
            for pair in combinations(sorted(organisations), 2):
                if frozenset(pair) not in distinct:
                    duplicates.update(pair)
        return self.filter(pk__in=duplicates)

    def _keys_by_name(self):
        """The primary keys of the organisations by name key."""
        keys = defaultdict(set)
        official_names = Organisation.objects.order_by().values_list("pk", "name", "name_en")
        other_names = OrganisationName.objects.order_by().values_list(
            "organisation", "text", Value("")
        )
        for pk, *texts in official_names.union(other_names):
            for text in filter(None, texts):
                keys[name_key(text)].add(pk)
        return keys


class OrganisationKind(models.TextChoices):
    GOVERNMENT = "government", _("government")
    SCHOOL = "school", _("school")
    ENTERPRISE = "enterprise", _("enterprise")
    ASSOCIATION = "association", _("association")
    RESEARCH = "research", _("research institution")
    MEDIA = "media", _("media")
    COMMITTEE = "committee", _("committee")
    CONSORTIUM = "consortium", _("consortium")
    OTHER = "other", _("other")


class Organisation(SortKeyModel, BilingualNameModel, Record, Fact):
    """A school, company, association or other body that takes part in consortia and their activities."""

    kind = models.CharField(
        _("kind"), max_length=15, choices=OrganisationKind, default=OrganisationKind.OTHER
    )
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("region"),
    )
    industry = models.ForeignKey(
        Industry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("industry"),
    )
    site = HttpsURLField(_("site"), blank=True)
    credit_code = CreditCodeField(
        _("unified social credit code"),
        blank=True,
        default="",
        help_text=_("18 digits and capital letters, the last of them a check digit."),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("belongs to"),
        help_text=_(
            "The body that this one is a part of: "
            "the council of a committee, the community of a union."
        ),
    )
    outlet = models.ForeignKey(
        Outlet,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="publishers",
        verbose_name=_("publishes"),
    )

    figures = GenericRelation("consortia.Figure")

    objects = OrganisationQuerySet.as_manager()

    class Meta(BilingualNameModel.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("sort_key", "pk")
        indexes = [
            models.Index(fields=["sort_key", "id"], name="consortia_organisation_zh"),
            models.Index(fields=["sort_key_en", "id"], name="consortia_organisation_en"),
        ]
        constraints = [
            *BilingualNameModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code=""),
                name="consortia_organisation_credit_code_once",
                violation_error_message=_("Another organisation has this credit code."),
            ),
            models.CheckConstraint(
                condition=Q(credit_code="") | Q(credit_code__regex=credit_code.PATTERN),
                name="consortia_organisation_credit_code_form",
                violation_error_message=_("A credit code has 18 digits and capital letters."),
            ),
        ]

    def get_absolute_url(self):
        page = "consortium" if self.kind == OrganisationKind.CONSORTIUM else "organisation"
        return reverse(page, args=[self.pk])


class OrganisationNameKind(models.TextChoices):
    OFFICIAL = "official", _("official")
    SHORT = "short", _("short")
    FORMER = "former", _("former")
    AS_PRINTED = "as_printed", _("as printed")
    MACHINE_TRANSLATED = "machine_translated", _("machine translated")


class OrganisationName(Fact):
    """A further name of an organisation; two organisations may have the same name."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="names", verbose_name=_("organisation")
    )
    text = models.CharField(_("name"), max_length=300)
    language = models.CharField(
        _("language"), max_length=10, choices=Language, default=Language.CHINESE
    )
    kind = models.CharField(
        _("kind of name"),
        max_length=20,
        choices=OrganisationNameKind,
        default=OrganisationNameKind.AS_PRINTED,
    )

    class Meta:
        verbose_name = _("organisation name")
        verbose_name_plural = _("organisation names")
        ordering = ("organisation", "kind", "text")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "text", "kind"], name="consortia_organisationname_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="consortia_organisationname_filled"),
        ]

    def __str__(self):
        return self.text


class AppointmentQuerySet(FactQuerySet):
    def published(self):
        """The appointments in public organisations."""
        return self.filter(body__is_public=True)


class Appointment(Fact):
    """The appointment of a person to an office, with name and post as they were on that day."""

    person = models.CharField(_("person in Chinese"), max_length=100, blank=True)
    person_en = models.CharField(_("person in English"), max_length=100, blank=True)
    office = models.CharField(_("office in Chinese"), max_length=200, blank=True)
    office_en = models.CharField(_("office in English"), max_length=200, blank=True)
    body = models.ForeignKey(
        Organisation, models.CASCADE, related_name="appointments", verbose_name=_("body"),
        help_text=_("The council, committee, consortium or other body in which the office is held."),
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people_appointed",
        verbose_name=_("from organisation"),
    )
    post = models.CharField(_("post on that day in Chinese"), max_length=200, blank=True)
    post_en = models.CharField(_("post on that day in English"), max_length=200, blank=True)
    conference = models.ForeignKey(
        "consortia.Conference",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("at conference"),
    )
    since = PartialDateField(_("since"), blank=True)
    since_from = EarliestDayField(of="since")
    until = PartialDateField(_("until"), blank=True)
    until_to = LatestDayField(of="until")
    letter = models.BooleanField(
        _("letter of appointment"), default=False, help_text=_("A letter was handed over.")
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ("body", "position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(person="") | ~Q(person_en=""),
                name="consortia_appointment_person",
                violation_error_message=_("Give the person's name in Chinese or in English."),
            ),
            models.CheckConstraint(
                condition=~Q(office="") | ~Q(office_en=""),
                name="consortia_appointment_office",
                violation_error_message=_("Give the office in Chinese or in English."),
            ),
        ]

    def __str__(self):
        return f"{self.person or self.person_en}, {self.office or self.office_en}"
