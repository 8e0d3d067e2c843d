"""Training base views (the plaque register): list and detail."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from consortia.export import TRAINING_BASES
from consortia.models import TrainingBase
from consortia.sources import Sources
from consortia.views.cards import TRAINING_BASE_LIST
from consortia.views.public_row import public_keys, public_row
from consortia.views.related import get_figures, prefetch_partners
from portal.caching.prepared_pages import PreparedPage, prepared_response, register_page
from portal.listing.responses import list_response


@require_safe
def training_base_list(request):
    """List public training bases, last unveiled first; or export the list."""
    return list_response(
        request, "consortia/training_bases.html", TRAINING_BASE_LIST, TRAINING_BASES
    )


@require_safe
def training_base_detail(request, pk):
    """Show one public training base with its partners, award and unveiling."""
    public_row(TrainingBase, pk)
    return prepared_response(request, TRAINING_BASE_PAGE, pk)


def _page_context(_request, pk):
    bases = TrainingBase.objects.published().prefetch_related(prefetch_partners())
    bases = bases.select_related(
        "region", "industry", "awarded_by", "unveiled_at", "consortium__organisation"
    )
    base = get_object_or_404(bases, pk=pk)
    parts = list(base.parts.published().select_related("session__conference", "organisation"))
    figures = get_figures(base)
    sources = Sources([base, *base.partners.all(), *parts, *figures])
    return {
        "base": base,
        "parts": parts,
        "figures": figures,
        "sources": sources,
        "source_articles": sources.source_articles,
    }


TRAINING_BASE_PAGE = register_page(
    PreparedPage(
        "training-base",
        "consortia/training_base.html",
        _page_context,
        public_keys(TrainingBase),
        noindex_with_parameters=True,
    )
)
