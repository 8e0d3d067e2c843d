"""Persons in an English sentence: Chinese names, and others beside a title or a post."""

import re
from collections.abc import Iterable, Iterator

from seeds.extraction.annotation import PERSON, Mention
from seeds.extraction.mentions.en_head_nouns import head_noun_pattern
from seeds.extraction.rules.lexicon import english_places, lexicon
from seeds.extraction.rules.patterns import load_patterns
from seeds.pages.person_names import PINYIN

PATTERNS = load_patterns("en_people")

# Spaces are escaped, as these stand in verbose patterns.
POST = r"""(?:
    (?i:
        chief\ executive|president|manager|director|chairman|chairwoman|chairperson|principal|dean
        |founder|professor|officer|secretary[- ]general|rector|chancellor|provost|head
        |chief\ engineer|partner|mayor|headmaster|headmistress|superintendent|treasurer|signatory
    )
    |CEO|CTO|COO|CFO
)"""
HONORIFIC = r"(?:Mr|Ms|Mrs|Dr|Prof|Professor|Ts|Ir|Sir|Madam|Datuk|Dato|Engr)"
PERSON_NAME = r"[A-Z][a-zà-ÿ’'-]+(?:\s(?:[A-Z]\.?|bin|binti|van|von|de))?\s[A-Z][a-zà-ÿ’'-]+"
POST_IN_BRACKETS = rf"\s\((?:[\w-]+\s){{0,3}}?{POST}\b"
NAME_AFTER_POST = re.compile(
    rf"""
    \b{POST},?\s({PERSON_NAME})
    (?=
        ,|\.|;
        |\s(?:and|signed|put|said|also|of|both|inked|at|on|for|represented|initialled|with|held|were|was|is|who)\b
        |\s?[()]|$
    )
    """,
    re.VERBOSE,
)
NAME_AFTER_HONORIFIC = re.compile(
    rf"""
    \b{HONORIFIC}\.?\s(?:{HONORIFIC}\.?\s)?
    ((?:[A-Z][a-z’'-]+)(?:\s(?:bin\s|van\s)?[A-Z][a-z’'-]+){{1,3}})
    """,
    re.VERBOSE,
)
NAME_BEFORE_POST = re.compile(
    rf"""
    (?<![\w-]\s)(?<!\w)({PERSON_NAME})
    (?=,\s(?:the\s|its\s|an?\s)?(?:[\w-]+[’'s]*\s){{0,4}}?{POST}\b|{POST_IN_BRACKETS})
    """,
    re.VERBOSE,
)
LISTED_NAME_BEFORE_POST = re.compile(
    rf"""
    (?<=and\s)({PERSON_NAME})
    (?=,\s(?:the\s|its\s|an?\s)?(?:[\w-]+\s){{0,4}}?{POST}\b|{POST_IN_BRACKETS})
    """,
    re.VERBOSE,
)
TITLED_SURNAME = re.compile(
    rf"""
    \b
    (?:
        {HONORIFIC}\.?
        |[Pp]resident|[Cc]hairman|[Cc]hairwoman|[Dd]irector|[Dd]ean|[Pp]rincipal|[Mm]anager
        |[Rr]ector|[Mm]ayor|[Ss]ecretary
    )
    \s([A-Z][a-z]+)
    (?!\s?[A-Z]|[’']s\s[A-Z]|\w|\s(?:of|and)\s[A-Z])
    """,
    re.VERBOSE,
)
BARE_SURNAME = PATTERNS["bare_surname"]
CAPITALISED_WORDS = re.compile(r"\b[A-Z][a-z]+(?:\s[A-Z][a-z]+){1,9}")
# "signed by Li Qiang and Karl Weber"
BY_BEFORE = re.compile(r"\bby\s(?:[\w-]+\s){0,4}$")
LISTED_PERSON = re.compile(rf"\sand\s({PERSON_NAME})(?=[.,;]|$|\s(?:on|for|respectively)\b)")
WORD = re.compile(r"\S+")
NEXT_CAPITALISED_WORD = re.compile(r"\s([A-Z][\w’]*)")


def find_people(text: str, names: Iterable[Mention] = ()) -> list[Mention]:
    """Return the persons of the sentence outside of other names."""
    names = list(names)
    people = [person for person in _chinese_people(text) if not person.overlaps_any(names)]
    for person in _titled_people(text):
        if not person.overlaps_any([*people, *names]):
            people.append(person)
    return people


