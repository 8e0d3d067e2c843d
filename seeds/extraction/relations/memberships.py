"""What a trigger's slots say: leads, roles, offices and plaques."""

import re
from collections.abc import Callable

from seeds.extraction.document import Document
from seeds.extraction.model import ACTORS, BASE, CONSORTIUM, EVENT, PERSON, Fact, Sentence
from seeds.extraction.relations import conference_fields, tables
from seeds.extraction.relations.agreement_parties import agreements
from seeds.extraction.relations.figures import appointments, documents, figures, office_of
from seeds.extraction.relations.programme import parts, sessions
from seeds.extraction.relations.training_bases import plaques
from seeds.extraction.rules.distant_slots import filled, may_reach
from seeds.extraction.rules.loading import GUARDS, Rule, phrases
from seeds.extraction.rules.slots import Chain, is_planned


def _of_names(rule: Rule, sentence: Sentence, chain: Chain, values: dict) -> list[Fact]:
    known = tuple(m for m in chain if m.known)
    if not known:
        return []
    weight = 1 if all(m.sure for m in known) else 0.7
    values = {**values, "organisations": [m.known for m in known], "mentions": known}
    return [
        Fact(
            relation=rule.relation,
            rule=rule.id,
            confidence=rule.confidence * weight,
            sentence=sentence,
            values=values,
            shown=tuple(m.known for m in known),
        )
    ]


