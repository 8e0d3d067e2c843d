"""The lines of a page, sorted into text, facts and furniture."""

import re
from dataclasses import dataclass

from seeds.pages.boilerplate import (
    TRAILING_BUTTON,
    is_boilerplate,
    is_breadcrumb,
    last_breadcrumb,
    starts_footer,
)
from seeds.pages.dateline import BARE_DATE, PROVINCES, MetadataLine
from seeds.pages.dates import find_date, parse_date
from seeds.pages.metadata import parse_metadata_line
from seeds.pages.outlets import match_office, match_outlet
from seeds.pages.person_names import is_only_names
from seeds.pages.prose import is_prose
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

_BLANK = " \t\u3000\xa0\r\f"
_NUMBERS = re.compile(r"[\d\s:/.\-年月日]{1,12}")
_ACCOUNT = re.compile("[\u3400-\u9fffA-Za-z]{2,14}")
# Labels of a meeting: its bodies, and its time once the page's own is told.
ORGANISER_LABEL = re.compile(
    r"(?:联合|特别)?(?:主办|承办|协办|支持|指导|牵头|发起|参与)(?:单位|方)\s?[:：](?!.{0,40}(?:ICP|技术支持|备))"
)
EVENT_TIME_LABEL = re.compile(r"(?:会议|活动|大会)?(?:时间|地点)\s?[:：]")
HEAD_LINES = 30
LABEL_LIMIT, ACCOUNT_LIMIT, LINE_LIMIT, DAY_LENGTH = 20, 14, 60, 10


@dataclass(frozen=True)
class ClassifiedLines:
    """A page without furniture.

    `before` are the lines before the text, `metas` how many of them stand before each line that states
    source or date, `gaps` the numbers of those with furniture above, `text` the lines of the text, `facts`
    all that is stated in (role, value) pairs, `crumb` the last step of the breadcrumb, `has_tail` whether
    furniture follows.
    """

    before: tuple[str, ...]
    metadata_positions: tuple[int, ...]
    gaps: tuple[int, ...]
    text: tuple[str, ...]
    fields: tuple[tuple[str, object], ...]
    breadcrumb: str
    has_tail: bool


def split_lines(text: str) -> list[str]:
    """Return the lines of the page that hold anything, without the blanks around them."""
    lines = [stripped for line in text.splitlines() if (stripped := line.strip(_BLANK))]
    return _joined_values(_joined_numbers(lines[:HEAD_LINES])) + lines[HEAD_LINES:]


def classify_lines(lines: list[str]) -> ClassifiedLines:
    """Return the lines of one article sorted into what comes before the text, the text and facts."""
    return _Sorter(lines).sorted()


class _Sorter:
    def __init__(self, lines: list[str]):
        self.before: list[str] = []
        self.text: list[str] = []
        self.fields: list[tuple[str, object]] = []
        self.metadata_positions: list[int] = []
        self.gaps: list[int] = []
        self.breadcrumb = ""
        self.tail = False
        self.seen = self.ahead = 0
        self.lines = lines

    def sorted(self) -> ClassifiedLines:
        lengths = [
            len(line) if is_prose(line) and not is_boilerplate(line) else 0 for line in self.lines
        ]
        self.ahead = sum(lengths)
        for line, length in zip(self.lines, lengths, strict=True):
            self.ahead -= length
            self._take(line)
            self.seen += length
        return ClassifiedLines(
            before=tuple(self.before),
            metadata_positions=tuple(self.metadata_positions),
            gaps=tuple(self.gaps),
            text=tuple(self.text),
            fields=tuple(self.fields),
            breadcrumb=self.breadcrumb,
            has_tail=self.tail,
        )

    def _take(self, line: str) -> None:
        printed = None if self._tells(line) else parse_metadata_line(line, in_head=not self.text)
        if printed:
            self.fields += printed.fields
            self._state(printed)
        if self.text and starts_footer(line):
            self._close()
        elif self.tail or is_boilerplate(line):
            self.breadcrumb = self.breadcrumb or (
                last_breadcrumb(line) if is_breadcrumb(line) else ""
            )
            self.gaps.append(len(self.before))
        elif not printed:
            self._add(line)

    def _tells(self, line: str) -> bool:
        """Whether a label belongs to what the article tells: who organised a meeting, when it was held."""
        is_stated = any(role in (PUBLISHED, BARE_DATE) for role, _ in self.fields)
        return bool(ORGANISER_LABEL.match(line)) or (
            is_stated and bool(EVENT_TIME_LABEL.match(line))
        )

    def _state(self, printed: MetadataLine) -> None:
        if self.tail:
            return
        if printed.before:
            self._add(printed.before)
        if not self.text and any(role not in (AUTHOR, EDITOR, TITLE) for role, _ in printed.fields):
            self.metadata_positions.append(len(self.before))
        if printed.after:
            self._add(printed.after)
        elif self.text and any(role == EDITOR for role, _ in printed.fields):
            self._close()

    def _add(self, line: str) -> None:
        line = TRAILING_BUTTON.sub("", line)
        (self.text if self.text or is_prose(line) else self.before).append(line)

    def _close(self) -> None:
        # An editor's line or a share bar between summary and text closes nothing: more text is still to come.
        if self.ahead <= self.seen:
            self.tail = True


def _joined_numbers(lines: list[str]) -> list[str]:
    """Join what a page prints of one date on several lines: year, day, clock."""
    joined: list[str] = []
    for line in lines:
        numbers = bool(_NUMBERS.fullmatch(line))
        if numbers and joined and re.fullmatch(r"[\d\s:/.\-年月日]{1,30}", joined[-1]):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


def _joined_values(lines: list[str]) -> list[str]:
    """Join a lone label with the value on the line below it, a bare name with the moment below it.

    Any other line leaves the label blank.
    """
    joined: list[str] = []
    for line in lines:
        if joined and _belongs(joined[-1], line):
            joined[-1] = f"{_with_colon(joined[-1])}{line}"
        elif joined and _is_account(joined[-1], line):
            joined[-1] += f"  {line}"
        else:
            joined.append(line)
    return joined


def _with_colon(label: str) -> str:
    """Return the lone label with its colon; everyday words are none without it."""
    if label.endswith((":", "：")) or len(label) > LABEL_LIMIT or is_ambiguous_label(label):
        return label
    return f"{label}:"


def _belongs(label: str, line: str) -> bool:
    before, fields = split_labels(_with_colon(label))
    if before or len(fields) != 1 or fields[0].value.strip():
        return False
    role = fields[0].role
    return (
        (role in (SOURCE, UNIT, PUBLISHER) and bool(match_outlet(line) or match_office(line)))
        or (role in (AUTHOR, EDITOR) and is_only_names(line))
        or (role in (PUBLISHED, UPDATED) and len(parse_date(line)) >= DAY_LENGTH)
        or (role == VIEWS and line.isdecimal())
    )


def _is_account(name: str, line: str) -> bool:
    # The head of an account's post, its name above the moment and the province.
    moment = find_date(line) if len(line) <= LINE_LIMIT else None
    is_head = (
        moment
        and not moment.start
        and "T" in moment.text
        and line[moment.end :].strip(_BLANK) in PROVINCES
    )
    return bool(is_head) and len(name) <= ACCOUNT_LIMIT and bool(_ACCOUNT.fullmatch(name))
