"""Conferences: the list, and one with its roles, programme and outcomes."""

from itertools import groupby

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consortia.charts.tile_map import list_map
from consortia.export import CONFERENCES
from consortia.export.calendar import conference_calendar_response, has_exact_day
from consortia.filters import ConferenceFilter
from consortia.merging.redirects import redirect_merged
from consortia.models import Conference, ConferenceRoleType, Organisation, Part
from consortia.sources import Sources
from consortia.views.related import get_figures, with_public_organisation
from portal.listing.export import export_response
from portal.listing.filters import build_listing
from portal.listing.keyset import KeysetOrder


@require_safe
def conference_list(request):
    """The list of public conferences, the latest first."""
    shown = Conference.objects.published().select_related("region", "consortium__organisation")
    order = KeysetOrder("dates_from")
    file = export_response(request, CONFERENCES, shown, order)
    if file:
        return file
    found = build_listing(request, ConferenceFilter, shown, order)
    return render(
        request,
        "consortia/conferences.html",
        {"listing": found, "map": list_map(found, "conference", _("Conferences"))},
    )


@require_safe
@redirect_merged(Conference)
def conference_detail(request, pk):
    """One public conference; its calendar entry where the address asks for that."""
    shown = Conference.objects.published().select_related("region", "consortium__organisation")
    found = get_object_or_404(shown, pk=pk)
    if request.GET.get("format") == "ics":
        return conference_calendar_response(request, found)
    roles = list(with_public_organisation(found.roles.all()))
    sessions = list(
        found.sessions.prefetch_related(
            Prefetch("parts", Part.objects.select_related("organisation", "base"))
        )
    )
    parts = [part for session in sessions for part in session.parts.all()]
    outcomes = _outcomes(found)
    sources = Sources(
        [found, *roles, *sessions, *parts, *(fact for facts in outcomes.values() for fact in facts)]
    )
    context = {
        "conference": found,
        "has_exact_day": has_exact_day(found),
        "roles": _by_role(roles),
        "sessions": sessions,
        "sources": sources,
        "source_articles": sources.source_articles,
        **outcomes,
    }
    return render(request, "consortia/conference.html", context)


def _outcomes(conference):
    """What came of it, as far as it is public, and the numbers told of it."""
    appointments = conference.appointments.filter(body__in=Organisation.objects.published())
    return {
        "agreements": list(conference.agreements.published()),
        "bases": list(conference.bases.published()),
        "documents": list(conference.documents.published().select_related("organisation")),
        "appointments": list(
            appointments.select_related("body", "organisation").order_by("body", "position", "pk")
        ),
        "figures": get_figures(conference),
    }


def _by_role(roles):
    """The roles in the order of their kinds, each with those who hold it as printed."""
    order = ConferenceRoleType.values
    ranked = sorted(roles, key=lambda role: order.index(role.role))
    return [
        (label, list(held))
        for label, held in groupby(ranked, key=lambda role: role.get_role_display())
    ]
