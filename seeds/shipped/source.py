"""Data files as rows whose every value knows its line."""

import csv
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

MAX_DEPTH = 20
TOO_DEEP_MESSAGE = "Values are nested too deeply here."
# Characters that an escape can bring into a text, and no database takes
UNSTORABLE_CHARACTERS = re.compile("[\0\ud800-\udfff]")
LANGUAGE_MARKERS = {"zh-hans": "== zh-hans ==", "en": "== en =="}
HEADER_MARKER = "---"
YAML_TRUE = frozenset({"true", "yes", "on"})


@dataclass(frozen=True)
class DataFault:
    """What is wrong, and where: file and line."""

    path: str
    line: int
    reason: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.reason}"


class DataRefused(Exception):
    """Data that cannot be imported; `faults` holds everything that is wrong with it."""

    def __init__(self, faults: Iterable[DataFault]):
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    @classmethod
    def at(cls, path: str, line: int, reason: str) -> "DataRefused":
        """The refusal for one fault."""
        return cls([DataFault(path, line, reason)])


@dataclass(frozen=True)
class DataFileValue:
    """A text, a flag, a row or a list of values, with its line."""

    line: int
    content: "str | bool | DataFileRow | tuple[DataFileValue, ...] | None"

    def items(self) -> "tuple[DataFileValue, ...]":
        """The values of a list, or the single value."""
        return self.content if isinstance(self.content, tuple) else (self,)


@dataclass(frozen=True)
class DataFileRow:
    """One mapping of a data file."""

    path: str
    line: int
    values: dict[str, DataFileValue]


def parse_yaml(text: str, path: str, *, first_line: int = 1) -> DataFileValue:
    """The one value that the text holds; DataRefused names the line of what cannot be parsed."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError as error:
        line = _too_deep_line(text) + first_line
        raise DataRefused.at(path, line, TOO_DEEP_MESSAGE) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DataRefused.at(path, mark.line + first_line, str(error.problem)) from error
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + first_line
        raise DataRefused.at(path, line, _character_message(error.character)) from error
    if node is None:
        return DataFileValue(first_line, ())
    return _NodeReader(path, first_line).read_value(node)


def _character_message(code: int) -> str:
    return f"The character U+{code:04X} cannot stand here."


def _too_deep_line(text: str) -> int:
    """The line on which values are nested deeper than can be parsed, counted from 0."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            return event.start_mark.line
    return 0


class _NodeReader:
    """Turns the YAML nodes of one file into values, each node once."""

    def __init__(self, path: str, first_line: int):
        self.path = path
        self.first_line = first_line
        self.seen: set[int] = set()

    def read_value(self, node: yaml.Node, depth: int = 0) -> DataFileValue:
        line = self._line_of(node)
        if isinstance(node, yaml.ScalarNode):
            return self._read_scalar(node, line)
        if id(node) in self.seen:
            raise DataRefused.at(
                self.path,
                line,
                "This value is used a second time: write it out instead of * and &.",
            )
        self.seen.add(id(node))
        if depth > MAX_DEPTH:
            raise DataRefused.at(self.path, line, TOO_DEEP_MESSAGE)
        if isinstance(node, yaml.MappingNode):
            values = dict(self._read_pairs(node, depth))
            return DataFileValue(line, DataFileRow(self.path, line, values))
        return DataFileValue(line, tuple(self.read_value(item, depth + 1) for item in node.value))

    def _line_of(self, node: yaml.Node) -> int:
        return node.start_mark.line + self.first_line

    def _read_scalar(self, node: yaml.ScalarNode, line: int) -> DataFileValue:
        if character := UNSTORABLE_CHARACTERS.search(node.value):
            raise DataRefused.at(self.path, line, _character_message(ord(character[0])))
        if node.tag.endswith(":bool"):
            return DataFileValue(line, node.value.lower() in YAML_TRUE)
        return DataFileValue(line, None if node.tag.endswith(":null") else node.value)

    def _read_pairs(
        self, node: yaml.MappingNode, depth: int
    ) -> Iterator[tuple[str, DataFileValue]]:
        names = set()
        for key, value in node.value:
            line = self._line_of(key)
            if not isinstance(key, yaml.ScalarNode):
                raise DataRefused.at(self.path, line, "A name is a single word.")
            if key.value in names:
                raise DataRefused.at(self.path, line, f"“{key.value}” stands twice.")
            names.add(key.value)
            yield key.value, self.read_value(value, depth + 1)


