"""The meetings that an article reports: which they are, and the day, place, theme and crowd of each."""

import re
from dataclasses import dataclass, field

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.mentions.dates import DateMention, find_dates, is_after_publication
from seeds.extraction.model import (
    CONSORTIUM,
    EVENT,
    ORGANISATION,
    REFERENCE,
    ExtractedEvidence,
    ExtractedFact,
    Mention,
    Sentence,
)
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.loading import trigger_pattern
from seeds.extraction.rules.slots import is_planned

DETAIL_RELATIONS = {"venue": "venue", "theme": "theme", "attendance": "attendance"}
PLAN_AFTER = re.compile(r"\s?(?:将|拟|计划|will\b|is\sto\b)")
ATTENDED_ELSEWHERE = re.compile(r"出席|参加|获|评选|国务院|Speaking|attend|response\sto")
DATED_ACTION = re.compile(
    r"^(?:会议|活动|大会|举办)?(?:时间|日期):|签约|揭牌|授牌|挂牌|亮相|签署|签订|成立|"
    r"gathered|concluded|signed|was established|unveiled"
)
UNRELATED_DATE = re.compile(
    r"[Ii]naugurated\son\s?$|founded\s(?:on|in)\s?$|成立于$|始建于$|创建于$|截至$|as\sof\s?$"
)
FOUNDED_OR_HELD = re.compile(r"成立|召开|举行")
DETAIL_LABEL = re.compile("(?:会议|活动|大会|论坛|举办)?(?:时间|日期|地点|地址|会场|主题):")
WINDOW_BEFORE, WINDOW_AFTER = 40, 60
HELD_SCORE, NAMED_SCORE, TITLE_SCORE, FIRST_PARAGRAPH_SCORE, OTHERS_PENALTY = 3, 4, 2, 2, -4
LONG_NAME_LENGTH, OPENING_PARAGRAPHS = 5, 3
FOUNDING_CEREMONY = re.compile(
    "(?:共同体|联合体|联盟)?(?:成立|揭牌|启动|挂牌|授牌)(?:暨(?:揭牌|授牌|签约))?(?:大会|仪式)"
)


@dataclass(frozen=True, kw_only=True)
class ConferenceDetails:
    """What is said of a meeting, with the sentence of each field; `mention` is None for one without any name."""

    sentence: Sentence
    mention: Mention | None = None
    fields: dict = field(default_factory=dict)
    evidence: tuple[ExtractedEvidence, ...] = ()


def find_main_event(document: AnnotatedArticle) -> tuple[Sentence, Mention] | None:
    """Return the meeting that the article is about and the sentence that names it best."""
    ranked = [
        (score_event(s, m), s.paragraph > 0, -s.number, s, m)
        for s, m in find_reported_events(document)
    ]
    best = max(ranked, key=lambda each: each[:3], default=None)
    return best[3:] if best and best[0] > 0 else None


def find_reported_events(document: AnnotatedArticle) -> list[tuple[Sentence, Mention]]:
    """Return every naming of a meeting that is not only planned."""
    return [
        (sentence, mention)
        for sentence in document.sentences
        for mention in sentence.mentions_of(EVENT)
        if not is_planned(sentence, mention.start)
        and not PLAN_AFTER.match(sentence.text[mention.end :])
    ]


def score_event(sentence: Sentence, mention: Mention) -> int:
    """Return how well a naming stands for the meeting that the article is about."""
    near = sentence.text[max(0, mention.start - WINDOW_BEFORE) : mention.end + WINDOW_AFTER]
    is_held = bool(trigger_pattern("held", english=sentence.is_english).search(near))
    is_lower = sentence.is_english and not mention.name[0].isupper() and mention.name[0] != '"'
    is_others = sentence.paragraph > 2 and ATTENDED_ELSEWHERE.search(
        sentence.text[max(0, mention.start - 14) : mention.start]
    )
    is_founding = 0 < sentence.paragraph <= OPENING_PARAGRAPHS and FOUNDING_CEREMONY.fullmatch(
        mention.name
    )
    return (
        HELD_SCORE * is_held
        + bool(is_founding)
        + NAMED_SCORE * (mention.is_certain and len(mention.name) > LONG_NAME_LENGTH)
        + TITLE_SCORE * (sentence.paragraph == 0)
        + FIRST_PARAGRAPH_SCORE * (sentence.paragraph == 1)
        + OTHERS_PENALTY * bool(is_others)
        + OTHERS_PENALTY * (is_lower and not is_held)
    )


