"""Several offices in one English sentence: "A and B were elected chair and vice-chair"."""

import re

from seeds.extraction.annotation import Sentence
from seeds.extraction.lists.coordination import MentionGroup
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("en_offices")
OFFICE_GROUP = "office"


def english_office_words(sentence: Sentence, match: re.Match[str], wording: str) -> list[str]:
    """Return the words for the offices of a list that begins with the office of a trigger."""
    if OFFICE_GROUP not in match.re.groupindex or not match[OFFICE_GROUP]:
        return [wording]
    listed = PATTERNS["office_list"].match(sentence.text, match.start(OFFICE_GROUP))
    if not listed:
        return [wording]
    return [office[0] for office in PATTERNS["office"].finditer(listed[0])]


def pair_english_offices(
    _sentence: Sentence, _match: re.Match[str], bodies: MentionGroup, offices: list[str]
) -> list[tuple[MentionGroup, str]]:
    """Return each office with its holders: one for one, or all of them for one body or one office.

    Nobody knows who of three bodies holds which of two offices.
    """
    if len(offices) == 1:
        return [(bodies, offices[0])]
    if len(bodies) == 1:
        return [(bodies, office) for office in offices]
    if len(bodies) != len(offices):
        return []
    return [((body,), office) for body, office in zip(bodies, offices, strict=True)]
