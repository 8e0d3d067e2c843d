"""Entries of the shipped data: what each says, what it points at, and a hash of it. No database."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from seeds.shipped.kinds import ShippedKind

# Keys of an article that are not columns of the model under that name
ARTICLE_FIELD_NAMES = {"source_url": "source_address"}


@dataclass(frozen=True)
class EntryRef:
    """A pointer to another entry, by any of these kinds."""

    kinds: tuple[str, ...]
    key: str


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
        """SHA-256 of all that the entry says, without where it says it."""
        return hashlib.sha256(
            json.dumps(_plain(self), ensure_ascii=False, sort_keys=True, default=str).encode()
        ).hexdigest()

    def refs(self):
        """The entry's pointers, its children's included, each with its line."""
        for name, value in self.values.items():
            if isinstance(value, EntryRef):
                yield self.lines[name], value
        for child in self.rows():
            yield from child.refs()

    def target_names(self) -> set[str]:
        """The names of all that the entry may point at, by value or as evidence."""
        named = {f"{kind}/{ref.key}" for _, ref in self.refs() for kind in ref.kinds}
        return named | {f"article/{source.article}" for source in self.all_sources()}

    def all_sources(self):
        """The paragraphs that the entry and its children rest on."""
        yield from self.sources
        for child in self.rows():
            yield from child.all_sources()

    def rows(self):
        """The rows inside, all kinds of them."""
        for rows in self.children.values():
            yield from rows


def _plain(entry):
    sources = [
        {name: value for name, value in asdict(source).items() if name != "line"}
        for source in entry.sources
    ]
    children = {name: [_plain(row) for row in rows] for name, rows in entry.children.items()}
    values = {
        name: asdict(value) if isinstance(value, EntryRef) else value
        for name, value in entry.values.items()
    }
    return {"key": entry.key, "values": values, "children": children, "sources": sources}
