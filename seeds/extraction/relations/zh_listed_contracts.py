"""Contracts whose parties stand in a list, at letters, or around a noun in Chinese."""

import re
from itertools import pairwise

from seeds.extraction.annotation import Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.signing import (
    has_signing_trigger,
    is_right_behind_signing,
    signing_clause,
)
from seeds.extraction.relations.zh_contract_sides import (
    Side,
    continues_list,
    contracts_of_list,
    pairs_of_list,
    stands_behind_with,
)
from seeds.extraction.relations.zh_contract_subjects import subject_before
from seeds.extraction.relations.zh_participants import (
    PATTERNS,
    find_participants,
    known_names,
    signing_participants,
)

MAX_SIDE_DISTANCE = 4  # characters behind the letter of a side
MIN_ITEMS = 2


def contracts_in_list(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[Side]:
    """Return the contracts in a list behind a trigger: "signed: A with B; C with D", or "with B; with C"."""
    colon = PATTERNS["list_colon"].match(sentence.text, match.end())
    text = sentence.text
    if not colon or has_signing_trigger(sentence, colon.end(), len(text)):
        return []
    listed = signing_participants(sentence, colon.end(), len(text))
    if PATTERNS["list_of_all"].search(colon[0]) and len(listed) > 2:
        return [listed]
    if listed and stands_behind_with(sentence, listed[0]):
        subject = subject_before(document, sentence, listed[0])
        return [[subject, *item] for item in _items(sentence, listed)]
    return pairs_of_list(sentence, listed) or [
        [one, other]
        for one, other in pairwise(listed)
        if continues_list(sentence, one, other)
        and stands_behind_with(sentence, other, is_strong=False)
    ]


def _items(sentence: Sentence, listed: Side) -> list[Side]:
    """The items of a list that semicolons part."""
    items: list[Side] = [listed[:1]]
    for one, other in pairwise(listed):
        if ";" in sentence.text[one.end : other.start]:
            items.append([])
        items[-1].append(other)
    return items


def contract_of_sides(
    _document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[Side]:
    """Return the contract whose sides are named by their letters: "Party A is X, Party B is Y"."""
    sides = []
    for letter in PATTERNS["side_letter"].finditer(sentence.text, match.start()):
        behind = [one for one in find_participants(sentence) if one.start >= letter.end()]
        if behind and behind[0].start - letter.end() <= MAX_SIDE_DISTANCE:
            sides.append(behind[0])
    return [sides] if len(known_names(sides)) > 1 else []


def contract_named_before(sentence: Sentence, match: re.Match[str]) -> list[Side]:
    """Return the contract of the only two known bodies before a trigger that no person stands beside."""
    listed = [one for one in signing_participants(sentence, 0, match.start()) if not one.person]
    named = {one.name: one for one in listed if one.name}
    if len(named) != 2:
        return []
    one, other = named.values()
    return [] if ";" in sentence.text[one.end : other.start] else [[one, other]]


def contracts_of_items(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[Side]:
    """Return the contracts of a list of occasions: "A signed twice, once with B, once with C"."""
    before = [one for one in signing_participants(sentence, 0, match.start()) if one.name]
    if not has_signing_trigger(sentence, 0, match.start()):
        if not is_right_behind_signing(document, sentence):
            return []
        previous = document.preceding_sentences(sentence)[0]
        before = [*signing_participants(previous, 0, len(previous.text)), *before]
    behind = signing_participants(sentence, match.start(), len(sentence.text))
    partners = [
        one for one in behind if PATTERNS["item"].search(sentence.text, match.start(), one.start)
    ]
    if len(known_names(before)) > 1 or not before or len(partners) < MIN_ITEMS:
        return []
    return [[before[-1], partner] for partner in partners]


def contract_of_noun(
    _document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[Side]:
    """Return the contract of two right before "’s agreement", joined by "with"."""
    start, _end = signing_clause(sentence, match)
    pair = signing_participants(sentence, start, match.start())[-2:]
    if len(known_names(pair)) < 2 or match.start() != pair[-1].end:
        return []
    is_pair = stands_behind_with(sentence, pair[1]) and continues_list(sentence, *pair)
    return [pair] if is_pair else []


def contract_behind(
    _document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[Side]:
    """Return the contract that binds those behind it: "an agreement brings A and B together"."""
    _start, end = signing_clause(sentence, match)
    return contracts_of_list(sentence, signing_participants(sentence, match.end(), end), match[0])
