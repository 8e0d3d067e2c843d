"""The paragraphs of a text as printed, without the second copy of a lead that is printed twice."""

import itertools
import re

_WORD = re.compile("[A-Za-z]+|\\d+")
_CHINESE_RUN = re.compile("[\u3400-\u9fff]{2,}")
LEAD_LENGTH = 40  # characters
LEAD_LINES = 4
# Share of the shorter lead's words that the longer one repeats.
REPEATED_SHARE = 0.8


def clean_paragraphs(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines as paragraphs; of a lead printed twice the fuller one stays."""
    paragraphs = tuple(line for line in lines if line)
    shorter = _find_shorter_lead(paragraphs)
    if shorter is None:
        return paragraphs
    return paragraphs[:shorter] + paragraphs[shorter + 1 :]


def _find_shorter_lead(paragraphs: tuple[str, ...]) -> int | None:
    """Return the position of the shorter of two leads that say the same, or None."""
    lead = _find_lead(paragraphs)
    if lead is None:
        return None
    for number in range(lead + 1, min(lead + LEAD_LINES, len(paragraphs))):
        if _repeats(paragraphs[lead], paragraphs[number]):
            return lead if len(paragraphs[lead]) < len(paragraphs[number]) else number
    return None


def _find_lead(paragraphs: tuple[str, ...]) -> int | None:
    for number, paragraph in enumerate(paragraphs[:LEAD_LINES]):
        if len(paragraph) >= LEAD_LENGTH:
            return number
    return None


def _repeats(lead: str, other: str) -> bool:
    if len(other) < LEAD_LENGTH:
        return False
    smaller, larger = sorted((_word_units(lead), _word_units(other)), key=len)
    if len(smaller) * 2 < len(larger):
        return False
    return len(smaller & larger) >= REPEATED_SHARE * len(smaller)


def _word_units(text: str) -> set[str]:
    """Return the words of English in lower case and the pairs of characters of Chinese."""
    words = {word.lower() for word in _WORD.findall(text)}
    return words.union(*map(_character_pairs, _CHINESE_RUN.findall(text)))


def _character_pairs(run: str) -> set[str]:
    return {first + second for first, second in itertools.pairwise(run)}
