"""The list of consortia, and the page of one with its members, offices and activities."""

from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consortia.as_of import AsOfForm
from consortia.charts.offices import OfficeChart, office_chart
from consortia.charts.tile_map import list_map
from consortia.export import CONSORTIA
from consortia.filters import ConsortiumFilter
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
from consortia.views.related import get_figures
from portal.core.names import sort_field
from portal.listing.export import export_response
from portal.listing.filters import build_listing
from portal.listing.keyset import KeysetOrder

MIN_CHART_TOTAL = 4


@require_safe
def consortium_list(request):
    """The list of public consortia, by name."""
    by_name = KeysetOrder(f"organisation__{sort_field()}", descending=False)
    shown = Consortium.objects.published().for_lists()
    file = export_response(request, CONSORTIA, shown, by_name)
    if file:
        return file
    found = build_listing(request, ConsortiumFilter, shown, by_name)
    context = {"listing": found, "map": list_map(found, "consortium", _("Consortia"))}
    return render(request, "consortia/consortia.html", context)


@require_safe
@redirect_merged(Organisation)
def consortium_detail(request, pk):
    """One public consortium with everything that hangs on it.

    Its members and offices as of a day if one is asked for.
    """
    found = get_object_or_404(
        Consortium.objects.published().for_lists().select_related("organisation__parent"),
        organisation__id=pk,
    )
    body = found.organisation
    asked = AsOfForm(request.GET)
    memberships = list(
        found.memberships.published()
        .as_of(asked.day)
        .ordered_by_role()
        .select_related("organisation")
    )
    figures = get_figures(found)
    role_groups = _role_groups(memberships, figures)
    children = list(body.children.published().select_related("consortium"))
    related = {
        **_activities(found),
        "appointments": _appointments(body, children, asked.day),
        "names": list(body.names.all()),
    }
    belongs_to = list(
        body.memberships.published()
        .as_of(asked.day)
        .ordered_by_role()
        .select_related("consortium__organisation")
    )
    facts = [
        body,
        *memberships,
        *figures,
        *children,
        *belongs_to,
        *(fact for facts in related.values() for fact in facts),
    ]
    sources = Sources(facts)
    context = {
        "consortium": found,
        "body": body,
        "role_groups": role_groups,
        "office_charts": _office_charts(role_groups),
        "as_of_form": asked,
        "children": children,
        "belongs_to": belongs_to,
        "figures": [figure for figure in figures if figure.of not in MembershipRole.values],
        "timeline": build_timeline(found, **related),
        "sources": sources,
        "source_articles": sources.source_articles,
        **related,
    }
    return render(request, "consortia/consortium.html", context)


def _activities(consortium):
    """The records of the consortium, and those in which it has a part as an organisation."""
    body = consortium.organisation
    own = Q(consortium=consortium)
    return {
        "conferences": list(
            Conference.objects.published().filter(
                own | Q(pk__in=body.conference_roles.values("conference"))
            )
        ),
        "agreements": list(
            Agreement.objects.published().filter(
                own | Q(pk__in=body.agreement_parties.values("agreement"))
            )
        ),
        "bases": list(
            TrainingBase.objects.published().filter(
                own | Q(awarded_by=body) | Q(pk__in=body.base_partners.values("base"))
            )
        ),
        "documents": list(
            Document.objects.published().filter(organisation=body).select_related("conference")
        ),
    }


def _appointments(body, children, day):
    appointments = Appointment.objects.filter(body__in=[body, *children]).as_of(day)
    return list(
        appointments.select_related("body", "organisation", "conference").order_by(
            "body", "position", "pk"
        )
    )


@dataclass
class RoleGroup:
    """A role in the consortium: the memberships on record, and the declared counts."""

    label: str
    memberships: list[Membership]
    declared: list[Figure]

    @property
    def named(self) -> int:
        """How many organisations are known by name."""
        return len({membership.organisation_id for membership in self.memberships})

    @property
    def office(self) -> OfficeChart:
        """The chart of the role."""
        declared = max((int(figure.value) for figure in self.declared), default=0)
        return office_chart(self.label, named=self.named, declared=declared)


def _office_charts(role_groups) -> list[OfficeChart]:
    """The charts of all roles; none where a few names are all that there is to see."""
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
