"""Proposals of appointments to an office."""

from dataclasses import replace

from seeds.extraction.annotation import ExtractedFact, ExtractedProposal, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.proposals.event_dates import MainConference
from seeds.extraction.proposals.facts import propose_once, reported_facts
from seeds.extraction.rules.patterns import load_patterns
from seeds.schema import AppointmentFact

PATTERNS = load_patterns("appointments")


def propose_appointments(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: MainConference
) -> list[ExtractedProposal]:
    """Return each appointment of a person to an office once."""
    rows = [
        (fact, _whole_appointment(document, fact, main))
        for fact in reported_facts(facts, "appointment")
    ]
    return propose_once(
        rows, key=lambda values: (values.person, values.office), evidence_field="person"
    )


def _whole_appointment(
    document: AnnotatedArticle, fact: ExtractedFact, main: MainConference
) -> AppointmentFact:
    since, conference = main.date_and_conference(document, fact.sentence)
    letter = True if _mentions_letter(document, fact.sentence) else None
    return replace(fact.values, letter=letter, since=since, conference=conference)


def _mentions_letter(document: AnnotatedArticle, sentence: Sentence) -> bool:
    """Whether the sentence, or the next one of its paragraph, speaks of a letter of appointment."""
    for near in document.sentences[sentence.number : sentence.number + 2]:
        if near.paragraph == sentence.paragraph and PATTERNS["letter"].search(near.text):
            return True
    return False
