"""The names that stand in a trigger's slot: before it, behind it, or between "by" and it."""

import re

from seeds.extraction.model import ACTOR_KINDS, CONSORTIUM, PERSON, Mention, Sentence
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.loading import Rule, trigger_pattern

MentionGroup = tuple[Mention, ...]
CHINESE_LIST_SEPARATOR = re.compile(
    r"(?:\([^()]{1,30}\))?(?:[、,]|和|与|及|以及|暨|\s|,?并|(?:还|又|也|再|正式)?(?:联合(?!会)|携手|牵手|会同|联手))*"
)
ENGLISH_LIST_SEPARATOR = re.compile(
    r"(?:\s?\([^()]{1,40}\))?(?:,|\s|&|\band\b|\bas well as\b|\bthe\b|\btogether with\b|\balong with\b)*"
)
CLAUSE_CONJUNCTION = re.compile(r"(?:\s?\([^()]{1,40}\))?,\sand\b")
AGENT_MARKER = re.compile("(?<![自理缘来经])由(?!于|来|此)")
ROLE_VERB = re.compile("主办|承办|协办|指导|支持(?!中心)|牵头(?!$|主办|承办|举办|指导)|举办|承担|^")
COUNT_VALUES = {"双": 2, "两": 2, "三": 3, "四": 4, "五": 5}
COUNTED_PARTIES = re.compile("([双两三四五])(?:方|家(?:单位)?|校企|校)(?:共同|联合|分别|均|都)?$")
TITLE_WINDOW = 40
# What makes the name behind a list's last comma the subject of a clause of its own, or the one before it the object.
OWN_PREDICATE = re.compile(
    r"(?:等.{0,8})?(?:是|为|任|担任|出任|作为|负责|给予|提供|则|被|获|当选|(?:共同|联合|具体)?(?:主办|承办|协办|支持|指导|牵头))"
)
LABEL_BEFORE = re.compile(r"(?:单位|方)(?:为|是|有|:|由)$")
PARENTHETICAL = re.compile(r"^\s?\([^()]{1,30}\)|^[”\"]?\)")
PLAN_CONTINUATION = re.compile(
    "并(?!且不)|且|再|进而|从而"
)  # a clause that goes on with the plan of the one before
SHORT_FORM_INTRODUCTION = re.compile("\\([^()]{0,6}(?:简称|下称|又称)[:为]?[“]?$")
# Behind these a name tells the place, or the body of a person whose post is said.
LOCATION_MARKER = re.compile(r"[在于赴到]$|\sat\s(?:the\s)?$|(?P<of>\s(?:of|from)\s(?:the\s)?)$")
POST_BEFORE_OF = re.compile(rf"(?i:\b(?:{'|'.join(sorted(lexicon('en')['titles']))}))$")
CONSORTIUM_RELATIONS = frozenset({"lead", "membership"})  # what a consortium is not in itself
# What may stand between a trigger and the names behind it: "three in number, namely", a bracket, a colon, the bar of a table.
LEAD_IN = re.compile(
    r"[\s“\"(:为是有由即|·\-]*(?:\([^()]{1,20}\))?(?:一职|之职)?(?:(?:共|共计|共有)?(?:以下|如下|下列)?(?:[一二两三四五六七八九十]+|\d+)[家所个方](?:单位|机构|企业|院校|高校|学校)?)?"
    r"(?:,?(?:分别|依次|主要|如下))*[\s“\"(:为是有由即|·\-]*(?:the\s)?"
)
UNDER_MARKER = re.compile("在|受|得到|获得|接受|获")


def is_planned(sentence: Sentence, place: int) -> bool:
    """Whether a place of the sentence speaks of a plan or a hope."""
    text = sentence.masked_text
    if sentence.is_english:
        start = (
            max(text.rfind(mark, 0, place) for mark in (";", ":", ". ", ", which ", ", who ")) + 1
        )
        return bool(trigger_pattern("plan", english=True).search(text[start:place]))
    start = max(text.rfind(mark, 0, place) for mark in ",;:") + 1
    while start and PLAN_CONTINUATION.match(text, start):
        start = max(text.rfind(mark, 0, start - 1) for mark in ",;:") + 1
    is_later = trigger_pattern("later", english=False).search(text, 0, max(place, 1))
    return bool(trigger_pattern("plan", english=False).search(text[start:place]) or is_later)


