"""Agreement views: list and detail."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from consortia.export import AGREEMENTS
from consortia.filters import AgreementFilter
from consortia.models import Agreement
from consortia.sources import Sources
from consortia.views.public_row import public_keys, public_row
from consortia.views.related import get_figures, prefetch_parties
from portal.caching.prepared_pages import PreparedPage, prepared_response, register_page
from portal.listing.export import export_response
from portal.listing.filters import build_listing
from portal.listing.keyset import KeysetOrder


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
    public_row(Agreement, pk)
    return prepared_response(request, AGREEMENT_PAGE, pk)


def _page_context(_request, pk):
    agreements = Agreement.objects.published().select_related(
        "conference", "consortium__organisation"
    )
    agreement = get_object_or_404(agreements.prefetch_related(prefetch_parties()), pk=pk)
    figures = get_figures(agreement)
    sources = Sources([agreement, *agreement.parties.all(), *figures])
    return {
        "agreement": agreement,
        "figures": figures,
        "sources": sources,
        "source_articles": sources.source_articles,
    }


AGREEMENT_PAGE = register_page(
    PreparedPage(
        "agreement",
        "consortia/agreement.html",
        _page_context,
        public_keys(Agreement),
        noindex_with_parameters=True,
    )
)
