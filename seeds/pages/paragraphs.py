"""The paragraphs of a text: as printed, a lead that the page prints twice kept once."""

import itertools
import re

_WORD = re.compile("[A-Za-z]+|\\d+")
_CHINESE = re.compile("[\u3400-\u9fff]")
LEAD_LENGTH, LEAD_LINES = 40, 4
# Share of the shorter lead's words that the longer one repeats.
REPEATED_SHARE = 0.8


def clean_paragraphs(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines as paragraphs; of a lead printed twice the fuller one stays."""
    paragraphs = [line for line in lines if line]
    lead = next(
        (n for n, line in enumerate(paragraphs[:LEAD_LINES]) if len(line) >= LEAD_LENGTH), None
    )
    if lead is None:
        return tuple(paragraphs)
    for number in range(lead + 1, min(lead + LEAD_LINES, len(paragraphs))):
        if _repeats(paragraphs[lead], paragraphs[number]):
            shorter = lead if len(paragraphs[lead]) < len(paragraphs[number]) else number
            return tuple(paragraphs[:shorter] + paragraphs[shorter + 1 :])
    return tuple(paragraphs)


def _repeats(lead: str, other: str) -> bool:
    if len(other) < LEAD_LENGTH:
        return False
    smaller, larger = sorted((_units(lead), _units(other)), key=len)
    return len(smaller & larger) >= REPEATED_SHARE * len(smaller) and len(smaller) * 2 >= len(
        larger
    )


def _units(text: str) -> set[str]:
    """Return the words of English, the pairs of characters of Chinese."""
    pairs = itertools.pairwise(text)
    return set(map(str.lower, _WORD.findall(text))) | {
        a + b for a, b in pairs if _CHINESE.match(a) and _CHINESE.match(b)
    }
