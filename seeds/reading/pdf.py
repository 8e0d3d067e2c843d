"""Text of a PDF: lines joined into paragraphs, without the headers, footers and numbers of its pages."""

import itertools
import json
import re
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from seeds.reading.decoded_page import PageRefused
from seeds.reading.html import is_url

MOST_PAGES = 100
SECONDS = 20
PROGRAM = Path(__file__).with_name("pdf_lines.py")
WITHOUT_TEXT = "pages_without_text"  # the flag of a PDF with pages that are pictures
REASONS = {
    "encrypted": "The PDF is encrypted: save it without a password.",
    "damaged": "The PDF is damaged, or no PDF.",
    "too long": f"The PDF has more than {MOST_PAGES} pages.",
}
NARROW_GAP = "\x1f"
SOFT_HYPHEN = "\u00ad"
PAGE_NUMBER = re.compile(
    r"[-–—·•\s]*(?:第\s*\d{1,4}\s*页)?(?:[,，\s]*共\s*\d{1,4}\s*页)?[-–—·•\s]*"
    r"|[-–—·•\s]*(?:Page\s*)?\d{1,4}\s*(?:(?:/|of)\s*\d{1,4})?[-–—·•\s]*",
    re.I,
)
# What browsers print above and below a page: the moment of printing, and the address
PRINT_HEADER = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? (?:[上下]午)?\d{1,2}:\d\d(?::\d\d)?(?: [AP]M)?(?:\t|\s|$)"
)
PRINT_FOOTER = re.compile(r"((?:https?|file)://\S+?)(?:[\t ]+\d{1,4}/\d{1,4})?")
DIGITS = re.compile(r"\d+")
WORD = re.compile(r"[A-Za-z0-9][\w’'-]*[,.;:!?]?|.")
LATIN = re.compile(r"[A-Za-z0-9,.;:!?%)’”\"'-]")
MOST_BLANKS = 4  # between Chinese characters of a line that is not stretched
EDGE_LINES = 2  # at the top and the foot of a page that may be its header and footer
MIN_REPEATS = 3  # pages that show a line, so that it is a header; two of a PDF of two
# In sizes of the letters
INDENT, LARGER, WIDE_GAP, COLUMN, SAME_PLACE, RAGGED = 1.2, 1.15, 1.6, 6.0, 0.3, 5.0
MIN_INDENTED = 0.1  # of the lines of a text whose paragraphs begin with an indent
SENTENCE_END = ("。", "！", "？", ".", "!", "?", "”", "：", ":")


@dataclass(frozen=True)
class PdfLine:
    """A line with its place on its page, in points from the upper left corner."""

    text: str
    left: float
    right: float
    top: float
    size: float
    gaps: tuple[float, ...]

    @property
    def is_row(self) -> bool:
        """Whether its text stands in columns."""
        return "\t" in self.text


@dataclass(frozen=True)
class PdfText:
    """The paragraphs of a PDF as lines, where it says that it was printed from, and flags."""

    text: str
    origin: str = ""
    flags: tuple[str, ...] = ()


def read_pdf(raw: bytes) -> PdfText:
    """Return the text; raises PageRefused for a PDF that is encrypted, too long, or a scan."""
    pages = _read_pages(raw)
    lines = [_mark_cells([PdfLine(*line) for line in page["lines"]]) for page in pages]
    if not any(lines):
        raise PageRefused("The PDF has no text layer: its pages are pictures.")
    has_blind_pages = any(page["has_picture"] and not page["lines"] for page in pages)
    kept, origin = _without_edges(lines)
    text = "\n".join(_paragraphs(kept))
    return PdfText(text, origin, (WITHOUT_TEXT,) if has_blind_pages else ())


