"""What short names, "our college", "that company" and "both of them" stand for in an article."""

import re
from dataclasses import replace

from seeds.extraction.model import (
    BASE,
    CONSORTIUM,
    ORGANISATION,
    PERSON,
    REFERENCE,
    Mention,
    Sentence,
)
from seeds.extraction.rules.lexicon import chinese_places
from seeds.extraction.rules.slots import is_in_document_title
from seeds.extraction.text.folding import fold_with_offsets

SCHOOL_PATTERN = (
    r"(?:[大中]学|学院|学校|[大中]學|學院|學校|职院|中专|University|College|Institute|Polytechnic|School|Academy)$"
    r"|(?:University|College|Institute|Academy) of "
)
SCHOOL_NAME = re.compile(SCHOOL_PATTERN)
MIN_SHARED_LENGTH, MAX_PLACE_LENGTH = 4, 8
SCHOOL_REFERENCES, OPENING_PARAGRAPHS = ("校方", "学校"), 3
SHORT_FORM_INTRODUCTIONS = frozenset(
    {"(", "(以下简称", "(下称", "(简称", "(hereinafter", "(hereinafter referred to as"}
)
FIRST_PERSON_PREFIXES = ("我", "本", "our", "Our")
SCHOOL_POST = re.compile("校(?:党委|长)|学校|(?:党委)?副?校长|(?:党委副?书记、)?院长|院党委")
GENERIC_BODY = re.compile(
    "研究院|研究所|协会|学会|商会|基金会|合作社|中心|管委会|公司|集团|医院|银行|局|学校|学院"
)
LEGAL_SUFFIX = re.compile(r"(?:股份|有限|责任|集团|公司|\(|\)| Group| Co\.,? Ltd\.?)+$")
# What a word for oneself may stand for.
REFERENCE_TYPES = (
    (
        "公司|集团|我司|company|group|firm",
        r"公司|集团|厂$|\b(?:Ltd|Co|Group|Inc|Corporation|Company)\b",
    ),
    ("校|院|college|university|school|institut|academy|polytechnic", SCHOOL_PATTERN),
    ("局|会", "局$|会$"),
)


def resolve_references(sentences: list[Sentence], owner: str, site: str) -> list[Sentence]:
    """The sentences with each short or own name led back to the full one.

    `owner` is whose site a setting says it is, `site` whose the page itself says.
    """
    fulls = _full_names(sentences)
    own = owner or _introduced(sentences) or _site(sentences, site) or _bridged(sentences, fulls)
    found = []
    for sentence in sentences:
        here = [(m, _full(sentence, m, fulls, own, sentences)) for m in sentence.mentions]
        found.append(
            replace(
                sentence,
                mentions=tuple(
                    m if full == m.full_name else replace(m, full_name=full) for m, full in here
                ),
            )
        )
    return _with_bodies(found, own if _fits("学校", own) else "")


def _full_names(sentences: list[Sentence]) -> dict[str, str]:
    """The names that are part of a longer one of the same article, each with that one."""
    all_names = {m.name: m for s in sentences for m in s.mentions_of(ORGANISATION) if m.is_certain}
    pairs = {}
    for name, mention in all_names.items():
        longer = [
            o for o in all_names if o != name and len(o) > len(name) and _is_short_of(name, o)
        ]
        longer = [o for o in longer if not any(o != other and o in other for other in longer)]
        if len(longer) == 1 and all_names[longer[0]].subtype == mention.subtype:
            pairs[name] = longer[0]
    return pairs


def _is_short_of(name: str, other: str) -> bool:
    stem = LEGAL_SUFFIX.sub("", name)
    if len(stem) < MIN_SHARED_LENGTH:
        return False
    if stem != name:
        return _begins(other, stem) and not re.search(r"[大中]学|学院|协会|中心|局", other)
    short, long = (each.replace("管理委员会", "管委会") for each in (name, other))
    if not long.endswith(short):
        return False
    place = long[: -len(short)]
    is_place = place in chinese_places() or (
        len(place) <= MAX_PLACE_LENGTH and place.endswith(tuple("省市区县州国"))
    )
    return bool(place) and (
        is_place or short.startswith(("园区", "开发区", "新区", "高新区", "经开区", "产业园"))
    )


