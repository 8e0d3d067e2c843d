"""Words that say what a body is, before its name or behind it: "the insurance broker Everlane Asia"."""

import functools
import re
from collections.abc import Iterator

from seeds.extraction.annotation import ORGANISATION, Mention
from seeds.extraction.mentions.en_name_spans import CAPITAL, CAPITALISED_WORD
from seeds.extraction.rules.lexicon import english_places, lexicon

DESCRIPTORS = "|".join(sorted(lexicon("en")["descriptors"], key=len, reverse=True))
# "compressor maker ", "the Dutch training provider ", "Shenzhen-based sensor supplier "
DESCRIPTION = (
    rf"(?:(?:the|an?)\s)?(?:[A-Z][a-z]+(?:-based)?\s)?(?:[a-z-]+\s){{0,3}}(?:{DESCRIPTORS})\s"
)
NAME = rf"{CAPITAL}[\w’'&.-]*(?<!\.)(?:\s(?:of\s|&\s)?{CAPITALISED_WORD}(?<!\.)){{0,5}}"
# A description alone makes a name of the words behind it; that of a school stands in names as well.
DESCRIBED_NAME = re.compile(rf"\b(?:[a-z-]+\s)(?:{DESCRIPTORS})\s(?P<name>{NAME})")
# "Nordhavn Systems, a Danish maker of pumps"
NAME_DESCRIBED_BEHIND = re.compile(
    rf"(?<![\w-])(?P<name>{NAME}),\s(?:an?|the)\s(?:[\w-]+\s){{0,4}}?(?:{DESCRIPTORS})\b"
)


@functools.cache
def other_words() -> frozenset[str]:
    """Return the words that stand in no name of a body that only its description identifies."""
    lists = lexicon("en")
    return lists["titles"] | lists["leaders"]


def find_described_names(text: str, names: list[Mention]) -> Iterator[Mention]:
    """Yield the bodies that only a description beside their name identifies, outside of other names."""
    for pattern in (DESCRIBED_NAME, NAME_DESCRIBED_BEHIND):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if not _may_be_body(match["name"]) or any(n.overlaps_span(start, end) for n in names):
                continue
            yield Mention(
                start=start, end=end, kind=ORGANISATION, name=match["name"], is_certain=False
            )


def _may_be_body(name: str) -> bool:
    """Whether a name is neither a place nor that of a person with a title."""
    words = name.split()
    if name in english_places() or not other_words().isdisjoint(words):
        return False
    return words[0] not in lexicon("en")["surnames"]
