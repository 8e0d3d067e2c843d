"""The sides of a contract in a Chinese clause: who signs with whom, each with each or all together."""

from itertools import pairwise

from seeds.extraction.annotation import Sentence
from seeds.extraction.relations.zh_participants import (
    PATTERNS,
    Participant,
    distinct_parties,
    known_names,
)

Side = list[Participant]
COUNT_VALUES = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
MIN_LENGTH_OF_PAIRS = 4
PAIR_SEPARATORS = ("、", ",", ";", "以及", "")
MANY_PARTNERS = 3
MANY_IN_LIST = 4  # that sign each its own contract if nothing tells of one for all


def stands_behind_with(sentence: Sentence, one: Participant, *, is_strong: bool = True) -> bool:
    """Whether a participant stands behind "with": a strong one is no mere "and" of a list."""
    pattern = PATTERNS["strong_with" if is_strong else "with"]
    before = sentence.text[max(0, one.start - 20) : one.start]
    if one.person and one.body and one.body.start == one.person.start:
        return bool(pattern.search(before) or PATTERNS["loose_with"].search(before))
    return bool(pattern.search(before))


def continues_list(sentence: Sentence, last: Participant, first: Participant) -> bool:
    """Whether only the words between the names of a list part two participants."""
    return bool(PATTERNS["list_gap"].fullmatch(sentence.text[last.end : first.start]))


def partners(sentence: Sentence, participants: Side) -> Side:
    """Return those who stand behind "with", or in a list with one who does."""
    found: Side = []
    for index, one in enumerate(participants):
        goes_on = found and found[-1] is participants[index - 1]
        if stands_behind_with(sentence, one) or (
            goes_on and continues_list(sentence, found[-1], one)
        ):
            found.append(one)
    return found


def contracts_of_list(sentence: Sentence, listed: Side, text: str) -> list[Side]:
    """Return the parties of each contract among those who are named before a trigger.

    `text` is the clause with the trigger; it tells whether the parties signed together.
    """
    left, right = _split_at_with(sentence, listed)
    if not left or not right:
        return [listed] if _is_one_contract(text, listed) else []
    pairs = pairs_of_list(sentence, listed)
    if pairs or _is_sample(sentence, left, right):
        return pairs
    between = sentence.text[left[-1].end : right[0].start]
    if len(left) > 1 and len(right) == 1 and PATTERNS["each"].search(between):
        return [[party, *right] for party in left]
    if len(left) == len(right) > 1 and PATTERNS["each"].search(between):
        return [[one, other] for one, other in zip(left, right, strict=True)]
    if len(known_names(right)) > 1 and _sign_separately(text, left, right):
        return [[*left, party] for party in right]
    return [[*left, *right]]


def _is_one_contract(text: str, listed: Side) -> bool:
    """Whether those of a mere list sign one contract: two do, more if nothing tells of one for each."""
    count = distinct_parties(listed)
    if count <= 2 or PATTERNS["jointly"].search(text):
        return count > 1
    return count < MANY_IN_LIST and not PATTERNS["each"].search(text)


def pairs_of_list(sentence: Sentence, listed: Side) -> list[Side]:
    """Return the pairs of a list that joins them one by one: "A with B, C with D"; none in others."""
    if len(listed) < MIN_LENGTH_OF_PAIRS or len(listed) % 2:
        return []
    joints = [sentence.text[one.end : other.start].strip() for one, other in pairwise(listed)]
    if not all(joint in PAIR_SEPARATORS for joint in joints[1::2]):
        return []
    if not all(PATTERNS["with"].fullmatch(joint) for joint in joints[::2]):
        return []
    if len({joint[-1:] for joint in joints[::2]}) > 1:
        return []
    return [listed[index : index + 2] for index in range(0, len(listed), 2)]


def _split_at_with(sentence: Sentence, listed: Side) -> tuple[Side, Side]:
    """Those before the first "with" and those behind it; none behind it in a mere list."""
    for index, one in enumerate(listed):
        if index and stands_behind_with(sentence, one):
            return listed[:index], listed[index:]
    return listed, []


def _is_sample(sentence: Sentence, left: Side, right: Side) -> bool:
    """Whether two lists of examples signed with each other, so that nobody knows who with whom."""
    if len(right) < 2:
        return False
    return bool(PATTERNS["sample_list"].fullmatch(sentence.text[left[-1].end : right[0].start]))


def _sign_separately(text: str, left: Side, right: Side) -> bool:
    """Whether each of the parties behind "with" signed a contract of its own."""
    if not known_names(left):
        return True
    if PATTERNS["separate_signing"].search(text) or _counts_partners(text, right):
        return True
    if PATTERNS["jointly"].search(text):
        return False
    if len(right) >= MANY_PARTNERS:
        return True
    return bool(PATTERNS["each"].search(text) or PATTERNS["counted_list_end"].search(text))


def _counts_partners(text: str, right: Side) -> bool:
    """Whether the text counts the parties behind "with" alone, as partners of one that signs with each."""
    counted = PATTERNS["counted_partners"].search(text)
    return bool(counted) and COUNT_VALUES[counted[1]] == len(right)
