"""The bases in the slot of a trigger: near it, in its clause, in quotation marks, or in a list."""

import re

from seeds.extraction.annotation import ACTOR_KINDS, BASE, EVENT, PERSON, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.languages import EN, ZH
from seeds.extraction.relations.training_base_names import (
    has_proper_name,
    is_base,
    is_quoted,
    may_be_body,
)
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.planned_events import is_planned
from seeds.extraction.rules.slots import NAMED_SLOT, NAMES_GROUP

PATTERNS = load_patterns("training_bases")
PLACE_BEFORE = PATTERNS["place_before"]
LIST_CONJUNCTION_BEFORE_QUOTE = PATTERNS["list_conjunction_before_quote"]
LIST_CONJUNCTION = PATTERNS["list_conjunction"]
INTENTION = PATTERNS["intention"]
OWNER_AFTER = PATTERNS["owner_after"]
VISITED_BEFORE = PATTERNS["visited_before"]
PLAN_AFTER = PATTERNS["plan_after"]
EVIDENCE = PATTERNS["evidence"]
PLAQUE = PATTERNS["plaque"]
ANNOUNCEMENT = PATTERNS["announcement"]
ITEM = PATTERNS["item"]
LIST_OPENING = PATTERNS["list_opening"]
PLACED = PATTERNS["placed"]
BARRIERS = {"before": PATTERNS["barrier_before"], "after": PATTERNS["barrier_after"]}
# Which bases a rule counts: those with a name of their own, in its clause, in quotation marks, in items.
NAMED_ROLE = "named"
CLAUSE_ROLE = "clause"
QUOTED_ROLE = "quoted"
ITEM_ROLE = "item"
MAX_SLOT_DISTANCE = 4
MAX_CLAUSE_DISTANCE = {"before": 44, "after": 30}
MAX_ANNOUNCEMENT_DISTANCE = 12  # sentences
MAX_LIST_DISTANCE = 3  # sentences
BODY_MASK = "○"
PERSON_MASK = "△"


