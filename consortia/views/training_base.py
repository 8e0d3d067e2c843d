"""The plaque register: the list, and one entry."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consortia.charts.tile_map import list_map
from consortia.export import TRAINING_BASES
from consortia.filters import BaseFilter
from consortia.models import TrainingBase
from consortia.sources import Sources
from consortia.views.related import figures_of, partners
from portal.listing.export import taken
from portal.listing.filters import listing
from portal.listing.keyset import Order


@require_safe
def training_bases(request):
    """The list of public entries, the latest unveiled first."""
    shown = TrainingBase.objects.published().select_related("region", "industry").prefetch_related(partners())
    order = Order("unveiled_from")
    if file := taken(request, TRAINING_BASES, shown, order):
        return file
    found = listing(request, BaseFilter, shown, order)
    return render(
        request, "consortia/training_bases.html", {"listing": found, "map": list_map(found, "base", _("Training bases"))}
    )


@require_safe
def training_base(request, pk):
    """One public entry: who is behind it, who awarded it, and who unveiled it."""
    shown = TrainingBase.objects.published().prefetch_related(partners())
    shown = shown.select_related("region", "industry", "awarded_by", "unveiled_at", "consortium__organisation")
    found = get_object_or_404(shown, pk=pk)
    parts = list(found.parts.published().select_related("session__conference", "organisation"))
    figures = figures_of(found)
    sources = Sources([found, *found.partners.all(), *parts, *figures])
    context = {"base": found, "parts": parts, "figures": figures, "sources": sources, "reports": sources.reports}
    return render(request, "consortia/training_base.html", context)
