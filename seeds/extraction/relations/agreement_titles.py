"""The title of an agreement, near the words that tell of its signing."""

import re

from seeds.extraction.annotation import Sentence
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("agreement_titles")

TITLE_PREFIX = PATTERNS["title_prefix"]
AGREEMENT_TITLE = PATTERNS["agreement_title"]
TITLE_PADDING = " “”"
TITLE_REACH_BEHIND = 120
TITLE_REACH_BEFORE = 60


def agreement_title(sentence: Sentence, match: re.Match[str]) -> str:
    """Return the title behind a trigger, else the one before it, "" without one."""
    text = sentence.text
    end = min(len(text), match.end() + TITLE_REACH_BEHIND)
    title_match = AGREEMENT_TITLE.search(text, match.start(), end)
    if not title_match:
        start = max(0, match.start() - TITLE_REACH_BEFORE)
        title_match = AGREEMENT_TITLE.search(text, start, match.end())
    if not title_match:
        return ""
    title = next(part for part in title_match.groups() if part)
    return _without_padding(TITLE_PREFIX.sub("", title))


def _without_padding(title: str) -> str:
    """The title without blanks and the quotation marks around it, not without those of a name in it."""
    bare = title.strip()
    inner = bare.strip(TITLE_PADDING)
    opened, closed = inner.count("“"), inner.count("”")
    if opened < closed and bare.startswith("“"):
        return f"“{inner}"
    return f"{inner}”" if opened > closed and bare.endswith("”") else inner