def unique_surnames(people: Iterable[str]) -> dict[str, str]:
    """Return the surnames that only one of the persons has, each with the whole name."""
    names_of_surname: dict[str, set[str]] = {}
    for name in people:
        for surname in _possible_surnames(name):
            names_of_surname.setdefault(surname, set()).add(name)
    return {
        surname: next(iter(names)) for surname, names in names_of_surname.items() if len(names) == 1
    }


def _possible_surnames(name: str) -> set[str]:
    """The first word of a Chinese name, the first and the last of any other."""
    words = name.split()
    if _is_chinese_name(words[0], words[1]):
        return {words[0]}
    return {words[0], words[-1]}


def find_surname_mentions(
    text: str, surnames: dict[str, str], mentions: Iterable[Mention]
) -> list[Mention]:
    """Return the persons that a sentence calls by surname, outside of the mentions it has.

    `surnames` gives each surname the whole name.
    """
    all_mentions = list(mentions)
    people = [
        *_known_people(text, surnames.values(), all_mentions),
        *_listed_people(text, all_mentions),
    ]
    all_mentions += people
    for pattern in (TITLED_SURNAME, BARE_SURNAME):
        for match in pattern.finditer(text):
            full_name = surnames.get(match[1])
            if not full_name:
                continue
            person = _person(text, match.start(1), match.end(1), full_name=full_name)
            if not person.overlaps_any(all_mentions):
                people.append(person)
                all_mentions.append(person)
    return people


def _known_people(text: str, names: Iterable[str], mentions: list[Mention]) -> list[Mention]:
    """The persons that another sentence introduces, where this one has their whole names."""
    people = []
    for name in sorted(set(names)):
        for place in (match.start() for match in re.finditer(rf"\b{re.escape(name)}\b", text)):
            person = _person(text, place, place + len(name))
            if not person.overlaps_any(mentions):
                people.append(person)
    return people


def _listed_people(text: str, mentions: list[Mention]) -> list[Mention]:
    """The names that stand beside a person behind "signed by", and that nothing else identifies."""
    people = []
    for person in mentions:
        if person.kind != PERSON or not BY_BEFORE.search(text, 0, person.start):
            continue
        match = LISTED_PERSON.match(text, person.end)
        if match and _may_be_person(match[1]):
            other = _person(text, match.start(1), match.end(1))
            if not other.overlaps_any(mentions):
                people.append(other)
    return people


def _person(text: str, start: int, end: int, *, full_name: str = "") -> Mention:
    return Mention(start=start, end=end, kind=PERSON, name=text[start:end], full_name=full_name)


def _chinese_people(text: str) -> Iterator[Mention]:
    """Yield the Chinese names, in pinyin."""
    for run in CAPITALISED_WORDS.finditer(text):
        words = list(WORD.finditer(text, run.start(), run.end()))
        index = 0
        while index < len(words) - 1:
            surname = words[index]
            given_name = words[index + 1]
            is_name = _is_chinese_name(surname[0], given_name[0])
            if is_name and not _is_part_of_organisation(text, given_name.end()):
                yield _person(text, surname.start(), given_name.end())
                index += 1
            index += 1


def _is_chinese_name(surname: str, given_name: str) -> bool:
    lists = lexicon("en")
    if surname not in lists["surnames"] or given_name in lists["titles"]:
        return False
    return PINYIN.fullmatch(given_name) is not None


def _titled_people(text: str) -> Iterator[Mention]:
    """Yield the names of any language beside a post or an honorific."""
    patterns = (NAME_AFTER_HONORIFIC, NAME_AFTER_POST, NAME_BEFORE_POST, LISTED_NAME_BEFORE_POST)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if _may_be_person(match[1]):
                yield _person(text, match.start(1), match.end(1))


def _may_be_person(name: str) -> bool:
    """Whether a name is no place and holds neither titles nor nouns for organisations."""
    if name in english_places():
        return False
    lists = lexicon("en")
    words = name.split()
    for list_name in ("titles", "leaders", "units"):
        if not lists[list_name].isdisjoint(words):
            return False
    return not any(head_noun_pattern().match(word) for word in words)


def _is_part_of_organisation(text: str, end: int) -> bool:
    """Whether the name of an organisation continues behind what looks like a person."""
    following = NEXT_CAPITALISED_WORD.match(text, end)
    if not following:
        return False
    if head_noun_pattern().match(following[1]):
        return True
    return PINYIN.fullmatch(following[1]) is not None
