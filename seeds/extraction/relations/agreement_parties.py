"""Agreements: who signed what with whom, and who held the pen."""

import re
from dataclasses import replace

from seeds.extraction.document import Document
from seeds.extraction.mentions.events import is_bare
from seeds.extraction.model import EVENT, ORGANISATION, SELF, Fact, Mention, Sentence
from seeds.extraction.relations.en_agreement_parties import assigned, english_groups, is_looking_on
from seeds.extraction.relations.signatories import (
    RESPECTIVELY,
    by_people,
    named_behind,
    party_of,
    signatories,
    signed_in,
    watched,
    within,
)
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.slots import Chain, chains

WITH = re.compile(
    r"(?:分别|依次|先后|共同|也|还|就|并|同时|,)*(?:与|同|和|跟|及)(?:了)?(?:[^,。;:、与和同由]{0,10}?(?:单位|企业|院校|高校|龙头|巨头))?$"
)
SIGNS_WITH = re.compile(
    r"[^,。;:、]{0,24}?(?:代表[^,。;:、]{0,8},)?(?:分别|先后|依次|还|也|又|同时|,)*[与同和跟](?![期时步样意])"
)
# Behind "on" stand what the parties agree about, none of them.
ABOUT = re.compile("就(?![业读职近餐医地诊])[^,。;:与和同跟]{0,40}$")
ONE_BY_ONE = re.compile("与[他她]|先后|各[签自]|respectively")
FOR_BOTH = re.compile("代表[双两]方")
COLON = re.compile("[^,。;:]{0,12}:|(?:双方|各方|单位|方)(?:分别)?[为是]")
JOINTLY = re.compile(r"三方|四方|五方|多方|共同签|联合签|三家|四家|tripartite|four parties|three parties|jointly sign")
SHORTEST_NAME = 3
EACH_OF = re.compile("等(?:\\d+|[数多几十两三四五六七八九]+)余?[家所个]")
# What stands behind one of these is what the parties build, none of them.
BUILT = re.compile('(?:共建|建设|设立|成立|打造|组建|筹建|合办|创办|建立|创建)(?:的|了)?[“"(]?$')
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
EDGE = re.compile("^.*(?:签署了?|签订了?|签下|签约|达成|[与和同了就份项的在])(?=.{4})|^(?:签[署订下]了?|[的是])(?=..)")


