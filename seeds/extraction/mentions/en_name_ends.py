"""Where an English name of an organisation ends: legal forms, countries in brackets, dates behind it."""

import re

from seeds.extraction.mentions.en_head_nouns import ACRONYM_AT_END, LEGAL_FORM, has_head_noun
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("en_name_ends")

ABBREVIATION_DOT = PATTERNS["abbreviation_dot"]
ABBREVIATED_ENDINGS = (
    "Co",
    "Inc",
    "Corp",
    "Ltd",
    "CO",
    "INC",
    "LTD",
    "Bhd",
    "B.V",
    "N.V",
    "S.A",
    "S.p.A",
    "S.r.l",
)
LEGAL_FORM_BEHIND = PATTERNS["legal_form_behind"]
LEGAL_FORM_ENDING = PATTERNS["legal_form_ending"]
OBJECT_BEHIND = PATTERNS["object_behind"]
FIRST_FIELD_BEFORE = PATTERNS["first_field_before"]
SECOND_FIELD = PATTERNS["second_field"]
FIRM_BEHIND_BRACKET = PATTERNS["firm_behind_bracket"]
TRAILING_TEXT = PATTERNS["trailing_text"]
BRACKET_AND_TEXT = re.compile(r"\s\([A-Z][A-Za-z&-]{1,9}\)\s.*$")
MAX_BRAND_WORDS = 4
FAMILY_FIRM = PATTERNS["family_firm"]


def family_firm_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of a firm that only "& Sons" marks as one, None for any other text."""
    if not FAMILY_FIRM.search(text, start, end):
        return None
    name = TRAILING_TEXT.sub("", text[start:end])
    return start, start + len(name)


def branded_firm_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of a firm that only its trade marks: "Kestrel Robotics"; None for other text."""
    name = TRAILING_TEXT.sub("", text[start:end])
    words = name.split()
    lists = lexicon("en")
    if not 1 < len(words) <= MAX_BRAND_WORDS or words[-1] not in lists["trades"]:
        return None
    for other in ("common", "no_brand", "trades", "titles", "leaders", "surnames"):
        if words[0] in lists[other]:
            return None
    return start, start + len(name)


def complete_end(text: str, head_end: int, end: int) -> int:
    """Return the end of a name: behind its last head noun, the legal form or the "of ..." after that."""
    tail = text[head_end:end]
    if LEGAL_FORM_BEHIND.match(tail):
        return head_end + LEGAL_FORM_ENDING.match(tail).end()
    if OBJECT_BEHIND.match(tail):
        return end
    if SECOND_FIELD.match(tail) and FIRST_FIELD_BEFORE.search(text, 0, head_end):
        return end
    return head_end


def without_trailing_text(name: str) -> str:
    """Return the name without what follows it, unless that is a part of it: "Water (Kenya) Company"."""
    if LEGAL_FORM.search(name):
        return name
    name = TRAILING_TEXT.sub("", name)
    if name.endswith(")") and "(" not in name:
        return name[:-1]
    if FIRM_BEHIND_BRACKET.search(name):
        return name
    shortened = BRACKET_AND_TEXT.sub("", name)
    return shortened if has_head_noun(shortened) else name


def end_without_acronym(text: str, start: int, name: str) -> int:
    """Return the end of a name without an acronym in brackets, and with the dot of an abbreviation."""
    end = start + len(ACRONYM_AT_END.sub("", name))
    end = start + len(text[start:end].rstrip())
    if name.endswith(ABBREVIATED_ENDINGS) and ABBREVIATION_DOT.match(text, end):
        return end + 1
    return end
