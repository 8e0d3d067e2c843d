"""Head nouns and legal forms of English names of organisations."""

import functools
import re

from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("en_head_nouns")

LEGAL_FORM = PATTERNS["legal_form"]
FIRM_KIND = "enterprise"
MIN_CAPITALS = 3  # letters of a head noun that may be written in capitals alone
BRACKETED_ACRONYM = re.compile(r"\s?\(([A-Z][A-Za-z&-]{1,9})\)")
ACRONYM_AT_END = re.compile(r"\s\(([A-Z]{2,9})\)$")
TRAILING_ACRONYM = re.compile(r"\s\([A-Z][A-Za-z&-]{1,9}\)$")
HEAD_NOUN_WITH_OBJECT = PATTERNS["head_noun_with_object"]


@functools.cache
def head_noun_pattern() -> re.Pattern[str]:
    """Return the pattern of a head noun."""
    words = {word.rstrip(".") for word in lexicon("en").head_nouns}
    words |= {word.upper() for word in words if len(word) >= MIN_CAPITALS}
    nouns = "|".join(map(re.escape, sorted(words)))
    return re.compile(rf"\b(?:{nouns})(?!\w|[’'](?!s?(?:\s|$)))")


def has_head_noun(text: str) -> bool:
    """Whether a text contains a head noun."""
    return head_noun_pattern().search(text) is not None


def ends_with_head_noun(text: str) -> bool:
    """Whether a text ends with a head noun, its "of ..." and an acronym in brackets left aside."""
    text = TRAILING_ACRONYM.sub("", text)
    head_nouns = list(head_noun_pattern().finditer(text))
    if not head_nouns:
        return False
    rest = text[head_nouns[-1].end() :].strip(" .,)’s")
    return not rest or HEAD_NOUN_WITH_OBJECT.search(text) is not None


def ends_with_school(text: str) -> bool:
    """Whether a text ends with the noun of a school."""
    head_nouns = list(head_noun_pattern().finditer(text))
    return bool(head_nouns) and head_nouns[-1].end() == len(text) and name_kind(text) == "school"


def name_kind(name: str) -> str:
    """Return the kind of organisation by the last head noun of a name, that of a firm without one."""
    kinds = lexicon("en").head_nouns
    nouns = head_noun_pattern().findall(name)
    if not nouns:
        return FIRM_KIND
    noun = nouns[-1]
    if noun.isupper() and noun not in kinds:
        noun = noun.capitalize()
    return kinds.get(noun) or kinds.get(f"{noun}.", FIRM_KIND)