def bases_in_slot(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[Mention]:
    """Return the bases that a trigger tells of, without those that are only planned or discussed."""
    find_bases = (
        _bases_in_groups if rule.slot == NAMED_SLOT else FINDERS.get(rule.role, _near_bases)
    )
    return [
        base
        for base in find_bases(document, sentence, rule, match)
        if not INTENTION.match(sentence.text, base.end) and not is_planned(sentence, base.start)
    ]


def _bases_in_groups(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[Mention]:
    """The bases in the groups of the trigger that are called "names"."""
    spans = [match.span(group) for group in match.re.groupindex if group.startswith(NAMES_GROUP)]
    return [
        base
        for base in sentence.mentions_of(BASE)
        if is_base(sentence, base)
        and any(start <= base.start and base.end <= end for start, end in spans)
    ]


def _near_bases(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[Mention]:
    """The bases with nothing but names or the gap of the rule between them and the trigger."""
    bases = [base for base in sentence.mentions_of(BASE) if is_base(sentence, base)]
    bases = [base for base in bases if _is_near(sentence, rule, match, base)]
    if rule.role == NAMED_ROLE:
        bases = [base for base in bases if has_proper_name(sentence, base)]
    if rule.slot != "after":
        return bases
    receives_title = TITLE_READERS[sentence.language]
    return [base for base in bases if not receives_title(sentence, base)]


def _is_near(sentence: Sentence, rule: Rule, match: re.Match[str], base: Mention) -> bool:
    if _is_place(sentence, base):
        return False
    if rule.slot == "before" and base.end <= match.start():
        between = _text_without_names(sentence, base.end, match.start())
    elif rule.slot != "before" and base.start >= match.end():
        between = _text_without_names(sentence, match.end(), base.start)
    else:
        return rule.slot == "none" and base.start < match.start() < base.end
    if rule.gap:
        return bool(rule.gap.fullmatch(between))
    return len(between) <= MAX_SLOT_DISTANCE


def _is_place(sentence: Sentence, base: Mention) -> bool:
    """Whether a base tells where something is."""
    return PLACE_BEFORE.search(sentence.text[: base.start]) is not None


def _receives_title(sentence: Sentence, base: Mention) -> bool:
    """Whether a base gets a title that stands in quotes behind it, and is not one of a quoted list."""
    if is_quoted(sentence, base):
        return False
    for title in sentence.mentions_of(BASE):
        if title.start >= base.end and is_quoted(sentence, title):
            between = sentence.text[base.end : title.start]
            return not LIST_CONJUNCTION_BEFORE_QUOTE.fullmatch(between)
    return False


def _never_receives_title(sentence: Sentence, base: Mention) -> bool:
    return False


TITLE_READERS = {ZH: _receives_title, EN: _never_receives_title}


def _bases_in_clause(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[Mention]:
    """The base nearest to the trigger with no other predicate between, and those listed with it."""
    bases = [base for base in _independent_bases(sentence) if not may_be_body(sentence, base)]
    if rule.slot == "before":
        nearest = [base for base in bases if base.end <= match.start()][-1:]
    else:
        nearest = [base for base in bases if base.start >= match.end()][:1]
        nearest = [base for base in nearest if not _receives_title(sentence, base)]
    for base in nearest:
        if _reaches(sentence, rule, match, base):
            return _listed_with(sentence, bases, base)
    return []


def _independent_bases(sentence: Sentence) -> list[Mention]:
    """The bases with a name of their own that are no place, owner or object of a visit."""
    return [
        base
        for base in sentence.mentions_of(BASE)
        if is_base(sentence, base)
        and has_proper_name(sentence, base)
        and not _is_in_passing(sentence, base)
    ]


def _is_in_passing(sentence: Sentence, base: Mention) -> bool:
    """Whether a base is only the place, the owner or the aim of something else, or a plan."""
    before = sentence.text[: base.start].rstrip("“")
    if PLACE_BEFORE.search(before) or VISITED_BEFORE.search(before):
        return True
    return bool(
        OWNER_AFTER.match(sentence.text, base.end) or PLAN_AFTER.match(sentence.text, base.end)
    )


def _reaches(sentence: Sentence, rule: Rule, match: re.Match[str], base: Mention) -> bool:
    """Whether no other predicate stands between a base and a trigger."""
    if rule.slot == "before":
        between = _masked_between(sentence, base.end, match.start())
    else:
        between = _masked_between(sentence, match.end(), base.start)
    if len(between) > MAX_CLAUSE_DISTANCE[rule.slot]:
        return False
    return not BARRIERS[rule.slot].search(between)


def _listed_with(sentence: Sentence, bases: list[Mention], base: Mention) -> list[Mention]:
    """The bases of the list that holds a base."""
    listed: list[Mention] = []
    for other in bases:
        if listed:
            between = _text_without_names(sentence, listed[-1].end, other.start)
            if not LIST_CONJUNCTION.fullmatch(between):
                if base in listed:
                    break
                listed = []
        listed.append(other)
    return listed if base in listed else [base]


def _quoted_bases(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[Mention]:
    """The base in quotation marks at the trigger, where words around tell of a plaque or a founding."""
    is_evident = EVIDENCE.search(sentence.text) or _follows_plaque(document, sentence)
    return [
        base
        for base in _independent_bases(sentence)
        if base.start == match.end()
        and is_quoted(sentence, base)
        and (is_evident or _is_placed_in_list(document, sentence, base))
    ]


def _is_placed_in_list(document: AnnotatedArticle, sentence: Sentence, base: Mention) -> bool:
    """Whether a base gets its place or its body behind a sentence that opens a list of bases."""
    if not PLACED.match(sentence.text, base.end):
        return False
    return any(
        previous.paragraph == sentence.paragraph
        and LIST_OPENING.search(previous.text)
        and not is_planned(previous, len(previous.text))
        for previous in document.preceding_sentences(sentence)[:MAX_LIST_DISTANCE]
    )


def _follows_plaque(document: AnnotatedArticle, sentence: Sentence) -> bool:
    """Whether the sentence before, in the same paragraph, speaks of a plaque."""
    return any(
        previous.paragraph == sentence.paragraph and PLAQUE.search(previous.text)
        for previous in document.preceding_sentences(sentence)[:1]
    )


def _bases_of_item(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[Mention]:
    """The base at the beginning of an item, where the line above the items announces such a list."""
    if not _is_announced(document, sentence):
        return []
    return [
        base
        for base in sentence.mentions_of(BASE)
        if is_base(sentence, base) and 0 <= base.start - match.end() <= len("“")
    ]


def _is_announced(document: AnnotatedArticle, sentence: Sentence) -> bool:
    """Whether the words before the items announce bases that were founded, unveiled or chosen."""
    first = ITEM.search(sentence.text)
    if first and ANNOUNCEMENT.search(sentence.text[: first.start()]):
        return True
    for previous in document.preceding_sentences(sentence)[:MAX_ANNOUNCEMENT_DISTANCE]:
        if not ITEM.match(previous.text):
            end = len(previous.text)
            return bool(ANNOUNCEMENT.search(previous.text)) and not is_planned(previous, end)
    return False


FINDERS = {
    CLAUSE_ROLE: _bases_in_clause,
    QUOTED_ROLE: _quoted_bases,
    ITEM_ROLE: _bases_of_item,
}


def _text_without_names(sentence: Sentence, start: int, end: int) -> str:
    """The words between two places, without the bases there and the names that the sentence holds."""
    text = sentence.text[start:end]
    for base in sentence.mentions_of(BASE):
        if start <= base.start and base.end <= end:
            text = text.replace(sentence.text[base.start : base.end], "")
    names = [
        sentence.text[mention.start : mention.end]
        for mention in sentence.mentions
        if mention.kind not in (BASE, EVENT) and len(mention.name) > 1
    ]
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text


def _masked_between(sentence: Sentence, start: int, end: int) -> str:
    """The words between two places, with one sign for each body and person and without bases."""
    parts: list[str] = []
    place = start
    for mention in sentence.mentions:
        if mention.start < place or mention.end > end or mention.kind == EVENT:
            continue
        parts += [sentence.text[place : mention.start], _mask(mention)]
        place = mention.end
    return "".join([*parts, sentence.text[place:end]])


def _mask(mention: Mention) -> str:
    if mention.kind == PERSON:
        return PERSON_MASK
    return BODY_MASK if mention.kind in ACTOR_KINDS else ""
