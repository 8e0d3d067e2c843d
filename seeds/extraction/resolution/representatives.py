"""Persons beside the organisations that a sentence says they represent."""

from seeds.extraction.annotation import (
    CONSORTIUM,
    ORGANISATION,
    PERSON,
    REFERENCE,
    Mention,
    Sentence,
)
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("representatives")

REPRESENT_VERB = PATTERNS["represent_verb"]
PERSON_SEPARATOR = PATTERNS["person_separator"]
ORGANISATION_SEPARATOR = PATTERNS["organisation_separator"]


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