def _leads(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    consortium = document.consortium_near(sentence, match.end())
    return [
        fact
        for said, chain in filled(document, sentence, rule, match)
        for fact in _of_names(rule, said, _members(chain), {"consortium": consortium})
    ]


def _members(chain: Chain) -> Chain:
    """The names without those of consortia."""
    return tuple(m for m in chain if m.kind != CONSORTIUM and m.head != "consortium")


def _roles(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    role, places = rule.role, filled(document, sentence, rule, match)
    speaks_of_event = bool(sentence.of(EVENT)) or bool(
        re.search("活动|大会|会议|仪式|论坛|event|activity|比赛|大赛", sentence.text)
    )
    speaks_of_body = bool(re.search("共同体|联合体|联盟|community|consortium|alliance", sentence.text))
    if role == "guided_by" and speaks_of_body and not speaks_of_event:
        consortium = document.consortium_near(sentence, match.start())
        return [
            Fact(
                relation="membership",
                rule=f.rule,
                confidence=f.confidence,
                sentence=sentence,
                shown=f.shown,
                values={**f.values, "consortium": consortium, "role": "guiding"},
            )
            for said, chain in places
            for f in _of_names(rule, said, chain, {})
        ]
    return [fact for said, chain in places for fact in _of_names(rule, said, chain, {"role": role})]


def _offices(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    wording = match.groupdict().get("office") or match[0]
    if rule.role == "told":
        wording = _told_office(document, sentence, match.start())
        if not wording:
            return []
    words = [each for each in re.split("[、和及兼与]", wording) if each]
    consortium = document.consortium_near(sentence, match.start())
    offices = list(dict.fromkeys(office_of(each) for each in words))
    values = {"consortium": consortium, "wording": wording}
    return [
        fact
        for said, chain in filled(document, sentence, rule, match)
        if rule.slot != "after" or not _is_persons(said, chain, match)
        for group, role in _pairs(_members(chain), offices, apart=_are_apart(sentence, chain, match))
        for fact in _of_names(rule, said, group, {**values, "role": role})
    ]


def _told_office(document: Document, sentence: Sentence, place: int) -> str:
    """The office of bodies that was told last, in this sentence or the one before."""
    before = document.sentences[max(0, sentence.number - 1) : sentence.number]
    told = [*(s.text for s in before if s.paragraph == sentence.paragraph), sentence.text[:place]]
    found = [match[0] for text in told for match in SEAT.finditer(text)]
    return found[-1] if found else ""


def _is_persons(sentence: Sentence, chain: Chain, match: re.Match[str]) -> bool:
    """Whether a person stands between the bodies and the office behind them, and holds it."""
    start, end = chain[-1].end if chain else 0, match.span("office")[0] if "office" in match.groupdict() else 0
    return any(start <= person.start and person.end <= end for person in sentence.of(PERSON))


def _are_apart(sentence: Sentence, chain: Chain, match: re.Match[str]) -> bool:
    return "分别" in sentence.text[chain[-1].end if chain else 0 : match.end()]


def _pairs(chain: Chain, offices: list[str], *, apart: bool) -> list[tuple[Chain, str]]:
    """Each office with its holders: one for one where the text says "respectively", else every office for all."""
    if apart and len(offices) == len(chain):
        return [((mention,), office) for mention, office in zip(chain, offices, strict=True)]
    return [(chain, office) for office in offices]


SEAT = re.compile(f"{phrases()['zh.office']}单位")
HANDLERS: dict[str, Callable[[Document, Sentence, Rule, re.Match[str]], list[Fact]]] = {
    "lead": _leads,
    "role": _roles,
    "membership": _offices,
    "agreement": agreements,
    "training_base": plaques,
    "document": documents,
    "appointment": appointments,
    "figure": figures,
    "session": sessions,
    "part": parts,
    "venue": conference_fields.venues,
    "theme": conference_fields.themes,
    "attendance": conference_fields.crowds,
    "event": conference_fields.events,
    "consortium": conference_fields.consortia,
    **dict.fromkeys(GUARDS, conference_fields.words),
}
IN_TABLES = {"training_base": tables.bases, "membership": tables.seats}
ON_THEIR_OWN = frozenset({"told", "table"})  # roles of rules that need no name in their sentence
# Without a mention of such a kind a sentence cannot fill the slots of these relations.
NEEDED = {
    **dict.fromkeys(("lead", "membership", "role"), ACTORS),
    **dict.fromkeys(("part", "appointment"), frozenset({PERSON})),
    "training_base": frozenset({BASE}),
    "event": frozenset({EVENT}),
    "consortium": frozenset({CONSORTIUM}),
}
REACHING = frozenset({"lead", "membership", "role"})
MAY_BE_PLANNED = frozenset({"figure", "venue", "theme", "attendance", "event", "consortium", *GUARDS})


def facts_of(document: Document, rules: tuple[Rule, ...]) -> list[Fact]:
    """Return what the rules read in the document; a sentence that speaks of a plan gives nothing."""
    found = []
    spoken = {english: [rule for rule in rules if rule.is_english is english] for english in (True, False)}
    fitting: dict[tuple, list[Rule]] = {}
    for sentence in document.sentences:
        kinds, reaches = frozenset(mention.kind for mention in sentence.mentions), may_reach(sentence)
        key = (sentence.english, kinds, reaches)
        if key not in fitting:
            fitting[key] = [rule for rule in spoken[sentence.english] if _may_speak(rule, kinds, reaches=reaches)]
        for rule in fitting[key]:
            for match in rule.trigger.finditer(sentence.bare if rule.relation == "role" else sentence.text):
                if rule.forbid and rule.relation != "agreement" and rule.forbid.search(sentence.text):
                    continue
                if rule.relation in MAY_BE_PLANNED or not is_planned(sentence, match.start()):
                    read = (IN_TABLES if rule.role == "table" else HANDLERS)[rule.relation]
                    found += read(document, sentence, rule, match)
    return found


def _may_speak(rule: Rule, kinds: frozenset[str], *, reaches: bool) -> bool:
    """Whether a rule may read a sentence with mentions of those kinds, or one that reaches for names elsewhere."""
    needed = NEEDED.get(rule.relation)
    return needed is None or bool(kinds & needed) or rule.role in ON_THEIR_OWN or (reaches and rule.relation in REACHING)
