"""The folder of shipped data, read and checked as a whole."""

from pathlib import Path

from seeds.shipped.entries import ShippedEntry
from seeds.shipped.kinds import KINDS, ShippedKind
from seeds.shipped.parsing import EntryParser
from seeds.shipped.source import (
    DataFault,
    DataRefused,
    read_article_row,
    read_csv_rows,
    read_yaml_rows,
)

DATA_FOLDER = Path(__file__).resolve().parent.parent / "data"


def read_shipped(folder: Path = DATA_FOLDER) -> list[ShippedEntry]:
    """The entries in the order in which they can be written; DataRefused with every fault that was found.

    What points into a file that cannot be read is no fault of its own.
    """
    parser, unread = EntryParser(), []
    entries = []
    for kind in KINDS:
        entries += [parser.parse_entry(row, kind) for row in _rows(folder, kind, unread)]
    faults = [*unread, *parser.faults]
    if not unread:
        faults += [*_doubles(entries), *_lost(entries), *_unequal(entries), *_unsourced(entries)]
    if faults:
        raise DataRefused(sorted(faults, key=lambda fault: (fault.path, fault.line)))
    return _parents_first(entries)


def _rows(folder: Path, kind: ShippedKind, unread: list[DataFault]):
    readers = {
        ".csv": read_csv_rows,
        ".yaml": read_yaml_rows,
        ".md": lambda file, path: [read_article_row(file, path)],
    }
    for file in sorted(folder.glob(kind.file_pattern)):
        try:
            yield from readers[file.suffix](file, file.relative_to(folder).as_posix())
        except DataRefused as refused:
            unread += refused.faults


def _doubles(entries):
    """Entries that share a key, or topics that share a name; organisations and consortia share one set of keys."""
    seen = {}
    for entry in entries:
        name = entry.name.replace("consortium/", "organisation/")
        if name in seen:
            first = seen[name]
            yield DataFault(
                entry.path,
                entry.line,
                f"The key “{entry.key}” stands already at {first.path}:{first.line}.",
            )
        seen[name] = entry
    names = {}
    for entry in entries:
        if (
            entry.kind.name == "topic"
            and (first := names.setdefault(entry.values.get("name"), entry)) is not entry
        ):
            yield DataFault(
                entry.path,
                entry.line,
                f"The topic “{first.key}” at {first.path}:{first.line} has the same name.",
            )


def _lost(entries):
    """Pointers to entries that are not there."""
    names = {entry.name for entry in entries}
    for entry in entries:
        province = f"{entry.key[:2]}0000"
        if entry.kind.name == "region" and f"region/{province}" not in names:
            yield DataFault(entry.path, entry.line, f"There is no region “{province}”.")
        for line, ref in entry.refs():
            if not any(f"{kind}/{ref.key}" in names for kind in ref.kinds):
                yield DataFault(
                    entry.path, line, f"There is no {' or '.join(ref.kinds)} “{ref.key}”."
                )
        for tag in entry.values.get("tags", ()):
            if f"topic/{tag}" not in names:
                yield DataFault(entry.path, entry.lines["tags"], f"There is no topic “{tag}”.")


def numbered_paragraphs(entry: ShippedEntry, side: str) -> list[str]:
    """The numbered paragraphs of an article's `body` or `body_en`: headings do not count."""
    return [text for text in entry.values.get(side, ()) if not text.startswith("## ")]


def _unequal(entries):
    """Articles whose two languages do not answer each other, or whose key points rest on no paragraph."""
    for entry in entries:
        if entry.kind.name != "article":
            continue
        for side in ("title", "title_en"):
            if not entry.values.get(side):
                yield DataFault(entry.path, entry.line, f"This article has no {side}.")
        if len(numbered_paragraphs(entry, "body")) != len(numbered_paragraphs(entry, "body_en")):
            yield DataFault(
                entry.path,
                entry.line,
                "The Chinese and the English text have different numbers of paragraphs.",
            )
        for point in entry.children.get("key_points", ()):
            number = point.values.get("paragraph")
            if isinstance(number, int) and not 0 < number <= len(
                numbered_paragraphs(entry, "body")
            ):
                yield DataFault(
                    entry.path, point.lines["paragraph"], f"The article has no paragraph {number}."
                )


def _unsourced(entries):
    """Evidence that names no paragraph, or quotes what the paragraph does not say."""
    articles = {entry.key: entry for entry in entries if entry.kind.name == "article"}
    for entry in entries:
        for source in entry.all_sources():
            if source.article not in articles:
                yield DataFault(entry.path, source.line, f"There is no article “{source.article}”.")
                continue
            for side, quote in (("body", source.quote), ("body_en", source.quote_en)):
                texts = numbered_paragraphs(articles[source.article], side)
                if not 0 < source.paragraph <= len(texts):
                    yield DataFault(
                        entry.path,
                        source.line,
                        f"{source.article} has no paragraph {source.paragraph}.",
                    )
                    break
                if quote not in texts[source.paragraph - 1]:
                    yield DataFault(
                        entry.path,
                        source.line,
                        f"{source.article} ¶{source.paragraph} does not say “{quote}”.",
                    )


def _parents_first(entries):
    """The same order, but an organisation after the one that it belongs to; a ring is refused."""
    bodies = {
        entry.key: entry for entry in entries if entry.kind.name in {"organisation", "consortium"}
    }
    placed: dict[str, ShippedEntry] = {}

    def place(entry, below):
        if entry.key in below:
            raise DataRefused(
                [DataFault(entry.path, entry.line, f"“{entry.key}” belongs to itself.")]
            )
        if parent := entry.values.get("parent"):
            place(bodies[parent.key], {*below, entry.key})
        placed.setdefault(entry.key, entry)

    for entry in bodies.values():
        place(entry, set())
    order = []
    for kind in KINDS:
        if kind.name == "organisation":
            order += placed.values()
        elif kind.name != "consortium":
            order += [entry for entry in entries if entry.kind is kind]
    return order
