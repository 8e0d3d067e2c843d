"""Filters of the lists that have no page of their own."""

import django_filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from articles.filters import ArticleFilter
from consortia.as_of import DayFilter
from consortia.models import Consortium, DocumentKind, FigureSubject, MembershipRole, Organisation
from portal.listing.filters import RecordFilter

# The description cannot see through the public version that the outlet hangs on
extend_schema_field(OpenApiTypes.INT)(ArticleFilter.base_filters["outlet"])


def _consortia(_request):
    return Consortium.objects.published()


def _organisations(_request):
    return Organisation.objects.published()


class DatedFactFilter(django_filters.FilterSet):
    """Facts that hold for a time: all of them, or those that hold on a day."""

    on = DayFilter(method="filter_by_day")

    def filter_by_day(self, queryset, name, value):
        """The facts of that day."""
        return queryset.as_of(value)


class MembershipFilter(DatedFactFilter):
    """Memberships by either side, role and day."""

    consortium = RecordFilter(queryset=_consortia)
    organisation = RecordFilter(queryset=_organisations)
    role = django_filters.ChoiceFilter(choices=MembershipRole.choices)


class AppointmentFilter(DatedFactFilter):
    """Appointments by body, sending organisation and day."""

    body = RecordFilter(queryset=_organisations)
    organisation = RecordFilter(queryset=_organisations)


class DocumentFilter(django_filters.FilterSet):
    """Documents by kind and by whose they are."""

    kind = django_filters.ChoiceFilter(choices=DocumentKind.choices)
    organisation = RecordFilter(queryset=_organisations)


class FigureFilter(django_filters.FilterSet):
    """Figures by what they count."""

    of = django_filters.ChoiceFilter(choices=FigureSubject.choices)
