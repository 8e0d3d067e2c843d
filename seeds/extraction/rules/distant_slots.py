"""The names in a trigger's slot that stand outside of its sentence: in the lines below it, or in a list told before."""

import re

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.model import ACTOR_KINDS, CONSORTIUM, Sentence
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.slots import MentionGroup, fill_slot, mention_groups

# A trigger at the end of its line: the names follow below.
LIST_INTRODUCTION = re.compile(
    r"[”」]?(?:名单|如下|为|是|有|包括|\([^()]{1,20}\)|[\s,])*[::]?\s*$|[^.,;]{0,20}:\s*$"
)
# What may stand around the names of a line below.
LIST_LINE_FILLER = re.compile(
    r"[\s\d.,、;。()·•\-—*|○◆●■]*(?:\s[\u3400-\u9fff]{2,6})?\s*|(?:and|the|\s|,|&)*"
)
COUNT_WORDS = {
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
COUNTED_ANAPHOR = re.compile(
    r"(上述|以上|前述|这|该|此)?([两二三四五六])(?:家|方|所|个)(?:[^,。;:、]{0,12}?单位|企业|院校|高校|发起人|机构)?(?:[^,。;:、]{1,8},)?(?:如今|现|并列|也|还|均|都|同时|共同|联合|作为|\s)*$"
    r"|\b(?:the\s)?(two|three|four|five|six)\s(?:founders|founding\s\w+|parties|partners|bodies|sides|organi[sz]ations|institutions|units|initiators|sponsors)\b"
)
COUNTED_BODIES = re.compile(r"[两二三四五六][家方所个]|\bthe\s(?:two|three|four|five|six)\s")
TABLE_HEADER = re.compile(r"(?:序号|编号|单位|名称)[\u3400-\u9fff\s|()]{0,30}")
# Founders are told where the founding is, first of all.
FOUNDING_WORDS = re.compile("found|initiat|发起|牵头")
# A line that is a label and names: more of them may stand below.
LABEL_LINE = re.compile(r"[^,。;:]{2,16}:")
MAX_LIST_LINES, ANAPHOR_WINDOW, SHORT_SENTENCE_LENGTH = 40, 30, 30


def fill_slot_across_sentences(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[tuple[Sentence, MentionGroup]]:
    """Return the names in the slot, list by list, each with the sentence that has them."""
    own = fill_slot(sentence, rule, match)
    if own:
        is_open = (
            rule.slot == "after"
            and LABEL_LINE.match(sentence.text)
            and own[-1].end >= len(sentence.text.rstrip(" 。,、"))
        )
        return [(sentence, own), *(_below(document, sentence) if is_open else [])]
    if (
        rule.slot == "after"
        and sentence.paragraph
        and LIST_INTRODUCTION.fullmatch(sentence.text, match.end())
    ):
        return _below(document, sentence)
    told = _told_before(document, sentence, rule, match)
    return [(sentence, told)] if told else []


def may_refer_elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence without names may speak of some that stand elsewhere."""
    return (
        len(sentence.text) < SHORT_SENTENCE_LENGTH
        or sentence.text.endswith(":")
        or bool(COUNTED_BODIES.search(sentence.text))
    )


def _below(document: AnnotatedArticle, sentence: Sentence) -> list[tuple[Sentence, MentionGroup]]:
    """The lists in the lines right below that hold nothing but names."""
    found = []
    for other in document.sentences[sentence.number + 1 : sentence.number + 1 + MAX_LIST_LINES]:
        names = mention_groups(other)
        if not names and not found and TABLE_HEADER.fullmatch(other.text):
            continue
        if not names or not LIST_LINE_FILLER.fullmatch(_rest(other)):
            break
        found += [(other, chain) for chain in names]
    return found


def _rest(sentence: Sentence) -> str:
    """The words of a sentence that belong to no name."""
    covered = {
        place for m in sentence.mentions if m.kind in ACTOR_KINDS for place in range(m.start, m.end)
    }
    return "".join(c for place, c in enumerate(sentence.text) if place not in covered)


def _told_before(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> MentionGroup:
    """The list of as many names as "the four of them" counts, the nearest before."""
    window = sentence.text[max(0, match.start() - ANAPHOR_WINDOW) : match.start()]
    said = (
        COUNTED_ANAPHOR.search(window)
        if rule.slot in ("before", "by")
        else COUNTED_ANAPHOR.match(sentence.text, match.end())
    )
    if not said:
        return ()
    count = COUNT_WORDS[said[2] or said[3]]
    if not (said[1] or said[3]) and sentence.mentions_of(*ACTOR_KINDS - {CONSORTIUM}):
        return _told_apart(document, sentence, match, count)
    is_founding = FOUNDING_WORDS.search(said[0])
    for other in (
        document.sentences[: sentence.number]
        if is_founding
        else document.preceding_sentences(sentence)
    ):
        for chain in reversed(mention_groups(other)):
            bodies = tuple(m for m in chain if m.kind != CONSORTIUM)
            if len(bodies) == count and all(m.resolved_name for m in bodies):
                return bodies
    return ()


def _told_apart(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str], count: int
) -> MentionGroup:
    """The bodies of this sentence and the one before, if they are just as many as the words count."""
    before = document.sentences[max(0, sentence.number - 1) : sentence.number]
    here = [m for m in sentence.mentions_of(*ACTOR_KINDS - {CONSORTIUM}) if m.end <= match.start()]
    told = {
        m.resolved_name: m
        for m in [
            *(m for s in before if s.paragraph for m in s.mentions_of(*ACTOR_KINDS - {CONSORTIUM})),
            *here,
        ]
        if m.resolved_name
    }
    return tuple(told.values()) if here and len(told) == count else ()