def mention_groups(sentence: Sentence, *, people: bool = False) -> list[MentionGroup]:
    """Return the names of the sentence, those of one list together; `people` looks past the persons behind names."""
    gap = ENGLISH_LIST_SEPARATOR if sentence.is_english else CHINESE_LIST_SEPARATOR
    found: list[list[Mention]] = []
    for mention in sentence.mentions:
        if (
            mention.kind not in ACTOR_KINDS
            or is_in_document_title(sentence.text, mention)
            or SHORT_FORM_INTRODUCTION.search(sentence.text[: mention.start])
        ):
            continue
        if found and mention.start < found[-1][-1].end:
            continue
        between = (
            _between(sentence, found[-1][-1].end, mention.start, people=people) if found else ""
        )
        if found and between and gap.fullmatch(between):
            found[-1].append(mention)
        else:
            found.append([mention])
    return [tuple(part) for chain in found for part in _clauses(sentence, chain)]


def _clauses(sentence: Sentence, chain: list[Mention]) -> list[list[Mention]]:
    """The list as it is, or two English names that a comma and "and" join: those begin clauses of their own."""
    joined = (
        sentence.is_english
        and len(chain) == 2
        and CLAUSE_CONJUNCTION.match(sentence.text[chain[0].end : chain[1].start])
    )
    return [chain[:1], chain[1:]] if joined else [chain]


def is_in_document_title(text: str, mention: Mention) -> bool:
    """Whether a name stands inside the title of a document."""
    opening = text.rfind("《", max(0, mention.start - TITLE_WINDOW), mention.start)
    return (
        opening >= 0
        and "》" not in text[opening : mention.start]
        and "》" in text[mention.end : mention.end + TITLE_WINDOW]
    )


def _between(sentence: Sentence, start: int, end: int, *, people: bool) -> str:
    """The words between two names, a person with a post left out of them."""
    text = sentence.text[start:end]
    if people:
        for person in sentence.mentions_of(PERSON):
            if start <= person.start and person.end <= end:
                text = re.sub(
                    r"^[^,;。]*?" + re.escape(sentence.text[person.start : person.end]),
                    "",
                    text,
                    count=1,
                )
    return text


def fill_slot(sentence: Sentence, rule: Rule, match: re.Match[str]) -> MentionGroup:
    """Return the names in the rule's slot at one of its triggers."""
    return {"after": _after, "before": _before, "by": _by, "under": _under}[rule.slot](
        sentence, rule, match
    )


def _after(sentence: Sentence, rule: Rule, match: re.Match[str]) -> MentionGroup:
    place = match.end()
    skipped = rule.skip.match(sentence.text, place) if rule.skip else None
    place = skipped.end() if skipped else place
    for chain in mention_groups(sentence, people=rule.people):
        rest = tuple(
            m
            for m in chain
            if m.start >= place or sentence.text[m.start : place] in ("the ", "The ")
        )
        if rest and LEAD_IN.fullmatch(sentence.text[place : max(place, rest[0].start)]):
            return (
                _to_comma(sentence, rest)
                if OWN_PREDICATE.match(sentence.text, rest[-1].end)
                else rest
            )
    return ()


def _to_comma(sentence: Sentence, chain: MentionGroup) -> MentionGroup:
    """The names before the last comma of a list, all without one."""
    cut = _last_comma(sentence, chain)
    return chain[:cut] or chain


def _last_comma(sentence: Sentence, chain: MentionGroup) -> int:
    return max(
        (
            n
            for n in range(1, len(chain))
            if "," in sentence.text[chain[n - 1].end : chain[n].start]
        ),
        default=0,
    )


