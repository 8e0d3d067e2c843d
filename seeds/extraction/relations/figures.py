"""What sentences say beside the records themselves: documents, appointments, figures, and the words for offices."""

import re

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.model import (
    CONSORTIUM,
    ORGANISATION,
    PERSON,
    REFERENCE,
    ExtractedFact,
    Sentence,
)
from seeds.extraction.rules.loading import Rule
from seeds.extraction.text.folding import strip_invisible

OFFICES = (
    (
        "executive_vice_chair",
        r"常务副理事长|执行副理事长|[Ee]xecutive (?:[Vv]ice|[Dd]eputy)[- ][Cc]hair",
    ),
    (
        "vice_chair",
        r"副理事长|副理事|副会长|副主席|副主任|(?:[Vv]ice|[Dd]eputy)[- ]?(?:[Cc]hair|[Pp]residen)\w*",
    ),
    ("secretary_general", r"秘书长|秘书处|[Ss]ecretary[- ][Gg]eneral|[Ss]ecretariat"),
    ("standing_director", r"常务理事|[Ss]tanding [Dd]irector"),
    ("chair", r"理事长|会长|主席|主任|[Cc]hair\w*|[Pp]residen\w+"),
    ("guiding", "指导"),
    (
        "director",
        r"理事会?成员|理事|[Dd]irector|(?:[Cc]ouncil|[Gg]overning|[Bb]oard) [Mm]ember|[Gg]overning",
    ),
    ("member", r"成员|会员|[Mm]ember"),
)
DOCUMENT_ACTIONS = (
    ("released", "发布|公布|印发|released|issued"),
    ("adopted", "通过|adopted|approved"),
)
MAX_DOER_DISTANCE = 6
DOCUMENT_KINDS = (
    ("charter", "章程|[Cc]harter"),
    ("list", "名单|[Ll]ist"),
    ("study_route", "研学路线|路线|[Rr]outes?"),
    ("report", "报告|白皮书|蓝皮书|[Rr]eport"),
    ("standard", "标准|[Ss]tandards?"),
    ("plan", "规划|方案|计划|要点|[Pp]lan"),
    ("policy", "意见|通知|办法|条例|决定|[Oo]pinions"),
    ("other", ""),
)

BOUNDS = (
    ("at_least", r"余|多|超|逾|\+|\b(?:over|more than)\b"),
    ("about", r"近|约|\b(?:about|nearly|some|around|approximately|almost)\b"),
)


def classify_office(text: str) -> str:
    """Return the office that the words name."""
    return next((role for role, pattern in OFFICES if re.search(pattern, text)), "member")


def extract_documents(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    names = [
        m[1] or m[0]
        for m in re.finditer(r"《([^《》]{2,60})》", sentence.text)
        if abs(m.start() - match.start()) < 120
    ]
    plain = re.compile(
        r"(?:[\u3400-\u9fff“”()\d-]{2,30}?)(?:章程|发展规划|实施方案|建设方案|工作要点|工作报告|(?:成员|人员)名单|研学路线|发展报告|白皮书)"
        r"|\b(?:(?:[\w’']+\s){0,3}(?:charter|development plan|work plan|study routes?|learning routes?|list of members))"
    )
    behind = sentence.text[match.end() :] if not sentence.is_english else sentence.text
    names = names or [m[0] for m in plain.finditer(behind)]
    return [
        ExtractedFact(
            relation="document",
            rule=rule.id,
            confidence=rule.confidence,
            sentence=sentence,
            output=(name,),
            values={
                "name": _as_printed(sentence, name),
                "kind": next(k for k, p in DOCUMENT_KINDS if re.search(p, name)),
                "action": _action(sentence, name, match) or rule.role,
                "organisation": _whose(document, sentence, name, match),
            },
        )
        for name in dict.fromkeys(names)
    ]


def _action(sentence: Sentence, name: str, match: re.Match[str]) -> str:
    """What was done to a document that stands behind a nearer word than the trigger."""
    place = sentence.text.find(name)
    between = sentence.text[match.end() : place] if place > match.end() else ""
    return next((action for action, pattern in DOCUMENT_ACTIONS if re.search(pattern, between)), "")


def _whose(document: AnnotatedArticle, sentence: Sentence, name: str, match: re.Match[str]) -> str:
    """Whose document it is: the consortium in its name, the body that did it, or the consortium spoken of."""
    own = [m for m in sentence.mentions_of(CONSORTIUM) if m.name in name]
    if own:
        return document.canonical_consortia.get(own[0].name, own[0].name)
    doers = [
        m
        for m in sentence.mentions_of(ORGANISATION, REFERENCE)
        if m.end <= match.start() and match.start() - m.end <= MAX_DOER_DISTANCE
    ]
    return (
        doers[-1].resolved_name if doers else document.nearest_consortium(sentence, match.start())
    )


def _as_printed(sentence: Sentence, text: str) -> str:
    place = sentence.text.find(text)
    return strip_invisible(sentence.quote(place, place + len(text))) if place >= 0 else text


def extract_appointments(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    people = [
        p for p in sentence.mentions_of(PERSON) if p.end <= match.start() or p.start >= match.end()
    ]
    if rule.slot == "before":
        people = [
            p
            for p in people
            if p.end <= match.start() and len(sentence.text[p.end : match.start()]) <= 12
        ][-1:]
    else:
        people = [p for p in people if p.start >= match.end() and p.start - match.end() <= 30][:1]
    office = match.groupdict().get("office") or ""
    if not office and people:
        said = re.match(r".{0,12}?(?:为|担任|任)([^,。;、]{2,24})", sentence.text[people[0].end :])
        office = said[1] if said else ""
    body = document.nearest_consortium(sentence, match.start())
    return [
        ExtractedFact(
            relation="appointment",
            rule=rule.id,
            confidence=rule.confidence,
            sentence=sentence,
            output=(person.name, _as_printed(sentence, office)),
            values={
                "person": person.name,
                "office": _as_printed(sentence, office),
                "body": body,
                "organisation": person.organisation,
                "post": person.post,
            },
        )
        for person in people
        if office
    ]


NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}


def parse_number(text: str) -> int | None:
    """Return the number that digits, numerals or small English words say."""
    words = {
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "one": 1,
    }
    bare = text.replace(",", "")
    if bare.isdigit():
        return int(bare)
    if text.lower() in words or re.fullmatch(
        r"(?:over|about|more than|nearly|some)?\s?(?:a|one) hundred", text.lower()
    ):
        return words.get(text.lower(), 100)
    total, digit = 0, 0
    for character in text:
        if character in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
        elif character in NUMERALS:
            digit = NUMERALS[character]
        else:
            return None
    return total + digit


def parse_bound(text: str) -> str:
    """Return whether a number is meant exactly, about, or as the least."""
    return next((bound for bound, pattern in BOUNDS if re.search(pattern, text)), "exactly")


def extract_figures(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    parts = match.groupdict()
    value = parse_number(parts["value"])
    if value is None or not 0 < value < 10**9:
        return []
    of = classify_office(parts["of"]) if parts.get("of") else rule.role or "organisation"
    values = {
        "of": of,
        "value": value,
        "bound": parse_bound(match[0]),
        "wording": _as_printed(sentence, match[0].strip()),
    }
    values["about"] = document.nearest_consortium(sentence, match.start())
    return [
        ExtractedFact(
            relation="figure",
            rule=rule.id,
            confidence=rule.confidence,
            sentence=sentence,
            values=values,
            output=(str(value),),
        )
    ]