def _begins(name: str, stem: str) -> bool:
    """Whether a name begins with a stem, a place before it left off."""
    place = name.find(stem)
    return place == 0 or (0 < place <= MAX_PLACE_LENGTH and name[:place] in chinese_places())


def _introduced(sentences: list[Sentence]) -> str:
    """The body behind whose name the article says in brackets that it speaks of itself so: "X College (our college)"."""
    pairs = (
        (s, body, own)
        for s in sentences
        for body in s.mentions_of(ORGANISATION)
        for own in s.mentions_of(REFERENCE)
        if body.end < own.start
    )
    said = (
        (body, s.text[body.end : own.start].strip(), s.text[own.end : own.end + 1])
        for s, body, own in pairs
        if own.name.startswith(FIRST_PERSON_PREFIXES)
    )
    return next(
        (
            body.resolved_name
            for body, before, behind in said
            if before in SHORT_FORM_INTRODUCTIONS and behind == ")"
        ),
        "",
    )


def _site(sentences: list[Sentence], site: str) -> str:
    """The owner that the page names, if the article speaks of itself as of that body or names it."""
    is_ours = any(
        m.name.startswith(FIRST_PERSON_PREFIXES)
        for s in sentences
        for m in s.mentions_of(REFERENCE)
    )
    folded = fold_with_offsets(site)[0]
    return site if site and (is_ours or any(folded in s.text for s in sentences)) else ""


def _fits(name: str, body: str) -> bool:
    """Whether a body is of the sort that a reference speaks of: a school, a company."""
    sort = next((pattern for words, pattern in REFERENCE_TYPES if re.search(words, name, re.I)), "")
    return bool(re.search(sort, body, re.I))


def _bridged(sentences: list[Sentence], fulls: dict[str, str]) -> str:
    """The school that a person of "our college" is said to represent by name."""
    people: dict[str, set[str]] = {}
    for sentence in sentences:
        selves = {m.name for m in sentence.mentions_of(REFERENCE)}
        for person in sentence.mentions_of(PERSON):
            if person.organisation:
                org = fulls.get(person.organisation, person.organisation)
                people.setdefault(person.resolved_name, set()).add(
                    "" if person.organisation in selves else org
                )
    for sentence in sentences:
        for names, orgs in find_representatives(sentence):
            for name, org in zip(names, orgs, strict=False):
                people.setdefault(name.resolved_name, set()).add(
                    "" if org.kind == REFERENCE else fulls.get(org.name, org.name)
                )
    bridged = {
        org for orgs in people.values() if "" in orgs and len(orgs) == 2 for org in orgs if org
    }
    is_school = {org for org in bridged if SCHOOL_NAME.search(org)}
    return is_school.pop() if len(is_school) == 1 else ""


def _with_bodies(sentences: list[Sentence], school: str) -> list[Sentence]:
    """The sentences with the post and body of a person that only another sentence gives; `school` is whose page it is."""
    sentences = [_with_full_bodies(sentence) for sentence in sentences]
    said: dict[str, dict[str, Mention]] = {}
    for sentence in sentences:
        for person in sentence.mentions_of(PERSON):
            if person.organisation:
                said.setdefault(person.resolved_name, {})[person.organisation] = person
            elif school and SCHOOL_POST.match(person.post):
                said.setdefault(person.resolved_name, {})[school] = replace(
                    person, organisation=school
                )
        for person in sentence.mentions_of(PERSON):
            body = _nearest(sentence, person, sentences)
            if body and person.resolved_name not in said:
                said[person.resolved_name] = {body: replace(person, organisation=body)}
    known = {name: next(iter(bodies.values())) for name, bodies in said.items() if len(bodies) == 1}
    return [replace(s, mentions=tuple(_embodied(m, known) for m in s.mentions)) for s in sentences]


