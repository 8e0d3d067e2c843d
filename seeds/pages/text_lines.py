"""The lines of a page, classified as text, metadata and boilerplate."""

import re
from dataclasses import dataclass

from seeds.pages.boilerplate import (
    TRAILING_BUTTON,
    first_breadcrumb,
    is_boilerplate,
    is_only_buttons,
    last_breadcrumb,
    starts_footer,
)
from seeds.pages.dateline import BARE_DATE, MetadataLine
from seeds.pages.dates import find_date, parse_date
from seeds.pages.furniture_notes import MARKDOWN_IMAGE, ends_text
from seeds.pages.label_values import BLANK_LABEL
from seeds.pages.metadata import parse_metadata_line
from seeds.pages.outlets import match_office, match_outlet
from seeds.pages.parsed_page import MetadataField
from seeds.pages.person_names import is_only_names
from seeds.pages.prose import is_prose
from seeds.pages.publication_headers import publication_name
from seeds.pages.sender_regions import is_sender_region
from seeds.reading.labels import (
    AUTHOR,
    EDITOR,
    PUBLISHED,
    PUBLISHER,
    SOURCE,
    TITLE,
    UNIT,
    UPDATED,
    VIEWS,
    is_ambiguous_label,
    split_labels,
)

_BLANK = " \t\u3000\xa0\u2002\u2003\u2009\r\f"
_NUMBERS = re.compile(r"[\d\s:/.\-年月日]{1,12}")
_JOINED_NUMBERS = re.compile(r"[\d\s:/.\-年月日]{1,30}")
# An account, perhaps with its mark of originality and its author before it
_ACCOUNT = re.compile("(?:原创 )?(?:[\u3400-\u9fff]{2,6} )?[\u3400-\u9fffA-Za-z]{2,14}")
# Labels of a meeting: its organisers, and its time once the page's own date has been read.
ORGANISER_LABEL = re.compile(
    r"(?:联合|特别)?(?:主办|承办|协办|支持|指导|牵头|发起|参与)(?:单位|"
    r"方)\s?[:：](?!.{0,40}(?:ICP|技术支持|备))"
)
EVENT_TIME_LABEL = re.compile(r"(?:会议|活动|大会)?(?:时间|地点)\s?[:：]")
_CELL_BOUNDARY = re.compile(r"\t|\s[|｜]\s")
_WORD = re.compile(r"[^\W_]")
HEAD_LINES = 30
# Lengths in characters
LABEL_LIMIT = 20
ACCOUNT_LIMIT = 24
LINE_LIMIT = 60
DAY_LENGTH = 10


@dataclass(frozen=True)
class ClassifiedLines:
    """A page without boilerplate.

    `before` are the lines before the text, `metadata_positions` how many of them stand before each
    line that states source or date, `gaps` the numbers of those with boilerplate above, `text` the
    lines of the text, `fields` all that is stated in (role, value) pairs, `breadcrumb` the last step
    of the breadcrumb and `site` the outlet or body that its first step names,
    `has_tail` whether boilerplate follows.
    """

    before: tuple[str, ...]
    metadata_positions: tuple[int, ...]
    gaps: tuple[int, ...]
    text: tuple[str, ...]
    fields: tuple[MetadataField, ...]
    breadcrumb: str
    site: str
    has_tail: bool


def split_lines(text: str) -> list[str]:
    """Return the lines of the page that hold anything, without the blanks around them."""
    stripped = (line.strip(_BLANK) for line in text.splitlines())
    lines = [line for line in stripped if line]
    return _join_label_values(_join_date_parts(lines[:HEAD_LINES])) + lines[HEAD_LINES:]


def classify_lines(lines: list[str]) -> ClassifiedLines:
    """Return the lines of one article classified into what comes before the text, text and metadata."""
    return _LineClassifier(lines).classify()


