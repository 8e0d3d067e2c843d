"""Persons in an English sentence: Chinese names, and others that a title or a post shows to be one."""

import re
from collections.abc import Iterable, Iterator

from seeds.extraction.mentions.en_organisations import head_noun_pattern, overlaps
from seeds.extraction.model import PERSON, Mention
from seeds.extraction.rules.lexicon import english_places, lexicon
from seeds.pages.person_names import PINYIN

POST_ALTERNATIVES = (
    r"(?i:chief executive|president|manager|director|chairman|chairwoman|chairperson|principal|dean|founder|professor|"
    r"officer|secretary[- ]general|rector|chancellor|provost|head|chief engineer|partner|mayor)|CEO|CTO|COO|CFO"
)
HONORIFIC = r"(?:Mr|Ms|Mrs|Dr|Prof|Professor|Ts|Ir|Sir|Madam|Datuk|Dato|Engr)"
PERSON_NAME = r"[A-Z][a-z’'-]+(?:\s(?:[A-Z]\.?|bin|binti|van|von|de))?\s[A-Z][a-z’'-]+"
NAME_AFTER_POST = re.compile(
    rf"\b(?:{POST_ALTERNATIVES}),?\s({PERSON_NAME})(?=,|\.|;|\s(?:and|signed|put|said|also|of|both|inked|at|on|for|represented|initialled|with)\b|\s\()"
)
NAME_AFTER_HONORIFIC = re.compile(
    rf"\b{HONORIFIC}\.?\s(?:{HONORIFIC}\.?\s)?((?:[A-Z][a-z’'-]+)(?:\s(?:bin\s|van\s)?[A-Z][a-z’'-]+){{1,3}})"
)
NAME_BEFORE_POST = re.compile(
    rf"(?<![\w-]\s)(?<!\w)({PERSON_NAME})(?=,\s(?:the\s|its\s|an?\s)?(?:[\w-]+[’'s]*\s){{0,4}}?(?:{POST_ALTERNATIVES})\b|\s\((?:[\w-]+\s){{0,3}}?(?:{POST_ALTERNATIVES})\b)"
)
LISTED_NAME_BEFORE_POST = re.compile(
    rf"(?<=and\s)({PERSON_NAME})(?=,\s(?:the\s|its\s|an?\s)?(?:[\w-]+\s){{0,4}}?(?:{POST_ALTERNATIVES})\b|\s\((?:[\w-]+\s){{0,3}}?(?:{POST_ALTERNATIVES})\b)"
)
TITLED_SURNAME = re.compile(
    rf"\b(?:{HONORIFIC}\.?|[Pp]resident|[Cc]hairman|[Cc]hairwoman|[Dd]irector|[Dd]ean|[Pp]rincipal|[Mm]anager|[Rr]ector|[Mm]ayor|[Ss]ecretary)\s([A-Z][a-z]+)(?!\s?[A-Z]|[’']s\s[A-Z]|\w|\s(?:of|and)\s[A-Z])"
)
BARE_SURNAME = re.compile(
    r"(?<![\w’'-])(?<![A-Z][a-z]\s)([A-Z][a-z]{2,})(?=\s(?:and|said|sat|then|signed|also|added|put|noted|inked|for)\b|[,.](?:\s|$))"
)


def find_people(text: str, taken: Iterable[Mention] = ()) -> list[Mention]:
    """Return the persons of the sentence."""
    inside = list(taken)
    found = [each for each in _chinese(text) if not overlaps(each, inside)]
    for each in _titled(text):
        if not overlaps(each, [*found, *inside]):
            found.append(each)
    return found


def unique_surnames(people: Iterable[str]) -> dict[str, str]:
    """Return the surnames that one person of an article alone bears, with the whole name."""
    found: dict[str, set[str]] = {}
    for name in people:
        for word in {
            name.split()[0],
            *([] if _is_chinese(*name.split()[:2]) else [name.split()[-1]]),
        }:
            found.setdefault(word, set()).add(name)
    return {word: next(iter(whole)) for word, whole in found.items() if len(whole) == 1}


def find_surname_mentions(
    text: str, known: dict[str, str], taken: Iterable[Mention]
) -> list[Mention]:
    """Return the persons that a sentence calls by a surname that another one explains."""
    inside, found = list(taken), []
    for pattern in (TITLED_SURNAME, BARE_SURNAME):
        for match in pattern.finditer(text):
            here = Mention(
                start=match.start(1),
                end=match.end(1),
                kind=PERSON,
                name=match[1],
                full_name=known.get(match[1], ""),
            )
            if here.full_name and not overlaps(here, [*inside, *found]):
                found.append(here)
    return found


def _chinese(text: str) -> Iterator[Mention]:
    """Names of Chinese people, in pinyin."""
    for match in re.finditer(r"\b[A-Z][a-z]+(?:\s[A-Z][a-z]+){1,9}", text):
        words = list(re.finditer(r"\S+", match[0]))
        place = 0
        while place < len(words) - 1:
            given = words[place + 1]
            start, end = match.start() + words[place].start(), match.start() + given.end()
            if _is_chinese(words[place][0], given[0]) and not _is_longer(text, end):
                yield Mention(start=start, end=end, kind=PERSON, name=text[start:end])
                place += 1
            place += 1


def _is_chinese(surname: str, given: str) -> bool:
    lists = lexicon("en")
    return (
        surname in lists["surnames"]
        and bool(PINYIN.fullmatch(given))
        and given not in lists["titles"]
    )


def _titled(text: str) -> Iterator[Mention]:
    """Names of whatever language beside a post or a word of honour."""
    lists = lexicon("en")
    known = lists["titles"] | lists["leaders"] | lists["units"]
    for pattern in (
        NAME_AFTER_HONORIFIC,
        NAME_AFTER_POST,
        NAME_BEFORE_POST,
        LISTED_NAME_BEFORE_POST,
    ):
        for match in pattern.finditer(text):
            words = match[1].split()
            if (
                not any(word in known or head_noun_pattern().match(word) for word in words)
                and match[1] not in english_places()
            ):
                yield Mention(start=match.start(1), end=match.end(1), kind=PERSON, name=match[1])


def _is_longer(text: str, end: int) -> bool:
    """Whether a name of a body goes on behind what looks like a person."""
    follows = re.match(r"\s([A-Z][\w’]*)", text[end:])
    return bool(follows) and (
        bool(head_noun_pattern().match(follows[1])) or bool(re.fullmatch(PINYIN, follows[1]))
    )
