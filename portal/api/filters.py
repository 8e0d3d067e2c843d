"""Filters of the API's lists that have no page on the site."""

import django_filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from articles.filters import ArticleFilter
from consortia.as_of import DayFilter
from consortia.models import Consortium, DocumentKind, FigureSubject, MembershipRole, Organisation
from portal.listing.filters import RecordFilter

# The schema generator cannot infer the type of a filter that goes through the public version
extend_schema_field(OpenApiTypes.INT)(ArticleFilter.base_filters["outlet"])


def _consortia(_request):
    return Consortium.objects.published()


def _organisations(_request):
    return Organisation.objects.published()


class DatedFactFilter(django_filters.FilterSet):
    """Facts with a validity: all of them, or those valid on a day."""

    on = DayFilter(method="filter_by_day")

    def filter_by_day(self, queryset, name, value):
        """Return the facts that are valid on that day."""
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
    """Documents by kind and organisation."""

    kind = django_filters.ChoiceFilter(choices=DocumentKind.choices)
    organisation = RecordFilter(queryset=_organisations)


class FigureFilter(django_filters.FilterSet):
    """Figures by what they count."""

    of = django_filters.ChoiceFilter(choices=FigureSubject.choices)
