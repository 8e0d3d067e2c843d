"""Paragraphs of a text that an old mail program or editor broke into lines of one width."""

import itertools
import re
import unicodedata
from collections.abc import Iterator

from portal.core.text_cleaning import join_wrapped_lines

_INDENT = re.compile("\u3000|\t| {2,}")
_CELLS = re.compile(r"\t|\s\|\s| {3,}\S|｜")
_SENTENCE_END = re.compile("[。！？；.!?;][”’\"')）】」]*$")
_CLAUSE_MARK = re.compile("[，。、；：,.;:]")
_FIRST_WORD = re.compile(r"[!-~]+|.")
# Columns of a line: a Chinese character takes two
MIN_WIDTH = 30
MAX_WIDTH = 130
# Marks that may not begin a line take a character along to the next one
SLACK = 4
MIN_FULL_LINES = 3  # of the whole text
Lines = list[str]


def unwrap_paragraphs(text: str) -> str:
    """The text with one line for each paragraph, if its paragraphs were surely broken at one width.

    A paragraph begins behind a blank line or with an indent. It was broken where its lines are as full as
    can be, run on in the middle of sentences, and the last one ends a sentence. Any other text comes back as
    it was.
    """
    blocks = list(_blocks(text.split("\n")))
    wrapped = [block for block in blocks if _is_wrapped(block, _width_of(block))]
    if sum(len(block) - 1 for block in wrapped) < MIN_FULL_LINES:
        return text
    width = max(map(_width_of, wrapped))
    return "\n".join(_unwrap(block, width) for block in blocks)


def _blocks(lines: Lines) -> Iterator[Lines]:
    block: Lines = []
    for line in lines:
        if block and (not line.strip() or _INDENT.match(line)):
            yield block
            block = []
        block.append(line.rstrip())
    if block:
        yield block


def _unwrap(block: Lines, width: int) -> str:
    text = [line for line in block if line]
    if not _is_wrapped(text, width):
        return "\n".join(block)
    return join_wrapped_lines("\n".join(text))


def _is_wrapped(block: Lines, width: int) -> bool:
    """Whether the lines of a block are one paragraph that was broken at the width."""
    lines = [line for line in block if line]
    if len(lines) < 2 or not MIN_WIDTH <= width <= MAX_WIDTH or _width_of(lines) > width:
        return False
    if any(_CELLS.search(line.strip()) for line in lines) or not _SENTENCE_END.search(lines[-1]):
        return False
    pairs = list(itertools.pairwise(lines))
    broken = [line for line in lines[:-1] if not _SENTENCE_END.search(line)]
    running = [line for line, below in pairs if _CLAUSE_MARK.search(line) or below[0].islower()]
    if len(broken) * 2 < len(pairs) or len(running) * 2 < len(pairs):
        return False
    return all(_is_full(line, below, width) for line, below in pairs)


def _is_full(line: str, below: str, width: int) -> bool:
    """Whether the first word of the line below had no room any more."""
    first_word = _FIRST_WORD.match(below)
    next_width = _columns(first_word[0]) if first_word else 0
    return _columns(line) + next_width + SLACK > width


def _width_of(lines: Lines) -> int:
    return max(map(_columns, lines), default=0)


def _columns(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return len(text) + wide