def read_yaml_rows(file: Path, path: str) -> list[DataFileRow]:
    """The rows of a file that holds one mapping or a list of them; a file of one takes its name as key."""
    value = parse_yaml(read_text(file, path), path)
    if isinstance(value.content, DataFileRow):
        values = value.content.values
        key = values.get("key") or DataFileValue(value.line, file.stem)
        return [DataFileRow(path, value.line, {**values, "key": key})]
    items = value.items()
    faults = [
        DataFault(path, item.line, "A record is a mapping of names to values.")
        for item in items
        if not isinstance(item.content, DataFileRow)
    ]
    if faults:
        raise DataRefused(faults)
    return [item.content for item in items]


def read_csv_rows(file: Path, path: str) -> list[DataFileRow]:
    """The rows of a table whose first line names its columns."""
    table = csv.DictReader(read_text(file, path).splitlines())
    try:
        return [_read_csv_row(table, cells, path) for cells in table]
    except csv.Error as error:
        raise DataRefused.at(
            path, table.line_num + 1, f"The table cannot be read: {error}."
        ) from error


def _read_csv_row(table: csv.DictReader, cells: dict, path: str) -> DataFileRow:
    line = table.line_num
    if None in cells:
        raise DataRefused.at(path, line, "This line has more cells than the first one names.")
    values = {name: DataFileValue(line, text) for name, text in cells.items()}
    return DataFileRow(path, line, values)


def read_article_row(file: Path, path: str) -> DataFileRow:
    """The header of a text file, with its Chinese and English paragraphs as `body` and `body_en`."""
    lines = read_text(file, path).splitlines()
    if not lines or lines[0] != HEADER_MARKER or HEADER_MARKER not in lines[1:]:
        raise DataRefused.at(path, 1, "An article begins with a head between two lines of ---.")
    end = lines.index(HEADER_MARKER, 1)
    header = parse_yaml("\n".join(lines[1:end]), path, first_line=2).content
    if not isinstance(header, DataFileRow):
        raise DataRefused.at(path, 2, "The head is a mapping of names to values.")
    values = {
        "key": DataFileValue(1, file.stem),
        **header.values,
        "body": _read_section(lines, "zh-hans", path),
        "body_en": _read_section(lines, "en", path),
    }
    return DataFileRow(path, 1, values)


def _read_section(lines: list[str], language: str, path: str) -> DataFileValue:
    """The paragraphs behind the marker of the language, up to the next marker."""
    marker = LANGUAGE_MARKERS[language]
    if lines.count(marker) != 1:
        raise DataRefused.at(path, 1, f"The line “{marker}” stands once in an article.")
    start = lines.index(marker) + 1
    section = list(itertools.takewhile(_is_no_marker, lines[start:]))
    separator = " " if language == "en" else ""
    paragraphs: list[DataFileValue] = []
    block: list[str] = []
    first_line = start
    for number, line in enumerate([*section, ""], start + 1):
        if line.strip():
            first_line = first_line if block else number
            block.append(line.strip())
        elif block:
            paragraphs.append(DataFileValue(first_line, separator.join(block)))
            block = []
    return DataFileValue(start, tuple(paragraphs))


def _is_no_marker(line: str) -> bool:
    return line not in LANGUAGE_MARKERS.values()


def read_text(file: Path, path: str) -> str:
    """The file's text; raises DataRefused for one that is missing or not UTF-8."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataRefused.at(path, line, "The file is not UTF-8.") from error
    except OSError as error:
        raise DataRefused.at(path, 1, f"The file cannot be read: {error.strerror}.") from error
    before, nul, _ = text.partition("\0")
    if nul:
        raise DataRefused.at(path, before.count("\n") + 1, _character_message(0))
    return text
