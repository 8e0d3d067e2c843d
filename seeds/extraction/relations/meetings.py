"""The meetings that an article reports: which they are, and the day, venue, theme and attendance of each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from seeds.extraction.annotation import (
    CONSORTIUM,
    EVENT,
    ORGANISATION,
    REFERENCE,
    ExtractedEvidence,
    ExtractedFact,
    Mention,
    Sentence,
)
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.languages import EN
from seeds.extraction.mentions.dates import DateMention, find_dates
from seeds.extraction.relations.event_days import find_same_day, is_date_of_event
from seeds.extraction.relations.facts import sentence_evidence
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.loading import trigger_pattern
from seeds.extraction.rules.planned_events import is_planned
from seeds.schema import ConferenceFact

DETAIL_RELATIONS = ("venue", "theme", "attendance")
PLAN_AFTER = re.compile(r"\s?(?:将|拟|计划|预计|定于|有望|will\b|is\sto\b)")
ATTENDED_ELSEWHERE = re.compile(r"出席|参加|获|评选|国务院|Speaking|attend|response\sto")
DATED_ACTION = re.compile(
    r"""
    ^(?:会议|活动|大会|举办)?(?:时间|日期):                     # the label of a date
  | 来到|齐聚|签约|揭牌|授牌|挂牌|亮相|签署|签订|成立
  | gathered|concluded|signed|was\ established|unveiled
    """,
    re.VERBOSE,
)
YEAR = re.compile(r"20[0-3]\d")
FOUNDED_OR_HELD = re.compile(r"成立|召开|举行")
DETAIL_LABEL = re.compile("(?:会议|活动|大会|论坛|举办)?(?:时间|日期|地点|地址|会场|主题):")
WORDS_OF_THEME = ("主题", "theme")
# Scores of a naming for being the meeting that the article is about.
HELD_SCORE = 3
FOUNDING_SCORE = 1
NAMED_SCORE = 4
TITLE_SCORE = 2
FIRST_PARAGRAPH_SCORE = 2
OTHERS_PENALTY = -4
LONG_NAME_LENGTH = 5
OPENING_PARAGRAPHS = frozenset({1, 2, 3})
HELD_WINDOW_BEFORE = 40
HELD_WINDOW_BEHIND = 60
FOUNDING_CEREMONY = re.compile(
    "(?:共同体|联合体|联盟)?(?:成立|揭牌|启动|挂牌|授牌)(?:暨(?:揭牌|授牌|签约))?(?:大会|仪式)"
)


@dataclass(frozen=True, kw_only=True)
class ConferenceDetails:
    """What is told of a meeting, with the evidence; `mention` is None for a meeting without a name."""

    sentence: Sentence
    mention: Mention | None = None
    values: ConferenceFact = field(default_factory=ConferenceFact)
    evidence: tuple[ExtractedEvidence, ...] = ()


def find_main_event(document: AnnotatedArticle) -> tuple[Sentence, Mention] | None:
    """Return the meeting that the article is about and the sentence that names it best."""
    best = max(find_reported_events(document), key=_event_rank, default=None)
    return best if best and score_event(*best) > 0 else None


def _event_rank(event: tuple[Sentence, Mention]) -> tuple[int, bool, int]:
    """The score of a naming; among equals the text counts more than the title, then the first."""
    sentence, mention = event
    return score_event(sentence, mention), sentence.paragraph > 0, -sentence.number


def find_reported_events(document: AnnotatedArticle) -> list[tuple[Sentence, Mention]]:
    """Return every naming of a meeting that is not only planned."""
    return [
        (sentence, mention)
        for sentence in document.sentences
        for mention in sentence.mentions_of(EVENT)
        if not _is_planned_event(sentence, mention)
    ]


def _is_planned_event(sentence: Sentence, mention: Mention) -> bool:
    if is_planned(sentence, mention.start):
        return True
    return bool(PLAN_AFTER.match(sentence.text, mention.end))


def score_event(sentence: Sentence, mention: Mention) -> int:
    """Return how well a naming stands for the meeting that the article is about."""
    is_held = _is_held(sentence, mention)
    scores = (
        (HELD_SCORE, is_held),
        (FOUNDING_SCORE, _is_founding_ceremony(sentence, mention)),
        (NAMED_SCORE, mention.is_certain and len(mention.name) > LONG_NAME_LENGTH),
        (TITLE_SCORE, sentence.paragraph == 0),
        (FIRST_PARAGRAPH_SCORE, sentence.paragraph == 1),
        (OTHERS_PENALTY, _is_attended_elsewhere(sentence, mention)),
        (OTHERS_PENALTY, not is_held and _begins_in_lower_case(sentence, mention)),
    )
    return sum(score for score, applies in scores if applies)


def _is_held(sentence: Sentence, mention: Mention) -> bool:
    """Whether words near a naming tell that the meeting took place."""
    start = max(0, mention.start - HELD_WINDOW_BEFORE)
    near = sentence.text[start : mention.end + HELD_WINDOW_BEHIND]
    return bool(trigger_pattern("held", sentence.language).search(near))


def _is_founding_ceremony(sentence: Sentence, mention: Mention) -> bool:
    """Whether one of the first paragraphs names the founding of a consortium."""
    if sentence.paragraph not in OPENING_PARAGRAPHS:
        return False
    return bool(FOUNDING_CEREMONY.fullmatch(mention.name))


def _is_attended_elsewhere(sentence: Sentence, mention: Mention) -> bool:
    """Whether a later paragraph names a meeting of others that somebody attended."""
    if sentence.paragraph <= 2:
        return False
    return bool(
        ATTENDED_ELSEWHERE.search(sentence.text[max(0, mention.start - 14) : mention.start])
    )


def _begins_in_lower_case(sentence: Sentence, mention: Mention) -> bool:
    if sentence.language != EN:
        return False
    return not mention.name[0].isupper() and mention.name[0] != '"'


def is_internal_event(
    document: AnnotatedArticle, sentence: Sentence, mention: Mention, *, has_roles: bool
) -> bool:
    """Whether the meeting is one that a body held among its own people."""
    if has_roles or sentence.language == EN:
        return False
    name = sentence.text[mention.start : mention.end]
    if not name.endswith(tuple(lexicon("zh")["internal_meetings"])):
        return False
    if any(_reports_consortium(other) for other in document.sentences):
        return False
    bodies = sentence.mentions_of(REFERENCE, ORGANISATION)
    before = [body for body in bodies if body.end <= mention.start]
    return bool(before) and before[0].kind == REFERENCE


def _reports_consortium(sentence: Sentence) -> bool:
    """Whether a sentence reports that a consortium was founded or met."""
    if not sentence.mentions_of(CONSORTIUM) or not FOUNDED_OR_HELD.search(sentence.text):
        return False
    return not is_planned(sentence, len(sentence.text))


def extract_conference_details(
    document: AnnotatedArticle,
    facts: list[ExtractedFact],
    sentence: Sentence,
    mention: Mention | None,
) -> ConferenceDetails:
    """Return the details of a meeting: from the sentence that names it, else from those around it."""
    related = _related_sentences(document, sentence)
    values = ConferenceFact()
    evidence: list[ExtractedEvidence] = []
    for other in related:
        day = find_sentence_date(document, other)
        if day:
            values = replace(values, starts_on=day)
            evidence += sentence_evidence(other, "starts_on")
            break
    for relation in DETAIL_RELATIONS:
        sentences = document.sentences if relation == "attendance" else related
        fact = _first_fact(facts, relation, sentences)
        if fact is None:
            continue
        values = values.completed_by(fact.values)
        evidence += sentence_evidence(fact.sentence, relation)
    return ConferenceDetails(
        sentence=sentence, mention=mention, values=values, evidence=tuple(evidence)
    )


def _first_fact(
    facts: list[ExtractedFact], relation: str, sentences: Iterable[Sentence]
) -> ExtractedFact | None:
    """The fact of a relation in the first of the sentences that has one; of venues the fullest."""
    by_sentence: dict[int, ExtractedFact] = {}
    for fact in facts:
        if fact.relation == relation:
            by_sentence.setdefault(fact.sentence.number, fact)
    numbers = [sentence.number for sentence in sentences if sentence.number in by_sentence]
    if not numbers:
        return None
    first = by_sentence[numbers[0]]
    if relation != "venue":
        return first
    for number in numbers:
        # The last character does not count, so that a venue is not fuller than itself.
        if first.values.venue in by_sentence[number].values.venue[:-1]:
            return by_sentence[number]
    return first


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
    if any(word in sentence.text for word in WORDS_OF_THEME):
        return True
    return bool(sentence.mentions_of(EVENT))


def find_sentence_date(document: AnnotatedArticle, sentence: Sentence) -> str | None:
    """Return the day, as EDTF, of the event that a sentence reports; None without one."""
    held = trigger_pattern("held", sentence.language)
    if not _reports_event(sentence, held):
        return None
    dates = find_dates(
        sentence.text,
        english=sentence.language == EN,
        published=document.published,
        years=_event_years(sentence) or document.years,
    )
    dates = [date for date in dates if is_date_of_event(document, sentence, date)]
    if not dates:
        return find_same_day(document, sentence)
    places = _event_places(sentence, held)

    def distance(date: DateMention) -> int:
        return min(abs(date.start - place) for place in places)

    return min(dates, key=distance).edtf


def _reports_event(sentence: Sentence, held: re.Pattern[str]) -> bool:
    """Whether a sentence names a meeting or something else that happens on one day."""
    if sentence.mentions_of(EVENT) or held.search(sentence.text):
        return True
    return bool(DATED_ACTION.search(sentence.text))


def _event_years(sentence: Sentence) -> tuple[int, ...]:
    """The years in the names of meetings, each once."""
    years: dict[int, None] = {}
    for event in sentence.mentions_of(EVENT):
        years.update(dict.fromkeys(map(int, YEAR.findall(event.name))))
    return tuple(years)


def _event_places(sentence: Sentence, held: re.Pattern[str]) -> list[int]:
    """Where a sentence tells that something was held, else where it names a meeting, else its start."""
    places = [match.start() for match in held.finditer(sentence.text)]
    if not places:
        places = [event.start for event in sentence.mentions_of(EVENT)]
    return places or [0]
