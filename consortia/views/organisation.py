"""The list of organisations, and the page of one with all its roles."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consortia.as_of import AsOfForm
from consortia.charts.tile_map import list_map
from consortia.export import ORGANISATIONS
from consortia.filters import OrganisationFilter
from consortia.merging.redirects import redirect_merged
from consortia.models import (
    Agreement,
    Appointment,
    Conference,
    Document,
    Organisation,
    OrganisationKind,
    Part,
    TrainingBase,
)
from consortia.sources import Sources
from consortia.views.related import get_figures
from portal.core.names import sort_field
from portal.listing.export import export_response
from portal.listing.filters import build_listing
from portal.listing.keyset import KeysetOrder


@require_safe
def organisation_list(request):
    """The list of public organisations that are not consortia, by name."""
    actors = (
        Organisation.objects.published().without_consortia().select_related("region", "industry")
    )
    by_name = KeysetOrder(sort_field(), descending=False)
    file = export_response(request, ORGANISATIONS, actors, by_name)
    if file:
        return file
    found = build_listing(request, OrganisationFilter, actors, by_name)
    return render(
        request,
        "consortia/organisations.html",
        {"listing": found, "map": list_map(found, "organisation", _("Organisations"))},
    )


@require_safe
@redirect_merged(Organisation)
def organisation_detail(request, pk):
    """One public organisation, its roles and offices as of a day if one is asked for.

    A consortium has its page elsewhere.
    """
    bodies = Organisation.objects.published().select_related(
        "region", "industry", "parent", "outlet"
    )
    found = get_object_or_404(bodies, pk=pk)
    if found.kind == OrganisationKind.CONSORTIUM:
        return redirect(found)
    asked = AsOfForm(request.GET)
    related = {**_relations(found, asked.day), **_activities(found)}
    sources = Sources([found, *(fact for facts in related.values() for fact in facts)])
    context = {
        "organisation": found,
        "as_of_form": asked,
        "sources": sources,
        "source_articles": sources.source_articles,
        **related,
    }
    return render(request, "consortia/organisation.html", context)


def _relations(body, day):
    """Its names, memberships, appointments and parts; those with dates as of the day, if one is given."""
    people = Appointment.objects.filter(
        Q(body=body) | Q(organisation=body, body__in=Organisation.objects.published())
    )
    people = list(people.as_of(day).select_related("body", "organisation", "conference"))
    return {
        "names": list(body.names.all()),
        "memberships": list(
            body.memberships.published()
            .as_of(day)
            .ordered_by_role()
            .select_related("consortium__organisation")
        ),
        "appointed": [appointment for appointment in people if appointment.body_id == body.pk],
        "appointed_elsewhere": [
            appointment for appointment in people if appointment.body_id != body.pk
        ],
        "children": list(body.children.published()),
        "figures": get_figures(body),
    }


def _activities(body):
    """Its part in public conferences, agreements, training bases and documents."""
    roles = body.conference_roles.filter(conference__in=Conference.objects.published())
    parties = body.agreement_parties.filter(agreement__in=Agreement.objects.published())
    partners = body.base_partners.filter(base__in=TrainingBase.objects.published())
    parts = Part.objects.published().filter(organisation=body)
    documents = Document.objects.published().filter(organisation=body)
    return {
        "roles": list(
            roles.select_related("conference").order_by(
                "-conference__dates_from", "conference", "position"
            )
        ),
        "parts": list(
            parts.select_related("session__conference", "base", "organisation").order_by(
                "-session__conference__dates_from",
                "session__conference",
                "session__position",
                "position",
                "pk",
            )
        ),
        "parties": list(
            parties.select_related("agreement").order_by("-agreement__signed_from", "agreement")
        ),
        "partners": list(partners.select_related("base").order_by("-base__unveiled_from", "base")),
        "awarded": list(body.bases_awarded.published()),
        "documents": list(documents.select_related("conference")),
    }
