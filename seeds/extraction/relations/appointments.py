"""Appointments: who was given which office."""

import re

from seeds.extraction.annotation import PERSON, ExtractedFact, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.facts import build_fact, printed_text
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.patterns import load_patterns
from seeds.schema import AppointmentFact

PATTERNS = load_patterns("appointments")
MAX_DISTANCE_BEFORE = 12
MAX_DISTANCE_BEHIND = 30


def extract_appointments(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the appointment at a trigger, none where no person or no office is named."""
    person = _appointed_person(sentence, rule, match)
    if person is None:
        return []
    wording = _office_wording(sentence, person, match)
    if not wording:
        return []
    office = printed_text(sentence, wording)
    values = AppointmentFact(
        person=person.name,
        office=office,
        body=document.nearest_consortium(sentence, match.start()),
        organisation=person.organisation,
        post=person.post,
    )
    return [build_fact(rule, sentence, values, [person.name, office])]


def _appointed_person(sentence: Sentence, rule: Rule, match: re.Match[str]) -> Mention | None:
    """The nearest person on the side of the trigger where the slot is."""
    people = sentence.mentions_of(PERSON)
    if rule.slot == "before":
        for person in reversed(people):
            if 0 <= match.start() - person.end <= MAX_DISTANCE_BEFORE:
                return person
        return None
    for person in people:
        if 0 <= person.start - match.end() <= MAX_DISTANCE_BEHIND:
            return person
    return None


def _office_wording(sentence: Sentence, person: Mention, match: re.Match[str]) -> str:
    """The words for the office: in the trigger, else behind the person's name."""
    wording = match.groupdict().get("office")
    if wording:
        return wording
    behind = PATTERNS["office_behind"].match(sentence.text[person.end :])
    return behind[1] if behind else ""
