"""The folder of shipped data, read and checked as a whole."""

from collections.abc import Iterator
from pathlib import Path

from seeds.shipped.entries import ShippedEntry
from seeds.shipped.entry_checks import check_entries
from seeds.shipped.kinds import KINDS, ShippedKind
from seeds.shipped.parsing import EntryParser
from seeds.shipped.source import (
    DataFault,
    DataFileRow,
    DataRefused,
    read_article_row,
    read_csv_rows,
    read_yaml_rows,
)

DATA_FOLDER = Path(__file__).resolve().parent.parent / "data"
ORGANISATION_KINDS = frozenset({"organisation", "consortium"})


def read_shipped(folder: Path = DATA_FOLDER) -> list[ShippedEntry]:
    """The entries in the order in which they can be written; raises DataRefused with every fault.

    While a file cannot be read, references between entries are not checked.
    """
    parser = EntryParser()
    file_faults: list[DataFault] = []
    entries = []
    for kind in KINDS:
        entries += [parser.parse_entry(row, kind) for row in _read_rows(folder, kind, file_faults)]
    faults = [*file_faults, *parser.faults]
    if not file_faults:
        faults += check_entries(entries)
    if faults:
        raise DataRefused(sorted(faults, key=lambda fault: (fault.path, fault.line)))
    return _parents_first(entries)


def _read_rows(folder: Path, kind: ShippedKind, faults: list[DataFault]) -> Iterator[DataFileRow]:
    """The rows of the kind's files; what is wrong with a file is added to the faults."""
    for file in sorted(folder.glob(kind.file_pattern)):
        read_rows = _READERS[file.suffix]
        try:
            yield from read_rows(file, file.relative_to(folder).as_posix())
        except DataRefused as refused:
            faults += refused.faults


def _read_article_rows(file: Path, path: str) -> list[DataFileRow]:
    return [read_article_row(file, path)]


_READERS = {".csv": read_csv_rows, ".yaml": read_yaml_rows, ".md": _read_article_rows}


def _parents_first(entries: list[ShippedEntry]) -> list[ShippedEntry]:
    """The same order, but an organisation after the one that it belongs to; a cycle is refused."""
    organisations = {entry.key: entry for entry in entries if entry.kind.name in ORGANISATION_KINDS}
    ordered: dict[str, ShippedEntry] = {}
    for entry in organisations.values():
        for ancestor in _ancestors_first(entry, organisations):
            ordered.setdefault(ancestor.key, ancestor)
    by_kind: dict[str, list[ShippedEntry]] = {kind.name: [] for kind in KINDS}
    for entry in entries:
        if entry.kind.name not in ORGANISATION_KINDS:
            by_kind[entry.kind.name].append(entry)
    by_kind["organisation"] = list(ordered.values())
    return [entry for group in by_kind.values() for entry in group]


def _ancestors_first(
    entry: ShippedEntry, organisations: dict[str, ShippedEntry]
) -> list[ShippedEntry]:
    """The organisation behind the ones that it belongs to; raises DataRefused for a cycle."""
    line = [entry]
    keys = {entry.key}
    parent = entry.values.get("parent")
    while parent:
        ancestor = organisations[parent.key]
        if ancestor.key in keys:
            raise DataRefused.at(
                ancestor.path, ancestor.line, f"“{ancestor.key}” belongs to itself."
            )
        keys.add(ancestor.key)
        line.append(ancestor)
        parent = ancestor.values.get("parent")
    return line[::-1]
