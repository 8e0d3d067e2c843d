"""The one function in front of search: what a query finds, narrowed, counted, in order, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.http import QueryDict

from portal.caching.site_version import kept
from portal.core.names import ENGLISH, current_language
from portal.listing.filters import Choice
from portal.listing.keyset import Order, Page, page_of
from portal.search.facets import choices, counted, narrowed
from portal.search.models import Entry, EntryText
from portal.search.query import ByRank, by_index, hits
from portal.search.registry import FACETS, KINDS, Kind
from portal.search.snippets import Marker, Shown
from portal.search.tokenizer import Query

SHOWN = ("title", "title_en", "summary", "summary_en", "body", "body_en")


@dataclass(frozen=True)
class Result:
    """One record as a page of results shows it."""

    kind: Kind
    address: str
    title: Shown
    other_title: Shown | None
    snippet: Shown | None
    entry: Entry


@dataclass(frozen=True)
class Found:
    """What a search gives: a page of results, how many there are in all, and the counted choices of each facet."""

    page: Page
    total: int = 0
    choices: dict[str, list[Choice]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)  # the facets whose chosen value bears no name


@by_index()
def search(query: Query, *, at: datetime, chosen: Mapping[str, str], order: str, params: QueryDict) -> Found:
    """What the public may find at that moment, in five queries at most; the cursor of the page is in `params`."""
    found = hits(query, at=at)
    what = f"search {query.text} {sorted(chosen.items())}"  # the same for all its pages and both orders
    total, numbers = kept(what, lambda: counted(found, chosen))
    made = choices(numbers, chosen)
    unknown = [name for name in chosen if not any(choice.selected for choice in made[name])]
    if unknown or not total:
        return Found(Page([]), 0, made, unknown)
    if order == "relevance":
        page = page_of(narrowed(Entry.objects.shown(at=at), chosen), ByRank(query=query), params)
    else:
        page = page_of(narrowed(found, chosen), Order("day"), params)
    page.rows = _results(page.rows, Marker(query))
    return Found(page, total, made)


def _results(entries, marker):
    """The entries as results; their texts are read for this page alone, and without the words of the index."""
    texts = EntryText.objects.only(*SHOWN).in_bulk([entry.pk for entry in entries])
    return [result(entry, texts[entry.pk], marker) for entry in entries]


def result(entry: Entry, text: EntryText, marker: Marker) -> Result:
    """An entry with its text as a result."""
    titles = marker.title(text), marker.other_title(text)
    return Result(KINDS[entry.kind], address(entry), *titles, marker.snippet(text), entry)


def address(entry: Entry) -> str:
    """The page of the record in the language of this page."""
    number = entry.number_en if current_language() == ENGLISH else entry.number
    return KINDS[entry.kind].address(number)


def current(chosen: Mapping[str, str]) -> dict[str, str]:
    """The chosen values, a former one by what it has become."""
    return {name: FACETS[name].current(value) if name in FACETS else value for name, value in chosen.items()}
