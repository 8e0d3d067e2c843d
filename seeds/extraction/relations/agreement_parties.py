"""Agreements: who signed what with whom, and who held the pen."""

import re
from dataclasses import replace

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.mentions.events import is_generic_name
from seeds.extraction.model import EVENT, ORGANISATION, REFERENCE, ExtractedFact, Mention, Sentence
from seeds.extraction.relations.en_agreement_parties import (
    assign_organisations,
    english_party_groups,
    is_bystander,
)
from seeds.extraction.relations.signatories import (
    RESPECTIVELY,
    find_people_after,
    find_signatories,
    has_signing_trigger,
    is_witnessing,
    mention_groups_between,
    parties_of_signatories,
    signing_party,
)
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.slots import MentionGroup, mention_groups

WITH_BEFORE_PARTY = re.compile(
    r"(?:分别|依次|先后|共同|也|还|就|并|同时|,)*(?:与|同|和|跟|及)(?:了)?(?:[^,。;:、与和同由]{0,10}?(?:单位|企业|院校|高校|龙头|巨头))?$"
)
SIGNING_WITH = re.compile(
    r"[^,。;:、]{0,24}?(?:代表[^,。;:、]{0,8},)?(?:分别|先后|依次|还|也|又|同时|,)*[与同和跟](?![期时步样意])"
)
# Behind "on" stand what the parties agree about, none of them.
TOPIC_CLAUSE = re.compile("就(?![业读职近餐医地诊])[^,。;:与和同跟]{0,40}$")
SEPARATELY = re.compile("与[他她]|先后|各[签自]|respectively")
FOR_BOTH_PARTIES = re.compile("代表[双两]方")
LIST_COLON = re.compile("[^,。;:]{0,12}:|(?:双方|各方|单位|方)(?:分别)?[为是]")
JOINTLY = re.compile(
    r"三方|四方|五方|多方|共同签|联合签|三家|四家|tripartite|four parties|three parties|jointly sign"
)
SHORT_NAME_LENGTH = 3
COUNTED_LIST_END = re.compile("等(?:\\d+|[数多几十两三四五六七八九]+)余?[家所个]")
# What stands behind one of these is what the parties build, none of them.
BUILDING_VERB = re.compile(
    '(?:共建|建设|设立|成立|打造|组建|筹建|合办|创办|建立|创建)(?:的|了)?[“"(]?$'
)
AGREEMENT_KINDS = (
    ("industry_college", "产业学院|[Ii]ndustry [Cc]ollege"),
    (
        "order_class",
        "订单班|学徒|工匠班|冠名班|人才班|[Oo]rder[- ][Cc]lass|实验班|[“‘][^”’]{1,12}班[”’]",
    ),
    ("framework", "框架协议|[Ff]ramework"),
    ("through_training", "贯通"),
    ("production_practice", "生产实践|[Pp]roduction [Pp]ractice"),
    ("training_project", "技能培训|培训项目|[Tt]raining (?:[Cc]ooperation )?[Pp]roject"),
    ("base_building", "基地|实训中心|[Bb]ase\\b"),
    ("international", "国际化?办学|中外合作|留学|[Jj]oint [Ss]chooling"),
    ("research", "研发|研究院|技术攻关|产业化|联合研究|[Rr]esearch"),
    ("strategic_cooperation", "战略合作|[Ss]trategic"),
)
AGREEMENT_TITLE = re.compile(
    r"[《“\"‘]([^《》“”\"]{3,60}(?:协议|合同|项目|备忘录|协定|意向书|Agreement|班))[》”\"’]|([\u3400-\u9fff“”]{0,30}(?:协议书?|合同|备忘录|协定|意向书))|"
    r"((?:[A-Z][\w-]*\s(?:(?:of|on|for|and|the|in)\s)*){1,14}Agreements?)|((?:[\w-]+\s){0,4}agreements?(?:\sto\s[^,.;]{5,90})?)|[“‘]([^“”]{2,40})[”’]"
)
TITLE_PREFIX = re.compile(
    "^.*(?:签署了?|签订了?|签下|签约|达成|[与和同了就份项的在])(?=.{4})|^(?:签[署订下]了?|[的是])(?=..)"
)


