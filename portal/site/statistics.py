"""The statistics page with its charts, and the figures that articles quote."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
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
from portal.caching.prepared_pages import PreparedPage, prepared_response, register_page
from portal.listing.keyset import KeysetOrder, paginate

FIGURES_PER_PAGE = 50


class StatisticsForm(forms.Form):
    """The filter of the charts."""

    industry = forms.ModelChoiceField(
        Industry.objects.all(),
        to_field_name="slug",
        required=False,
        label=_("Industry"),
        empty_label=_("All"),
    )


@dataclass(frozen=True)
class KindBarChart:
    """The bars of one model, one for each of its kinds."""

    sign: str
    label: str
    bars: list[Bar]


@require_safe
def statistics(request):
    """Show charts of all records, or of an industry; an invalid filter shows its error and no charts."""
    return prepared_response(request, STATISTICS_PAGE)


def _page_context(request, _pk):
    form = StatisticsForm(request.GET)
    context = {"form": form}
    if form.is_valid():
        industry = form.cleaned_data["industry"]
        context |= {
            "industry": industry,
            "maps": _region_maps(industry),
            "years": _year_chart(industry),
            "kind_charts": _kind_charts(industry),
            "industries": _industry_bars(),
            "network": build_network(),
        }
    return context


STATISTICS_PAGE = register_page(
    PreparedPage(
        "statistics",
        "site/statistics.html",
        _page_context,
        lambda: [0],
        parameters=("industry",),
        noindex_with_parameters=True,
    )
)


@require_safe
def figures(request):
    """Show the numbers that articles quote, the latest first, with scope, day and source."""
    cache_content_types()
    rows = Figure.objects.published().without_declared()
    page = paginate(
        rows.prefetch_related("about"),
        KeysetOrder("as_of_from"),
        request.GET,
        size=FIGURES_PER_PAGE,
    )
    context = {"page": page, "total": rows.count(), "sources": Sources(page.rows)}
    return render(request, "site/figures.html", context)


def _list_url(counted: CountedModel, industry: Industry | None, **filters: str) -> str:
    """Return the address of the model's list under the filters; blank where it has no filter by industry."""
    if industry and counted.is_by_consortium:
        return ""
    if industry:
        filters["industry"] = industry.slug
    return f"{reverse(counted.url_name)}?{urlencode(filters)}"


def _region_url(counted, industry, code):
    return _list_url(counted, industry, region=code)


def _year_url(counted, industry, year):
    return _list_url(counted, industry, year=year)


def _region_maps(industry):
    counts = count_by_province(industry)
    series = [
        RegionSeries(
            counted.sign,
            counted.label,
            counts[counted.sign],
            partial(_region_url, counted, industry),
        )
        for counted in MODELS_WITH_REGION
    ]
    return tile_maps(series)


def _year_chart(industry) -> YearChart:
    series = [
        YearSeries(counted.sign, counted.label, partial(_year_url, counted, industry))
        for counted in MODELS_WITH_DATE
    ]
    return year_chart(series, count_by_year(industry))


def _kind_charts(industry) -> Iterator[KindBarChart]:
    counts = count_by_kind(industry)
    for counted in MODELS_WITH_KIND:
        labels = dict(counted.model._meta.get_field("kind").choices)
        bars = [
            (str(labels[kind]), count, _list_url(counted, industry, kind=kind))
            for kind, count in counts[counted.sign].items()
        ]
        yield KindBarChart(counted.sign, counted.label, ranked_bars(bars))


def _industry_bars():
    counts = count_by_industry()
    industries = Industry.objects.in_bulk(counts)
    page_url = reverse("statistics")
    bars = []
    for key, rows in counts.items():
        industry = industries[key]
        bars.append((str(industry), sum(rows.values()), f"{page_url}?industry={industry.slug}"))
    return ranked_bars(bars)
