"""The entry point of search: a page of results with their number and the counted choices of each facet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.http import QueryDict

from portal.caching.site_version import cached_until_change
from portal.core.names import ENGLISH, current_language
from portal.listing.choices import FacetChoice
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
    """A page of results, the total number of results, and the counted choices of each facet.

    `unknown_facets` are the facets whose chosen value is no value of theirs; with one of them there
    are no results.
    """

    page: KeysetPage
    total: int = 0
    choices: dict[str, list[FacetChoice]] = field(default_factory=dict)
    unknown_facets: list[str] = field(default_factory=list)


@force_index_scan()
def search(
    query: ParsedQuery, *, at: datetime, chosen: Mapping[str, str], order: str, params: QueryDict
) -> SearchPage:
    """Search what is public at that moment, in five queries at most.

    The cursor of the page is in `params`.
    """
    entries = hits(query, at=at)
    # One cache key for all pages of a search and for both orders
    cache_name = f"search {query.text} {sorted(chosen.items())}"
    total, counts = cached_until_change(cache_name, lambda: count_facets(entries, chosen))
    choices = facet_choices(counts, chosen)
    unknown = _unknown_facets(choices, chosen)
    if unknown or not total:
        return SearchPage(KeysetPage([]), 0, choices, unknown)
    if order == "relevance":
        visible = SearchEntry.objects.visible(at=at)
        page = paginate(filter_by_facets(visible, chosen), RankOrder(query=query), params)
    else:
        page = paginate(filter_by_facets(entries, chosen), KeysetOrder("day"), params)
    page.rows = _build_results(page.rows, Highlighter(query))
    return SearchPage(page, total, choices)


def _unknown_facets(choices, chosen):
    """The facets whose chosen value is not among their choices."""
    return [facet for facet in chosen if not any(choice.selected for choice in choices[facet])]


def _build_results(entries, highlighter):
    """The entries as results.

    Only the texts of this page are read, and without the words of the index.
    """
    texts = SearchEntryText.objects.only(*TEXT_FIELDS).in_bulk([entry.pk for entry in entries])
    return [build_result(entry, texts[entry.pk], highlighter) for entry in entries]


def build_result(
    entry: SearchEntry, text: SearchEntryText, highlighter: Highlighter
) -> SearchResult:
    """An entry with its text as a result."""
    return SearchResult(
        kind=SEARCH_KINDS[entry.kind],
        address=entry_url(entry),
        title=highlighter.title(text),
        other_title=highlighter.other_title(text),
        snippet=highlighter.snippet(text),
        entry=entry,
    )


def entry_url(entry: SearchEntry) -> str:
    """The page of the record in the page's language."""
    number = entry.number_en if current_language() == ENGLISH else entry.number
    return SEARCH_KINDS[entry.kind].address(number)


def resolve_former_values(chosen: Mapping[str, str]) -> dict[str, str]:
    """The chosen values, with the ids of merged records replaced by their successors'."""
    resolved = {}
    for name, value in chosen.items():
        facet = SEARCH_FACETS.get(name)
        resolved[name] = facet.resolve_former(value) if facet else value
    return resolved
