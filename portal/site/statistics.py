"""The pictures of the field, each with its table, and the figures that articles quote."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from consortia.charts.bars import Bar, Dated, Years, ranked, years
from consortia.charts.network import network
from consortia.charts.tile_map import Placed, tile_maps
from consortia.counts import DATED, PLACED, SORTED, Counted, by_industry, by_province, by_sort, by_year
from consortia.models import Figure, Industry
from consortia.sources import Sources, learn_kinds
from portal.listing.keyset import Order, page_of

FIGURES = 50


class Narrowed(forms.Form):
    """What the pictures are narrowed to."""

    industry = forms.ModelChoiceField(
        Industry.objects.all(), to_field_name="slug", required=False, label=_("Industry"), empty_label=_("All")
    )


@dataclass(frozen=True)
class Chart:
    """The bars of one kind of record."""

    sign: str
    label: str
    bars: list[Bar]


@require_safe
def statistics(request):
    """What the records add up to, narrowed to an industry if one is asked for; a bad one leaves its error and no numbers."""
    form = Narrowed(request.GET)
    context = {"form": form}
    if form.is_valid():
        industry = form.cleaned_data["industry"]
        context |= {
            "industry": industry,
            "maps": _maps(industry),
            "years": _years(industry),
            "sorts": _sorts(industry),
            "industries": _industries(),
            "network": network(),
        }
    return render(request, "site/statistics.html", context)


@require_safe
def figures(request):
    """The numbers that articles quote, the latest first, each with its scope, its day and its source."""
    learn_kinds()
    shown = Figure.objects.published().quoted()
    page = page_of(shown.prefetch_related("about"), Order("as_of_from"), request.GET, size=FIGURES)
    context = {"page": page, "total": shown.count(), "sources": Sources(page.rows)}
    return render(request, "site/figures.html", context)


def _address(counted: Counted, industry: Industry | None, **narrowed: str) -> str:
    """The list of that kind, narrowed alike; blank where the list cannot be narrowed to an industry."""
    if industry and counted.is_by_consortium:
        return ""
    if industry:
        narrowed["industry"] = industry.slug
    return f"{reverse(counted.page)}?{urlencode(narrowed)}"


def _maps(industry):
    rows = by_province(industry)
    return tile_maps(
        Placed(counted.sign, counted.label, rows[counted.sign], lambda code, of=counted: _address(of, industry, region=code))
        for counted in PLACED
    )


def _years(industry) -> Years:
    kinds = [
        Dated(counted.sign, counted.label, lambda year, of=counted: _address(of, industry, year=year)) for counted in DATED
    ]
    return years(kinds, by_year(industry))


def _sorts(industry):
    rows = by_sort(industry)
    for counted in SORTED:
        labels = dict(counted.model.Kind.choices)
        found = rows[counted.sign].items()
        bars = ranked((str(labels[sort]), number, _address(counted, industry, kind=sort)) for sort, number in found)
        yield Chart(counted.sign, counted.label, bars)


def _industries():
    counts = by_industry()
    known = Industry.objects.in_bulk(counts)
    return ranked(
        (str(known[key]), sum(rows.values()), f"{reverse('statistics')}?industry={known[key].slug}")
        for key, rows in counts.items()
    )
