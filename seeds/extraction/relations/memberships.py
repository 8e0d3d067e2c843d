"""What a trigger's slots say: leads, roles, offices and plaques."""

import re
from collections.abc import Callable

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.model import (
    ACTOR_KINDS,
    BASE,
    CONSORTIUM,
    EVENT,
    PERSON,
    ExtractedFact,
    Sentence,
)
from seeds.extraction.relations import conference_fields, tables
from seeds.extraction.relations.agreement_parties import extract_agreements
from seeds.extraction.relations.figures import (
    classify_office,
    extract_appointments,
    extract_documents,
    extract_figures,
)
from seeds.extraction.relations.programme import extract_parts, extract_sessions
from seeds.extraction.relations.training_bases import extract_training_bases
from seeds.extraction.rules.distant_slots import fill_slot_across_sentences, may_refer_elsewhere
from seeds.extraction.rules.loading import GUARD_RELATIONS, Rule, load_phrases
from seeds.extraction.rules.slots import MentionGroup, is_planned


def _of_names(
    rule: Rule, sentence: Sentence, chain: MentionGroup, values: dict
) -> list[ExtractedFact]:
    known = tuple(m for m in chain if m.resolved_name)
    if not known:
        return []
    weight = 1 if all(m.is_certain for m in known) else 0.7
    values = {**values, "organisations": [m.resolved_name for m in known], "mentions": known}
    return [
        ExtractedFact(
            relation=rule.relation,
            rule=rule.id,
            confidence=rule.confidence * weight,
            sentence=sentence,
            values=values,
            output=tuple(m.resolved_name for m in known),
        )
    ]


