"""Persons beside the organisations that a sentence says they represent."""

import re

from seeds.extraction.annotation import (
    CONSORTIUM,
    ORGANISATION,
    PERSON,
    REFERENCE,
    Mention,
    Sentence,
)

REPRESENT_VERB = re.compile("(?:分别)?代表(?!团|性|大会|队|处|作)")
PERSON_SEPARATOR = re.compile(r"[、,和与]?|院长|校长|先生|女士|总经理|董事长|书记")
ORGANISATION_SEPARATOR = re.compile("[、,和与及]?")


def find_representatives(sentence: Sentence) -> list[tuple[list[Mention], list[Mention]]]:
    """Return pairs of lists: the persons before a verb of representing, the organisations behind it."""
    pairs = []
    for verb in REPRESENT_VERB.finditer(sentence.text):
        people = _people_before(sentence, verb.start())
        organisations = _organisations_after(sentence, verb.end())
        if people and organisations:
            pairs.append((people, organisations))
    return pairs


def _people_before(sentence: Sentence, end: int) -> list[Mention]:
    """The list of persons that ends at a position, in order."""
    people: list[Mention] = []
    for person in reversed(sentence.mentions_of(PERSON)):
        if person.end > end:
            continue
        separator = sentence.text[person.end : end].strip()
        if not PERSON_SEPARATOR.fullmatch(separator):
            continue
        people.insert(0, person)
        end = person.start
        if sentence.text[: person.start].endswith(person.post):
            end -= len(person.post)
    return people


def _organisations_after(sentence: Sentence, start: int) -> list[Mention]:
    """The list of organisations that begins at a position."""
    organisations: list[Mention] = []
    for actor in sentence.mentions_of(ORGANISATION, CONSORTIUM, REFERENCE):
        if actor.start < start:
            continue
        separator = sentence.text[start : actor.start].strip()
        if ORGANISATION_SEPARATOR.fullmatch(separator):
            organisations.append(actor)
            start = actor.end
    return organisations
