"""The noun phrases of an English sentence as marks, so that a rule reads the grammar between them.

Each list of bodies, of people with their posts, of bases, and each consortium becomes a run of one mark, as
long as its text: a place in the marked text is the same place of the sentence.
"""

import re
from collections.abc import Iterable

from seeds.extraction.annotation import (
    BASE,
    CONSORTIUM,
    ORGANISATION,
    PERSON,
    REFERENCE,
    Mention,
    Sentence,
)
from seeds.extraction.rules.patterns import load_patterns

BODY_MARK = "\ue001"
PERSON_MARK = "\ue002"
CONSORTIUM_MARK = "\ue003"
BASE_MARK = "\ue004"
PAIRS_MARK = "\ue005"
MARKS = {
    ORGANISATION: BODY_MARK,
    REFERENCE: BODY_MARK,
    PERSON: PERSON_MARK,
    CONSORTIUM: CONSORTIUM_MARK,
    BASE: BASE_MARK,
}
PRIVATE_CHARACTER = re.compile("[\ue000-\uf8ff]")
PATTERNS = load_patterns("en_phrases")
# In the order in which they are put together, each with its mark
PERSON_PHRASES = ("represented", "post_of_body", "titled", "with_post", "with_body", "people")
PHRASES = (
    *((name, PERSON_MARK) for name in PERSON_PHRASES),
    ("pairs", PAIRS_MARK),
    ("bodies_in_items", BODY_MARK),
    ("bodies", BODY_MARK),
    ("consortium", CONSORTIUM_MARK),
)
BASE_PHRASES = (("bases", BASE_MARK), *PHRASES)


def mark_phrases(sentence: Sentence, *, with_bases: bool = False) -> str:
    """Return the text of a sentence with its noun phrases as marks; bases only where they are asked for."""
    text = PRIVATE_CHARACTER.sub(" ", sentence.text)
    kinds = (BASE, CONSORTIUM, PERSON, ORGANISATION, REFERENCE)
    for kind in kinds if with_bases else kinds[1:]:
        text = _mark_names(text, sentence.mentions_of(kind), MARKS[kind])
    for name, mark in BASE_PHRASES if with_bases else PHRASES:
        text = PATTERNS[name].sub(_filled_with(mark), text)
    return text


def _mark_names(text: str, mentions: Iterable[Mention], mark: str) -> str:
    """The text with names as marks, where no other name is marked yet."""
    for mention in mentions:
        if not PRIVATE_CHARACTER.search(text, mention.start, mention.end):
            length = mention.end - mention.start
            text = text[: mention.start] + mark * length + text[mention.end :]
    return text


def _filled_with(mark: str):
    """The replacement of a match by a mark in its length."""

    def replacement(match: re.Match[str]) -> str:
        return mark * len(match[0])

    return replacement
