"""What a plaque was unveiled for, whose it is, who founded it with whom and who awarded it."""

import re

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.model import (
    ACTOR_KINDS,
    BASE,
    CONSORTIUM,
    EVENT,
    REFERENCE,
    ExtractedFact,
    Mention,
    Sentence,
)
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.plans import is_planned
from seeds.extraction.rules.slots import mention_groups
from seeds.extraction.text.folding import strip_invisible

COLLEGE_BASE = re.compile(
    "产业学院|工程师学院|工匠学院|企业学院|友好学校|订单学院|行业学院|现代学院"
)
SCHOOL_SUFFIXES = ("学院", "学校", "Institute")
# An English college is a school of its own where its name says of what sort; else it is one that partners set up.
ENGLISH_SCHOOL_NAME = re.compile(
    r"\b(?:Vocational|Technical|Technicians?|Technology|Community|Normal|Medical|Polytechnic|Teachers|Agricultural|Union|University)\b.*College\b|College\sof\b"
)
GENERIC_NAME = re.compile(r"[一-鿿]{0,3}(?:中心|学院|学校|基地)|(?:一批|各类|相关|等).*")
AWARD_VERB = re.compile(
    r"(?:联合|共同|正式|现场|分别|为|,|\s)*(?:授予|颁授|授牌|认定|命名|颁发|批准|批复|评为)"
)
AWARDED_BY = re.compile(r"\b(?:awarded|granted|named|recogni[sz]ed)\s(?:\w+\s){0,4}by\s(?:the\s)?$")
CO_FOUNDING_VERB = re.compile(
    r"(?:三方|双方|四方|三家|两家|共同|联合|合作|携手|合力)*(?:合办|合建|共建|共办|共同建设|联合建设|合作建设|建设|组建|创办|创建|打造|成立|举办)"
)
OPERATING_VERB = re.compile(r"(?:承建|运营|负责运营|负责建设|承担建设)")
LOCATED_AT = re.compile(r"(?:设在|设于|落户于?|落在|坐落于?|挂靠在?|建在)$")
LOCATION_PREPOSITION = re.compile("(?<!存)(?:在|于|到|赴|位于|落户)$")
LIST_CONJUNCTION = re.compile("[、和与及]")
BODY_TO_BASE_LINK = re.compile(
    r"[“\"‘]?|(?:共建|合作共建|共同建设|联合共建|联合建设|合办|合建|共同打造|携手打造)的?[“\"]?|[的、和与]"
)
JOINTLY = re.compile("共建|合建|合办|联合|共同|携手|合作")
# Behind the name of a base: it is only talked about; there are many of the kind.
INTENTION = re.compile('[”"]?[^,。;]{0,10}(?:意向(?!书)|洽谈|探讨|磋商|商讨)')
COUNT_AFTER = re.compile("(?:等)?(?:共)?(?:\\d+|[一二两三四五六七八九十百]+)(?:余|多)?[个家所座处]")
MAX_SLOT_DISTANCE, MIN_DISTINCTIVE_LENGTH = 4, 2