def _leads(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    consortium = document.nearest_consortium(sentence, match.end())
    return [
        fact
        for said, chain in fill_slot_across_sentences(document, sentence, rule, match)
        for fact in _of_names(rule, said, _members(chain), {"consortium": consortium})
    ]


def _members(chain: MentionGroup) -> MentionGroup:
    """The names without those of consortia."""
    return tuple(m for m in chain if m.kind != CONSORTIUM and m.subtype != "consortium")


def _roles(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    role, places = rule.role, fill_slot_across_sentences(document, sentence, rule, match)
    speaks_of_event = bool(sentence.mentions_of(EVENT)) or bool(
        re.search("活动|大会|会议|仪式|论坛|event|activity|比赛|大赛", sentence.text)
    )
    speaks_of_body = bool(
        re.search("共同体|联合体|联盟|community|consortium|alliance", sentence.text)
    )
    if role == "guided_by" and speaks_of_body and not speaks_of_event:
        consortium = document.nearest_consortium(sentence, match.start())
        return [
            ExtractedFact(
                relation="membership",
                rule=f.rule,
                confidence=f.confidence,
                sentence=sentence,
                output=f.output,
                values={**f.values, "consortium": consortium, "role": "guiding"},
            )
            for said, chain in places
            for f in _of_names(rule, said, chain, {})
        ]
    return [fact for said, chain in places for fact in _of_names(rule, said, chain, {"role": role})]


def _offices(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    wording = match.groupdict().get("office") or match[0]
    if rule.role == "told":
        wording = _told_office(document, sentence, match.start())
        if not wording:
            return []
    words = [each for each in re.split("[、和及兼与]", wording) if each]
    consortium = document.nearest_consortium(sentence, match.start())
    offices = list(dict.fromkeys(classify_office(each) for each in words))
    values = {"consortium": consortium, "wording": wording}
    return [
        fact
        for said, chain in fill_slot_across_sentences(document, sentence, rule, match)
        if rule.slot != "after" or not _is_persons(said, chain, match)
        for group, role in _pairs(
            _members(chain), offices, apart=_are_apart(sentence, chain, match)
        )
        for fact in _of_names(rule, said, group, {**values, "role": role})
    ]


def _told_office(document: AnnotatedArticle, sentence: Sentence, place: int) -> str:
    """The office of bodies that was told last, in this sentence or the one before."""
    before = document.sentences[max(0, sentence.number - 1) : sentence.number]
    told = [*(s.text for s in before if s.paragraph == sentence.paragraph), sentence.text[:place]]
    found = [match[0] for text in told for match in OFFICE_UNIT.finditer(text)]
    return found[-1] if found else ""


def _is_persons(sentence: Sentence, chain: MentionGroup, match: re.Match[str]) -> bool:
    """Whether a person stands between the bodies and the office behind them, and holds it."""
    start, end = (
        chain[-1].end if chain else 0,
        match.span("office")[0] if "office" in match.groupdict() else 0,
    )
    return any(
        start <= person.start and person.end <= end for person in sentence.mentions_of(PERSON)
    )


def _are_apart(sentence: Sentence, chain: MentionGroup, match: re.Match[str]) -> bool:
    return "分别" in sentence.text[chain[-1].end if chain else 0 : match.end()]


def _pairs(
    chain: MentionGroup, offices: list[str], *, apart: bool
) -> list[tuple[MentionGroup, str]]:
    """Each office with its holders: one for one where the text says "respectively", else every office for all."""
    if apart and len(offices) == len(chain):
        return [((mention,), office) for mention, office in zip(chain, offices, strict=True)]
    return [(chain, office) for office in offices]


OFFICE_UNIT = re.compile(f"{load_phrases()['zh.office']}单位")
HANDLERS: dict[
    str, Callable[[AnnotatedArticle, Sentence, Rule, re.Match[str]], list[ExtractedFact]]
] = {
    "lead": _leads,
    "role": _roles,
    "membership": _offices,
    "agreement": extract_agreements,
    "training_base": extract_training_bases,
    "document": extract_documents,
    "appointment": extract_appointments,
    "figure": extract_figures,
    "session": extract_sessions,
    "part": extract_parts,
    "venue": conference_fields.extract_venues,
    "theme": conference_fields.extract_themes,
    "attendance": conference_fields.extract_attendance,
    "event": conference_fields.extract_events,
    "consortium": conference_fields.extract_consortia,
    **dict.fromkeys(GUARD_RELATIONS, conference_fields.extract_guard_words),
}
TABLE_HANDLERS = {
    "training_base": tables.extract_bases_from_table,
    "membership": tables.extract_memberships_from_table,
}
ROLES_WITHOUT_MENTIONS = frozenset(
    {"told", "table"}
)  # roles of rules that need no name in their sentence
# Without a mention of such a kind a sentence cannot fill the slots of these relations.
REQUIRED_MENTION_KINDS = {
    **dict.fromkeys(("lead", "membership", "role"), ACTOR_KINDS),
    **dict.fromkeys(("part", "appointment"), frozenset({PERSON})),
    "training_base": frozenset({BASE}),
    "event": frozenset({EVENT}),
    "consortium": frozenset({CONSORTIUM}),
}
CROSS_SENTENCE_RELATIONS = frozenset({"lead", "membership", "role"})
PLAN_EXEMPT_RELATIONS = frozenset(
    {"figure", "venue", "theme", "attendance", "event", "consortium", *GUARD_RELATIONS}
)


def extract_facts(document: AnnotatedArticle, rules: tuple[Rule, ...]) -> list[ExtractedFact]:
    """Return what the rules read in the document; a sentence that speaks of a plan gives nothing."""
    found = []
    spoken = {
        english: [rule for rule in rules if rule.is_english is english] for english in (True, False)
    }
    fitting: dict[tuple, list[Rule]] = {}
    for sentence in document.sentences:
        kinds, reaches = (
            frozenset(mention.kind for mention in sentence.mentions),
            may_refer_elsewhere(sentence),
        )
        key = (sentence.is_english, kinds, reaches)
        if key not in fitting:
            fitting[key] = [
                rule
                for rule in spoken[sentence.is_english]
                if _may_speak(rule, kinds, reaches=reaches)
            ]
        for rule in fitting[key]:
            for match in rule.trigger.finditer(
                sentence.masked_text if rule.relation == "role" else sentence.text
            ):
                if (
                    rule.forbid
                    and rule.relation != "agreement"
                    and rule.forbid.search(sentence.text)
                ):
                    continue
                if rule.relation in PLAN_EXEMPT_RELATIONS or not is_planned(
                    sentence, match.start()
                ):
                    read = (TABLE_HANDLERS if rule.role == "table" else HANDLERS)[rule.relation]
                    found += read(document, sentence, rule, match)
    return found


def _may_speak(rule: Rule, kinds: frozenset[str], *, reaches: bool) -> bool:
    """Whether a rule may read a sentence with mentions of those kinds, or one that reaches for names elsewhere."""
    needed = REQUIRED_MENTION_KINDS.get(rule.relation)
    return (
        needed is None
        or bool(kinds & needed)
        or rule.role in ROLES_WITHOUT_MENTIONS
        or (reaches and rule.relation in CROSS_SENTENCE_RELATIONS)
    )
