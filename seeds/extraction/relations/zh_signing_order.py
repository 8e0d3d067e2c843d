"""Signatories named with their posts alone, in the order of the parties named before them."""

import re
from dataclasses import replace

from seeds.extraction.annotation import Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.rules.slots import MentionGroup, mention_groups

IN_ORDER = re.compile("分别|依次|依序")
# The sentence before announces contracts: "the finale was a contract of three".
ANNOUNCEMENT = re.compile("协议|合约|合同|签约|备忘录")


def with_parties_in_order(
    sentence: Sentence, match: re.Match[str], people: list[Mention]
) -> list[Mention]:
    """Return people with the parties that they sign for, where each stands in the place of one.

    The parties are the nearest list of as many before the trigger. People said to come "in order"
    whose parties are unknown are left out: nobody knows which contract each of them signed.
    """
    if all(person.organisation for person in people):
        return people
    parties = _list_before(sentence, match.start(), len(people))
    if parties:
        return [
            person if person.organisation else replace(person, organisation=party.resolved_name)
            for person, party in zip(people, parties, strict=True)
        ]
    if IN_ORDER.search(match[0]):
        return [person for person in people if person.organisation]
    return people


def _list_before(sentence: Sentence, place: int, count: int) -> MentionGroup:
    """The nearest list of so many known bodies before a place, if it is the nearest of all lists."""
    if count < 2:
        return ()
    before = [group for group in mention_groups(sentence) if group[-1].end <= place]
    if not before or len(before[-1]) != count:
        return ()
    return before[-1] if all(body.resolved_name for body in before[-1]) else ()


def is_announced(document: AnnotatedArticle, sentence: Sentence) -> bool:
    """Whether the sentence before, in the same paragraph, announces contracts."""
    for previous in document.preceding_sentences(sentence)[:1]:
        if previous.paragraph == sentence.paragraph:
            return bool(ANNOUNCEMENT.search(previous.text))
    return False
