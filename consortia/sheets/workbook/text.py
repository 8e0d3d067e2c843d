"""Tables in text: encodings, separators, and the line at which each record begins."""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortia.sheets.remarks import SheetRefused, SpreadsheetRemark
from consortia.sheets.workbook.cells import MAX_COLUMNS, HeadingScore, Sheet, SheetRow

SEPARATORS = ",\t;|，；"
NAMED_SEPARATOR = re.compile(r'"?sep=([^"\n])"?[ \t,;]*(?=\n|$)', re.IGNORECASE)
NO_SEPARATOR = "\x1f"  # for a table of one column; no text holds it
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
ENCODINGS = ("utf-8", "gb18030")
MAX_DAMAGE = 0.002  # how much of a text may be unreadable
SAMPLE_ROWS = 100
REPLACEMENT = "\ufffd"


def decode(data: bytes) -> str:
    """The text in UTF-8, UTF-16 or GB18030, with U+FFFD for the odd damaged byte; raises SheetRefused."""
    encodings = _marked_encodings(data) or ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    texts = [data.decode(encoding, errors="replace") for encoding in encodings]
    text = min(texts, key=lambda text: text.count(REPLACEMENT))
    if text.count(REPLACEMENT) > max(1, len(text) * MAX_DAMAGE):
        raise SheetRefused(
            _("The file is neither a workbook nor text in UTF-8, UTF-16 or GB18030.")
        )
    return text


def _marked_encodings(data) -> tuple[str, ...]:
    """The encoding that the first bytes name; UTF-16 without a mark is told by its zeros."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return (encoding,)
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) * 20 < len(data):
        return ()
    return ("utf-16-le",) if odd > even else ("utf-16-be",)


def read_text(text: str, *, heading_score: HeadingScore) -> Sheet:
    """The rows of a table, by the separator with which its headings are found; raises SheetRefused."""
    text = text.lstrip("\ufeff").replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    separator, text = _named_separator(text)
    try:
        if not separator:
            separator = _find_separator(text, heading_score)
        rows = tuple(_records(text, separator))
    except csv.Error as error:
        raise SheetRefused(_("The table cannot be read: %s") % error) from error
    return Sheet("", rows, tuple(_damage_remarks(rows)))


def _named_separator(text) -> tuple[str, str]:
    """The separator of a first line such as `sep=;`, and the text with that line blank."""
    match = NAMED_SEPARATOR.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


def _find_separator(text, heading_score) -> str:
    """The separator with the best heading row, then the one that parts most rows alike."""

    def quality(separator):
        try:
            rows = list(islice(_records(text, separator), SAMPLE_ROWS))
        except csv.Error:
            return (0, 0, 0)
        return (heading_score(rows), -_wider_than_headings(rows, heading_score), _most_alike(rows))

    return max((*SEPARATORS, NO_SEPARATOR), key=quality)


def _wider_than_headings(rows, heading_score) -> int:
    """How many rows have more cells than the first row of headings."""
    widths = [len(row.cells) for row in rows]
    heading = next((len(row.cells) for row in rows if heading_score([row])), MAX_COLUMNS)
    return sum(1 for width in widths if width > heading)


def _most_alike(rows) -> int:
    """How many rows have the most frequent number of cells, other than one."""
    widths = [len(row.cells) for row in rows if len(row.cells) > 1]
    return max((widths.count(width) for width in set(widths)), default=0)


def _records(text: str, separator: str) -> Iterator[SheetRow]:
    """The records that are not blank, each with the line at which it begins."""
    reader = csv.reader((f"{line}\n" for line in text.split("\n")), delimiter=separator)
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield SheetRow(begins, tuple(_cell_text(cell) for cell in cells[:MAX_COLUMNS]))
        begins = reader.line_num + 1


def _cell_text(cell) -> str:
    """The cell without the ="…" by which some programs keep Excel from reading a number."""
    text = cell.strip()
    if text.startswith('="') and text.endswith('"') and text.count('"') == 2:
        return text[2:-1]
    return cell


def _damage_remarks(rows: Iterable[SheetRow]) -> Iterator[SpreadsheetRemark]:
    for row in rows:
        damage = sum(cell.count(REPLACEMENT) for cell in row.cells)
        if damage:
            yield SpreadsheetRemark(
                ngettext(
                    "%d character is damaged and shown as �.",
                    "%d characters are damaged and shown as �.",
                    damage,
                )
                % damage,
                line=row.line,
            )
