"""What a trigger's slots say: leads, roles, offices and plaques."""

import re
from collections.abc import Callable

from seeds.extraction import fields
from seeds.extraction.document import Document
from seeds.extraction.folding import clean
from seeds.extraction.model import BASE, CONSORTIUM, EVENT, SELF, Fact, Mention, Sentence
from seeds.extraction.others import appointments, documents, figures, office_of
from seeds.extraction.parties import agreements
from seeds.extraction.programme import parts, sessions
from seeds.extraction.rules import GUARDS, Rule
from seeds.extraction.slots import Chain, fill, is_planned, masked

UNIT_BASE = re.compile("产业学院|工程师学院|工匠学院|企业学院|友好学校|订单学院|行业学院|现代学院")


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
    chain = tuple(m for m in fill(sentence, rule, match) if m.kind != CONSORTIUM and m.head != "consortium")
    return _of_names(rule, sentence, chain, {"consortium": document.consortium_near(sentence, match.end())})


def _roles(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    chain = fill(sentence, rule, match)
    role = rule.role
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
            for f in _of_names(rule, sentence, chain, {})
        ]
    return _of_names(rule, sentence, chain, {"role": role})


def _offices(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    chain = tuple(m for m in fill(sentence, rule, match) if m.kind != CONSORTIUM and m.head != "consortium")
    words = [each for each in re.split("[、和及兼与]", match.groupdict().get("office") or match[0]) if each]
    consortium = document.consortium_near(sentence, match.start())
    offices = list(dict.fromkeys(office_of(each) for each in words))
    pairs = _pairs(chain, offices, apart="分别" in sentence.text[chain[-1].end if chain else 0 : match.end()])
    return [
        fact
        for group, role in pairs
        for fact in _of_names(rule, sentence, group, {"consortium": consortium, "role": role, "wording": match[0]})
    ]


def _pairs(chain: Chain, offices: list[str], *, apart: bool) -> list[tuple[Chain, str]]:
    """Each office with its holders: one for one where the text says "respectively", else every office for all."""
    if apart and len(offices) == len(chain):
        return [((mention,), office) for mention, office in zip(chain, offices, strict=True)]
    return [(chain, office) for office in offices]


def _plaques(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    bases = [b for b in sentence.of(BASE) if _is_own(sentence, b) and _in_slot(sentence, rule, match, b)]
    facts = []
    for base in bases:
        hosts = _hosts(sentence, base)
        values = {"name": clean(base.name), "kind": base.head, "hosts": hosts, "mention": base}
        facts.append(
            Fact(
                relation="training_base",
                rule=rule.id,
                confidence=rule.confidence,
                sentence=sentence,
                values=values,
                shown=(clean(base.name),),
            )
        )
    return facts


def _is_own(sentence: Sentence, base: Mention) -> bool:
    """Whether the name is that of a base, not of the school that has it."""
    if (
        base.head == "other"
        and not UNIT_BASE.search(base.name)
        and base.name.endswith(("学院", "学校", "College", "Institute"))
    ):
        return False
    return not re.fullmatch(r"[一-鿿]{0,3}(?:中心|学院|学校|基地)", base.name) and not re.match("一批|各类|相关|等", base.name)


def _in_slot(sentence: Sentence, rule: Rule, match: re.Match[str], base: Mention) -> bool:
    text = sentence.text
    if rule.slot == "before":
        between = text[base.end : match.start()] if base.end <= match.start() else None
    elif base.start >= match.end():
        between = text[match.end() : base.start]
    else:
        between = None
    if between is None:
        return base.start < match.start() < base.end and rule.slot == "none"
    listed = [b for b in sentence.of(BASE) if min(base.end, match.end()) <= b.start and b.end <= max(base.start, match.start())]
    for other in listed:
        between = between.replace(text[other.start : other.end], "")
    actors = [text[m.start : m.end] for m in sentence.mentions if m.kind not in (BASE, EVENT) and len(m.name) > 1]
    for name in sorted(actors, key=len, reverse=True):
        between = between.replace(name, "")
    return bool(rule.gap.fullmatch(between)) if rule.gap else len(between) <= 4


def _hosts(sentence: Sentence, base: Mention) -> list[str]:
    """The bodies said to have the base: those right before its name, or in it behind "of"."""
    before = [m for m in sentence.mentions if m.kind in ("organisation", SELF) and m.end <= base.start]
    near = [
        m
        for m in before
        if re.fullmatch(
            r"[“\"‘]?|(?:共建|合作共建|共同建设|联合共建|联合建设)的?[“\"]?|[的、和与]", sentence.text[m.end : base.start]
        )
    ]
    hosts = [near[-1]] if near else []
    while hosts and any(re.fullmatch("[、和与及]", sentence.text[m.end : hosts[0].start]) for m in before):
        hosts.insert(0, next(m for m in before if re.fullmatch("[、和与及]", sentence.text[m.end : hosts[0].start])))
    inside = [m for m in sentence.of("organisation") if base.start < m.start and m.end <= base.end + 1 and sentence.english]
    return list(dict.fromkeys(m.known for m in (hosts or inside) if m.known and m.name != base.name))


HANDLERS: dict[str, Callable[[Document, Sentence, Rule, re.Match[str]], list[Fact]]] = {
    "lead": _leads,
    "role": _roles,
    "membership": _offices,
    "agreement": agreements,
    "training_base": _plaques,
    "document": documents,
    "appointment": appointments,
    "figure": figures,
    "session": sessions,
    "part": parts,
    "venue": fields.venues,
    "theme": fields.themes,
    "attendance": fields.crowds,
    "event": fields.events,
    "consortium": fields.consortia,
    **dict.fromkeys(GUARDS, fields.words),
}
MAY_BE_PLANNED = frozenset({"figure", "venue", "theme", "attendance", "event", "consortium", *GUARDS})


def facts_of(document: Document, rules: tuple[Rule, ...]) -> list[Fact]:
    """Return what the rules read in the document; a sentence that speaks of a plan gives nothing."""
    found = []
    for sentence in document.sentences:
        bare = masked(sentence)
        for rule in rules:
            if rule.is_english is not sentence.english:
                continue
            for match in rule.trigger.finditer(bare if rule.relation == "role" else sentence.text):
                if rule.forbid and rule.relation != "agreement" and rule.forbid.search(sentence.text):
                    continue
                if rule.relation in MAY_BE_PLANNED or not is_planned(sentence, match.start()):
                    found += HANDLERS[rule.relation](document, sentence, rule, match)
    return found