def _with_full_bodies(sentence: Sentence) -> Sentence:
    """The sentence with the full names of its persons' bodies."""
    fulls = {m.name: m.full_name for m in sentence.mentions if m.kind != PERSON and m.full_name}
    if not any(m.organisation in fulls for m in sentence.mentions):
        return sentence
    mentions = (
        replace(m, organisation=fulls.get(m.organisation, m.organisation))
        for m in sentence.mentions
    )
    return replace(sentence, mentions=tuple(mentions))


def _nearest(sentence: Sentence, person: Mention, sentences: list[Sentence]) -> str:
    """The body last named before a person whose post begins with the noun that ends its name."""
    noun = GENERIC_BODY.match(person.post)
    if not noun or person.organisation:
        return ""
    named = [
        m.resolved_name
        for m in sentence.mentions_of(ORGANISATION)
        if m.end <= person.start and m.name.endswith(noun[0])
    ]
    return named[-1] if named else _only(noun[0], sentences)


def _embodied(mention: Mention, known: dict[str, Mention]) -> Mention:
    if mention.kind != PERSON or mention.organisation or mention.resolved_name not in known:
        return mention
    other = known[mention.resolved_name]
    return replace(mention, organisation=other.organisation, post=mention.post or other.post)


def find_representatives(sentence: Sentence) -> list[tuple[list[Mention], list[Mention]]]:
    """The persons of a sentence beside the bodies that they are said to represent."""
    found = []
    for match in re.finditer("(?:分别)?代表(?!团|性|大会|队|处|作)", sentence.text):
        names = _run_before(sentence, match.start())
        orgs = _run_after(sentence, match.end())
        if names and orgs:
            found.append((names, orgs))
    return found


def _run_before(sentence: Sentence, end: int) -> list[Mention]:
    names: list[Mention] = []
    for person in reversed(sentence.mentions_of(PERSON)):
        if person.end <= end and re.fullmatch(
            r"[、,和与]?|院长|校长|先生|女士|总经理|董事长|书记",
            sentence.text[person.end : end].strip(),
        ):
            names.insert(0, person)
            end = (
                person.start - len(person.post)
                if sentence.text[: person.start].endswith(person.post)
                else person.start
            )
    return names


def _run_after(sentence: Sentence, start: int) -> list[Mention]:
    orgs: list[Mention] = []
    for actor in sentence.mentions_of(ORGANISATION, CONSORTIUM, REFERENCE):
        if actor.start >= start and re.fullmatch(
            r"[、,和与及]?", sentence.text[start : actor.start].strip()
        ):
            orgs.append(actor)
            start = actor.end
    return orgs


def _full(
    sentence: Sentence, mention: Mention, fulls: dict[str, str], own: str, sentences: list[Sentence]
) -> str:
    if mention.kind == REFERENCE and mention.subtype == "consortium":
        return _last_consortium(sentence, mention, sentences)
    if mention.kind == REFERENCE:
        return (
            own if own and _fits(mention.name, own) else _antecedent(sentence, mention, sentences)
        )
    if mention.kind == ORGANISATION and GENERIC_BODY.fullmatch(mention.name):
        return mention.full_name or _only(mention.name.replace("管委会", "管理委员会"), sentences)
    return fulls.get(mention.name, mention.full_name)


