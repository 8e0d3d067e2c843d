"""Agreements: who signed what with whom, and who held the pen."""

import re

from seeds.extraction.document import Document, represented
from seeds.extraction.events import is_bare
from seeds.extraction.model import EVENT, PERSON, SELF, Fact, Mention, Sentence
from seeds.extraction.rules import Rule, pattern_of
from seeds.extraction.slots import Chain, chains

WITH = re.compile(r"(?:分别|依次|先后|共同|也|还|就|并|同时|,)*(?:与|同|和|跟|及)(?:了)?$")
RESPECTIVELY = re.compile("分别|依次|先后|逐一|各自|两两")
JOINTLY = re.compile(r"三方|四方|五方|多方|共同签|联合签|三家|四家|tripartite|four parties|three parties|jointly sign")
KINDS = (
    ("industry_college", "产业学院|[Ii]ndustry [Cc]ollege"),
    ("order_class", "订单班|学徒|工匠班|冠名班|人才班|[Oo]rder[- ][Cc]lass|实验班|[“‘][^”’]{1,12}班[”’]"),
    ("framework", "框架协议|[Ff]ramework"),
    ("through_training", "贯通"),
    ("production_practice", "生产实践|[Pp]roduction [Pp]ractice"),
    ("training_project", "技能培训|培训项目|[Tt]raining (?:[Cc]ooperation )?[Pp]roject"),
    ("base_building", "基地|实训中心|[Bb]ase\\b"),
    ("international", "国际化?办学|中外合作|留学|[Jj]oint [Ss]chooling"),
    ("research", "研发|研究院|技术攻关|产业化|联合研究|[Rr]esearch"),
    ("strategic_cooperation", "战略合作|[Ss]trategic"),
)
TITLE = re.compile(
    r"[《“\"‘]([^《》“”\"]{3,60}(?:协议|合同|项目|备忘录|协定|意向书|Agreement|班))[》”\"’]|([\u3400-\u9fff“”]{0,30}(?:协议书?|合同|备忘录|协定|意向书))|"
    r"((?:[A-Z][\w-]*\s(?:(?:of|on|for|and|the|in)\s)*){1,14}Agreements?)|((?:[\w-]+\s){0,4}agreements?(?:\sto\s[^,.;]{5,90})?)|[“‘]([^“”]{2,40})[”’]"
)
EDGE = re.compile("^.*(?:签署了?|签订了?|签下|签约|达成|[与和同了就份项的])(?=.{4})")


