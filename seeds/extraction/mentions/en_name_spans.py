"""Spans of English names of organisations: runs of capitalised words, cut at titles, verbs and head nouns."""

import re
from collections.abc import Iterator

from seeds.extraction.mentions.en_head_nouns import (
    has_head_noun,
    head_noun_pattern,
)
from seeds.extraction.mentions.en_name_ends import (
    branded_firm_span,
    complete_end,
    end_without_acronym,
    family_firm_span,
    without_trailing_text,
)
from seeds.extraction.mentions.en_name_parts import ARTICLE, is_title, split_run
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.patterns import load_patterns
from seeds.pages.person_names import PINYIN

PATTERNS = load_patterns("en_name_spans")

CAPITAL = r"[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017f]"
CAPITALISED_WORD = rf"(?:A/S\b|(?!\d{{1,2}}[.)]\s)(?:[0-9]|{CAPITAL})[\w’'.&-]*)"
# "of", and the particles of names in other languages
PARTICLE = "of|for|and|&|in|at|on|de|do|da|dos|des|du|del|di|van|von|der"
CAPITALISED_RUN = re.compile(
    rf"""
    (?<![\w’'-])
    (?:(?:{CAPITAL}\.\s?){{1,3}}(?={CAPITAL}\w)|St\.\s(?=[A-Z]))?        # "J. T. Marlow", "St. Mary"
    (?:\d{{1,3}})?{CAPITAL}[\w’'&-]*(?:\.(?=\s?(?:Ltd|LTD)))?
    (?:
        (?:\s(?:{PARTICLE})(?:\s(?:the|a))?)?\s\(?{CAPITALISED_WORD}\)?
        | (?<=C[oO]\.),?\s?(?:Ltd|LTD)\.?
        | (?<=C[oO]),?\s?(?:Ltd|LTD)\.?
        | ,\s(?:Inc|Corp|LLC|Ltd|Limited|PLC|GmbH)\b
    ){{0,24}}
    """,
    re.VERBOSE,
)
OPENING_PHRASE = PATTERNS["opening_phrase"]
PERSON_OF_ORGANISATION = PATTERNS["person_of_organisation"]
HONOURED_PERSON = PATTERNS["honoured_person"]
FIRST_WORD = PATTERNS["first_word"]
NAME_WITH_TITLE_WORD = PATTERNS["name_with_title_word"]
UNIT_OF_ORGANISATION = PATTERNS["unit_of_organisation"]
MEETING_OF_ORGANISATION = PATTERNS["meeting_of_organisation"]
UNIT_NOUNS = ("Department", "Section", "Office")
ORGANISATION_OF_UNIT = re.compile(r"\s(?:at|of)\s")
UNIT_NAME = PATTERNS["unit_name"]
GOVERNMENT_OF_PLACE = PATTERNS["government_of_place"]
PLACE_NOUNS = frozenset(["District", "Park", "Zone", "Municipality"])
NON_NAME_BEGINNINGS = frozenset(["Our", "Party"])
MIN_WORDS = 2


def find_name_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of names in a sentence."""
    for run in CAPITALISED_RUN.finditer(text):
        for start, end in split_run(text, run.start(), run.end()):
            first = _behind_open_bracket(text, start, end)
            span = _name_span(text, _skip_titles(text, first, end), end)
            if span:
                yield span


def _behind_open_bracket(text: str, start: int, end: int) -> int:
    """The place behind a bracket that the part does not close: "Li Na (Linjiang College"."""
    bracket = text.rfind("(", start, end)
    if bracket < 0 or text.find(")", bracket, end) >= 0:
        return start
    return bracket + 1 if has_head_noun(text[bracket + 1 : end]) else start


def _skip_titles(text: str, start: int, end: int) -> int:
    """The position behind opening phrases, persons and titles at the beginning of a span."""
    while True:
        start = _skip_opening(text, start, end)
        length = _title_length(text[start:end])
        if not length:
            return start
        start += length


def _skip_opening(text: str, start: int, end: int) -> int:
    """The position behind a person and an opening phrase at the beginning of a span."""
    honoured = HONOURED_PERSON.match(text, start, end)
    if honoured:
        return honoured.end()
    person = PERSON_OF_ORGANISATION.match(text, start, end)
    if person and person[1] in lexicon("en")["surnames"] and PINYIN.fullmatch(person[2]):
        start = person.end()
    opening = OPENING_PHRASE.match(text[start:end])
    if opening:
        start += opening.end()
    return start


def _title_length(text: str) -> int:
    """The length of the title or article at the beginning of a text, 0 without one."""
    match = FIRST_WORD.match(text)
    if not match:
        return 0
    word = match[1].rstrip(".")
    has_article = match[0].startswith(ARTICLE)
    has_title = is_title(word) and not NAME_WITH_TITLE_WORD.match(text)
    is_leader = word in lexicon("en")["leaders"]
    if has_article and word != "The" and (is_leader or not has_title):
        return len(ARTICLE)
    if is_leader or has_title or has_article:
        return match.end()
    return 0


def _name_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name in a part of a run, up to its last head noun, without the unit before it."""
    head_nouns = list(head_noun_pattern().finditer(text[start:end]))
    if not head_nouns:
        return family_firm_span(text, start, end) or branded_firm_span(text, start, end)
    end = complete_end(text, start + head_nouns[-1].end(), end)
    name = without_trailing_text(text[start:end])
    if name.endswith(UNIT_NOUNS) and ORGANISATION_OF_UNIT.match(text[start + len(name) : end + 4]):
        return None
    prefix_length = _unit_length(name)
    start += prefix_length
    name = name[prefix_length:]
    if not _is_organisation_name(name):
        return None
    return start, end_without_acronym(text, start, name)


def _unit_length(name: str) -> int:
    """The length of the meeting or unit at the beginning of a name that is complete without it."""
    unit = MEETING_OF_ORGANISATION.match(name) or UNIT_OF_ORGANISATION.match(name)
    if unit and has_head_noun(name[unit.end() :]):
        return unit.end()
    return 0


def _is_organisation_name(name: str) -> bool:
    """Whether a name is more than a unit, a place or a generic word."""
    words = name.split()
    if len(words) < MIN_WORDS or words[0] in NON_NAME_BEGINNINGS:
        return False
    if words[-1] in PLACE_NOUNS and not GOVERNMENT_OF_PLACE.search(name):
        return False
    return not _is_unit(name, words)


def _is_unit(name: str, words: list[str]) -> bool:
    """Whether a name says no more than what unit of an organisation it is."""
    if UNIT_NAME.match(name):
        return True
    units = lexicon("en")["units"]
    return all(word in units or head_noun_pattern().fullmatch(word) for word in words)