def _before(sentence: Sentence, rule: Rule, match: re.Match[str]) -> MentionGroup:
    counted = _counted(sentence, match.start())
    if counted:
        return counted
    for chain in reversed(mention_groups(sentence, people=rule.people)):
        kept = tuple(m for m in chain if m.end <= match.start())
        if not kept:
            continue
        if rule.relation not in CONSORTIUM_RELATIONS or any(m.kind != CONSORTIUM for m in kept):
            kept = kept[-1:] if match[0].startswith("(") else kept
            kept = kept if rule.people else _subject(sentence, kept)
            return (
                kept
                if kept and _fits(rule, _without_consortia(sentence, kept[-1].end, match.start()))
                else ()
            )
    return ()


def _without_consortia(sentence: Sentence, start: int, end: int) -> str:
    """The words between two places without the names of consortia."""
    text = sentence.text[start:end]
    for mention in sentence.mentions_of(CONSORTIUM):
        if start <= mention.start and mention.end <= end:
            text = text.replace(sentence.text[mention.start : mention.end], "")
    return text


def _counted(sentence: Sentence, place: int) -> MentionGroup:
    """The bodies that "the three of them" right before a place stands for: all that the sentence named, if they are as many."""
    said = COUNTED_PARTIES.search(sentence.text[:place])
    if not said:
        return ()
    named = {
        m.resolved_name: m
        for m in sentence.mentions
        if m.kind in ACTOR_KINDS and m.end <= said.start() and m.resolved_name
    }
    return tuple(named.values()) if len(named) == COUNT_VALUES[said[1]] else ()


def _fits(rule: Rule, between: str) -> bool:
    between = PARENTHETICAL.sub("", between)
    return bool(rule.gap.fullmatch(between)) if rule.gap else not between.strip()


def _subject(sentence: Sentence, chain: MentionGroup) -> MentionGroup:
    """The chain, its last clause alone behind an office of its own, or nothing where it only tells a place."""
    if LABEL_BEFORE.search(sentence.text[: chain[0].start]):
        chain = chain[_last_comma(sentence, chain) :]
    return () if _is_place_or_home(sentence, sentence.text[: chain[0].start]) else chain


def _is_place_or_home(sentence: Sentence, before: str) -> bool:
    """Whether the words before a name make it the place of what happened, or the body where a person works."""
    said = LOCATION_MARKER.search(before)
    if not said:
        return False
    people = [person.end for person in sentence.mentions_of(PERSON)]
    return (
        said["of"] is None
        or said.start() in people
        or bool(POST_BEFORE_OF.search(before[: said.start()]))
    )


def _by(sentence: Sentence, rule: Rule, match: re.Match[str]) -> MentionGroup:
    text = sentence.masked_text
    starts = [each.end() for each in AGENT_MARKER.finditer(text, 0, match.start())]
    if not starts:
        return ()
    low = max(starts[-1], *(m.end() for m in ROLE_VERB.finditer(text, 0, match.start())))
    if re.search("[;。]", sentence.text[low : match.start()]):
        return ()
    inside = [
        m
        for chain in mention_groups(sentence, people=rule.people)
        for m in chain
        if low <= m.start and m.end <= match.start()
    ]
    if not inside or len(sentence.text[low : inside[0].start]) > 12:
        return ()
    if LABEL_BEFORE.search(sentence.text[: inside[0].start]):
        inside = inside[_last_comma(sentence, tuple(inside)) :]
    between = sentence.text[inside[-1].end : match.start()]
    return tuple(inside) if (_fits(rule, between) if rule.gap else len(between) <= 14) else ()


def _under(sentence: Sentence, rule: Rule, match: re.Match[str]) -> MentionGroup:
    starts = [each.start() for each in UNDER_MARKER.finditer(sentence.text, 0, match.start())]
    if not starts:
        return ()
    low = starts[-1]
    inside = [
        m
        for chain in mention_groups(sentence)
        for m in chain
        if low < m.start and m.end <= match.start()
    ]
    return (
        tuple(inside) if inside and len(sentence.text[inside[-1].end : match.start()]) <= 14 else ()
    )
