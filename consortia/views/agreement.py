"""Agreement views: list and detail."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from consortia.export import AGREEMENTS
from consortia.filters import AgreementFilter
from consortia.models import Agreement
from consortia.sources import Sources
from consortia.views.related import get_figures, prefetch_parties
from portal.listing.export import export_response
from portal.listing.keyset import KeysetOrder
from portal.listing.listing import build_listing


@require_safe
def agreement_list(request):
    """List public agreements, newest first; or export the list."""
    agreements = Agreement.objects.published().prefetch_related(prefetch_parties())
    order = KeysetOrder("signed_from")
    file = export_response(request, AGREEMENTS, agreements, order)
    if file:
        return file
    return render(
        request,
        "consortia/agreements.html",
        {"listing": build_listing(request, AgreementFilter, agreements, order)},
    )


@require_safe
def agreement_detail(request, pk):
    """Show one public agreement."""
    agreements = Agreement.objects.published().select_related(
        "conference", "consortium__organisation"
    )
    agreement = get_object_or_404(agreements.prefetch_related(prefetch_parties()), pk=pk)
    figures = get_figures(agreement)
    sources = Sources([agreement, *agreement.parties.all(), *figures])
    context = {
        "agreement": agreement,
        "figures": figures,
        "sources": sources,
        "source_articles": sources.source_articles,
    }
    return render(request, "consortia/agreement.html", context)