class _LineClassifier:
    """Reads the lines of one article once, from top to bottom."""

    def __init__(self, lines: list[str]):
        self.lines = lines
        self.before: list[str] = []
        self.text: list[str] = []
        self.fields: list[MetadataField] = []
        self.metadata_positions: list[int] = []
        self.gaps: list[int] = []
        self.breadcrumb = ""
        self.site = ""
        self.has_tail = False
        # Characters of text above and below the current line
        self.length_above = 0
        self.length_below = 0
        self.rows_below = 0

    def classify(self) -> ClassifiedLines:
        lengths = [_text_length(line) for line in self.lines]
        self.length_below = sum(lengths)
        self.rows_below = sum(map(_is_row, self.lines))
        for line, length in zip(self.lines, lengths, strict=True):
            self.length_below -= length
            self.rows_below -= _is_row(line)
            self._classify_line(line)
            self.length_above += length
        return ClassifiedLines(
            before=tuple(self.before),
            metadata_positions=tuple(self.metadata_positions),
            gaps=tuple(self.gaps),
            text=tuple(self.text),
            fields=tuple(self.fields),
            breadcrumb=self.breadcrumb,
            site=self.site,
            has_tail=self.has_tail,
        )

    def _classify_line(self, line: str) -> None:
        metadata = self._parse_metadata(line)
        if metadata:
            self.fields += metadata.fields
            self._add_metadata(metadata)
        if self.text and starts_footer(line):
            self._end_text()
        elif self.text and self._is_last_text_above() and _is_below_text(line):
            self.has_tail = True
        elif self.has_tail or is_boilerplate(line):
            self._add_boilerplate(line)
        elif not metadata:
            self._add_line(line)

    def _is_last_text_above(self) -> bool:
        """Whether neither sentences nor rows of a table follow the present line."""
        return not self.length_below and not self.rows_below

    def _parse_metadata(self, line: str) -> MetadataLine | None:
        if self._describes_event(line) or (self.text and _is_answer(line)):
            return None
        return parse_metadata_line(line, in_head=not self.text)

    def _describes_event(self, line: str) -> bool:
        """Whether a label belongs to the event that the article reports: its organisers, its time."""
        if ORGANISER_LABEL.match(line):
            return True
        is_dated = any(role in (PUBLISHED, BARE_DATE) for role, _ in self.fields)
        return is_dated and bool(EVENT_TIME_LABEL.match(line))

    def _add_metadata(self, metadata: MetadataLine) -> None:
        if self.has_tail:
            return
        if metadata.before:
            self._add_line(metadata.before)
        roles = {role for role, _ in metadata.fields}
        if not self.text and roles - {AUTHOR, EDITOR, TITLE, BLANK_LABEL}:
            self.metadata_positions.append(len(self.before))
        if metadata.after:
            self._add_line(metadata.after)
        elif self.text and EDITOR in roles:
            self._end_text()

    def _add_boilerplate(self, line: str) -> None:
        if not self.breadcrumb:
            self.breadcrumb = last_breadcrumb(line)
        if not self.site:
            self.site = publication_name(first_breadcrumb(line))
        self.gaps.append(len(self.before))

    def _add_line(self, line: str) -> None:
        line = MARKDOWN_IMAGE.sub("", TRAILING_BUTTON.sub("", line)).strip(_BLANK)
        if self.text or is_prose(line):
            self.text.append(line)
        else:
            self.before.append(line)

    def _end_text(self) -> None:
        # An editor's line or a share bar between summary and text ends nothing: more text is still to come.
        if self.length_below <= self.length_above:
            self.has_tail = True


def _is_row(line: str) -> bool:
    """Whether the line is a row of a table, its cells parted by bars or tabs."""
    return bool(_CELL_BOUNDARY.search(line)) and not is_boilerplate(line)


def _is_below_text(line: str) -> bool:
    """Whether the line is a button or a note, as they stand below a text."""
    return ends_text(line) or (bool(_WORD.search(line)) and is_only_buttons(line))


def _is_answer(line: str) -> bool:
    """Whether a label begins a sentence of an interview: “编辑：这是新开的方向，……。”."""
    before, fields = split_labels(line)
    if before or len(fields) != 1 or fields[0].role not in (AUTHOR, EDITOR):
        return False
    return is_prose(fields[0].value) and "，" in fields[0].value


def _text_length(line: str) -> int:
    """Return the length of a line of text, 0 for any other line."""
    return len(line) if is_prose(line) and not is_boilerplate(line) else 0


def _join_date_parts(lines: list[str]) -> list[str]:
    """Join what a page prints of one date on several lines: year, day, clock."""
    joined: list[str] = []
    for line in lines:
        if joined and _NUMBERS.fullmatch(line) and _JOINED_NUMBERS.fullmatch(joined[-1]):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


def _join_label_values(lines: list[str]) -> list[str]:
    """Join a lone label with the value on the line below it, a bare name with date and province below it.

    Any other line leaves the label blank.
    """
    joined: list[str] = []
    for line in lines:
        if joined and _is_value_of(joined[-1], line):
            joined[-1] = f"{_with_colon(joined[-1])}{line}"
        elif joined and _is_account_header(joined[-1], line):
            joined[-1] += f"  {line}"
        elif len(joined) > 1 and _is_account_header(joined[-2], f"{joined[-1]} {line}"):
            joined[-2:] = [f"{joined[-2]}  {joined[-1]} {line}"]
        else:
            joined.append(line)
    return joined


def _with_colon(label: str) -> str:
    """Return the lone label with its colon; everyday words are none without it."""
    if label.endswith((":", "：")) or len(label) > LABEL_LIMIT or is_ambiguous_label(label):
        return label
    return f"{label}:"


def _is_value_of(label: str, line: str) -> bool:
    """Whether the line holds the value of the lone label above it."""
    before, fields = split_labels(_with_colon(label))
    if before or len(fields) != 1 or fields[0].value.strip():
        return False
    role = fields[0].role
    if role in (SOURCE, UNIT, PUBLISHER):
        return bool(match_outlet(line) or match_office(line))
    if role in (AUTHOR, EDITOR):
        return is_only_names(line)
    if role in (PUBLISHED, UPDATED):
        return len(parse_date(line)) >= DAY_LENGTH
    return role == VIEWS and line.isdecimal()


def _is_account_header(name: str, line: str) -> bool:
    # The head of an account's post, its name above the time and the province.
    if len(line) > LINE_LIMIT or len(name) > ACCOUNT_LIMIT or not _ACCOUNT.fullmatch(name):
        return False
    date = find_date(line)
    if not date or date.start or "T" not in date.text:
        return False
    return is_sender_region(line[date.end :].strip(_BLANK))
