"""The day, venue, theme and attendance of a meeting, from the sentences around its name."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from seeds.extraction.annotation import (
    EVENT,
    ExtractedEvidence,
    ExtractedFact,
    Mention,
    Sentence,
)
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.event_days import (
    days_of,
    find_day_of_paragraph,
    find_sentence_date,
)
from seeds.extraction.relations.facts import sentence_evidence
from seeds.extraction.relations.meetings import OPENING_PARAGRAPHS, reports_consortium
from seeds.extraction.rules.patterns import load_patterns
from seeds.schema import ConferenceFact

PATTERNS = load_patterns("meetings")
DETAIL_LABEL = PATTERNS["detail_label"]
THEME_WORD = PATTERNS["theme_word"]
EARLIER_EVENT = PATTERNS["earlier_event"]
BUILDING = PATTERNS["building"]
DETAIL_RELATIONS = ("venue", "theme", "attendance")
MAX_VENUE_DISTANCE = 2  # paragraphs


@dataclass(frozen=True, kw_only=True)
class ConferenceDetails:
    """What is told of a meeting, with the evidence; `mention` is None for a meeting without a name."""

    sentence: Sentence
    mention: Mention | None = None
    values: ConferenceFact = field(default_factory=ConferenceFact)
    evidence: tuple[ExtractedEvidence, ...] = ()


def extract_conference_details(
    document: AnnotatedArticle,
    facts: list[ExtractedFact],
    sentence: Sentence,
    mention: Mention | None,
) -> ConferenceDetails:
    """Return the details of a meeting: from the sentence that names it, else from those around it."""
    related = _related_sentences(document, sentence)
    day, evidence = _day_of_meeting(document, sentence, related)
    values = ConferenceFact(starts_on=day)
    for relation in DETAIL_RELATIONS:
        sentences = document.sentences if relation == "attendance" else related
        own = [
            other
            for other in sentences
            if other is sentence or not _is_of_other_meeting(document, other, day)
        ]
        fact = _first_fact(facts, relation, own)
        if fact is None:
            continue
        values = values.completed_by(fact.values)
        evidence += sentence_evidence(fact.sentence, relation)
    return ConferenceDetails(
        sentence=sentence, mention=mention, values=values, evidence=tuple(evidence)
    )


def _day_of_meeting(
    document: AnnotatedArticle, sentence: Sentence, related: list[Sentence]
) -> tuple[str | None, list[ExtractedEvidence]]:
    """The day of a meeting with its evidence: its sentence, its paragraph and then the others tell it."""
    day = find_sentence_date(document, sentence) or find_day_of_paragraph(document, sentence)
    if day:
        return day, sentence_evidence(sentence, "starts_on")
    for other in related:
        day = find_sentence_date(document, other)
        if not day and other.mentions_of(EVENT):
            day = find_day_of_paragraph(document, other)
        if day:
            return day, sentence_evidence(other, "starts_on")
    return None, []


def _is_of_other_meeting(document: AnnotatedArticle, sentence: Sentence, day: str | None) -> bool:
    """Whether a sentence tells of an earlier meeting, or of another day than that of the meeting."""
    if EARLIER_EVENT.search(sentence.text):
        return True
    days = days_of(document, sentence) if day else []
    return bool(days) and not any(_is_same_day(each, day) for each in days)


def _is_same_day(day: str, other: str) -> bool:
    """Whether the first of two days or intervals is a part of the second or begins with it."""
    first, _, last = other.partition("/")
    return first <= day[: len(first)] <= (last or first)


def _first_fact(
    facts: list[ExtractedFact], relation: str, sentences: Iterable[Sentence]
) -> ExtractedFact | None:
    """The fact of a relation in the first of the sentences that has one; of venues the fullest."""
    by_sentence: dict[int, ExtractedFact] = {}
    for fact in facts:
        if fact.relation == relation:
            by_sentence.setdefault(fact.sentence.number, fact)
    found = [by_sentence[other.number] for other in sentences if other.number in by_sentence]
    if not found:
        return None
    return _fullest_venue(found) if relation == "venue" else found[0]


def _fullest_venue(facts: list[ExtractedFact]) -> ExtractedFact:
    """The first venue, or one that completes it: a longer name of it, a building instead of a town."""
    first = facts[0]
    for fact in facts:
        # The last character does not count, so that a venue is not fuller than itself.
        if first.values.venue in fact.values.venue[:-1]:
            return fact
    if BUILDING.search(first.values.venue):
        return first
    near = [
        fact
        for fact in facts
        if BUILDING.search(fact.values.venue)
        and abs(fact.sentence.paragraph - first.sentence.paragraph) <= MAX_VENUE_DISTANCE
    ]
    return near[0] if near else first


def _related_sentences(document: AnnotatedArticle, sentence: Sentence) -> list[Sentence]:
    """The sentence, labelled details, the first paragraphs, then other sentences about a meeting."""
    near_paragraphs = {*OPENING_PARAGRAPHS, sentence.paragraph}
    near: list[Sentence] = []
    far: list[Sentence] = []
    for other in document.sentences:
        if other is sentence:
            continue
        if other.paragraph in near_paragraphs:
            near.append(other)
        else:
            far.append(other)
    labelled = [other for other in far if DETAIL_LABEL.match(other.text)]
    about_meeting = [other for other in far if _is_about_meeting(other)]
    return [sentence, *labelled, *near, *about_meeting]


def _is_about_meeting(sentence: Sentence) -> bool:
    if THEME_WORD.search(sentence.text) or reports_consortium(sentence):
        return True
    return bool(sentence.mentions_of(EVENT))
