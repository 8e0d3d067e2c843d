"""What a cell says: text without placeholders, or a date; or why it says nothing that can be taken."""

import re
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from consortia.sheets.headings import load_words
from consortia.sheets.workbook.shown_values import moment_of
from portal.core import partial_dates
from portal.core.csv_cells import unescape_cell
from portal.core.written_dates import FIRST_YEAR, LAST_YEAR, ImpossibleDate, parse_written_date

SERIAL_DAY = re.compile(r"(\d{5})(?:\.\d+)?")
FIRST_SERIAL, LAST_SERIAL = 14_611, 73_415  # 1940 to 2100
CLIPPED_MONTH = re.compile(r"\d{4}\.1")  # a number that was typed as 2024.10 looks so
MONTH_AND_YEAR = re.compile(r"([A-Za-z]{3,9})[-'’](\d\d)")  # how Excel shows a month: May-24
CLOCK = re.compile(r"T\d\d:\d\d")
COUNTED = re.compile("(?:成员|会员|单位|企业|院校|学校|数量|总数|数)+$")  # what a total counts
# A length or a number of a term, where its dates are not said: 5年, 第二届
LENGTH_OF_TERM = re.compile(
    r"\d{1,2}(?:年|个月|周年)?|[一二三四五六七八九十两]{1,2}年|第.{1,3}届.{0,3}"
)
WHOLE_NUMBER = re.compile(r"(\d{4,8})\.0+")
CHOPPED = re.compile(r"#{3,}")  # what a column that is too narrow shows
# What is typed before a number that shall stay a text; a CSV file from a database can hold it
TEXT_MARK = re.compile("^'(?=[0-9\u3400-\u9fff])(?!.*')")
INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]")


class CellFault(Exception):
    """Raised for a cell that cannot be taken; its text says why."""


# A line break inside Chinese text is none of its blanks
BROKEN_WORD = re.compile(r"(?<=[\u3400-\u9fff（）])[ \t]*[\r\n]+[ \t]*(?=[\u3400-\u9fff（）])")


@dataclass(frozen=True)
class Cell:
    """A cell as the table has it."""

    raw: str
    is_plain_number: bool = False
    counts_from_1904: bool = False

    @property
    def text(self) -> str:
        """The words of the cell without blanks around them; blank for a placeholder such as “/” or 无."""
        text = clean_text(self.raw)
        return "" if text.casefold() in _words("blank") else text


def clean_text(raw: str) -> str:
    """The text of a cell on one line, without characters that nobody sees and Excel's mark of a text."""
    text = unescape_cell(" ".join(BROKEN_WORD.sub("", INVISIBLE.sub("", raw)).split()))
    return TEXT_MARK.sub("", text)


def check_cell(cell: Cell) -> None:
    """Raise CellFault for an error, a truth value or a formula in place of a text."""
    raw = cell.raw.strip()
    text = raw.upper()
    if text in _exact_words("errors") or text.startswith("ERR:") or CHOPPED.fullmatch(text):
        raise CellFault(_("“%s” is an error of the spreadsheet.") % raw)
    if text in _exact_words("truths"):
        raise CellFault(_("“%s” is a truth value, no text.") % raw)
    if raw.startswith("="):
        raise CellFault(
            _("“%s” is a formula without a value. Open the file in Excel or WPS and save it.")
            % raw[:60]
        )
    if "\ufffd" in raw:
        raise CellFault(_("“%s” is damaged.") % raw)


def read_date(cell: Cell) -> str:
    """The date of a cell in EDTF without a time of day, blank for a blank; raises CellFault."""
    text = cell.text
    if not text or text.casefold() in _words("no_end"):
        return ""
    serial = SERIAL_DAY.fullmatch(text)
    if serial and FIRST_SERIAL <= int(serial[1]) <= LAST_SERIAL:
        return f"{moment_of(int(serial[1]), counts_from_1904=cell.counts_from_1904):%Y-%m-%d}"
    whole = WHOLE_NUMBER.fullmatch(text)
    if whole:
        text = whole[1]
    if cell.is_plain_number and CLIPPED_MONTH.fullmatch(text):
        raise CellFault(
            _("“%(text)s” is a number: it can mean January or, typed as %(text)s0, October.")
            % {"text": text}
        )
    return CLOCK.sub("", _read_written(text))


def read_term(cell: Cell) -> tuple[str, str]:
    """First and last day of a cell such as 2022.6–2025.6; the last one blank without an end."""
    date = read_date(cell)
    first, _slash, last = date.partition("/")
    return first, last


def is_length_of_term(text: str) -> bool:
    """Whether a text under a heading such as 任期 says how long a term is, or which, and no date."""
    return LENGTH_OF_TERM.fullmatch(text) is not None


def _read_written(text) -> str:
    if _is_edtf(text):
        return text
    month = MONTH_AND_YEAR.fullmatch(text)
    if month:
        text = f"{month[1]} 20{month[2]}"
    try:
        date = parse_written_date(text)
    except ImpossibleDate:
        raise CellFault(_("“%s” is not in the calendar.") % text) from None
    if not date:
        raise CellFault(_("“%s” is not a date such as 2024-05-22, 2024年5月 or 2024.") % text)
    return date


def _is_edtf(text) -> bool:
    try:
        parts = partial_dates.parse(text)
    except ValueError:
        return False
    return all(part.year is None or FIRST_YEAR <= part.year <= LAST_YEAR for part in parts)


def is_total(text: str) -> bool:
    """Whether a cell heads a line of totals: 合计, 合计：3家, 共有成员单位3家, Total."""
    words = re.sub(r"[\s\d,.:：，。()（）]+|[个家所名条]$", "", text.casefold())
    words = words.rstrip("个家所名条")
    return not _words("totals").isdisjoint({words, COUNTED.sub("", words)})


def is_note(text: str) -> bool:
    """Whether a cell that stands alone in its row is a note below or above the list."""
    head = re.split(r"[:：，,。\s]", text.lstrip("*※（( "))[0].casefold()
    return head in _words("notes") or text.casefold().startswith(("注", "note", "截至", "以上"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in load_words("cells")[name])


@cache
def _exact_words(name: str) -> frozenset[str]:
    return frozenset(load_words("cells")[name])