def _read_pages(raw: bytes) -> list[dict]:
    """What the program says of each page."""
    command = [sys.executable, "-I", str(PROGRAM), str(MOST_PAGES), str(SECONDS)]
    try:
        ended = subprocess.run(  # noqa: S603 - our own program, the file is its input
            command, input=raw, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PageRefused(f"The PDF takes longer than {SECONDS} seconds to read.") from error
    if ended.returncode:
        raise PageRefused(REASONS["damaged"])
    found = json.loads(ended.stdout)
    if "refused" in found:
        raise PageRefused(REASONS[found["refused"]])
    return found["pages"]


def _mark_cells(lines: list[PdfLine]) -> list[PdfLine]:
    """The lines with a tab for the narrow gaps under or above others; a lone gap is a blank.

    A line with many gaps is stretched to the width of its column, and has no blanks there.
    """
    marked = []
    for number, line in enumerate(lines):
        neighbours = lines[max(number - 1, 0) : number] + lines[number + 1 : number + 2]
        places = [place for neighbour in neighbours for place in neighbour.gaps]
        is_cell = any(
            abs(place - other) < SAME_PLACE * line.size for place in line.gaps for other in places
        )
        is_stretched = line.text.count(NARROW_GAP) > MOST_BLANKS
        lone = "" if is_stretched else " "
        text = line.text.replace(NARROW_GAP, "\t" if is_cell else lone)
        marked.append(PdfLine(text, line.left, line.right, line.top, line.size, line.gaps))
    return marked


def _without_edges(pages: list[list[PdfLine]]) -> tuple[list[list[PdfLine]], str]:
    """The pages without headers, footers and numbers, and the address that the footers print."""
    counts = Counter(key for lines in pages for key in {_edge_key(line) for line in _edges(lines)})
    least = min(MIN_REPEATS, max(len(pages), 2))
    repeated = {key for key, count in counts.items() if count >= least}
    origin = ""
    kept = []
    for lines in pages:
        edges = _edges(lines)
        dropped = [line for line in edges if _is_edge(line, repeated)]
        for line in dropped:
            footer = PRINT_FOOTER.fullmatch(line.text)
            if footer and is_url(footer[1]):
                origin = origin or footer[1]
        kept.append([line for line in lines if line not in dropped])
    return kept, origin


def _edges(lines: list[PdfLine]) -> list[PdfLine]:
    """The lines at the top and at the foot of a page, wherever they stand in its text."""
    by_place = sorted(lines, key=lambda line: line.top)
    return by_place[:EDGE_LINES] + by_place[EDGE_LINES:][-EDGE_LINES:]


def _edge_key(line: PdfLine) -> tuple[str, int]:
    return DIGITS.sub("0", line.text), round(line.top / 4)


def _is_edge(line: PdfLine, repeated: set[tuple[str, int]]) -> bool:
    patterns = (PAGE_NUMBER.fullmatch, PRINT_HEADER.match, PRINT_FOOTER.fullmatch)
    return _edge_key(line) in repeated or any(matches(line.text) for matches in patterns)


@dataclass(frozen=True)
class LineSetting:
    """How a line stands on its page: the edges of its column, and the usual distance from line to line."""

    line: PdfLine
    left: float
    right: float
    spacing: float

    @property
    def is_indented(self) -> bool:
        """Whether the line begins as a paragraph with an indent does."""
        indent = INDENT * self.line.size
        return self.line.text.startswith("\u3000") or self.line.left > self.left + indent


def _paragraphs(pages: list[list[PdfLine]]) -> Iterator[str]:
    """The paragraphs of all pages; one may go on over the end of a page."""
    settings = [setting for lines in pages for setting in _settings(lines)]
    indented = sum(setting.is_indented for setting in settings)
    has_indents = indented > max(1, MIN_INDENTED * len(settings))
    paragraph = ""
    last: LineSetting | None = None
    for setting in settings:
        text = setting.line.text
        if last is not None and _goes_on(last, setting, has_indents=has_indents):
            paragraph = _join(paragraph, text.strip())
        else:
            if paragraph:
                yield paragraph
            paragraph = text.strip()
        last = setting
    if paragraph:
        yield paragraph


def _settings(lines: list[PdfLine]) -> Iterator[LineSetting]:
    spacing = _spacing(lines)
    for line in lines:
        left, right = _column(line, lines)
        yield LineSetting(line, left, right, spacing)


def _column(line: PdfLine, lines: list[PdfLine]) -> tuple[float, float]:
    """The left and right edge of the lines that begin about where the line does."""
    column = [other for other in lines if abs(other.left - line.left) < COLUMN * line.size]
    return min(other.left for other in column), max(other.right for other in column)


def _spacing(lines: list[PdfLine]) -> float:
    """The usual distance from line to line."""
    steps = [
        following.top - line.top
        for line, following in itertools.pairwise(lines)
        if following.top > line.top
    ]
    return statistics.median_low(steps) if steps else 0.0


def _goes_on(before: LineSetting, setting: LineSetting, *, has_indents: bool) -> bool:
    """Whether a line belongs to the paragraph of the one before it: had it not, it would begin otherwise."""
    last, line = before.line, setting.line
    if last.is_row or line.is_row or setting.is_indented:
        return False
    if max(last.size, line.size) > LARGER * min(last.size, line.size) + 2:
        return False
    if line.top > last.top and line.top - last.top > WIDE_GAP * setting.spacing:
        return False
    first_word = WORD.match(line.text)
    needed = len(first_word[0]) * line.size * (0.5 if first_word[0].isascii() else 1.0) + line.size
    if has_indents and not last.text.endswith(SENTENCE_END):
        needed += RAGGED * line.size
    return before.right - last.right < needed


def _join(paragraph: str, text: str) -> str:
    """The texts of two lines as one: a blank between English words, none between Chinese characters."""
    if paragraph.endswith(SOFT_HYPHEN):
        return paragraph[:-1] + text
    is_latin = LATIN.match(paragraph[-1:]) and LATIN.match(text[:1])
    return f"{paragraph} {text}" if is_latin else paragraph + text
