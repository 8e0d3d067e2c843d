"""Agreements: the list, and one with its parties."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from consortia.export import AGREEMENTS
from consortia.filters import AgreementFilter
from consortia.models import Agreement
from consortia.sources import Sources
from consortia.views.related import get_figures, prefetch_parties
from portal.listing.export import export_response
from portal.listing.filters import build_listing
from portal.listing.keyset import KeysetOrder


@require_safe
def agreement_list(request):
    """The list of public agreements, the latest first."""
    shown = Agreement.objects.published().prefetch_related(prefetch_parties())
    order = KeysetOrder("signed_from")
    file = export_response(request, AGREEMENTS, shown, order)
    if file:
        return file
    return render(
        request,
        "consortia/agreements.html",
        {"listing": build_listing(request, AgreementFilter, shown, order)},
    )


@require_safe
def agreement_detail(request, pk):
    """One public agreement."""
    shown = Agreement.objects.published().select_related("conference", "consortium__organisation")
    found = get_object_or_404(shown.prefetch_related(prefetch_parties()), pk=pk)
    figures = get_figures(found)
    sources = Sources([found, *found.parties.all(), *figures])
    context = {
        "agreement": found,
        "figures": figures,
        "sources": sources,
        "source_articles": sources.source_articles,
    }
    return render(request, "consortia/agreement.html", context)
