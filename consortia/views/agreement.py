"""Agreement views: list and detail."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from consortia.export import AGREEMENTS
from consortia.models import Agreement
from consortia.sources import Sources
from consortia.views.cards import AGREEMENT_LIST
from consortia.views.public_row import public_keys, public_row
from consortia.views.related import get_figures, prefetch_parties
from portal.caching.prepared_pages import PreparedPage, prepared_response, register_page
from portal.listing.responses import list_response


@require_safe
def agreement_list(request):
    """List public agreements, newest first; or export the list."""
    return list_response(request, "consortia/agreements.html", AGREEMENT_LIST, AGREEMENTS)


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
