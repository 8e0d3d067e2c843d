"""Consortia: the list, and one with its members, offices and doings."""

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
    if file := export_response(request, CONSORTIA, shown, by_name):
        return file
    found = build_listing(request, ConsortiumFilter, shown, by_name)
    context = {"listing": found, "map": list_map(found, "consortium", _("Consortia"))}
    return render(request, "consortia/consortia.html", context)


@require_safe
@redirect_merged(Organisation)
def consortium_detail(request, pk):
    """One public consortium with everything that hangs on it; its members and offices as of a day if one is asked for."""
    found = get_object_or_404(
        Consortium.objects.published().for_lists().select_related("organisation__parent"),
        organisation__id=pk,
    )
    body, asked = found.organisation, AsOfForm(request.GET)
    memberships = list(
        found.memberships.published()
        .as_of(asked.day)
        .ordered_by_role()
        .select_related("organisation")
    )
    figures = get_figures(found)
    children = list(body.children.published().select_related("consortium"))
    related = {
        **_doings(found),
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
        "ladder": (ladder := _ladder(memberships, figures)),
        "offices": _offices(ladder),
        "asked": asked,
        "children": children,
        "belongs_to": belongs_to,
        "figures": [figure for figure in figures if figure.of not in MembershipRole.values],
        "timeline": build_timeline(found, **related),
        "sources": sources,
        "reports": sources.source_articles,
        **related,
    }
    return render(request, "consortia/consortium.html", context)


def _doings(consortium):
    """What the consortium calls its own, and what it has a part in as an organisation."""
    body, own = consortium.organisation, Q(consortium=consortium)
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
    """One role of the ladder: who is known to hold it, and what was declared."""

    label: str
    memberships: list[Membership]
    declared: list[Figure]

    @property
    def named(self) -> int:
        """How many organisations are known by name."""
        return len({membership.organisation_id for membership in self.memberships})

    @property
    def office(self) -> OfficeChart:
        """The rung as a picture shows it."""
        declared = max((int(figure.value) for figure in self.declared), default=0)
        return office_chart(self.label, named=self.named, declared=declared)


def _offices(ladder):
    """The picture of the offices, where there is more to see than a few names."""
    offices = [rung.office for rung in ladder]
    return offices if sum(office.total for office in offices) >= MIN_CHART_TOTAL else []


def _ladder(memberships, figures):
    """The roles that somebody holds or that a figure counts, in their order."""
    rungs = []
    for role in MembershipRole:
        holders = [membership for membership in memberships if membership.role == role]
        declared = [figure for figure in figures if figure.of == role]
        if holders or declared:
            rungs.append(RoleGroup(FigureSubject(role).label, holders, declared))
    return rungs
