"""The text of a cell of an XLSX file, by its type and its number format."""

from dataclasses import dataclass
from datetime import datetime

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS

from consortia.sheets.workbook.packages import Package, attribute, local_name
from consortia.sheets.workbook.shown_values import (
    EAST_ASIAN_FORMATS,
    date_parts,
    is_general,
    moment_of,
    plain_number,
    show_moment,
    show_number,
)

GENERAL = "General"
BOOLEANS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}
PHONETIC = "rPh"  # how to read a Japanese word; it stands beside the text


@dataclass(frozen=True)
class CellFormats:
    """The texts and the number formats that cells point at by position."""

    strings: tuple[str, ...]
    number_formats: tuple[str, ...]
    counts_from_1904: bool

    @classmethod
    def load(cls, package: Package, relations, *, counts_from_1904: bool) -> "CellFormats":
        """Read them from the parts of a workbook."""
        paths = {kind.rpartition("/")[2]: path for kind, path in relations.values()}
        strings = _shared_strings(package, paths.get("sharedStrings", ""))
        number_formats = _number_formats(package, paths.get("styles", ""))
        return cls(tuple(strings), tuple(number_formats), counts_from_1904)

    def number_format(self, cell) -> str:
        """The number format of a cell."""
        position = attribute(cell, "s") or "0"
        if position.isdecimal() and int(position) < len(self.number_formats):
            return self.number_formats[int(position)]
        return GENERAL


def _shared_strings(package, path) -> list[str]:
    if path not in package:
        return []
    return [_rich_text(item) for item in package.elements(path, "si")]


def _number_formats(package, path) -> list[str]:
    """The number format of each cell style."""
    if path not in package:
        return []
    formats = {**BUILTIN_FORMATS, **EAST_ASIAN_FORMATS}
    root = package.tree(path)
    for written in root.iter("{*}numFmt"):
        key = attribute(written, "numFmtId")
        if key.isdecimal():
            formats[int(key)] = attribute(written, "formatCode")
    styles = root.find("{*}cellXfs")
    keys = [attribute(style, "numFmtId") or "0" for style in ([] if styles is None else styles)]
    return [formats.get(int(key), GENERAL) if key.isdecimal() else GENERAL for key in keys]


def _rich_text(element: etree._Element) -> str:
    """The text of a string in all its runs."""
    pieces = []
    for text in element.iter("{*}t"):
        parent = text.getparent()
        if parent is None or local_name(parent) != PHONETIC:
            pieces.append(text.text or "")
    return "".join(pieces)


def cell_text(cell: etree._Element, formats: CellFormats) -> tuple[str, bool]:
    """What the cell shows, and whether it is a number without a format of its own."""
    kind = attribute(cell, "t") or "n"
    value = cell.findtext("{*}v") or ""
    formula = cell.find("{*}f")
    if formula is not None and not value and kind != "str":
        return f"={formula.text or ''}", False
    if kind == "n":
        return _number_text(value, formats.number_format(cell), formats)
    if kind == "d":
        return _iso_text(value, formats.number_format(cell)), False
    return _word_text(kind, value, cell, formats), False


def _word_text(kind, value, cell, formats) -> str:
    if kind == "b":
        return BOOLEANS.get(value, value)
    if kind == "e":
        return value
    if kind == "inlineStr":
        return _escaped("".join(_rich_text(item) for item in cell.iterchildren("{*}is")))
    if kind == "s":
        position = int(value) if value.strip().isdecimal() else len(formats.strings)
        return _escaped(formats.strings[position]) if position < len(formats.strings) else ""
    return _escaped(value)


def _escaped(text) -> str:
    """Text that begins like a formula, told from one."""
    return f"'{text}" if text.startswith("=") else text


def _number_text(value, number_format, formats) -> tuple[str, bool]:
    try:
        number = float(value)
    except ValueError:
        return value, False
    moment = None
    if date_parts(number_format):
        moment = moment_of(number, counts_from_1904=formats.counts_from_1904)
    if moment:
        return show_moment(moment, number_format), False
    if is_general(number_format):
        return plain_number(number), True
    return show_number(number, number_format), False


def _iso_text(value, number_format) -> str:
    try:
        return show_moment(datetime.fromisoformat(value), number_format)
    except ValueError:
        return value