def extract_training_bases(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the bases in the slot of a trigger."""
    if rule.role == "told":
        return [
            _fact(document, said, rule, base)
            for said, base in _told_before(document, sentence, match)
        ]
    bases = [
        b for b in sentence.mentions_of(BASE) if _is_own(b) and _in_slot(sentence, rule, match, b)
    ]
    bases = [
        b
        for b in bases
        if not (INTENTION.match(sentence.text, b.end) or is_planned(sentence, b.start))
    ]
    if rule.role == "named":
        bases = [b for b in bases if _is_named(sentence, b)]
    if rule.slot == "after" and not sentence.is_english:
        bases = [b for b in bases if not _is_given(sentence, b)]
    return [_fact(document, sentence, rule, base) for base in bases]


def _is_quoted(sentence: Sentence, base: Mention) -> bool:
    return sentence.text[: base.start].endswith("“")


def _is_given(sentence: Sentence, base: Mention) -> bool:
    """Whether it gets a title that stands in quotes behind it, and is no base that the sentence tells of."""
    title = next(
        (b for b in sentence.mentions_of(BASE) if b.start >= base.end and _is_quoted(sentence, b)),
        None,
    )
    between = sentence.text[base.end : title.start] if title else ""
    return (
        bool(title) and not _is_quoted(sentence, base) and not re.fullmatch("[、和与及]“", between)
    )


def _is_named(sentence: Sentence, base: Mention) -> bool:
    """Whether a base has a name of its own: in quotes, or with a word that not every base has; a count behind tells of many."""
    if COUNT_AFTER.match(sentence.text, base.end):
        return False
    rest = base.name
    for word in sorted(lexicon("zh")["base_words"], key=len, reverse=True):
        rest = rest.replace(word, "")
    return _is_quoted(sentence, base) or len(rest) >= MIN_DISTINCTIVE_LENGTH


def _told_before(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[tuple[Sentence, Mention]]:
    """The base that "this base" speaks of: the last one with that noun in the sentence before."""
    said = document.sentences[max(0, sentence.number - 1) : sentence.number]
    found = [
        (s, b)
        for s in said
        for b in s.mentions_of(BASE)
        if b.name.endswith(match["noun"]) and _is_own(b) and _is_named(s, b)
    ]
    return found[-1:]


def _fact(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, base: Mention
) -> ExtractedFact:
    partners = _partners(document, sentence, base)
    values = {
        "name": strip_invisible(base.name),
        "hosts": [name for name, role in partners if role == "host"],
        "partners": partners,
        "awarded_by": _awarder(sentence),
    }
    return ExtractedFact(
        relation="training_base",
        rule=rule.id,
        confidence=rule.confidence,
        sentence=sentence,
        values=values,
        output=(strip_invisible(base.name),),
    )


def _is_own(base: Mention) -> bool:
    """Whether the name is that of a base, not of the school that has it."""
    is_school = base.name.endswith(SCHOOL_SUFFIXES) or ENGLISH_SCHOOL_NAME.search(base.name)
    if base.subtype == "other" and not COLLEGE_BASE.search(base.name) and is_school:
        return False
    return not GENERIC_NAME.fullmatch(base.name)


def _in_slot(sentence: Sentence, rule: Rule, match: re.Match[str], base: Mention) -> bool:
    text = sentence.text
    if LOCATION_PREPOSITION.search(text[: base.start]):
        return False
    if rule.slot == "before" and base.end <= match.start():
        between = text[base.end : match.start()]
    elif rule.slot != "before" and base.start >= match.end():
        between = text[match.end() : base.start]
    else:
        return rule.slot == "none" and base.start < match.start() < base.end
    listed = [
        b
        for b in sentence.mentions_of(BASE)
        if min(base.end, match.end()) <= b.start and b.end <= max(base.start, match.start())
    ]
    for other in listed:
        between = between.replace(text[other.start : other.end], "")
    actors = [
        text[m.start : m.end]
        for m in sentence.mentions
        if m.kind not in (BASE, EVENT) and len(m.name) > 1
    ]
    for name in sorted(actors, key=len, reverse=True):
        between = between.replace(name, "")
    return bool(rule.gap.fullmatch(between)) if rule.gap else len(between) <= MAX_SLOT_DISTANCE


def _partners(
    document: AnnotatedArticle, sentence: Sentence, base: Mention
) -> list[tuple[str, str]]:
    """The bodies behind a base with their roles, from its sentence and the one behind it."""
    found = _named_before(sentence, base) or _named_inside(sentence, base)
    after = document.sentences[sentence.number + 1 : sentence.number + 2]
    for each in (
        sentence,
        *(s for s in after if s.paragraph == sentence.paragraph and not s.mentions_of(BASE)),
    ):
        found += [
            pair
            for chain in mention_groups(each)
            for pair in _said_behind(each, chain, base if each is sentence else None)
        ]
    kept: dict[str, str] = {}
    for name, role in found:
        if name and name != base.name:
            kept.setdefault(name, role)
    return list(kept.items())


def _named_before(sentence: Sentence, base: Mention) -> list[tuple[str, str]]:
    """The bodies right before the name: the first has it, others that built it with that one are co-founders."""
    before = [
        m for m in sentence.mentions if m.kind in ACTOR_KINDS - {CONSORTIUM} and m.end <= base.start
    ]
    near = [m for m in before if BODY_TO_BASE_LINK.fullmatch(sentence.text[m.end : base.start])]
    hosts = near[-1:]
    while hosts and (
        listed := [
            m for m in before if LIST_CONJUNCTION.fullmatch(sentence.text[m.end : hosts[0].start])
        ]
    ):
        hosts.insert(0, listed[0])
    together = bool(hosts) and JOINTLY.search(sentence.text[hosts[-1].end : base.start])
    names = [m.resolved_name for m in hosts if m.resolved_name]
    return [
        (name, "co_founder" if together and number else "host") for number, name in enumerate(names)
    ]


def _named_inside(sentence: Sentence, base: Mention) -> list[tuple[str, str]]:
    """The bodies that an English name holds behind "of"."""
    inside = [
        m
        for m in sentence.mentions
        if m.kind in ACTOR_KINDS - {REFERENCE, CONSORTIUM}
        and base.start < m.start
        and m.end <= base.end + 1
    ]
    return [(m.resolved_name, "host") for m in inside if sentence.is_english]


def _said_behind(sentence: Sentence, chain, base: Mention | None) -> list[tuple[str, str]]:
    """What is said of a list of bodies behind the name of a base: they built it, they run it, it stands there."""
    if base is not None and chain[0].start < base.end:
        return []
    before, behind = sentence.text[: chain[0].start], sentence.text[chain[-1].end :]
    names = [m.resolved_name for m in chain if m.resolved_name]
    if LOCATED_AT.search(before):
        return [(name, "host") for name in names[:1]]
    if before.endswith("由") and OPERATING_VERB.match(behind):
        return [(name, "operator") for name in names]
    if before.endswith(("由", "与", "和")) and CO_FOUNDING_VERB.match(behind):
        return [(name, "co_founder") for name in names]
    return []


def _awarder(sentence: Sentence) -> str:
    """Who awarded what the sentence tells of."""
    for mention in sentence.mentions:
        if mention.kind not in ACTOR_KINDS or not mention.resolved_name:
            continue
        before, behind = sentence.text[: mention.start], sentence.text[mention.end :]
        if AWARDED_BY.search(before) or (not sentence.is_english and AWARD_VERB.match(behind)):
            return mention.resolved_name
    return ""
