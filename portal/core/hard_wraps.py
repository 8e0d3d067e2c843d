"""Paragraphs of a text that an old mail program or editor broke into lines of one width."""

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator

from portal.core.text_cleaning import join_wrapped_lines

_INDENT = re.compile("\u3000|\t| {2,}")
_CELLS = re.compile(r"\t|\s\|\s| {3,}\S|｜")
_LIST_MARK = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-zA-Z])[)）、.．](?!\d)|[①-⑳•·▪●■◆▶★*-]\s?|第.{1,3}[章条节]"
)
_SENTENCE_END = re.compile("[。！？；：.!?;:][”’\"')）】」]*$")
_PARAGRAPH_END = re.compile("[。！？；.!?;…][”’\"')）】」]*$")
_CLAUSE_MARK = re.compile("[，。、；：,.;:]")
_FIRST_WORD = re.compile(r"[!-~]+|.")
# Marks that may not begin a line take a character along to the next one
SLACK = 4
MIN_BREAKS = 2  # in the whole text
Lines = list[str]
Measure = Callable[[str], int]


def _columns(text: str) -> int:
    """The columns of a terminal: two for a Chinese character."""
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return len(text) + wide


# How programs measure a line, with the least and the greatest width at which they break it
MEASURES = ((_columns, 30, 130), (len, 16, 65))


def unwrap_paragraphs(text: str) -> str:
    """The text with one line for each paragraph, if its paragraphs were surely broken at one width.

    A paragraph begins behind a blank line or with an indent. It was broken where its lines are as full as
    can be, run on in the middle of sentences, and the last one ends a sentence. Any other text comes back as
    it was.
    """
    blocks = list(_blocks(text.split("\n")))
    found = [_find_wrapped(blocks, *limits) for limits in MEASURES]
    wrapped, width, measure = max(found, key=lambda result: sum(map(len, result[0])))
    if not _are_surely_wrapped(wrapped):
        return text
    return "\n".join(_unwrap(block, width, measure) for block in blocks)


def _find_wrapped(
    blocks: list[Lines], measure: Measure, least: int, greatest: int
) -> tuple[list[Lines], int, Measure]:
    """Return the blocks that look broken at one width to this measure, the width, and the measure."""
    widths = [_width_of(block, measure) for block in blocks]
    fitting = [
        width
        for block, width in zip(blocks, widths, strict=True)
        if least <= width <= greatest and _is_wrapped(block, width, measure)
    ]
    widest = max(fitting, default=0)
    return [block for block in blocks if _is_wrapped(block, widest, measure)], widest, measure


def _are_surely_wrapped(wrapped: list[Lines]) -> bool:
    """Whether the lines of the blocks run on in the middle of sentences."""
    pairs = [pair for block in wrapped for pair in itertools.pairwise(block)]
    broken = [line for line, _ in pairs if not _SENTENCE_END.search(line)]
    running = [line for line, below in pairs if _CLAUSE_MARK.search(line) or below[0].islower()]
    if len(pairs) < MIN_BREAKS:
        return False
    return len(broken) * 4 >= len(pairs) * 3 and len(running) * 2 >= len(pairs)


def _blocks(lines: Lines) -> Iterator[Lines]:
    block: Lines = []
    for line in lines:
        if block and (not line.strip() or _INDENT.match(line)):
            yield block
            block = []
        if line.strip():
            block.append(line.rstrip())
    if block:
        yield block


def _unwrap(block: Lines, width: int, measure: Measure) -> str:
    text = "\n".join(block)
    return join_wrapped_lines(text) if _is_wrapped(block, width, measure) else text


def _is_wrapped(block: Lines, width: int, measure: Measure) -> bool:
    """Whether the lines of a block are as full as can be, and the last one alone ends a paragraph."""
    if len(block) < 2 or _width_of(block, measure) > width:
        return False
    if any(_LIST_MARK.match(line) for line in block[1:]):
        return False
    if any(_CELLS.search(line.strip()) for line in block) or not _PARAGRAPH_END.search(block[-1]):
        return False
    return all(_is_full(line, below, width, measure) for line, below in itertools.pairwise(block))


def _is_full(line: str, below: str, width: int, measure: Measure) -> bool:
    """Whether the first word of the line below had no room any more."""
    first_word = _FIRST_WORD.match(below)
    next_width = measure(first_word[0]) if first_word else 0
    return measure(line) + next_width + SLACK > width


def _width_of(lines: Lines, measure: Measure) -> int:
    return max(map(measure, lines), default=0)
