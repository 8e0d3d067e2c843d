"""Conference views: list and detail."""

from itertools import groupby

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from consortia.export import CONFERENCES
from consortia.export.calendar import conference_calendar_response, has_exact_day
from consortia.merging.redirects import redirect_merged
from consortia.models import Conference, ConferenceRoleType, Organisation, Part
from consortia.sources import Sources
from consortia.views.cards import CONFERENCE_LIST
from consortia.views.public_row import public_keys, public_row
from consortia.views.related import get_figures, with_public_organisation
from portal.caching.prepared_pages import PreparedPage, prepared_response, register_page
from portal.listing.responses import list_response


@require_safe
def conference_list(request):
    """List public conferences, newest first; or export the list."""
    return list_response(request, "consortia/conferences.html", CONFERENCE_LIST, CONFERENCES)


@require_safe
@redirect_merged(Conference)
def conference_detail(request, pk):
    """Show one public conference, or its calendar entry (`?format=ics`)."""
    if request.GET.get("format") == "ics":
        return conference_calendar_response(request, _public_conference(pk))
    public_row(Conference, pk)
    return prepared_response(request, CONFERENCE_PAGE, pk)


def _public_conference(pk):
    conferences = Conference.objects.published().select_related(
        "region", "consortium__organisation"
    )
    return get_object_or_404(conferences, pk=pk)


def _page_context(_request, pk):
    conference = _public_conference(pk)
    roles = list(with_public_organisation(conference.roles.all()))
    sessions = list(
        conference.sessions.prefetch_related(
            Prefetch("parts", Part.objects.select_related("organisation", "base"))
        )
    )
    parts = [part for session in sessions for part in session.parts.all()]
    outcomes = _outcomes(conference)
    sources = Sources(
        [
            conference,
            *roles,
            *sessions,
            *parts,
            *(fact for facts in outcomes.values() for fact in facts),
        ]
    )
    return {
        "conference": conference,
        "has_exact_day": has_exact_day(conference),
        "roles": _group_by_role(roles),
        "sessions": sessions,
        "sources": sources,
        "source_articles": sources.source_articles,
        **outcomes,
    }


def _outcomes(conference):
    """The public outcomes of a conference, and its figures, as template context."""
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


def _group_by_role(roles):
    """Pairs (role label, roles) in the order of ConferenceRoleType; source order within each."""
    order = ConferenceRoleType.values
    ranked = sorted(roles, key=lambda role: order.index(role.role))
    return [
        (label, list(group))
        for label, group in groupby(ranked, key=lambda role: role.get_role_display())
    ]


CONFERENCE_PAGE = register_page(
    PreparedPage(
        "conference",
        "consortia/conference.html",
        _page_context,
        public_keys(Conference),
        noindex_with_parameters=True,
    )
)
