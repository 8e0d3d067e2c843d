"""Organisations and their names, where they sit and in which industry, and who holds an office in them."""

from collections import defaultdict
from itertools import combinations

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Language, Outlet
from consortia.models.evidence import Fact, FactQuerySet, RecordFactQuerySet
from consortia.models.merge import DistinctPair
from portal.core.fields import EarliestDayField, HttpsURLField, LatestDayField, PartialDateField
from portal.core.folding import name_key
from portal.core.models import HistoryModel, Record
from portal.core.names import BilingualNameModel, SortKeyModel


class Region(BilingualNameModel, HistoryModel):
    """A province or prefecture of GB/T 2260."""

    code = models.CharField(
        _("code"), max_length=6, unique=True, help_text=_("Six digits of GB/T 2260.")
    )
    short_name = models.CharField(_("short name"), max_length=50, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="prefectures",
        verbose_name=_("province"),
    )

    class Meta(BilingualNameModel.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ("code",)
        constraints = [
            *BilingualNameModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{6}$"), name="consortia_region_code_six_digits"
            ),
        ]


class Industry(BilingualNameModel, HistoryModel):
    """An industry by which consortia, organisations and bases are found."""

    slug = models.SlugField(_("short name"), unique=True)

    class Meta(BilingualNameModel.Meta):
        verbose_name = _("industry")
        verbose_name_plural = _("industries")
        ordering = ("slug",)


class OrganisationQuerySet(RecordFactQuerySet):
    def without_consortia(self):
        """The organisations that are not consortia, which have a list and pages of their own."""
        return self.exclude(kind=OrganisationKind.CONSORTIUM)

    def unclassified(self):
        """Organisations without a region, or of no known kind."""
        return self.filter(Q(region__isnull=True) | Q(kind=OrganisationKind.OTHER))

    def possible_duplicates(self):
        """Organisations that share a name with another one, unless somebody said that they are two."""
        bearers = defaultdict(set)
        names = OrganisationName.objects.order_by().values_list("organisation", "text", Value(""))
        for body, *texts in (
            Organisation.objects.order_by().values_list("pk", "name", "name_en").union(names)
        ):
            for text in filter(None, texts):
                bearers[name_key(text)].add(body)
        decided = DistinctPair.objects.pairs(self.model)
        pairs = (pair for bodies in bearers.values() for pair in combinations(sorted(bodies), 2))
        return self.filter(
            pk__in={body for pair in pairs if frozenset(pair) not in decided for body in pair}
        )


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
    """A body that acts: hosts, signs, belongs, appoints."""

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
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to"),
        help_text=_("The body that this one is a part of: the council of a committee, the community of a union."),
    )  # fmt: skip
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
    """One of the names by which texts call an organisation; the same words may name two bodies."""

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
        """The appointments in bodies that the public may see."""
        return self.filter(body__is_public=True)


class Appointment(Fact):
    """That a person took an office in a body, as it was on that day."""

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
                condition=~Q(person="") | ~Q(person_en=""), name="consortia_appointment_person"
            ),
            models.CheckConstraint(
                condition=~Q(office="") | ~Q(office_en=""), name="consortia_appointment_office"
            ),
        ]

    def __str__(self):
        return f"{self.person or self.person_en}, {self.office or self.office_en}"