def extract_agreements(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the agreements that a trigger of signing reports; one that tells only who held the pen is a signing."""
    clause = _clause(sentence, match)
    if rule.forbid and rule.forbid.search(sentence.text[clause[0] : match.end()]):
        return []
    if rule.slot == "after":
        return _signed_by(document, sentence, rule, match)
    people = assign_organisations(sentence, match, find_signatories(sentence, clause, match))
    groups = _of_people(sentence, clause, match, people) or _listed(sentence, match)
    groups = groups or _ceremony(sentence, match) or _both_sides(document, sentence, match)
    title = _title(sentence, match)
    values = {
        "title": title,
        "kind": classify_agreement(title + sentence.text[match.start() : match.end() + 60]),
    }
    facts = [
        _agreement(sentence, rule, values, group, people, is_one=len(groups) == 1)
        for group in groups
    ]
    found = [fact for fact in facts if fact]
    return found or ([_signing(sentence, rule, people)] if people else [])


def _of_people(
    sentence: Sentence, clause: tuple[int, int], match: re.Match[str], people: list[Mention]
) -> list[MentionGroup]:
    """The parties of each agreement: those of its signatories, unless their bodies stand elsewhere and others here."""
    pair = (
        _pair(sentence)
        if people and FOR_BOTH_PARTIES.search(sentence.text, people[-1].end, match.end())
        else ()
    )
    if (
        pair
        and pair[-1].end < people[0].start
        and has_signing_trigger(sentence, pair[-1].end, people[0].start)
    ):
        return []
    groups = parties_of_signatories(sentence, clause, match, people)
    is_told_here = all(
        m.end > m.start and m in sentence.mentions for group in groups for m in group
    )
    others = [] if groups and is_told_here else _groups(sentence, clause, match)
    is_open = any(not m.resolved_name for group in others for m in group)
    return groups if groups and (is_open or not others) else others


def _listed(sentence: Sentence, match: re.Match[str]) -> list[MentionGroup]:
    """The pairs in a list behind the trigger: "signed: A with B; C with D"."""
    colon = LIST_COLON.match(sentence.text, match.end())
    return (
        [
            c
            for c in mention_groups_between(sentence, colon.end(), len(sentence.text))
            if len(c) > 1 and _joins(sentence, c)
        ]
        if colon
        else []
    )


def _agreement(
    sentence: Sentence,
    rule: Rule,
    values: dict,
    group: MentionGroup,
    people: list[Mention],
    *,
    is_one: bool,
) -> ExtractedFact | None:
    parties = list(dict.fromkeys(m.resolved_name for m in group if m.resolved_name))
    is_unresolved = any(not m.resolved_name for m in group)
    if len(parties) < (1 if is_unresolved or people else 2):
        return None
    signed = (
        people
        if is_one
        else [p for p in people if signing_party(p, people, group) in ("", *parties)]
    )
    rows = [
        {"person": p.resolved_name, "post": p.post, "organisation": signing_party(p, people, group)}
        for p in signed
    ]
    shown = (*parties, *(p.name for p in signed))
    weight = 1 if all(m.is_certain for m in group) else 0.7
    return _fact(rule, sentence, {**values, "parties": parties, "signatories": rows}, shown, weight)


def _signed_by(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """What the people or bodies named behind the trigger signed: an agreement where they stand for more than one."""
    people = find_people_after(sentence, match.end())
    bodies = list(dict.fromkeys(p.organisation for p in people if p.organisation))
    listed = next(
        (
            c
            for c in mention_groups_between(sentence, match.end(), len(sentence.text))
            if c[0].start <= match.end() + 4
        ),
        (),
    )
    if not people and len(listed) > 1:
        return [
            fact
            for fact in [
                _agreement(sentence, rule, {"title": "", "kind": "other"}, listed, [], is_one=True)
            ]
            if fact
        ]
    last = next(
        (
            s
            for s in document.preceding_sentences(sentence)[:1]
            if s.paragraph == sentence.paragraph
        ),
        sentence,
    )
    is_told = has_signing_trigger(sentence, 0, match.start()) or (
        last is not sentence and has_signing_trigger(last, 0, len(last.text))
    )
    is_joint = len(people) == 2 or not SEPARATELY.search(sentence.text)
    if len(bodies) == len(people) > 1 and is_joint and not is_told:
        group = tuple(
            replace(p, kind=ORGANISATION, name=p.organisation, full_name="") for p in people
        )
        values = {"title": _title(sentence, match), "kind": classify_agreement(sentence.text)}
        return [
            fact
            for fact in [_agreement(sentence, rule, values, group, people, is_one=True)]
            if fact
        ]
    return [_signing(sentence, rule, [person]) for person in people]


def _signing(sentence: Sentence, rule: Rule, people: list[Mention]) -> ExtractedFact:
    rows = [
        {"person": p.resolved_name, "post": p.post, "organisation": p.organisation} for p in people
    ]
    parties = [p.organisation for p in people if len(p.organisation) > SHORT_NAME_LENGTH]
    fact = _fact(
        rule, sentence, {"parties": parties, "signatories": rows}, tuple(p.name for p in people), 1
    )
    return replace(fact, relation="signing")


def classify_agreement(text: str) -> str:
    """Return the kind of agreement that a title or its sentence speaks of."""
    return next((kind for kind, pattern in AGREEMENT_KINDS if re.search(pattern, text)), "other")


def _fact(
    rule: Rule, sentence: Sentence, values: dict, shown: tuple[str, ...], weight: float
) -> ExtractedFact:
    return ExtractedFact(
        relation="agreement",
        rule=rule.id,
        confidence=rule.confidence * weight,
        sentence=sentence,
        values=values,
        output=shown,
    )


def _clause(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """The part of the sentence between semicolons and colons that holds the trigger."""
    marks = [m.end() for m in re.finditer("[;:]", sentence.text[: match.start()])]
    ends = [m.start() for m in re.finditer(";", sentence.text[match.end() :])]
    return (marks[-1] if marks else 0), (match.end() + ends[0] if ends else len(sentence.text))


def _groups(
    sentence: Sentence, clause: tuple[int, int], match: re.Match[str]
) -> list[MentionGroup]:
    """The parties of each agreement: those before "with" and those behind it."""
    text = sentence.text
    before = [
        c
        for c in mention_groups_between(sentence, clause[0], match.start())
        if not _is_aside(sentence, c, match)
    ]
    if sentence.is_english:
        return english_party_groups(sentence, clause, match, before)
    if match[0] in "×✕":
        behind = mention_groups_between(sentence, match.end(), clause[1]) or mention_groups_between(
            sentence, match.end(), len(text)
        )
        return [(*before[-1], *behind[0])] if before and behind else []
    last = before[-1] if before else ()
    if (
        not last
        or len(text[last[-1].end : match.start()]) > 45
        or is_witnessing(sentence, text[last[-1].end : match.start()])
    ):
        return []
    left, right = _split_at_with(sentence, before)
    if _is_sample(sentence, before):
        return []
    if not left or not right:
        return [tuple(last)] if len(last) > 1 else []
    is_apart = _are_apart(text[clause[0] : match.end() + 4], left, right)
    return [(*left, each) for each in right] if is_apart else [(*left, *right)]


def _is_sample(sentence: Sentence, before: list[MentionGroup]) -> bool:
    """Whether two lists of samples signed with each other, and nobody knows who with whom."""
    between = sentence.text[before[-2][-1].end : before[-1][0].start] if len(before) > 1 else ""
    return (
        len(before) > 1
        and len(before[-1]) > 1
        and bool(re.fullmatch("等[^,。;]{0,10}(?:分别)?[与同和]", between))
    )


def _are_apart(said: str, left: MentionGroup, right: MentionGroup) -> bool:
    """Whether each of the parties behind "with" signed a contract of its own."""
    if not any(m.resolved_name for m in left):
        return True
    return not JOINTLY.search(said) and (
        len(right) > 2 or bool(RESPECTIVELY.search(said) or COUNTED_LIST_END.search(said))
    )


def _split_at_with(
    sentence: Sentence, before: list[MentionGroup]
) -> tuple[MentionGroup, MentionGroup]:
    """The names before the word "with" and those behind it."""
    text, last = sentence.text, before[-1]
    for index, mention in enumerate(last):
        gap_start = last[index - 1].end if index else 0
        said = text[gap_start : mention.start].rstrip("“(")
        if index and re.fullmatch(r"(?:分别|,)*[与同跟](?:了)?|(?:分别|先后|共同)和", said.strip()):
            return last[:index], last[index:]
        if not index and WITH_BEFORE_PARTY.search(said) and len(before) > 1:
            own = before[-2]
            between = text[own[-1].end : mention.start]
            if not re.search("[;。]", between) and not has_signing_trigger(
                sentence, own[-1].end, mention.start
            ):
                return (own[:1] if "," in between and _joins(sentence, own) else own), last
        if (
            not index
            and WITH_BEFORE_PARTY.search(said)
            and re.search("[与同跟]", said[-16:])
            and said.strip() not in ("与", "同")
        ):
            return (_own(sentence, mention.start), last)
    return (), last


def _own(sentence: Sentence, place: int) -> MentionGroup:
    """The party that the sentence tells to sign with others: the last before "with", else "we", else a stand-in."""
    told = [
        c
        for c in mention_groups(sentence)
        if c[0].start < place and not WITH_BEFORE_PARTY.search(sentence.text, 0, c[0].start)
    ]
    subjects = [
        c[:1] for c in told if _joins(sentence, c) or SIGNING_WITH.match(sentence.text, c[-1].end)
    ]
    subjects = subjects or [c[:1] for c in told if ":" in sentence.text[c[-1].end : place]]
    selves = [m for m in sentence.mentions_of(REFERENCE) if m.end <= place]
    return (
        subjects[-1]
        if subjects
        else (selves[-1],)
        if selves
        else (Mention(start=0, end=1, kind=REFERENCE, name="?"),)
    )


def _joins(sentence: Sentence, chain: MentionGroup) -> bool:
    """Whether the first name of a list is joined with the others by "with"."""
    between = sentence.text[chain[0].end : chain[1].start] if len(chain) > 1 else ""
    return between.strip() in ("与", "同", "和", "分别与", "分别同")


def _is_aside(sentence: Sentence, chain: MentionGroup, match: re.Match[str]) -> bool:
    """Whether the names only tell where or under whose eyes it was signed."""
    text = sentence.text
    before, behind = (
        text[max(0, chain[0].start - 6) : chain[0].start],
        text[chain[-1].end : chain[-1].end + 12],
    )
    if sentence.is_english:
        return is_bystander(sentence, chain)
    if BUILDING_VERB.search(text[: chain[0].start]) or (
        TOPIC_CLAUSE.search(text[: chain[0].start]) and chain[0].end <= match.start()
    ):
        return True
    return bool(re.search(r"(?:出席|见证|在|邀请|促成)$", before)) and bool(
        re.match(r"[^,]{0,8}(?:见证|下|举行|的|召开|,)", behind)
    )


def _ceremony(sentence: Sentence, match: re.Match[str]) -> list[MentionGroup]:
    """The parties that the name of a signing ceremony gives."""
    event = next(
        (
            e
            for e in sentence.mentions_of(EVENT)
            if e.start <= match.start() < e.end and not is_generic_name(e.name)
        ),
        None,
    )
    if event is None:
        return []
    inside = [c for c in mention_groups_between(sentence, event.start, event.end) if len(c) > 1]
    return [inside[0]] if inside else []


def _both_sides(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[MentionGroup]:
    """The two parties that "both sides" means: the last pair that a sentence joined by "with"."""
    said = sentence.text[max(0, match.start() - 30) : match.end() + 40]
    if not re.search(r"双方|两方|两校|校企两|both sides|two sides|both parties", said):
        return []
    for other in (sentence, *document.preceding_sentences(sentence)[:4]):
        pair = _pair(other)
        if pair:
            return (
                [pair]
                if other is not sentence
                or not has_signing_trigger(sentence, pair[-1].end, match.start())
                else []
            )
    return []


def _pair(sentence: Sentence) -> MentionGroup:
    """The first two names of a sentence that stand as partners."""
    joined = re.compile(
        r"\sand\s(?:the\s)?|\swith\s(?:the\s)?" if sentence.is_english else "[与和同]"
    )
    for chain in mention_groups(sentence):
        if len(chain) == 2 and joined.fullmatch(sentence.text[chain[0].end : chain[1].start]):
            return chain
    return ()


def _title(sentence: Sentence, match: re.Match[str]) -> str:
    behind = AGREEMENT_TITLE.search(
        sentence.text, match.start(), min(len(sentence.text), match.end() + 120)
    )
    found = behind or AGREEMENT_TITLE.search(sentence.text, max(0, match.start() - 60), match.end())
    if not found:
        return ""
    title = next(part for part in found.groups() if part)
    return TITLE_PREFIX.sub("", title).strip(" “”")
