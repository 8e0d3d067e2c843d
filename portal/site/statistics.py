"""The pictures of the field, each with its table, and the figures that articles quote."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from consortia.charts.bars import Bar, YearChart, YearSeries, ranked_bars, year_chart
from consortia.charts.network import build_network
from consortia.charts.tile_map import RegionSeries, tile_maps
from consortia.counts import (
    MODELS_WITH_DATE,
    MODELS_WITH_KIND,
    MODELS_WITH_REGION,
    CountedModel,
    count_by_industry,
    count_by_kind,
    count_by_province,
    count_by_year,
)
from consortia.models import Figure, Industry
from consortia.sources import Sources, cache_content_types
from portal.listing.keyset import KeysetOrder, paginate

FIGURES_PER_PAGE = 50


class StatisticsForm(forms.Form):
    """What the pictures are narrowed to."""

    industry = forms.ModelChoiceField(
        Industry.objects.all(),
        to_field_name="slug",
        required=False,
        label=_("Industry"),
        empty_label=_("All"),
    )


@dataclass(frozen=True)
class KindBarChart:
    """The bars of one kind of record."""

    sign: str
    label: str
    bars: list[Bar]


@require_safe
def statistics(request):
    """What the records add up to, narrowed to an industry if one is asked for; a bad one leaves its error and no numbers."""
    form = StatisticsForm(request.GET)
    context = {"form": form}
    if form.is_valid():
        industry = form.cleaned_data["industry"]
        context |= {
            "industry": industry,
            "maps": _maps(industry),
            "years": _years(industry),
            "sorts": _sorts(industry),
            "industries": _industries(),
            "network": build_network(),
        }
    return render(request, "site/statistics.html", context)


@require_safe
def figures(request):
    """The numbers that articles quote, the latest first, each with its scope, its day and its source."""
    cache_content_types()
    shown = Figure.objects.published().without_declared()
    page = paginate(
        shown.prefetch_related("about"),
        KeysetOrder("as_of_from"),
        request.GET,
        size=FIGURES_PER_PAGE,
    )
    context = {"page": page, "total": shown.count(), "sources": Sources(page.rows)}
    return render(request, "site/figures.html", context)


def _address(counted: CountedModel, industry: Industry | None, **narrowed: str) -> str:
    """The list of that kind, narrowed alike; blank where the list cannot be narrowed to an industry."""
    if industry and counted.is_by_consortium:
        return ""
    if industry:
        narrowed["industry"] = industry.slug
    return f"{reverse(counted.url_name)}?{urlencode(narrowed)}"


def _maps(industry):
    rows = count_by_province(industry)
    return tile_maps(
        RegionSeries(
            counted.sign,
            counted.label,
            rows[counted.sign],
            lambda code, of=counted: _address(of, industry, region=code),
        )
        for counted in MODELS_WITH_REGION
    )


def _years(industry) -> YearChart:
    kinds = [
        YearSeries(
            counted.sign, counted.label, lambda year, of=counted: _address(of, industry, year=year)
        )
        for counted in MODELS_WITH_DATE
    ]
    return year_chart(kinds, count_by_year(industry))


def _sorts(industry):
    rows = count_by_kind(industry)
    for counted in MODELS_WITH_KIND:
        labels = dict(counted.model._meta.get_field("kind").choices)
        found = rows[counted.sign].items()
        bars = ranked_bars(
            (str(labels[sort]), number, _address(counted, industry, kind=sort))
            for sort, number in found
        )
        yield KindBarChart(counted.sign, counted.label, bars)


def _industries():
    counts = count_by_industry()
    known = Industry.objects.in_bulk(counts)
    return ranked_bars(
        (str(known[key]), sum(rows.values()), f"{reverse('statistics')}?industry={known[key].slug}")
        for key, rows in counts.items()
    )
