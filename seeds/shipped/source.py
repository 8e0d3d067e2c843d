"""Data files as rows whose every value knows its line."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

MAX_DEPTH = 20
TOO_DEEP_MESSAGE = "Values are nested too deeply here."
# Characters that an escape can bring into a text, and no database takes
UNSTORABLE_CHARACTERS = re.compile("[\0\ud800-\udfff]")
LANGUAGE_MARKERS = {"zh-hans": "== zh-hans ==", "en": "== en =="}


@dataclass(frozen=True)
class DataFault:
    """What is wrong, and where: file and line."""

    path: str
    line: int
    reason: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.reason}"


class DataRefused(Exception):
    """The data cannot be taken; `faults` says everything that is wrong with it."""

    def __init__(self, faults):
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True)
class DataFileValue:
    """A text, a flag, a row or a list of values, with the line where it stands."""

    line: int
    content: "str | bool | DataFileRow | tuple[DataFileValue, ...] | None"


@dataclass(frozen=True)
class DataFileRow:
    """One mapping of a data file."""

    path: str
    line: int
    values: dict[str, DataFileValue]


def parse_yaml(text: str, path: str, *, first_line: int = 1) -> DataFileValue:
    """The one value that the text holds; DataRefused names the line of what cannot be read."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError as error:
        raise DataRefused(
            [DataFault(path, _deep_line(text) + first_line, TOO_DEEP_MESSAGE)]
        ) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DataRefused([DataFault(path, mark.line + first_line, str(error.problem))]) from error
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + first_line
        raise DataRefused(
            [DataFault(path, line, f"The character U+{error.character:04X} cannot stand here.")]
        ) from error
    if node is None:
        return DataFileValue(first_line, ())
    return _Nodes(path, first_line).value(node)


def _deep_line(text: str) -> int:
    """The line on which values are nested deeper than can be read, counted from 0."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(
            event, yaml.CollectionEndEvent
        )
        if depth > MAX_DEPTH:
            return event.start_mark.line
    return 0


class _Nodes:
    """Turns the nodes of one file into values, each node once."""

    def __init__(self, path: str, first_line: int):
        self.path, self.first_line = path, first_line
        self.seen: set[int] = set()

    def value(self, node, depth=0):
        line = node.start_mark.line + self.first_line
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node, line)
        if id(node) in self.seen:
            raise DataRefused(
                [
                    DataFault(
                        self.path,
                        line,
                        "This value is used a second time: write it out instead of * and &.",
                    )
                ]
            )
        self.seen.add(id(node))
        if depth > MAX_DEPTH:
            raise DataRefused([DataFault(self.path, line, TOO_DEEP_MESSAGE)])
        if isinstance(node, yaml.MappingNode):
            return DataFileValue(line, DataFileRow(self.path, line, dict(self.pairs(node, depth))))
        return DataFileValue(line, tuple(self.value(item, depth + 1) for item in node.value))

    def scalar(self, node, line):
        if odd := UNSTORABLE_CHARACTERS.search(node.value):
            raise DataRefused(
                [
                    DataFault(
                        self.path, line, f"The character U+{ord(odd[0]):04X} cannot stand here."
                    )
                ]
            )
        if node.tag.endswith(":bool"):
            return DataFileValue(line, node.value.lower() in {"true", "yes", "on"})
        return DataFileValue(line, None if node.tag.endswith(":null") else node.value)

    def pairs(self, node, depth) -> Iterator[tuple[str, DataFileValue]]:
        seen = set()
        for key, value in node.value:
            line = key.start_mark.line + self.first_line
            if not isinstance(key, yaml.ScalarNode):
                raise DataRefused([DataFault(self.path, line, "A name is a single word.")])
            if key.value in seen:
                raise DataRefused([DataFault(self.path, line, f"“{key.value}” stands twice.")])
            seen.add(key.value)
            yield key.value, self.value(value, depth + 1)


def read_yaml_rows(file: Path, path: str) -> list[DataFileRow]:
    """The rows of a file that holds one mapping or a list of them; a file of one takes its name as key."""
    found = parse_yaml(read_text(file, path), path)
    if isinstance(found.content, DataFileRow):
        key = found.content.values.get("key") or DataFileValue(found.line, file.stem)
        return [DataFileRow(path, found.line, {**found.content.values, "key": key})]
    items = found.content if isinstance(found.content, tuple) else (found,)
    if wrong := [item for item in items if not isinstance(item.content, DataFileRow)]:
        raise DataRefused(
            [
                DataFault(path, item.line, "A record is a mapping of names to values.")
                for item in wrong
            ]
        )
    return [item.content for item in items]


def read_csv_rows(file: Path, path: str) -> list[DataFileRow]:
    """The rows of a table whose first line names its columns."""
    table = csv.DictReader(read_text(file, path).splitlines())
    rows = []
    try:
        for line in table:
            if None in line:
                raise DataRefused(
                    [
                        DataFault(
                            path,
                            table.line_num,
                            "This line has more cells than the first one names.",
                        )
                    ]
                )
            rows.append(
                DataFileRow(
                    path,
                    table.line_num,
                    {name: DataFileValue(table.line_num, text) for name, text in line.items()},
                )
            )
    except csv.Error as error:
        raise DataRefused(
            [DataFault(path, table.line_num + 1, f"The table cannot be read: {error}.")]
        ) from error
    return rows


def read_article_row(file: Path, path: str) -> DataFileRow:
    """A text file's head, with its Chinese and English paragraphs as `body` and `body_en`."""
    lines = read_text(file, path).splitlines()
    if not lines or lines[0] != "---" or "---" not in lines[1:]:
        raise DataRefused(
            [DataFault(path, 1, "An article begins with a head between two lines of ---.")]
        )
    end = lines.index("---", 1)
    head = parse_yaml("\n".join(lines[1:end]), path, first_line=2).content
    if not isinstance(head, DataFileRow):
        raise DataRefused([DataFault(path, 2, "The head is a mapping of names to values.")])
    values = {"key": DataFileValue(1, file.stem), **head.values}
    for name, language in (("body", "zh-hans"), ("body_en", "en")):
        values[name] = _section(lines, language, path)
    return DataFileRow(path, 1, values)


def _section(lines, language, path):
    mark = LANGUAGE_MARKERS[language]
    if lines.count(mark) != 1:
        raise DataRefused([DataFault(path, 1, f"The line “{mark}” stands once in an article.")])
    start = lines.index(mark) + 1
    end = next(
        (n for n, line in enumerate(lines[start:], start) if line in LANGUAGE_MARKERS.values()),
        len(lines),
    )
    blocks, block, first = [], [], start
    for number, line in enumerate([*lines[start:end], ""], start + 1):
        if line.strip():
            first = first if block else number
            block.append(line.strip())
        elif block:
            blocks.append(
                DataFileValue(first, " ".join(block) if language == "en" else "".join(block))
            )
            block = []
    return DataFileValue(start, tuple(blocks))


def read_text(file: Path, path: str) -> str:
    """The file's text; DataRefused for one that is missing or not UTF-8."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataRefused([DataFault(path, line, "The file is not UTF-8.")]) from error
    except OSError as error:
        raise DataRefused(
            [DataFault(path, 1, f"The file cannot be read: {error.strerror}.")]
        ) from error
    before, nul, _ = text.partition("\0")
    if nul:
        raise DataRefused(
            [DataFault(path, before.count("\n") + 1, "The character U+0000 cannot stand here.")]
        )
    return text
