"""Filter sets of the record lists."""

from datetime import date

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from consortia.as_of import DayFilter
from consortia.models import (
    AgreementKind,
    ConferenceKind,
    Consortium,
    ConsortiumKind,
    Industry,
    Membership,
    MembershipRole,
    Organisation,
    OrganisationKind,
    Region,
    TrainingBaseKind,
    TrainingBaseNature,
)
from consortia.models.consortium import Level
from consortia.models.evidence import as_of_condition
from portal.listing.filters import (
    ListFacet,
    ListFilterSet,
    RecordFilter,
    RelatedRecordFilter,
    YearFilter,
    filter_by_subquery,
)


class RegionFilter(django_filters.ModelChoiceFilter):
    """Filter rows by a region and the prefectures in it."""

    def __init__(self, field_name="region", *, where=None):
        self.where = where or Q()
        super().__init__(
            field_name, queryset=Region.objects.all(), to_field_name="code", label=_("Region")
        )

    def filter(self, qs: QuerySet, value: Region | None) -> QuerySet:
        """Return the rows unchanged if no region was chosen."""
        if not value:
            return qs
        return filter_by_subquery(
            qs,
            (Q(**{self.field_name: value}) | Q(**{f"{self.field_name}__parent": value}))
            & self.where,
        )


def region_facet(path="region", *, where=None) -> ListFacet:
    """Build the facet of a region; a province includes its prefectures."""
    return ListFacet(
        f"{path}__code",
        label_path=path,
        named_by=Region,
        parent_path=f"{path}__parent",
        where=where or Q(),
    )


def public_facet(path, *, organisation="") -> ListFacet:
    """Build the facet of a public related record.

    `organisation` is the path from that record to the organisation with its names.
    """
    organisation_path = path + organisation
    return ListFacet(
        path,
        label_path=organisation_path,
        named_by=Organisation,
        where=Q(**{f"{organisation_path}__is_public": True}),
    )


def industry_filter(path="industry"):
    """Build a filter by industry."""
    return django_filters.ModelChoiceFilter(
        field_name=path, queryset=Industry.objects.all(), to_field_name="slug", label=_("Industry")
    )


def _consortia(request):
    return Consortium.objects.published().select_related("organisation")


def _organisations(request):
    return Organisation.objects.published()


class ConsortiumFilter(ListFilterSet):
    """Filter consortia by kind, level, region, industry, founding year and day."""

    kind = django_filters.ChoiceFilter(choices=ConsortiumKind.choices, label=_("Kind"))
    level = django_filters.ChoiceFilter(choices=Level.choices, label=_("Level"))
    region = RegionFilter("organisation__region")
    industry = industry_filter("organisation__industry")
    year = YearFilter("founded_from", label=_("Founded in"))
    on = DayFilter("founded_from", lookup_expr="lte")

    record_kind = "consortium"
    search_fields = ("organisation__name", "organisation__name_en", "organisation__names__text")
    facets = {
        "kind": ListFacet("kind"),
        "level": ListFacet("level"),
        "region": region_facet("organisation__region"),
        "industry": ListFacet(
            "organisation__industry__slug", label_path="organisation__industry", named_by=Industry
        ),
        "year": ListFacet("founded_from", year=True),
    }