def is_internal_event(
    document: AnnotatedArticle, sentence: Sentence, mention: Mention, *, has_roles: bool
) -> bool:
    """Whether the meeting is one that a body held among its own people."""
    name = sentence.text[mention.start : mention.end]
    if (
        has_roles
        or sentence.is_english
        or not name.endswith(tuple(lexicon("zh")["internal_meetings"]))
    ):
        return False
    if any(
        s.mentions_of(CONSORTIUM)
        and FOUNDED_OR_HELD.search(s.text)
        and not is_planned(s, len(s.text))
        for s in document.sentences
    ):
        return False
    before = [m for m in sentence.mentions_of(REFERENCE, ORGANISATION) if m.end <= mention.start]
    return bool(before) and before[0].kind == REFERENCE


def extract_conference_details(
    document: AnnotatedArticle,
    facts: list[ExtractedFact],
    sentence: Sentence,
    mention: Mention | None,
) -> ConferenceDetails:
    """Return the fields of a meeting: from the sentence that names it, else from the sentences around it."""
    near = _near(document, sentence)
    fields: dict = {}
    evidence: list[ExtractedEvidence] = []
    dated = next(
        ((each, edtf) for each in near if (edtf := find_sentence_date(document, each))), None
    )
    if dated:
        fields["starts_on"] = dated[1]
        evidence += _said(dated[0], "starts_on")
    for name in DETAIL_RELATIONS:
        fact = _first(facts, name, document.sentences if name == "attendance" else near)
        if fact:
            fields[name] = fact.values["value"]
            evidence += _said(fact.sentence, name)
            if name == "attendance":
                fields["attendance_bound"] = fact.values["bound"]
    return ConferenceDetails(
        sentence=sentence, mention=mention, fields=fields, evidence=tuple(evidence)
    )


def _first(facts: list[ExtractedFact], relation: str, sentences) -> ExtractedFact | None:
    """The fact of a relation in the first of the sentences that has one."""
    by_sentence: dict[int, ExtractedFact] = {}
    for fact in facts:
        if fact.relation == relation:
            by_sentence.setdefault(fact.sentence.number, fact)
    told = [by_sentence[each.number] for each in sentences if each.number in by_sentence]
    if relation == "venue" and told:
        return next(
            (
                each
                for each in told
                if str(told[0].values["value"]) in str(each.values["value"])[:-1]
            ),
            told[0],
        )
    return told[0] if told else None


def _said(sentence: Sentence, name: str) -> list[ExtractedEvidence]:
    return (
        [ExtractedEvidence(field=name, paragraph=sentence.paragraph, quote=sentence.quote())]
        if sentence.paragraph
        else []
    )


def _near(document: AnnotatedArticle, sentence: Sentence) -> list[Sentence]:
    """The sentence, then the ones of the first paragraphs, then the others that speak of a meeting."""
    first = [
        s
        for s in document.sentences
        if s.paragraph in (1, 2, 3, sentence.paragraph) and s is not sentence
    ]
    others = [s for s in document.sentences if s not in first and s is not sentence]
    told = [s for s in others if DETAIL_LABEL.match(s.text)]
    return [
        sentence,
        *told,
        *first,
        *(s for s in others if s.mentions_of(EVENT) or "主题" in s.text or "theme" in s.text),
    ]


def find_sentence_date(document: AnnotatedArticle, sentence: Sentence) -> str | None:
    """Return the day that a sentence gives for what it tells, or None."""
    held = trigger_pattern("held", english=sentence.is_english)
    if not (
        sentence.mentions_of(EVENT)
        or held.search(sentence.text)
        or DATED_ACTION.search(sentence.text)
    ):
        return None
    years = (
        tuple(
            dict.fromkeys(
                int(y)
                for e in sentence.mentions_of(EVENT)
                for y in re.findall(r"20[0-3]\d", e.name)
            )
        )
        or document.years
    )
    found = find_dates(
        sentence.text, english=sentence.is_english, published=document.published, years=years
    )
    fit = [
        each
        for each in found
        if not is_after_publication(each.edtf, document.published) and not _is_other(sentence, each)
    ]
    places = (
        [m.start() for m in held.finditer(sentence.text)]
        or [m.start for m in sentence.mentions_of(EVENT)]
        or [0]
    )
    return min(fit, key=lambda each: min(abs(each.start - p) for p in places)).edtf if fit else None


def _is_other(sentence: Sentence, dated: DateMention) -> bool:
    """Whether the day is that of something else: a founding, a document, a birthday."""
    return bool(UNRELATED_DATE.search(sentence.text[max(0, dated.start - 14) : dated.start]))
