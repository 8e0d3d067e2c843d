"""The one function in front of search: what a query finds, narrowed, counted, in order, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.http import QueryDict

from portal.caching.site_version import cached_until_change
from portal.core.names import ENGLISH, current_language
from portal.listing.filters import FacetChoice
from portal.listing.keyset import KeysetOrder, KeysetPage, paginate
from portal.search.facets import count_facets, facet_choices, filter_by_facets
from portal.search.models import SearchEntry, SearchEntryText
from portal.search.query import RankOrder, force_index_scan, hits
from portal.search.registry import SEARCH_FACETS, SEARCH_KINDS, SearchKind
from portal.search.snippets import HighlightedText, Highlighter
from portal.search.tokenizer import ParsedQuery

TEXT_FIELDS = ("title", "title_en", "summary", "summary_en", "body", "body_en")


@dataclass(frozen=True)
class SearchResult:
    """One record as a page of results shows it."""

    kind: SearchKind
    address: str
    title: HighlightedText
    other_title: HighlightedText | None
    snippet: HighlightedText | None
    entry: SearchEntry


@dataclass(frozen=True)
class SearchPage:
    """What a search gives: a page of results, how many there are in all, and the counted choices of each facet."""

    page: KeysetPage
    total: int = 0
    choices: dict[str, list[FacetChoice]] = field(default_factory=dict)
    unknown_facets: list[str] = field(
        default_factory=list
    )  # the facets whose chosen value bears no name


@force_index_scan()
def search(
    query: ParsedQuery, *, at: datetime, chosen: Mapping[str, str], order: str, params: QueryDict
) -> SearchPage:
    """What the public may find at that moment, in five queries at most; the cursor of the page is in `params`."""
    found = hits(query, at=at)
    what = f"search {query.text} {sorted(chosen.items())}"  # the same for all its pages and both orders
    total, numbers = cached_until_change(what, lambda: count_facets(found, chosen))
    made = facet_choices(numbers, chosen)
    unknown = [name for name in chosen if not any(choice.selected for choice in made[name])]
    if unknown or not total:
        return SearchPage(KeysetPage([]), 0, made, unknown)
    if order == "relevance":
        page = paginate(
            filter_by_facets(SearchEntry.objects.visible(at=at), chosen),
            RankOrder(query=query),
            params,
        )
    else:
        page = paginate(filter_by_facets(found, chosen), KeysetOrder("day"), params)
    page.rows = _results(page.rows, Highlighter(query))
    return SearchPage(page, total, made)


def _results(entries, marker):
    """The entries as results; their texts are read for this page alone, and without the words of the index."""
    texts = SearchEntryText.objects.only(*TEXT_FIELDS).in_bulk([entry.pk for entry in entries])
    return [build_result(entry, texts[entry.pk], marker) for entry in entries]


def build_result(entry: SearchEntry, text: SearchEntryText, marker: Highlighter) -> SearchResult:
    """An entry with its text as a result."""
    titles = marker.title(text), marker.other_title(text)
    return SearchResult(
        SEARCH_KINDS[entry.kind], entry_url(entry), *titles, marker.snippet(text), entry
    )


def entry_url(entry: SearchEntry) -> str:
    """The page of the record in the language of this page."""
    number = entry.number_en if current_language() == ENGLISH else entry.number
    return SEARCH_KINDS[entry.kind].address(number)


def resolve_former_values(chosen: Mapping[str, str]) -> dict[str, str]:
    """The chosen values, a former one by what it has become."""
    return {
        name: SEARCH_FACETS[name].resolve_former(value) if name in SEARCH_FACETS else value
        for name, value in chosen.items()
    }
