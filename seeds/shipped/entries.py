"""Entries of the shipped data: values, references, evidence and a hash. No database."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from seeds.shipped.kinds import ShippedKind

# Keys of an article that are not columns of the model under that name
ARTICLE_FIELD_NAMES = {"source_url": "source_address"}


@dataclass(frozen=True)
class EntryRef:
    """A reference to another entry, of any of these kinds."""

    kinds: tuple[str, ...]
    key: str

    def target_names(self) -> set[str]:
        """The names of the entries that it may mean."""
        return {f"{kind}/{self.key}" for kind in self.kinds}


@dataclass(frozen=True)
class EntrySource:
    """The paragraph that an entry rests on."""

    line: int
    article: str
    paragraph: int
    field: str = ""
    quote: str = ""
    quote_en: str = ""
    supports: bool = True


@dataclass(frozen=True)
class ShippedEntry:
    """One entry of the shipped data, or a row inside one."""

    kind: ShippedKind
    key: str
    path: str
    line: int
    values: dict
    lines: dict
    children: dict = field(default_factory=dict)
    sources: tuple[EntrySource, ...] = ()

    @property
    def name(self) -> str:
        """Kind and key: what no second entry may have."""
        return f"{self.kind.name}/{self.key}"

    def digest(self) -> str:
        """SHA-256 of the content of the entry, without paths and lines."""
        text = json.dumps(_to_plain_data(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def refs(self) -> Iterator[tuple[int, EntryRef]]:
        """The entry's references, its children's included, each with its line."""
        for name, value in self.values.items():
            if isinstance(value, EntryRef):
                yield self.lines[name], value
        for child in self.rows():
            yield from child.refs()

    def target_names(self) -> set[str]:
        """The names of all entries that it may refer to, by value or as evidence."""
        names = {f"article/{source.article}" for source in self.all_sources()}
        return names.union(*(ref.target_names() for _line, ref in self.refs()))

    def all_sources(self) -> Iterator[EntrySource]:
        """The paragraphs that the entry and its children rest on."""
        yield from self.sources
        for child in self.rows():
            yield from child.all_sources()

    def rows(self) -> "Iterator[ShippedEntry]":
        """The rows inside, of all kinds."""
        for rows in self.children.values():
            yield from rows


def _to_plain_data(entry: ShippedEntry) -> dict:
    """The content of an entry as JSON can hold it."""
    sources = []
    for source in entry.sources:
        content = asdict(source)
        del content["line"]
        sources.append(content)
    values = {
        name: asdict(value) if isinstance(value, EntryRef) else value
        for name, value in entry.values.items()
    }
    children = {
        name: [_to_plain_data(row) for row in rows] for name, rows in entry.children.items()
    }
    return {"key": entry.key, "values": values, "children": children, "sources": sources}
