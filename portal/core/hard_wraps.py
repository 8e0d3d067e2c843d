"""Paragraphs of a text that an old mail program or editor broke into lines of one width."""

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator

from portal.core.text_cleaning import join_wrapped_lines

_INDENT = re.compile("\u3000|\t| {2,}")
_CELLS = re.compile(r"\t|\s\|\s| {3,}\S|｜")
_SENTENCE_END = re.compile("[。！？；.!?;][”’\"')）】」]*$")
_CLAUSE_MARK = re.compile("[，。、；：,.;:]")
_FIRST_WORD = re.compile(r"[!-~]+|.")
# Marks that may not begin a line take a character along to the next one
SLACK = 4
MIN_FULL_LINES = 3  # of the whole text
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
    lines, width, measure = max(
        (_count_wrapped(blocks, *limits) for limits in MEASURES), key=lambda counted: counted[0]
    )
    if lines < MIN_FULL_LINES:
        return text
    return "\n".join(_unwrap(block, width, measure) for block in blocks)


def _count_wrapped(
    blocks: list[Lines], measure: Measure, least: int, greatest: int
) -> tuple[int, int, Measure]:
    """Return how many lines were broken as this measure has it, the width, and the measure."""
    lines = 0
    widest = 0
    for block in blocks:
        width = _width_of(block, measure)
        if least <= width <= greatest and _is_wrapped(block, width, measure):
            lines += len(block) - 1
            widest = max(widest, width)
    return lines, widest, measure


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
    return join_wrapped_lines(text) if _fills_lines(block, width, measure) else text


def _is_wrapped(block: Lines, width: int, measure: Measure) -> bool:
    """Whether the lines of a block are surely one paragraph that was broken at the width."""
    if not _fills_lines(block, width, measure):
        return False
    pairs = list(itertools.pairwise(block))
    broken = [line for line in block[:-1] if not _SENTENCE_END.search(line)]
    running = [line for line, below in pairs if _CLAUSE_MARK.search(line) or below[0].islower()]
    return len(broken) * 2 >= len(pairs) and len(running) * 2 >= len(pairs)


def _fills_lines(block: Lines, width: int, measure: Measure) -> bool:
    """Whether the lines of a block are as full as can be and the last one ends a sentence."""
    if len(block) < 2 or _width_of(block, measure) > width:
        return False
    if any(_CELLS.search(line.strip()) for line in block) or not _SENTENCE_END.search(block[-1]):
        return False
    return all(_is_full(line, below, width, measure) for line, below in itertools.pairwise(block))


def _is_full(line: str, below: str, width: int, measure: Measure) -> bool:
    """Whether the first word of the line below had no room any more."""
    first_word = _FIRST_WORD.match(below)
    next_width = measure(first_word[0]) if first_word else 0
    return measure(line) + next_width + SLACK > width


def _width_of(lines: Lines, measure: Measure) -> int:
    return max(map(measure, lines), default=0)
