"""Organisation views: list and detail."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from consortia.as_of import AsOfForm
from consortia.export import ORGANISATIONS
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
from consortia.views.cards import ORGANISATION_LIST
from consortia.views.public_row import public_row
from consortia.views.related import get_figures
from portal.caching.prepared_pages import PreparedPage, prepared_response, register_page
from portal.listing.responses import list_response


@require_safe
def organisation_list(request):
    """List public organisations other than consortia by name; or export the list."""
    return list_response(request, "consortia/organisations.html", ORGANISATION_LIST, ORGANISATIONS)


@require_safe
@redirect_merged(Organisation)
def organisation_detail(request, pk):
    """Show one public organisation; redirect to the consortium view for a consortium.

    With `?on=YYYY-MM-DD`, memberships and appointments are those of that day.
    """
    (kind,) = public_row(Organisation, pk, "kind")
    if kind == OrganisationKind.CONSORTIUM:
        return redirect("consortium", pk)
    return prepared_response(request, ORGANISATION_PAGE, pk)


def _page_context(request, pk):
    organisations = Organisation.objects.published().select_related(
        "region", "industry", "parent", "outlet"
    )
    organisation = get_object_or_404(organisations, pk=pk)
    as_of_form = AsOfForm(request.GET)
    related = {**_relations(organisation, as_of_form.day), **_activities(organisation)}
    sources = Sources([organisation, *(fact for facts in related.values() for fact in facts)])
    return {
        "organisation": organisation,
        "as_of_form": as_of_form,
        "sources": sources,
        "source_articles": sources.source_articles,
        **related,
    }


def _relations(organisation, day):
    """Template context of names, memberships, appointments, parts and figures, as of the day if given."""
    appointments = Appointment.objects.filter(
        Q(body=organisation)
        | Q(organisation=organisation, body__in=Organisation.objects.published())
    )
    appointments = list(
        appointments.as_of(day).select_related("body", "organisation", "conference")
    )
    return {
        "names": list(organisation.names.all()),
        "memberships": list(
            organisation.memberships.published()
            .as_of(day)
            .ordered_by_role()
            .select_related("consortium__organisation")
        ),
        "appointed": [
            appointment for appointment in appointments if appointment.body_id == organisation.pk
        ],
        "appointed_elsewhere": [
            appointment for appointment in appointments if appointment.body_id != organisation.pk
        ],
        "children": list(organisation.children.published()),
        "figures": get_figures(organisation),
    }


def _activities(organisation):
    """Template context of the public conferences, agreements, bases and documents it takes part in."""
    roles = organisation.conference_roles.filter(conference__in=Conference.objects.published())
    parties = organisation.agreement_parties.filter(agreement__in=Agreement.objects.published())
    partners = organisation.base_partners.filter(base__in=TrainingBase.objects.published())
    parts = Part.objects.published().filter(organisation=organisation)
    documents = Document.objects.published().filter(organisation=organisation)
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
        "awarded": list(organisation.bases_awarded.published()),
        "documents": list(documents.select_related("conference")),
    }


def _public_keys():
    organisations = Organisation.objects.published().without_consortia()
    return organisations.order_by("pk").values_list("pk", flat=True)


ORGANISATION_PAGE = register_page(
    PreparedPage(
        "organisation",
        "consortia/organisation.html",
        _page_context,
        _public_keys,
        parameters=("on",),
        noindex_with_parameters=True,
    )
)
