"""Consortium views: list and detail."""

from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from consortia.as_of import AsOfForm
from consortia.charts.offices import OfficeChart, office_chart
from consortia.export import CONSORTIA
from consortia.merging.redirects import redirect_merged
from consortia.models import (
    Agreement,
    Appointment,
    Conference,
    Consortium,
    Document,
    Figure,
    FigureSubject,
    Membership,
    MembershipRole,
    Organisation,
    TrainingBase,
)
from consortia.sources import Sources
from consortia.timeline import build_timeline
from consortia.views.cards import CONSORTIUM_LIST
from consortia.views.public_row import public_keys, public_row
from consortia.views.related import get_figures
from portal.caching.prepared_pages import PreparedPage, prepared_response, register_page
from portal.listing.responses import list_response

MIN_CHART_TOTAL = 4


@require_safe
def consortium_list(request):
    """List public consortia by name; or export the list."""
    return list_response(request, "consortia/consortia.html", CONSORTIUM_LIST, CONSORTIA)


@require_safe
@redirect_merged(Organisation)
def consortium_detail(request, pk):
    """Show one public consortium with its related records.

    With `?on=YYYY-MM-DD`, members and offices are those of that day.
    """
    public_row(Consortium, pk)
    return prepared_response(request, CONSORTIUM_PAGE, pk)


def _page_context(request, pk):
    consortium = get_object_or_404(
        Consortium.objects.published().for_lists().select_related("organisation__parent"),
        organisation__id=pk,
    )
    organisation = consortium.organisation
    as_of_form = AsOfForm(request.GET)
    memberships = list(
        consortium.memberships.published()
        .as_of(as_of_form.day)
        .ordered_by_role()
        .select_related("organisation")
    )
    figures = get_figures(consortium)
    role_groups = _role_groups(memberships, figures)
    children = list(organisation.children.published().select_related("consortium"))
    related = {
        **_activities(consortium),
        "appointments": _appointments(organisation, children, as_of_form.day),
        "names": list(organisation.names.all()),
    }
    belongs_to = list(
        organisation.memberships.published()
        .as_of(as_of_form.day)
        .ordered_by_role()
        .select_related("consortium__organisation")
    )
    facts = [
        organisation,
        *memberships,
        *figures,
        *children,
        *belongs_to,
        *(fact for facts in related.values() for fact in facts),
    ]
    sources = Sources(facts)
    return {
        "consortium": consortium,
        "body": organisation,
        "role_groups": role_groups,
        "office_charts": _office_charts(role_groups),
        "as_of_form": as_of_form,
        "children": children,
        "belongs_to": belongs_to,
        "figures": [figure for figure in figures if figure.of not in MembershipRole.values],
        "timeline": build_timeline(consortium, **related),
        "sources": sources,
        "source_articles": sources.source_articles,
        **related,
    }


def _activities(consortium):
    """The consortium's own records, and those in which it takes part as an organisation."""
    organisation = consortium.organisation
    own = Q(consortium=consortium)
    return {
        "conferences": list(
            Conference.objects.published().filter(
                own | Q(pk__in=organisation.conference_roles.values("conference"))
            )
        ),
        "agreements": list(
            Agreement.objects.published().filter(
                own | Q(pk__in=organisation.agreement_parties.values("agreement"))
            )
        ),
        "bases": list(
            TrainingBase.objects.published().filter(
                own
                | Q(awarded_by=organisation)
                | Q(pk__in=organisation.base_partners.values("base"))
            )
        ),
        "documents": list(
            Document.objects.published()
            .filter(organisation=organisation)
            .select_related("conference")
        ),
    }


def _appointments(organisation, children, day):
    appointments = Appointment.objects.filter(body__in=[organisation, *children]).as_of(day)
    return list(
        appointments.select_related("body", "organisation", "conference").order_by(
            "body", "position", "pk"
        )
    )


@dataclass
class RoleGroup:
    """A role in the consortium: its memberships on record, and its declared counts."""

    label: str
    memberships: list[Membership]
    declared: list[Figure]

    @property
    def named(self) -> int:
        """The number of organisations on record in this role."""
        return len({membership.organisation_id for membership in self.memberships})

    @property
    def office(self) -> OfficeChart:
        """The chart of the role."""
        declared = max((int(figure.value) for figure in self.declared), default=0)
        return office_chart(self.label, named=self.named, declared=declared)


def _office_charts(role_groups) -> list[OfficeChart]:
    """The charts of all roles; none if they hold fewer than MIN_CHART_TOTAL members in all."""
    charts = [group.office for group in role_groups]
    total = sum(chart.total for chart in charts)
    return charts if total >= MIN_CHART_TOTAL else []


def _role_groups(memberships, figures) -> list[RoleGroup]:
    """The roles with memberships or declared counts, in the order of the roles."""
    groups = []
    for role in MembershipRole:
        holders = [membership for membership in memberships if membership.role == role]
        declared = [figure for figure in figures if figure.of == role]
        if holders or declared:
            groups.append(RoleGroup(FigureSubject(role).label, holders, declared))
    return groups


CONSORTIUM_PAGE = register_page(
    PreparedPage(
        "consortium",
        "consortia/consortium.html",
        _page_context,
        public_keys(Consortium),
        parameters=("on",),
        noindex_with_parameters=True,
    )
)
