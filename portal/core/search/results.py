"""The one function in front of search: what a query finds, narrowed, counted, in order, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.http import QueryDict

from portal.core.lists import Choice, Page, page_of
from portal.core.names import ENGLISH, current_language
from portal.core.search.counting import choices, counted, narrowed
from portal.core.search.entries import FACETS, KINDS, Kind
from portal.core.search.hits import ORDERS, hits, ranked
from portal.core.search.models import Entry
from portal.core.search.snippets import Marker, Shown
from portal.core.search.words import Query

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


def search(query: Query, *, at: datetime, chosen: Mapping[str, str], order: str, params: QueryDict) -> Found:
    """What the public may find at that moment, in at most four queries; the cursor of the page is in `params`."""
    found = hits(query, at=at)
    total, numbers = counted(found, chosen)
    made = choices(numbers, chosen)
    unknown = [name for name in chosen if not any(choice.selected for choice in made[name])]
    if unknown or not total:
        return Found(Page([]), 0, made, unknown)
    rows = narrowed(found, chosen).select_related("text").only(*_read())
    page = page_of(ranked(rows, query) if order == "relevance" else rows, ORDERS[order], params)
    marker = Marker(query)
    page.rows = [result(entry, marker) for entry in page.rows]
    return Found(page, total, made)


def _read():
    """What is read of an entry: not the words of its index."""
    return [*(entry.name for entry in Entry._meta.concrete_fields), *(f"text__{name}" for name in SHOWN)]


def result(entry: Entry, marker: Marker) -> Result:
    """An entry as a result."""
    kind = KINDS[entry.kind]
    text = entry.text
    return Result(kind, address(entry), marker.title(text), marker.other_title(text), marker.snippet(text), entry)


def address(entry: Entry) -> str:
    """The page of the record in the language of this page."""
    number = entry.number_en if current_language() == ENGLISH else entry.number
    return KINDS[entry.kind].address(number)


def current(chosen: Mapping[str, str]) -> dict[str, str]:
    """The chosen values, a former one by what it has become."""
    return {name: FACETS[name].current(value) if name in FACETS else value for name, value in chosen.items()}
