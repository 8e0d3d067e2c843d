"""The names in a trigger's slot outside of its sentence: in the lines below, or in a list named before."""

import re
from collections.abc import Iterable, Iterator

from seeds.extraction.annotation import ACTOR_KINDS, CONSORTIUM, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.languages import EN, ZH
from seeds.extraction.lists.coordination import (
    MentionGroup,
    mention_groups,
    with_items_of_colon_list,
)
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.slots import fill_slot

PATTERNS = load_patterns("distant_slots")
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
# Behind a trigger, by the language of the sentence
ANAPHORS_BEHIND = {ZH: PATTERNS["counted_anaphor_behind"], EN: PATTERNS["counted_anaphor"]}
LINE_END_MARKS = " 。,、"
MAX_LIST_LINES = 40
ANAPHOR_WINDOW = 30  # characters before the trigger
SHORT_SENTENCE_LENGTH = 30
BODY_KINDS = ACTOR_KINDS - {CONSORTIUM}


def fill_slot_across_sentences(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[tuple[Sentence, MentionGroup]]:
    """Return the names in the slot, list by list, each with the sentence that has them."""
    names = fill_slot(sentence, rule, match)
    if names:
        lists = [(sentence, names)]
        if _continues_below(sentence, rule, names):
            lists += _lists_below(document, sentence)
        return lists
    if _introduces_list(sentence, rule, match):
        return _lists_below(document, sentence)
    names = _counted_bodies(document, sentence, rule, match)
    return [(sentence, names)] if names else []


def may_refer_elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence without names may speak of some that stand elsewhere."""
    return (
        len(sentence.text) < SHORT_SENTENCE_LENGTH
        or sentence.text.endswith(":")
        or bool(PATTERNS["counted_bodies"].search(sentence.text))
    )


def _continues_below(sentence: Sentence, rule: Rule, names: MentionGroup) -> bool:
    """Whether a line of a label and names may go on in the lines below."""
    if rule.slot != "after" or not PATTERNS["label_line"].match(sentence.text):
        return False
    return names[-1].end >= len(sentence.text.rstrip(LINE_END_MARKS))


def _introduces_list(sentence: Sentence, rule: Rule, match: re.Match[str]) -> bool:
    """Whether a trigger at the end of a line of the text announces the names below."""
    if rule.slot != "after" or not sentence.paragraph:
        return False
    return bool(PATTERNS["list_introduction"].fullmatch(sentence.text, match.end()))


def _lists_below(
    document: AnnotatedArticle, sentence: Sentence
) -> list[tuple[Sentence, MentionGroup]]:
    """The lists in the lines right below that hold nothing but names."""
    lists: list[tuple[Sentence, MentionGroup]] = []
    first = sentence.number + 1
    for line in document.sentences[first : first + MAX_LIST_LINES]:
        if line.table:
            break
        groups = mention_groups(line)
        if not groups and not lists and PATTERNS["table_header"].fullmatch(line.text):
            continue
        if not groups or not PATTERNS["list_line_filler"].fullmatch(_text_outside_names(line)):
            break
        lists += [(line, group) for group in groups]
    return lists


def _text_outside_names(sentence: Sentence) -> str:
    """The words of a sentence that belong to no name."""
    covered: set[int] = set()
    for mention in sentence.mentions_of(*ACTOR_KINDS):
        covered.update(range(mention.start, mention.end))
    return "".join(
        character for place, character in enumerate(sentence.text) if place not in covered
    )


def _counted_bodies(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> MentionGroup:
    """The bodies that "the four of them" stands for: the nearest list of as many before."""
    anaphor = _counted_anaphor(sentence, rule, match)
    if not anaphor:
        return ()
    count = COUNT_WORDS[anaphor["count"] or anaphor["english_count"] or anaphor["leaders"]]
    if anaphor["leaders"] or PATTERNS["english_leaders"].search(anaphor[0]):
        return _leaders(document, sentence, count)
    points_back = anaphor["pointer"] or anaphor["english_count"]
    if PATTERNS["chinese_founding"].search(anaphor[0]):
        return _list_of_length(_sentences_of_founding(document, sentence), count)
    if not points_back and sentence.mentions_of(*BODY_KINDS):
        return _bodies_named_singly(document, sentence, match, count)
    if PATTERNS["english_founding"].search(anaphor[0]):
        return _list_of_length(document.sentences[: sentence.number], count)
    return _list_of_length(document.preceding_sentences(sentence), count)


def _sentences_of_founding(document: AnnotatedArticle, sentence: Sentence) -> Iterator[Sentence]:
    """Yield the sentences before one that speak of a founding, the first one first."""
    for other in document.sentences[: sentence.number]:
        if PATTERNS["chinese_founding"].search(other.text) or PATTERNS["english_founding"].search(
            other.text
        ):
            yield other


def _counted_anaphor(sentence: Sentence, rule: Rule, match: re.Match[str]) -> re.Match[str] | None:
    """The words that count bodies named elsewhere, on the side of the trigger where its slot is."""
    if rule.slot in ("before", "by"):
        start = max(0, match.start() - ANAPHOR_WINDOW)
        return PATTERNS["counted_anaphor"].search(sentence.text[start : match.start()])
    return ANAPHORS_BEHIND[sentence.language].match(sentence.text, match.end())


def _leaders(document: AnnotatedArticle, sentence: Sentence, count: int) -> MentionGroup:
    """The bodies of "the three leading institutions": the first list of as many, else all of a paragraph."""
    listed = _list_of_length(document.sentences[: sentence.number + 1], count)
    if listed:
        return listed
    by_paragraph: dict[int, dict[str, Mention]] = {}
    for other in document.sentences[: sentence.number + 1]:
        bodies = by_paragraph.setdefault(other.paragraph, {})
        for body in other.mentions_of(*BODY_KINDS):
            if body.resolved_name:
                bodies.setdefault(body.resolved_name, body)
    for paragraph, bodies in by_paragraph.items():
        if paragraph and len(bodies) == count:
            return tuple(bodies.values())
    return ()


def _list_of_length(sentences: Iterable[Sentence], count: int) -> MentionGroup:
    """The last list of so many known bodies in the first of the sentences that has one."""
    for sentence in sentences:
        if sentence.table:
            continue
        groups = mention_groups(sentence)
        for names in reversed(groups):
            group = with_items_of_colon_list(sentence, groups, names)
            bodies = tuple(mention for mention in group if mention.kind != CONSORTIUM)
            if len(bodies) == count and all(body.resolved_name for body in bodies):
                return bodies
    return ()


def _bodies_named_singly(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str], count: int
) -> MentionGroup:
    """The bodies of this sentence and the one before, if they are just as many as the words count."""
    own = [body for body in sentence.mentions_of(*BODY_KINDS) if body.end <= match.start()]
    if not own:
        return ()
    bodies: list[Mention] = []
    for previous in document.sentences[max(0, sentence.number - 1) : sentence.number]:
        if previous.paragraph:
            bodies += previous.mentions_of(*BODY_KINDS)
    by_name = {body.resolved_name: body for body in [*bodies, *own] if body.resolved_name}
    return tuple(by_name.values()) if len(by_name) == count else ()
