"""The people who sign a contract whose parties another clause names, and for whom each of them signs."""

import re
from dataclasses import replace
from itertools import pairwise

from seeds.extraction.annotation import PERSON, Mention, Sentence
from seeds.extraction.relations.signing import text_without_bodies
from seeds.extraction.relations.zh_participants import (
    PATTERNS,
    Participant,
    find_participants,
    known_names,
    pen,
    signing_participants,
)

PARENTHESIS = re.compile(r"\([^()]{0,60}\)")
BETWEEN_PEOPLE = re.compile(r"[\s,、和与及:的]*.{0,14}")
COMMA = re.compile("[,;:。]")
MAX_DISTANCE = 24  # characters between a person and the word for signing


def pens_before(sentence: Sentence, match: re.Match[str]) -> list[Mention]:
    """Return the people who sign in the clause before a trigger, none where it names bodies beside them."""
    start = _clause_start(sentence, match.start())
    signing = signing_participants(sentence, start, match.start())
    if not signing or match.start() - signing[-1].end > MAX_DISTANCE:
        return []
    if any(one.person is None for one in signing):
        return []
    return in_order(sentence, match, signing)


def pens_behind(sentence: Sentence, match: re.Match[str]) -> list[Mention]:
    """Return the people of the list right behind a trigger, each with the body that the person signs for."""
    people = _people_behind(sentence, match.end())
    starts = {person.start for person in people}
    listed = [
        one for one in find_participants(sentence) if one.person and one.person.start in starts
    ]
    label = label_of(sentence, match)
    if label:
        return [
            person if person.organisation else replace(person, organisation=label)
            for person in map(pen, listed)
        ]
    return in_order(sentence, match, listed)


def in_order(sentence: Sentence, match: re.Match[str], listed: list[Participant]) -> list[Mention]:
    """Return people with the parties that they sign for, where each stands in the place of one.

    The parties are the nearest list of as many before. People said to come "in order" whose parties are
    unknown are left out: nobody knows which contract each of them signed.
    """
    people = [pen(one) for one in listed]
    if all(person.organisation for person in people):
        return people
    window = sentence.text[_clause_start(sentence, match.start()) : match.end()]
    parties = _list_before(sentence, listed[0].start, len(listed))
    if parties:
        return [
            person if person.organisation else replace(person, organisation=party)
            for person, party in zip(people, parties, strict=True)
        ]
    if PATTERNS["in_order"].search(window) and not known_names(listed):
        return people if all(person.post for person in people) else []
    return people


def _list_before(sentence: Sentence, place: int, count: int) -> list[str]:
    """The names of the last so many known bodies before a place, if they are a list of their own."""
    if count < 2:
        return []
    before = [one for one in find_participants(sentence) if one.end <= place and not one.person]
    last = before[-count:]
    if len(last) < count or any(one.is_unknown for one in last):
        return []
    between = [sentence.text[one.end : other.start] for one, other in pairwise(last)]
    if not all(PATTERNS["list_gap"].fullmatch(text) for text in between):
        return []
    return [one.name for one in last]


def _people_behind(sentence: Sentence, place: int) -> list[Mention]:
    """The people of a list right behind a place: "signed by A and B"."""
    people: list[Mention] = []
    for person in sentence.mentions_of(PERSON):
        if person.start < place:
            continue
        start = people[-1].end if people else place
        between = text_without_bodies(sentence, start, person.start, since=place)
        if not BETWEEN_PEOPLE.fullmatch(PARENTHESIS.sub("", between)):
            break
        if people and PATTERNS["another_pen"].search(between):
            break
        people.append(person)
    return people


def label_of(sentence: Sentence, match: re.Match[str]) -> str:
    """Return the body, or the word for it, for which those behind a trigger sign."""
    start = _clause_start(sentence, match.start())
    for one in find_participants(sentence):
        if one.person or not start <= one.start or one.end > match.start():
            continue
        before, behind = sentence.text[start : one.start], sentence.text[one.end : match.end()]
        if PATTERNS["label_before"].search(before) or PATTERNS["label_behind"].search(behind):
            return one.name or one.body.name
    word = PATTERNS["label_word"].search(sentence.text, start, match.start())
    return word["word"] if word else ""


def _clause_start(sentence: Sentence, place: int) -> int:
    """Where the clause that holds a place begins, behind a mark."""
    marks = [mark.end() for mark in COMMA.finditer(sentence.text, 0, place)]
    return marks[-1] if marks else 0
