"""Memberships in a consortium: its leads, and the bodies that hold an office in it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from seeds.extraction.annotation import CONSORTIUM, PERSON, ExtractedFact, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.languages import EN, ZH
from seeds.extraction.relations.en_offices import english_office_words, pair_english_offices
from seeds.extraction.relations.facts import build_list_fact, build_name_facts
from seeds.extraction.relations.offices import classify_office
from seeds.extraction.relations.zh_seat_holders import HeldSeat, read_held_seats
from seeds.extraction.relations.zh_seats import BARE, LEAD
from seeds.extraction.resolution.consortium_asides import is_given_up
from seeds.extraction.rules.distant_slots import fill_slot_across_sentences
from seeds.extraction.rules.loading import ANAPHORIC_ROLE, CLAUSE_ROLE, Rule
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.planned_events import is_planned
from seeds.extraction.rules.slots import MentionGroup
from seeds.schema import ConsortiumFact, MembershipFact

PATTERNS = load_patterns("memberships")
OFFICE_SEPARATOR = PATTERNS["office_separator"]
RESPECTIVELY = "分别"


def extract_leads(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the bodies that lead a consortium."""
    if is_given_up(sentence) or _speaks_of_branch(sentence, match):
        return []
    if rule.role == CLAUSE_ROLE:
        return _leads_of_clauses(document, sentence, rule, match)
    consortium = document.nearest_consortium(sentence, match.end())
    facts = []
    for place, group in fill_slot_across_sentences(document, sentence, rule, match):
        bodies = _without_consortia(group)
        facts += build_list_fact(rule, place, bodies, partial(_led_by, consortium))
    return facts


def _speaks_of_branch(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a sentence without a consortium tells who leads one of its branches or committees."""
    if sentence.mentions_of(CONSORTIUM):
        return False
    return bool(PATTERNS["branch"].search(sentence.text[: match.start()]))


def _led_by(consortium: str, leads: tuple[str, ...]) -> ConsortiumFact:
    return ConsortiumFact(name=consortium, lead_organisations=leads)


def _without_consortia(group: MentionGroup) -> MentionGroup:
    """The names without those of consortia."""
    return tuple(
        mention
        for mention in group
        if mention.kind != CONSORTIUM and mention.subtype != "consortium"
    )


def extract_offices(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the bodies that hold the offices at a trigger, a fact for each office."""
    if rule.role == CLAUSE_ROLE:
        return _offices_of_clauses(document, sentence, rule, match)
    wording = _office_wording(document, sentence, rule, match)
    if not wording:
        return []
    words = OFFICE_WORDS[sentence.language](sentence, match, wording)
    offices = list(dict.fromkeys(classify_office(word) for word in words))
    consortium = document.nearest_consortium(sentence, match.start())
    facts = []
    for place, group in fill_slot_across_sentences(document, sentence, rule, match):
        if rule.slot == "after" and _is_held_by_person(place, group, match):
            continue
        if not _is_next_to_office(sentence, rule, group, match):
            continue
        bodies = _without_consortia(group)
        pair_offices = OFFICE_PAIRS[sentence.language]
        for holders, office in pair_offices(sentence, match, bodies, offices):
            held = MembershipFact(consortium=consortium, wording=wording, role=office)
            facts += build_name_facts(rule, place, holders, partial(_held_by, held))
    return facts


def _held_by(office: MembershipFact, organisation: str) -> MembershipFact:
    return replace(office, organisation=organisation)


def _office_wording(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> str:
    """The words for the offices: in the trigger, or for an anaphoric rule in the text before it."""
    if rule.role == ANAPHORIC_ROLE:
        return _preceding_office(document, sentence, match.start())
    return match.groupdict().get("office") or match[0]


def _preceding_office(document: AnnotatedArticle, sentence: Sentence, place: int) -> str:
    """The office of units that was named last, in this sentence or the one before."""
    texts = [sentence.text[:place]]
    texts += [
        previous.text
        for previous in document.preceding_sentences(sentence)[:1]
        if previous.paragraph == sentence.paragraph
    ]
    for text in texts:
        offices = [office[0] for office in PATTERNS["office_unit"].finditer(text)]
        if offices:
            return offices[-1]
    return ""


def _is_held_by_person(sentence: Sentence, group: MentionGroup, match: re.Match[str]) -> bool:
    """Whether a person stands between the bodies and the office behind them, and holds it."""
    start = _group_end(group)
    end = match.start("office") if "office" in match.re.groupindex else 0
    return any(
        start <= person.start and person.end <= end for person in sentence.mentions_of(PERSON)
    )


def _is_next_to_office(
    sentence: Sentence, rule: Rule, group: MentionGroup, match: re.Match[str]
) -> bool:
    """Whether only what the rule allows stands between names behind a trigger and an office behind them."""
    end = _group_end(group)
    if rule.slot != "after" or rule.gap is None or match.start("office") < end:
        return True
    return bool(rule.gap.fullmatch(sentence.text[end : match.start("office")]))


def _group_end(group: MentionGroup) -> int:
    return group[-1].end if group else 0


def _chinese_office_words(_sentence: Sentence, _match: re.Match[str], wording: str) -> list[str]:
    return [word for word in OFFICE_SEPARATOR.split(wording) if word]


def _chinese_pairs(
    sentence: Sentence, match: re.Match[str], bodies: MentionGroup, offices: list[str]
) -> list[tuple[MentionGroup, str]]:
    """Each office with its holders: one for one for "respectively", else all bodies for each office."""
    is_respective = RESPECTIVELY in sentence.text[_group_end(bodies) : match.end()]
    if is_respective and len(offices) == len(bodies):
        return [((body,), office) for body, office in zip(bodies, offices, strict=True)]
    return [(bodies, office) for office in offices]


def _leads_of_clauses(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """The bodies that the clauses of a sentence call leads of a consortium."""
    facts = []
    for held in _held_at(sentence, match):
        consortium = document.nearest_consortium(sentence, held.seat.start)
        if held.seat.role == LEAD and consortium:
            facts += build_list_fact(rule, sentence, held.holders, partial(_led_by, consortium))
    return facts


def _offices_of_clauses(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """The offices that the clauses of a sentence give to bodies, those without 单位 in a known consortium."""
    facts = []
    for held in _held_at(sentence, match):
        seat = held.seat
        consortium = document.nearest_consortium(sentence, seat.start)
        if seat.role == LEAD or (seat.form == BARE and not consortium):
            continue
        office = MembershipFact(consortium=consortium, wording=seat.wording, role=seat.role)
        facts += build_name_facts(rule, sentence, held.holders, partial(_held_by, office))
    return facts


def _held_at(sentence: Sentence, match: re.Match[str]) -> Iterator[HeldSeat]:
    """Yield the seats whose first trigger is the match, with their holders, without those that are a plan."""
    for held in read_held_seats(sentence):
        first = match.re.search(sentence.text, held.seat.start)
        is_planned_seat = is_planned(sentence, max(held.seat.start, held.holders[0].start))
        if first and first.start() == match.start() and not is_planned_seat:
            yield held


OFFICE_WORDS = {ZH: _chinese_office_words, EN: english_office_words}
OFFICE_PAIRS = {ZH: _chinese_pairs, EN: pair_english_offices}