def agreements(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    """Return the agreements that a trigger of signing reports; one that tells only who held the pen is a signing."""
    clause = _clause(sentence, match)
    if rule.forbid and rule.forbid.search(sentence.text[clause[0] : match.end()]):
        return []
    if rule.slot == "after":
        return _signed_by(document, sentence, rule, match)
    people = assigned(sentence, match, signatories(sentence, clause, match))
    groups = _of_people(sentence, clause, match, people) or _listed(sentence, match)
    groups = groups or _ceremony(sentence, match) or _both_sides(document, sentence, match)
    title = _title(sentence, match)
    values = {"title": title, "kind": kind_of(title + sentence.text[match.start() : match.end() + 60])}
    facts = [_agreement(sentence, rule, values, group, people, is_one=len(groups) == 1) for group in groups]
    found = [fact for fact in facts if fact]
    return found or ([_signing(sentence, rule, people)] if people else [])


def _of_people(sentence: Sentence, clause: tuple[int, int], match: re.Match[str], people: list[Mention]) -> list[Chain]:
    """The parties of each agreement: those of its signatories, unless their bodies stand elsewhere and others here."""
    pair = _pair(sentence) if people and FOR_BOTH.search(sentence.text, people[-1].end, match.end()) else ()
    if pair and pair[-1].end < people[0].start and signed_in(sentence, pair[-1].end, people[0].start):
        return []
    groups = by_people(sentence, clause, match, people)
    is_told_here = all(m.end > m.start and m in sentence.mentions for group in groups for m in group)
    others = [] if groups and is_told_here else _groups(sentence, clause, match)
    is_open = any(not m.known for group in others for m in group)
    return groups if groups and (is_open or not others) else others


def _listed(sentence: Sentence, match: re.Match[str]) -> list[Chain]:
    """The pairs in a list behind the trigger: "signed: A with B; C with D"."""
    colon = COLON.match(sentence.text, match.end())
    return [c for c in within(sentence, colon.end(), len(sentence.text)) if len(c) > 1 and _joins(sentence, c)] if colon else []


def _agreement(
    sentence: Sentence, rule: Rule, values: dict, group: Chain, people: list[Mention], *, is_one: bool
) -> Fact | None:
    parties = list(dict.fromkeys(m.known for m in group if m.known))
    is_unresolved = any(not m.known for m in group)
    if len(parties) < (1 if is_unresolved or people else 2):
        return None
    signed = people if is_one else [p for p in people if party_of(p, people, group) in ("", *parties)]
    rows = [{"person": p.known, "post": p.post, "organisation": party_of(p, people, group)} for p in signed]
    shown = (*parties, *(p.name for p in signed))
    weight = 1 if all(m.sure for m in group) else 0.7
    return _fact(rule, sentence, {**values, "parties": parties, "signatories": rows}, shown, weight)


def _signed_by(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    """What the people or bodies named behind the trigger signed: an agreement where they stand for more than one."""
    people = named_behind(sentence, match.end())
    bodies = list(dict.fromkeys(p.organisation for p in people if p.organisation))
    listed = next((c for c in within(sentence, match.end(), len(sentence.text)) if c[0].start <= match.end() + 4), ())
    if not people and len(listed) > 1:
        return [fact for fact in [_agreement(sentence, rule, {"title": "", "kind": "other"}, listed, [], is_one=True)] if fact]
    last = next((s for s in document.before(sentence)[:1] if s.paragraph == sentence.paragraph), sentence)
    is_told = signed_in(sentence, 0, match.start()) or (last is not sentence and signed_in(last, 0, len(last.text)))
    is_joint = len(people) == 2 or not ONE_BY_ONE.search(sentence.text)
    if len(bodies) == len(people) > 1 and is_joint and not is_told:
        group = tuple(replace(p, kind=ORGANISATION, name=p.organisation, full="") for p in people)
        values = {"title": _title(sentence, match), "kind": kind_of(sentence.text)}
        return [fact for fact in [_agreement(sentence, rule, values, group, people, is_one=True)] if fact]
    return [_signing(sentence, rule, [person]) for person in people]


def _signing(sentence: Sentence, rule: Rule, people: list[Mention]) -> Fact:
    rows = [{"person": p.known, "post": p.post, "organisation": p.organisation} for p in people]
    parties = [p.organisation for p in people if len(p.organisation) > SHORTEST_NAME]
    fact = _fact(rule, sentence, {"parties": parties, "signatories": rows}, tuple(p.name for p in people), 1)
    return replace(fact, relation="signing")


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


def _groups(sentence: Sentence, clause: tuple[int, int], match: re.Match[str]) -> list[Chain]:
    """The parties of each agreement: those before "with" and those behind it."""
    text = sentence.text
    before = [c for c in within(sentence, clause[0], match.start()) if not _is_aside(sentence, c, match)]
    if sentence.english:
        return english_groups(sentence, clause, match, before)
    if match[0] in "×✕":
        behind = within(sentence, match.end(), clause[1]) or within(sentence, match.end(), len(text))
        return [(*before[-1], *behind[0])] if before and behind else []
    last = before[-1] if before else ()
    if not last or len(text[last[-1].end : match.start()]) > 45 or watched(sentence, text[last[-1].end : match.start()]):
        return []
    left, right = _split_at_with(sentence, before)
    if _is_sample(sentence, before):
        return []
    if not left or not right:
        return [tuple(last)] if len(last) > 1 else []
    is_apart = _are_apart(text[clause[0] : match.end() + 4], left, right)
    return [(*left, each) for each in right] if is_apart else [(*left, *right)]


def _is_sample(sentence: Sentence, before: list[Chain]) -> bool:
    """Whether two lists of samples signed with each other, and nobody knows who with whom."""
    between = sentence.text[before[-2][-1].end : before[-1][0].start] if len(before) > 1 else ""
    return len(before) > 1 and len(before[-1]) > 1 and bool(re.fullmatch("等[^,。;]{0,10}(?:分别)?[与同和]", between))


def _are_apart(said: str, left: Chain, right: Chain) -> bool:
    """Whether each of the parties behind "with" signed a contract of its own."""
    if not any(m.known for m in left):
        return True
    return not JOINTLY.search(said) and (len(right) > 2 or bool(RESPECTIVELY.search(said) or EACH_OF.search(said)))


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
            between = text[own[-1].end : mention.start]
            if not re.search("[;。]", between) and not signed_in(sentence, own[-1].end, mention.start):
                return (own[:1] if "," in between and _joins(sentence, own) else own), last
        if not index and WITH.search(said) and re.search("[与同跟]", said[-16:]) and said.strip() not in ("与", "同"):
            return (_own(sentence, mention.start), last)
    return (), last


def _own(sentence: Sentence, place: int) -> Chain:
    """The party that the sentence tells to sign with others: the last before "with", else "we", else a stand-in."""
    told = [c for c in chains(sentence) if c[0].start < place and not WITH.search(sentence.text, 0, c[0].start)]
    subjects = [c[:1] for c in told if _joins(sentence, c) or SIGNS_WITH.match(sentence.text, c[-1].end)]
    subjects = subjects or [c[:1] for c in told if ":" in sentence.text[c[-1].end : place]]
    selves = [m for m in sentence.of(SELF) if m.end <= place]
    return subjects[-1] if subjects else (selves[-1],) if selves else (Mention(start=0, end=1, kind=SELF, name="?"),)


def _joins(sentence: Sentence, chain: Chain) -> bool:
    """Whether the first name of a list is joined with the others by "with"."""
    between = sentence.text[chain[0].end : chain[1].start] if len(chain) > 1 else ""
    return between.strip() in ("与", "同", "和", "分别与", "分别同")


def _is_aside(sentence: Sentence, chain: Chain, match: re.Match[str]) -> bool:
    """Whether the names only tell where or under whose eyes it was signed."""
    text = sentence.text
    before, behind = text[max(0, chain[0].start - 6) : chain[0].start], text[chain[-1].end : chain[-1].end + 12]
    if sentence.english:
        return is_looking_on(sentence, chain)
    if BUILT.search(text[: chain[0].start]) or (ABOUT.search(text[: chain[0].start]) and chain[0].end <= match.start()):
        return True
    return bool(re.search(r"(?:出席|见证|在|邀请|促成)$", before)) and bool(
        re.match(r"[^,]{0,8}(?:见证|下|举行|的|召开|,)", behind)
    )


def _ceremony(sentence: Sentence, match: re.Match[str]) -> list[Chain]:
    """The parties that the name of a signing ceremony gives."""
    event = next((e for e in sentence.of(EVENT) if e.start <= match.start() < e.end and not is_bare(e.name)), None)
    if event is None:
        return []
    inside = [c for c in within(sentence, event.start, event.end) if len(c) > 1]
    return [inside[0]] if inside else []


def _both_sides(document: Document, sentence: Sentence, match: re.Match[str]) -> list[Chain]:
    """The two parties that "both sides" means: the last pair that a sentence joined by "with"."""
    said = sentence.text[max(0, match.start() - 30) : match.end() + 40]
    if not re.search(r"双方|两方|两校|校企两|both sides|two sides|both parties", said):
        return []
    for other in (sentence, *document.before(sentence)[:4]):
        pair = _pair(other)
        if pair:
            return [pair] if other is not sentence or not signed_in(sentence, pair[-1].end, match.start()) else []
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