def _antecedent(sentence: Sentence, mention: Mention, sentences: list[Sentence]) -> str:
    """What "that college" or "the university" refers to: the body of that sort named last, or the only one of all."""
    if mention.name.startswith(FIRST_PERSON_PREFIXES):
        return ""
    if mention.name in SCHOOL_REFERENCES:
        return _only(mention.name, sentences) or _told_school(sentence, sentences)
    if mention.name[0] not in "该tT":
        return _only(mention.name, sentences)
    if " " in mention.name.removeprefix("the ").removeprefix("The "):
        return _branded(mention, sentences)
    noun = {"校": r"大学|学院|学校", "院": "学院", "公": "公司", "集": "集团"}.get(
        mention.name[1:2]
    ) or {
        "college": "College|Polytechnic|Institute",
        "university": "University",
        "school": SCHOOL_PATTERN,
        "institution": SCHOOL_PATTERN,
        "company": "Co|Group",
    }.get(mention.subtype, mention.subtype.capitalize())
    here = (sentence.number, mention.start)
    names = [
        m.full_name or m.name
        for s in sentences[: sentence.number + 1]
        for m in s.mentions_of(ORGANISATION)
        if (s.number, m.start) < here
        and re.search(noun, m.name)
        and not is_in_document_title(s.text, m)
    ]
    is_last = mention.name[0] == "该" or len(set(names)) == 1
    return names[-1] if names and is_last else _bound(mention, noun, sentences)


def _bound(mention: Mention, noun: str, sentences: list[Sentence]) -> str:
    """What "the college" meant where an article said it first, if only one body of that sort was told by then."""
    if mention.name[0] not in "tT":
        return ""
    names: list[str] = []
    for s, m in (
        (each, m)
        for each in sentences
        if each.paragraph
        for m in each.mentions_of(ORGANISATION, REFERENCE)
    ):
        if m.kind == REFERENCE and m.subtype == mention.subtype and m.name[0] in "tT":
            break
        is_base = any(base.start <= m.start and m.end <= base.end for base in s.mentions_of(BASE))
        if (
            m.kind == ORGANISATION
            and re.search(noun, m.name)
            and not (is_base and s.text[m.start - 1 : m.start] in ('"', "“"))
        ):
            names.append(m.full_name or m.name)
    return names[0] if len(set(names)) == 1 else ""


def _branded(mention: Mention, sentences: list[Sentence]) -> str:
    """The only body that "the Linjiang college" can mean: of that noun, with that word in its name."""
    _the, brand, noun = mention.name.split()
    names = {
        m.full_name or m.name
        for s in sentences
        for m in s.mentions_of(ORGANISATION)
        if brand in m.name and _fits(noun, m.name)
    }
    return names.pop() if len(names) == 1 else ""


def _told_school(sentence: Sentence, sentences: list[Sentence]) -> str:
    """The only school of the article, if the title or the beginning tells of it and this sentence does not name it."""
    schools = [
        (s, m.full_name or m.name)
        for s in sentences
        for m in s.mentions_of(ORGANISATION)
        if SCHOOL_NAME.search(m.name)
    ]
    names = {name for _s, name in schools}
    whole = [name for name in names if not any(name != other and name in other for other in names)]
    told = {s.number for s, _name in schools}
    is_told = any(
        s.paragraph < OPENING_PARAGRAPHS and s.number < sentence.number for s, _name in schools
    )
    return whole[0] if len(whole) == 1 and is_told and sentence.number not in told else ""


def _only(noun: str, sentences: list[Sentence]) -> str:
    """The only body of the article whose name ends in a noun."""
    names = {
        m.name
        for s in sentences
        for m in s.mentions_of(ORGANISATION)
        if _fits(noun, m.name)
        and (m.name.endswith(noun) or f"{noun}有限" in m.name)
        and m.name != noun
    }
    whole = [name for name in names if not any(name != other and name in other for other in names)]
    return whole[0] if len(whole) == 1 else ""


def _last_consortium(sentence: Sentence, mention: Mention, sentences: list[Sentence]) -> str:
    """The consortium of that sort that the article named last."""
    here = (sentence.number, mention.start)
    named = [
        m
        for s in sentences[: sentence.number + 1]
        for m in s.mentions_of(CONSORTIUM)
        if (s.number, m.start) < here
    ]
    same = [m.name for m in named if mention.name.lower().split()[-1] in m.name.lower()]
    return same[-1] if same else ""