def agreements(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    """Return the agreements that a trigger of signing reports."""
    clause = _clause(sentence, match)
    if rule.forbid and rule.forbid.search(sentence.text[clause[0] : match.end()]):
        return []
    people = _signatories(sentence, clause, match)
    groups = _by_people(sentence, clause, match, people) or _groups(sentence, clause, match)
    groups = groups or _ceremony(sentence, match) or _both_sides(document, sentence, match)
    title = _title(sentence, match)
    facts = []
    for group in groups:
        parties = list(dict.fromkeys(m.known for m in group if m.known))
        unresolved = any(not m.known for m in group)
        if len(parties) < (1 if unresolved or people else 2):
            continue
        signed = (
            [p for p in people if not _party_of(p, people, group) or _party_of(p, people, group) in parties]
            if len(groups) > 1
            else people
        )
        values = {"title": title, "kind": kind_of(title + sentence.text[match.start() : match.end() + 60]), "parties": parties}
        values["signatories"] = [
            {"person": p.name, "post": p.post, "organisation": _party_of(p, people, group)} for p in signed
        ]
        shown = (*parties, *(p.name for p in signed))
        weight = 1 if all(m.sure for m in group) else 0.7
        facts.append(_fact(rule, sentence, values, shown, weight))
    return facts


def kind_of(text: str) -> str:
    """Return the kind of agreement that a title or its sentence speaks of."""
    return next((kind for kind, pattern in KINDS if re.search(pattern, text)), "other")


def _fact(rule: Rule, sentence: Sentence, values: dict, shown: tuple[str, ...], weight: float) -> Fact:
    return Fact(
        relation="agreement", rule=rule.id, confidence=rule.confidence * weight, sentence=sentence, values=values, shown=shown
    )


def _clause(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """The part of the sentence between semicolons and colons that holds the trigger."""
    marks = [m.end() for m in re.finditer("[;:]", sentence.text[: match.start()])]
    ends = [m.start() for m in re.finditer(";", sentence.text[match.end() :])]
    return (marks[-1] if marks else 0), (match.end() + ends[0] if ends else len(sentence.text))


def _within(sentence: Sentence, low: int, high: int) -> list[Chain]:
    cut = [tuple(m for m in chain if low <= m.start and m.end <= high) for chain in chains(sentence)]
    return [chain for chain in cut if chain]


def _groups(sentence: Sentence, clause: tuple[int, int], match: re.Match[str]) -> list[Chain]:
    """The parties of each agreement: those before "with" and those behind it."""
    text = sentence.text
    before = [c for c in _within(sentence, clause[0], match.start()) if not _is_aside(sentence, c, match)]
    if sentence.english:
        return _english_groups(sentence, clause, match, before)
    last = before[-1] if before else ()
    if not last or len(text[last[-1].end : match.start()]) > 45 or _watched(sentence, text[last[-1].end : match.start()]):
        return []
    left, right = _split_at_with(sentence, before)
    if not left or not right:
        return [tuple(last)] if len(last) > 1 else []
    is_apart = _are_apart(text[clause[0] : match.end() + 4], left, right)
    return [(*left, each) for each in right] if is_apart else [(*left, *right)]


def _are_apart(said: str, left: Chain, right: Chain) -> bool:
    """Whether each of the parties behind "with" signed a contract of its own."""
    if not any(m.known for m in left):
        return True
    return not JOINTLY.search(said) and (len(right) > 2 or bool(RESPECTIVELY.search(said)))


def _split_at_with(sentence: Sentence, before: list[Chain]) -> tuple[Chain, Chain]:
    """The names before the word "with" and those behind it."""
    text, last = sentence.text, before[-1]
    for index, mention in enumerate(last):
        gap_start = last[index - 1].end if index else 0
        said = text[gap_start : mention.start].rstrip("“(")
        if index and re.fullmatch(r"(?:分别|,)*[与同跟](?:了)?|(?:分别|先后|共同)和", said.strip()):
            return last[:index], last[index:]
        if not index and WITH.search(said) and len(before) > 1:
            own = before[-2]
            distance = text[own[-1].end : mention.start]
            return (own, last) if not re.search("[;。]", distance) else ((), last)
        if not index and re.search(r"(?:与|同)$", said) and said.strip() not in ("与", "同"):
            return (_own(sentence, mention.start), last)
    return (), last


def _own(sentence: Sentence, place: int) -> Chain:
    """A stand-in for the unnamed party that signs with the others."""
    selves = [m for m in sentence.of(SELF) if m.end <= place]
    return (selves[-1],) if selves else (Mention(start=0, end=1, kind=SELF, name="?"),)


def _english_groups(sentence: Sentence, clause: tuple[int, int], match: re.Match[str], before: list[Chain]) -> list[Chain]:
    text = sentence.text
    behind = _within(sentence, match.end(), clause[1])
    with_at = re.search(r"\b(?:with|between)\s(?:the\s)?", text[match.end() : clause[1]])
    right: Chain = ()
    if with_at:
        place = match.end() + with_at.start() + len(with_at[0].split()[0]) + 1
        right = next((tuple(m for m in c if m.start >= place - 1) for c in behind if c[-1].start >= place - 1), ())
        right = right if right and right[0].start - place < 30 else ()
    if with_at and with_at[0].startswith("between"):
        return [right] if len(right) > 1 else []
    left = before[-1] if before and (with_at or len(before[-1]) > 1) else ()
    if with_at and re.search(r"\b(?:it|they)\s(?:\w+\s)?$", text[: match.start()]) and before:
        return [(before[0][0], *right)] if right else []
    if left and len(text[left[-1].end : match.start()]) > 60:
        left = ()
    if left and right:
        number = re.match(r"\D{0,30}?(\d+|two|three|four|five|six)\s", text[match.start() : match.end() + 30])
        apart = RESPECTIVELY.search(text) or "respectively" in text or (len(right) > 2 and number is not None)
        return [(*left[-1:], each) for each in right] if apart else [(*left, *right)]
    return [left] if len(left) > 1 else []


def _is_aside(sentence: Sentence, chain: Chain, match: re.Match[str]) -> bool:
    """Whether the names only tell where or under whose eyes it was signed."""
    text = sentence.text
    before, behind = text[max(0, chain[0].start - 6) : chain[0].start], text[chain[-1].end : chain[-1].end + 12]
    if sentence.english:
        return bool(re.search(r"\b(?:at|of)\s(?:the\s)?$", before)) and not re.match(r"\sand\s", behind)
    return bool(re.search(r"(?:出席|见证|在|邀请|促成)$", before)) and bool(
        re.match(r"[^,]{0,8}(?:见证|下|举行|的|召开|,)", behind)
    )


def _watched(sentence: Sentence, text: str) -> bool:
    """Whether words of the sentence tell of looking on, not of signing."""
    return bool(pattern_of("witness", english=sentence.english).search(text))


def _signatories(sentence: Sentence, clause: tuple[int, int], match: re.Match[str]) -> list[Mention]:
    """The persons that hold the pen: those right before the trigger, not those who attended or watched."""
    text = sentence.text
    people = [p for p in sentence.of(PERSON) if clause[0] <= p.start and p.end <= match.start()]
    if not people:
        return []
    last = max(
        [people[-1].end, *(m.end for c in _within(sentence, people[-1].end, match.start()) for m in c if sentence.english)]
    )
    tail = text[last : match.start()]
    if _watched(sentence, tail) or len(tail) > 60:
        return []
    kept = [people[-1]]
    for person in reversed(people[:-1]):
        between = text[person.end : kept[0].start]
        if _watched(sentence, between) or "。" in between:
            break
        kept.insert(0, person)
    if sentence.english:
        return kept if len(kept) > 1 or re.search(r"on behalf|represent", text[: match.start()]) else []
    return kept if re.search("代表|签|上台|分别", tail + match[0]) and _act(sentence, kept, match) else []


def _act(sentence: Sentence, people: list[Mention], match: re.Match[str]) -> bool:
    """Whether the persons themselves sign: they represent somebody, or nothing but signing is said of them."""
    tail = sentence.text[people[-1].end : match.start()]
    return "代表" in sentence.text[people[0].start : match.start()] or bool(
        re.fullmatch(
            r"(?:院长|校长|先生|女士)?(?:,|、|在.{0,12}上|共同|分别|上台|现场|一起|双方|正式|进行|作为.{0,8}|先后)*", tail
        )
    )


def _by_people(sentence: Sentence, clause: tuple[int, int], match: re.Match[str], people: list[Mention]) -> list[Chain]:
    """The parties as the bodies that the signing persons stand for."""
    if not people:
        return []
    low, high = clause[0], match.start()
    pairs = [(n, o) for n, o in represented(sentence) if low <= n[0].start and o[-1].end <= high]
    bodies = [o for _names, orgs in pairs for o in orgs]
    if pairs:
        return _represented_groups(sentence, match, pairs, bodies)
    orgs = [_body(sentence, p) for p in people]
    known = [o for o in orgs if o]
    return [tuple(known)] if len({o.known for o in known}) > 1 else []


def _represented_groups(sentence: Sentence, match: re.Match[str], pairs, bodies: list[Mention]) -> list[Chain]:
    text = sentence.text
    behind = next((c for c in chains(sentence) if c[0].start > bodies[-1].end and c[-1].end <= match.start()), ())
    if behind and re.search("[与同和]$", text[: behind[0].start]):
        return (
            [(body, *behind) for body in bodies]
            if RESPECTIVELY.search(text[bodies[-1].end : match.start()])
            else [(*bodies, *behind)]
        )
    if len(bodies) > 1:
        return [tuple(bodies)]
    return _after_list(sentence, bodies, match)


def _after_list(sentence: Sentence, bodies: list[Mention], match: re.Match[str]) -> list[Chain]:
    """ "He signed four for the college: with A and B; with C": one agreement for each part."""
    text = sentence.text
    colon = text.find(":", match.end())
    if colon < 0:
        behind = [c for c in chains(sentence) if c[0].start >= bodies[-1].end and re.search("[与同和]$", text[: c[0].start])]
        return [(*bodies, *behind[0])] if behind else []
    parts, start = [], colon + 1
    for end in [*(m.start() for m in re.finditer(";", text[colon:]) if m.start()), len(text) - colon]:
        inside = [c for c in _within(sentence, start, colon + end) if re.search(r"[与同和:;]$", text[: c[0].start])]
        parts += [(*bodies, *inside[0])] if inside else []
        start = colon + end
    return parts


def _body(sentence: Sentence, person: Mention) -> Mention | None:
    return next((m for m in sentence.mentions if person.organisation and m.name == person.organisation), None)


def _party_of(person: Mention, people: list[Mention], group: Chain) -> str:
    """The party that a person signs for."""
    names = {m.name: m.known for m in group}
    return names.get(person.organisation, person.organisation if person.organisation in names.values() else "")


def _ceremony(sentence: Sentence, match: re.Match[str]) -> list[Chain]:
    """The parties that the name of a signing ceremony gives."""
    event = next((e for e in sentence.of(EVENT) if e.start <= match.start() < e.end and not is_bare(e.name)), None)
    if event is None:
        return []
    inside = [c for c in _within(sentence, event.start, event.end) if len(c) > 1]
    return [inside[0]] if inside else []


def _both_sides(document: Document, sentence: Sentence, match: re.Match[str]) -> list[Chain]:
    """The two parties that "both sides" means: the last pair that a sentence joined by "with"."""
    said = sentence.text[max(0, match.start() - 30) : match.end() + 40]
    if not re.search(r"双方|两方|校企|both sides|two sides|both parties", said):
        return []
    for other in (sentence, *document.before(sentence)[:4]):
        pair = _pair(other)
        if pair:
            return [pair]
    return []


def _pair(sentence: Sentence) -> Chain:
    """The first two names of a sentence that stand as partners."""
    joined = re.compile(r"\sand\s(?:the\s)?|\swith\s(?:the\s)?" if sentence.english else "[与和同]")
    for chain in chains(sentence):
        if len(chain) == 2 and joined.fullmatch(sentence.text[chain[0].end : chain[1].start]):
            return chain
    return ()


def _title(sentence: Sentence, match: re.Match[str]) -> str:
    behind = TITLE.search(sentence.text, match.start(), min(len(sentence.text), match.end() + 120))
    found = behind or TITLE.search(sentence.text, max(0, match.start() - 60), match.end())
    if not found:
        return ""
    title = next(part for part in found.groups() if part)
    return EDGE.sub("", title).strip(" “”")
