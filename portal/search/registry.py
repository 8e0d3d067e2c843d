"""The registry of search kinds and facets.

Each room registers its own, as this package knows none of them.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

ALWAYS_PUBLIC = datetime(1970, 1, 1, tzinfo=UTC)  # public since before the portal


class ListPlace(NamedTuple):
    """The place of a record in the lists of its kind on the pages of these languages.

    `position` is what they are in order by, `choices` are the values of filters that the record
    has, each as “facet:value” and once, sorted.
    """

    languages: tuple[str, ...]
    number: int
    position: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class SearchDocument:
    """What is indexed of one public record, for the time in which it stays so.

    `key` identifies the record among its kind, `number` is in its address on the Chinese pages and
    `number_en` on the English ones; `names` are further names under which it is found; `places`
    are where it stands in lists.
    """

    kind: str
    key: int
    number: int
    number_en: int
    day: date = date.min
    title: str = ""
    title_en: str = ""
    summary: str = ""
    summary_en: str = ""
    body: str = ""
    body_en: str = ""
    names: tuple[str, ...] = ()
    facets: frozenset[tuple[str, str]] = frozenset()
    public_from: datetime = ALWAYS_PUBLIC
    public_until: datetime | None = None
    places: tuple[ListPlace, ...] = ()


@dataclass(frozen=True)
class SearchKind:
    """A kind of record in search.

    `url_name` names the page of a record, `documents` builds the documents of records from a
    moment on, `keys` lists all records that may have one.
    """

    name: str
    label: object
    label_plural: object
    url_name: str
    documents: Callable[[Collection[int], datetime], Iterable[SearchDocument]]
    keys: Callable[[], Iterable[int]]
    has_names: bool = True  # titles are names: found by pinyin and initials too

    def address(self, number: int) -> str:
        """The address of a record, in the page's language."""
        return reverse(self.url_name, args=[number])


def _unchanged(value):
    return value


@dataclass(frozen=True)
class SearchFacet:
    """A facet of search results.

    `records` finds the records that values stand for, `column` holds the value, and
    `resolve_former` gives what a former value has become.
    """

    name: str
    label: object
    records: Callable[[Collection[str]], QuerySet]
    column: str
    resolve_former: Callable[[str], str] = _unchanged


SEARCH_KINDS: dict[str, SearchKind] = {}
SEARCH_FACETS: dict[str, SearchFacet] = {}


def register_kind(kind: SearchKind) -> SearchKind:
    """Register a kind of record; a kind that is already registered stays."""
    return SEARCH_KINDS.setdefault(kind.name, kind)


def register_facet(facet: SearchFacet) -> SearchFacet:
    """Register a facet; a facet that is already registered stays."""
    return SEARCH_FACETS.setdefault(facet.name, facet)


def build_documents(kind: str, keys: Collection[int], *, at: datetime) -> Iterator[SearchDocument]:
    """The documents of these records from that moment on, those of one record in the order of time."""
    yield from SEARCH_KINDS[kind].documents(keys, at)
