"""The plaque register: the list, and one entry."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consortia.charts.tile_map import list_map
from consortia.export import TRAINING_BASES
from consortia.filters import TrainingBaseFilter
from consortia.models import TrainingBase
from consortia.sources import Sources
from consortia.views.related import get_figures, prefetch_partners
from portal.listing.export import export_response
from portal.listing.filters import build_listing
from portal.listing.keyset import KeysetOrder


@require_safe
def training_base_list(request):
    """The list of public entries, the latest unveiled first."""
    shown = (
        TrainingBase.objects.published()
        .select_related("region", "industry")
        .prefetch_related(prefetch_partners())
    )
    order = KeysetOrder("unveiled_from")
    file = export_response(request, TRAINING_BASES, shown, order)
    if file:
        return file
    found = build_listing(request, TrainingBaseFilter, shown, order)
    return render(
        request,
        "consortia/training_bases.html",
        {"listing": found, "map": list_map(found, "base", _("Training bases"))},
    )


@require_safe
def training_base_detail(request, pk):
    """One public entry: who is behind it, who awarded it, and who unveiled it."""
    shown = TrainingBase.objects.published().prefetch_related(prefetch_partners())
    shown = shown.select_related(
        "region", "industry", "awarded_by", "unveiled_at", "consortium__organisation"
    )
    found = get_object_or_404(shown, pk=pk)
    parts = list(found.parts.published().select_related("session__conference", "organisation"))
    figures = get_figures(found)
    sources = Sources([found, *found.partners.all(), *parts, *figures])
    context = {
        "base": found,
        "parts": parts,
        "figures": figures,
        "sources": sources,
        "source_articles": sources.source_articles,
    }
    return render(request, "consortia/training_base.html", context)
