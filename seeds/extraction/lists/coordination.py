"""The lists of names in a sentence, by the grammar of its language."""

import re

from seeds.extraction.annotation import (
    ACTOR_KINDS,
    CONSORTIUM,
    ORGANISATION,
    PERSON,
    REFERENCE,
    Mention,
    Sentence,
)
from seeds.extraction.languages import EN, ZH
from seeds.extraction.lists import en, zh
from seeds.extraction.lists.grammar import ListGrammar
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("coordination")

MentionGroup = tuple[Mention, ...]
GRAMMARS: dict[str, ListGrammar] = {ZH: zh.GRAMMAR, EN: en.GRAMMAR}
SHORT_FORM_INTRODUCTION = PATTERNS["short_form_introduction"]
COLONS = (":", "—")
OPENING_MARKS = " “"
TITLE_WINDOW = 40
MARKER_WINDOW = 8  # characters that number an item


def mention_groups(sentence: Sentence, *, people: bool = False) -> list[MentionGroup]:
    """Return the bodies that the sentence names, those of one list together.

    With `people` the persons behind names do not end a list.
    """
    groups: list[list[Mention]] = []
    for mention in sentence.mentions:
        if not can_fill_slot(sentence, mention):
            continue
        if not groups:
            groups.append([mention])
            continue
        last = groups[-1][-1]
        if mention.start < last.end:
            continue
        if _are_joined(sentence, last, mention, people=people):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return [tuple(part) for group in groups for part in _split_clauses(sentence, group)]


def with_items_of_colon_list(
    sentence: Sentence, groups: list[MentionGroup], names: MentionGroup
) -> MentionGroup:
    """Return the names with those of the items behind them, if the names begin a list behind a colon.

    An item is a list of names alone: words before or behind its names end the list.
    """
    text = sentence.text
    grammar = GRAMMARS[sentence.language]
    if not _begins_items(text, grammar, names[0].start):
        return names
    items = list(names)
    for group in groups:
        if group[0].start < items[-1].end:
            continue
        if not grammar.item_separator.fullmatch(text, items[-1].end, group[0].start):
            break
        if not grammar.item_end.match(text, group[-1].end):
            break
        items += group
    return tuple(items)


def _begins_items(text: str, grammar: ListGrammar, place: int) -> bool:
    """Whether the items of a list begin at a place: behind a colon, or behind the first item's number."""
    before = text[:place].rstrip(OPENING_MARKS)
    if before.endswith(COLONS):
        return True
    return bool(grammar.item_marker.search(before, max(0, len(before) - MARKER_WINDOW)))


def can_fill_slot(sentence: Sentence, mention: Mention) -> bool:
    """Return whether a mention is a body, neither inside the title of a document nor a short form."""
    if mention.kind not in ACTOR_KINDS or is_in_document_title(sentence.text, mention):
        return False
    if mention.kind == REFERENCE and _is_followed_by_department(sentence, mention):
        return False
    return not SHORT_FORM_INTRODUCTION.search(sentence.text[: mention.start])


def _is_followed_by_department(sentence: Sentence, reference: Mention) -> bool:
    """Whether a body follows a reference without a word between: "that college's research centre"."""
    if not GRAMMARS[sentence.language].department_may_follow_reference:
        return False
    return any(
        body.start == reference.end for body in sentence.mentions_of(ORGANISATION, CONSORTIUM)
    )


def is_in_document_title(text: str, mention: Mention) -> bool:
    """Whether a name stands inside the title of a document."""
    opening = text.rfind("《", max(0, mention.start - TITLE_WINDOW), mention.start)
    return (
        opening >= 0
        and "》" not in text[opening : mention.start]
        and "》" in text[mention.end : mention.end + TITLE_WINDOW]
    )


def _are_joined(sentence: Sentence, last: Mention, following: Mention, *, people: bool) -> bool:
    """Whether two names stand in one list."""
    grammar = GRAMMARS[sentence.language]
    between = _text_between(sentence, last.end, following.start, people=people)
    if not between:
        return False
    if grammar.separator.fullmatch(between):
        return True
    if not grammar.open_separator.fullmatch(between):
        return False
    return bool(grammar.goes_on.match(sentence.text, following.end))


def _text_between(sentence: Sentence, start: int, end: int, *, people: bool) -> str:
    """The words between two names, with `people` without the persons and their posts."""
    text = sentence.text[start:end]
    if not people:
        return text
    for person in sentence.mentions_of(PERSON):
        if start <= person.start and person.end <= end:
            name = re.escape(sentence.text[person.start : person.end])
            text = re.sub(rf"^[^,;。]*?{name}", "", text, count=1)
    return text


def _split_clauses(sentence: Sentence, group: list[Mention]) -> list[list[Mention]]:
    """Return the list as it is, or split where the words between its two names join two clauses."""
    if len(group) != 2:
        return [group]
    first, second = group
    joins_clauses = GRAMMARS[sentence.language].clause_join
    if joins_clauses.match(sentence.text[first.end : second.start]):
        return [[first], [second]]
    return [group]
