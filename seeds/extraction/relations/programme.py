"""The programme of a meeting: its sessions, and who spoke, reported, chaired or unveiled in them."""

import re

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.model import (
    ACTOR_KINDS,
    BASE,
    EVENT,
    PERSON,
    ExtractedEvidence,
    ExtractedFact,
    Mention,
    Sentence,
)
from seeds.extraction.relations.signatories import is_witnessing
from seeds.extraction.rules.loading import Rule
from seeds.extraction.text.folding import strip_invisible

QUOTED_TITLE = re.compile(r"《([^《》]{3,80})》|“([^“”]{3,80})”|\"([^\"]{3,80})\"|‘([^‘’]{5,80})’")
PERSON_SEPARATOR = re.compile(r"(?:[\s、,和与及以的]|分别|\band\b|\bthe\b)*")
MAX_CLAUSE_GAP, MAX_ENGLISH_CLAUSE_GAP = 60, 160
TITLED_ACTIONS = frozenset({"speaks", "reports"})


def extract_sessions(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the session that a trigger names."""
    start, end = match.span()
    around = next(
        (
            m
            for m in sentence.mentions_of(EVENT)
            if m.start <= start and end <= m.end and m.is_certain
        ),
        None,
    )
    values = {
        "kind": rule.role,
        "title": strip_invisible(sentence.quote(start, end)),
        "start": start,
        "within": around.name if around else "",
    }
    return [_fact(rule, sentence, values, (values["title"],))]


def extract_parts(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return what each of the people at a trigger did."""
    people = (
        _behind(sentence, match.end()) if rule.slot == "after" else _before(sentence, match.start())
    )
    if not people:
        return []
    title = (
        _title(sentence, people[-1].end, match)
        if rule.role in TITLED_ACTIONS and rule.slot == "before"
        else ""
    )
    base = _base(sentence, people[-1].end, match) if rule.role == "unveils" else ""
    rows = [
        {
            "person": person.name,
            "post": person.post,
            "organisation": _body(sentence, person),
            "action": rule.role,
            "title": title,
            "base": base,
        }
        for person in people
    ]
    shown = (*(person.name for person in people), *filter(None, (title, base)))
    return [_fact(rule, sentence, {"parts": rows, "start": match.start()}, shown)]


def build_programme(
    facts: list[ExtractedFact], name: str
) -> tuple[list[dict], list[ExtractedEvidence]]:
    """Return the sessions of the meeting of that name with their parts, and the evidence of each."""
    held: list[dict] = []
    evidence: list[ExtractedEvidence] = []
    told = [f for f in facts if f.relation in ("session", "part") and f.sentence.paragraph]
    for fact in sorted(told, key=lambda f: (f.sentence.number, f.values["start"])):
        if fact.relation == "session":
            if fact.values["within"] == name and name:
                continue
            place = _place(held, fact.values["kind"], fact.values["title"])
            held[place].setdefault("at", fact.sentence)
            held[place]["at"] = fact.sentence
            evidence.append(fact.evidence(f"sessions.{place}"))
            continue
        place = _session_of(held, fact)
        for row in fact.values["parts"]:
            if row not in held[place]["parts"]:
                evidence.append(
                    fact.evidence(f"sessions.{place}.parts.{len(held[place]['parts'])}")
                )
                held[place]["parts"].append(row)
    return [{key: each[key] for key in ("kind", "title", "parts")} for each in held], evidence


def _place(held: list[dict], kind: str, title: str) -> int:
    """The place of a session in the programme; a new one comes last."""
    known = next(
        (n for n, each in enumerate(held) if (each["kind"], each["title"]) == (kind, title)), None
    )
    if known is None:
        held.append({"kind": kind, "title": title, "parts": []})
        return len(held) - 1
    return known


def _session_of(held: list[dict], fact: ExtractedFact) -> int:
    """The session that the same paragraph named last before, else the one without a name."""
    paragraph = fact.sentence.paragraph
    near = [n for n, each in enumerate(held) if "at" in each and each["at"].paragraph == paragraph]
    return max(near, key=lambda n: held[n]["at"].number) if near else _place(held, "plenary", "")


def _fact(rule: Rule, sentence: Sentence, values: dict, shown: tuple[str, ...]) -> ExtractedFact:
    return ExtractedFact(
        relation=rule.relation,
        rule=rule.id,
        confidence=rule.confidence,
        sentence=sentence,
        values=values,
        output=shown,
    )


def _before(sentence: Sentence, place: int) -> list[Mention]:
    """The people of the clause before a place: the last one, and those listed with that one."""
    people = [p for p in sentence.mentions_of(PERSON) if p.end <= place]
    reach = MAX_ENGLISH_CLAUSE_GAP if sentence.is_english else MAX_CLAUSE_GAP
    tail = sentence.text[people[-1].end : place] if people else ""
    if (
        not people
        or len(tail) > reach
        or re.search("[;。:]", tail)
        or is_witnessing(sentence, tail)
    ):
        return []
    kept = [people[-1]]
    for person in reversed(people[:-1]):
        if not _is_list(sentence, person, kept[0]):
            break
        kept.insert(0, person)
    return kept


def _behind(sentence: Sentence, place: int) -> list[Mention]:
    """The people listed right behind a place."""
    people = [p for p in sentence.mentions_of(PERSON) if p.start >= place]
    kept: list[Mention] = []
    for person in people:
        between = _bare(sentence, kept[-1].end if kept else place, person)
        if not PERSON_SEPARATOR.fullmatch(between):
            break
        kept.append(person)
    return kept


def _is_list(sentence: Sentence, person: Mention, other: Mention) -> bool:
    """Whether nothing but posts and bodies stands between two people."""
    between = _bare(sentence, person.end, other)
    if sentence.is_english:
        own = re.match(r",\s[^;]*?,?\s(?:and\s)?$", sentence.text[person.end : other.start])
        return bool(PERSON_SEPARATOR.fullmatch(between)) or (
            bool(own) and not re.search(r"\w+ed\b", between)
        )
    return bool(PERSON_SEPARATOR.fullmatch(between))


def _bare(sentence: Sentence, start: int, person: Mention) -> str:
    """The words before a person without post and bodies."""
    text = sentence.text[start : person.start]
    if person.post and text.endswith(person.post):
        text = text[: -len(person.post)]
    for actor in sentence.mentions:
        if actor.kind in ACTOR_KINDS and start <= actor.start and actor.end <= person.start:
            text = text.replace(sentence.text[actor.start : actor.end], "")
    return text


def _body(sentence: Sentence, person: Mention) -> str:
    known = next(
        (
            m.resolved_name
            for m in sentence.mentions
            if m.kind in ACTOR_KINDS and m.name == person.organisation
        ),
        "",
    )
    return known or person.organisation


def _title(sentence: Sentence, low: int, match: re.Match[str]) -> str:
    """The title of a talk, said between the speaker and the end of the clause."""
    stop = re.compile("[;。]|[,，](?!“)").search(sentence.text, match.end())
    found = QUOTED_TITLE.search(
        sentence.text, low, min(stop.start() if stop else len(sentence.text), match.end() + 100)
    )
    if not found:
        return ""
    number = next(n for n in range(1, 5) if found[n])
    return strip_invisible(sentence.quote(*found.span(number))).rstrip(",.")


def _base(sentence: Sentence, low: int, match: re.Match[str]) -> str:
    bases = [b for b in sentence.mentions_of(BASE) if low <= b.start and b.end <= match.start()]
    if not bases and sentence.is_english:
        bases = [b for b in sentence.mentions_of(BASE) if b.start >= match.end()]
    return (
        strip_invisible(sentence.quote(bases[0].start, bases[0].end))
        if len(bases) == 1 or (bases and sentence.is_english)
        else ""
    )