class OrganisationFilter(ListFilterSet):
    """Filter organisations by kind, region, industry, consortium and role."""

    kind = django_filters.ChoiceFilter(choices=OrganisationKind.choices, label=_("Kind"))
    region = RegionFilter()
    industry = industry_filter()
    consortium = RecordFilter(
        queryset=_consortia, method="filter_memberships", label=_("In consortium")
    )
    role = django_filters.ChoiceFilter(
        choices=MembershipRole.choices, method="filter_memberships", label=_("Role in a consortium")
    )
    on = DayFilter(method="ignore_day")

    record_kind = "organisation"
    search_fields = ("name", "name_en", "names__text", "credit_code")

    @property
    def facets(self) -> dict[str, ListFacet]:
        """The facets; those of memberships count public ones, as of the day if one is given."""
        condition = Q(memberships__consortium__organisation__is_public=True) & as_of_condition(
            self.day, path="memberships__"
        )
        return {
            "kind": ListFacet("kind"),
            "region": region_facet(),
            "industry": ListFacet("industry__slug", label_path="industry", named_by=Industry),
            "consortium": ListFacet(
                "memberships__consortium",
                label_path="memberships__consortium__organisation",
                named_by=Organisation,
                where=condition,
            ),
            "role": ListFacet("memberships__role", where=condition),
        }

    @property
    def day(self) -> date | None:
        """The day as of which memberships count; None for all memberships on record."""
        return self.form.cleaned_data.get("on")

    def filter_memberships(self, queryset: QuerySet, name: str, value) -> QuerySet:
        """Filter by a public membership with this value, as of the day if one is given."""
        memberships = Membership.objects.published().as_of(self.day).filter(**{name: value})
        return queryset.filter(pk__in=memberships.values("organisation"))

    def ignore_day(self, queryset: QuerySet, name: str, value: date) -> QuerySet:
        """Return all organisations: the day selects memberships, not organisations."""
        return queryset


class ConferenceFilter(ListFilterSet):
    """Filter conferences by kind, year, region, consortium and organisation."""

    kind = django_filters.ChoiceFilter(choices=ConferenceKind.choices, label=_("Kind"))
    year = YearFilter("dates_from", label=_("Year"))
    region = RegionFilter()
    consortium = RecordFilter(queryset=_consortia, label=_("Of consortium"))
    organisation = RelatedRecordFilter(
        field_name="roles__organisation", queryset=_organisations, label=_("Organisation")
    )

    record_kind = "conference"
    search_fields = ("name", "name_en", "theme", "theme_en")
    facets = {
        "kind": ListFacet("kind"),
        "year": ListFacet("dates_from", year=True),
        "region": region_facet(),
        "consortium": public_facet("consortium", organisation="__organisation"),
        "organisation": public_facet("roles__organisation"),
    }


PUBLIC_PARTIES = Q(parties__organisation__is_public=True)


class AgreementFilter(ListFilterSet):
    """Filter agreements by kind, year, region, consortium and party."""

    kind = django_filters.ChoiceFilter(choices=AgreementKind.choices, label=_("Kind"))
    year = YearFilter("signed_from", label=_("Year"))
    region = RegionFilter("parties__organisation__region", where=PUBLIC_PARTIES)
    consortium = RecordFilter(queryset=_consortia, label=_("Of consortium"))
    organisation = RelatedRecordFilter(
        field_name="parties__organisation", queryset=_organisations, label=_("Party")
    )

    record_kind = "agreement"
    search_fields = ("title", "title_en")
    facets = {
        "kind": ListFacet("kind"),
        "year": ListFacet("signed_from", year=True),
        "region": region_facet("parties__organisation__region", where=PUBLIC_PARTIES),
        "consortium": public_facet("consortium", organisation="__organisation"),
        "organisation": public_facet("parties__organisation"),
    }


class TrainingBaseFilter(ListFilterSet):
    """Filter training bases by kind, nature, region, industry, year, consortium and partner."""

    kind = django_filters.ChoiceFilter(choices=TrainingBaseKind.choices, label=_("Kind"))
    nature = django_filters.ChoiceFilter(
        choices=TrainingBaseNature.choices, label=_("The plaque stands for")
    )
    region = RegionFilter()
    industry = industry_filter()
    year = YearFilter("unveiled_from", label=_("Year"))
    consortium = RecordFilter(queryset=_consortia, label=_("Of consortium"))
    organisation = RelatedRecordFilter(
        field_name="partners__organisation", queryset=_organisations, label=_("Partner")
    )

    record_kind = "base"
    search_fields = ("name", "name_en")
    facets = {
        "kind": ListFacet("kind"),
        "nature": ListFacet("nature"),
        "region": region_facet(),
        "industry": ListFacet("industry__slug", label_path="industry", named_by=Industry),
        "year": ListFacet("unveiled_from", year=True),
        "consortium": public_facet("consortium", organisation="__organisation"),
        "organisation": public_facet("partners__organisation"),
    }
