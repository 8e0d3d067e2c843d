"""The contracts at a Chinese verb of signing, by those named before it."""

import re
from itertools import pairwise

from seeds.extraction.annotation import Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.signing import (
    has_signing_trigger,
    parties_of_ceremony,
    signing_clause,
)
from seeds.extraction.relations.zh_contract_sides import (
    COUNT_VALUES,
    Side,
    continues_list,
    contracts_of_list,
    stands_behind_with,
)
from seeds.extraction.relations.zh_contract_subjects import subject_before, subject_of
from seeds.extraction.relations.zh_participants import (
    PATTERNS,
    Participant,
    distinct_parties,
    find_participants,
    known_names,
    signing_participants,
)
from seeds.extraction.rules.loading import trigger_pattern

COMMA = re.compile(",")
NEXT_CONTRACT = re.compile(",|、(?=并?[与同跟])")
FIRM_WORDS = ("企业", "公司")
CROSS_SIGNS = "×✕"  # between the names of two partners
MAX_TRIGGER_DISTANCE = 60  # characters between the last name and the trigger
MAX_TAIL = 5  # characters of a clause behind its last name that tell nothing else
MAX_PAIR_AGE = 4  # sentences before "both sides"


def find_contracts(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[Side]:
    """Return the parties of each contract at a trigger, with the people who sign for them."""
    if match[0] in CROSS_SIGNS:
        return _contract_around_cross(sentence, match)
    return (
        _contracts_before(document, sentence, match)
        or _contract_of_ceremony(sentence, match)
        or _contract_of_both(document, sentence, match)
    )


def segment_before(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """Return the part of the clause before a trigger that no trigger before it has told of."""
    start, _end = signing_clause(sentence, match)
    for earlier in trigger_pattern("agreement", sentence.language).finditer(sentence.text, start):
        if earlier.end() > match.start():
            break
        if NEXT_CONTRACT.search(sentence.text, earlier.end(), match.start()):
            start = earlier.end()
    return start, match.start()


def _contracts_before(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[Side]:
    """The contracts of those named before the trigger, if need be with the subject of an earlier clause."""
    start, end = segment_before(sentence, match)
    text = sentence.text[start : match.end() + 4]
    counted = _contracts_with_counted(document, sentence, match, text)
    if counted:
        return counted
    listed, earlier = _nearest(sentence, start, end)
    if not listed or end - listed[-1].end > MAX_TRIGGER_DISTANCE:
        return []
    if _is_cleft(sentence, listed):
        listed = [listed[1], listed[0], *listed[2:]]
        return [listed]
    if stands_behind_with(sentence, listed[0], is_strong=False):
        listed = [subject_before(document, sentence, listed[0]), *listed]
    contracts = (
        contracts_of_list(sentence, listed, text)
        or _joined(sentence, match, listed)
        or _opposite(sentence, match, listed)
    )
    return [
        *contracts,
        *[each for side in earlier for each in contracts_of_list(sentence, side, text)],
    ]


def _is_cleft(sentence: Sentence, listed: Side) -> bool:
    """Whether the one behind "with" stands before the other: "the contract with A was signed by B"."""
    if len(listed) != 2 or not stands_behind_with(sentence, listed[0], is_strong=False):
        return False
    between = sentence.text[listed[0].end : listed[1].start]
    return bool(PATTERNS["cleft"].fullmatch(between)) and listed[0].name != listed[1].name


def _contracts_with_counted(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str], text: str
) -> list[Side]:
    """The contracts with partners that only a number and a word name: "with the two firms", told before."""
    counted = PATTERNS["counted_word"].search(text)
    if not counted:
        return []
    place = match.start() - (len(text) - 4 - len(match[0])) + counted.start()
    own = [one for one in signing_participants(sentence, 0, max(0, place)) if one.name]
    told = [*own[:-1]]
    for previous in document.preceding_sentences(sentence)[:1]:
        if previous.paragraph == sentence.paragraph:
            told += find_participants(previous)
    kind = PATTERNS["firm_name" if counted["word"] in FIRM_WORDS else "school_name"]
    bodies = {one.name: one for one in told if kind.search(one.name)}
    for one in own[-1:]:
        bodies.pop(one.name, None)
    if not own or len(bodies) != COUNT_VALUES[counted["count"]]:
        return []
    return [[own[-1], partner] for partner in bodies.values()]


def _joined(sentence: Sentence, match: re.Match[str], listed: Side) -> list[Side]:
    """The contract that one person signs behind another: "A signed first, then B", "C signed too"."""
    start, _end = segment_before(sentence, match)
    if not all(one.person and one.name for one in listed):
        return []
    before = [one for one in signing_participants(sentence, 0, start) if one.person and one.name]
    if not before or known_names(before) & known_names(listed):
        return []
    if any(stands_behind_with(sentence, one) for one in before):
        return []
    if not has_signing_trigger(sentence, before[-1].end, start):
        return []
    is_further = bool(PATTERNS["too"].search(sentence.text, start, match.start()))
    if is_further or len(known_names(before)) == 1:
        return [[*before, *listed]]
    return []


def _opposite(sentence: Sentence, match: re.Match[str], listed: Side) -> list[Side]:
    """The contract of one who signs and one who is said to sit opposite, behind the trigger."""
    sides = PATTERNS["other_sides"].search(sentence.text, match.end())
    if sides:
        others = signing_participants(sentence, sides.end(), len(sentence.text))
        return [[*listed, *others]] if others and len(known_names(listed)) == 1 else []
    marker = PATTERNS["opposite"].search(sentence.text, match.end())
    if not marker:
        return []
    behind = signing_participants(sentence, marker.end(), len(sentence.text))
    if not behind or known_names(behind[:1]) <= known_names(listed):
        return []
    return [[*listed, behind[0]]] if behind[0].person else []


def _nearest(sentence: Sentence, start: int, end: int) -> tuple[Side, list[Side]]:
    """Those named nearest to the trigger, as many clauses back as it takes to have two parties.

    With them come the contracts of the clauses before, listed with theirs: "A with B, C with D signed".
    """
    found: Side = []
    earlier: list[Side] = []
    place = end
    for piece_start in _piece_starts(sentence, start, end):
        piece = signing_participants(sentence, piece_start, place)
        if distinct_parties(found) > 1 and not _needs_subject(sentence, found):
            first = earlier[-1] if earlier else found
            if not piece or not continues_list(sentence, piece[-1], first[0]):
                break
            if not _joins(sentence, found):
                found = [*piece, *found]
            elif _joins(sentence, piece):
                earlier.append(piece)
            else:
                break
        elif _needs_subject(sentence, found):
            found = [*subject_of(sentence, piece), *found]
        elif place == end or not _tells_of_other_deed(sentence, piece, found, piece_start, place):
            found = [*piece, *found]
        place = piece_start
    return found, earlier


def _tells_of_other_deed(
    sentence: Sentence, piece: Side, found: Side, start: int, end: int
) -> bool:
    """Whether a clause tells of something else than the signing of the one named behind it."""
    if PATTERNS["other_deed"].search(sentence.text, start, end):
        return True
    if not piece or not found or any(one.person for one in found):
        return False
    return end - piece[-1].end > MAX_TAIL and not PATTERNS["moves_pen"].search(
        sentence.text, piece[-1].end, end
    )


def _joins(sentence: Sentence, side: Side) -> bool:
    """Whether "with" stands between those of a clause."""
    return any(stands_behind_with(sentence, one) for one in side[1:])


def _piece_starts(sentence: Sentence, start: int, end: int) -> list[int]:
    """Where the clauses between two places begin, the last one first."""
    marks = [mark.end() for mark in COMMA.finditer(sentence.text, start, end)]
    return [start, *marks][::-1]


def _needs_subject(sentence: Sentence, found: Side) -> bool:
    """Whether those found begin with one behind "with", or with one whom somebody draws to the table."""
    if not found:
        return False
    is_object = PATTERNS["object_mark"].search(sentence.text, 0, found[0].start)
    return bool(is_object) or stands_behind_with(sentence, found[0], is_strong=False)


def _contract_around_cross(sentence: Sentence, match: re.Match[str]) -> list[Side]:
    """The names on both sides of a cross: "A × B"."""
    participants = find_participants(sentence)
    before = [one for one in participants if one.end <= match.start()]
    behind = [one for one in participants if one.start >= match.end()]
    return [[before[-1], behind[0]]] if before and behind else []


def _contract_of_ceremony(sentence: Sentence, match: re.Match[str]) -> list[Side]:
    """The parties in the name of a signing ceremony."""
    return [
        [Participant(start=body.start, end=body.end, body=body) for body in group]
        for group in parties_of_ceremony(sentence, match)
    ]


def _contract_of_both(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[Side]:
    """The two parties that "both sides" means: the last two that a sentence names together."""
    window = sentence.text[max(0, match.start() - 30) : match.end() + 40]
    if not PATTERNS["both"].search(window):
        return []
    if _subject_behind_both(sentence, match):
        return []
    pair = _last_pair(sentence, match.start())
    if pair:
        since = pair[-1].end if _are_joined(sentence, pair) else pair[0].end
        return [] if has_signing_trigger(sentence, since, match.start()) else [pair]
    for other in document.preceding_sentences(sentence)[:MAX_PAIR_AGE]:
        pair = _last_pair(other, len(other.text))
        if pair and other.paragraph != sentence.paragraph and not _are_joined(other, pair):
            continue
        if pair:
            return [pair]
    return []


def _subject_behind_both(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a body that stands between "both" and a trigger is the one who signs."""
    both = list(PATTERNS["both"].finditer(sentence.text, 0, match.start()))
    if not both:
        return False
    return any(
        one.person is None and one.name
        for one in signing_participants(sentence, both[-1].end(), match.start())
    )


def _are_joined(sentence: Sentence, pair: Side) -> bool:
    """Whether "with" joins two names."""
    return stands_behind_with(sentence, pair[-1], is_strong=False)


def _last_pair(sentence: Sentence, end: int) -> Side:
    """The only two bodies that a sentence names before a place, or the last two joined by "with"."""
    participants = signing_participants(sentence, 0, end)
    is_told_else = bool(PATTERNS["lead_deed"].search(sentence.text, 0, end))
    are_two = len(known_names(participants)) == 2
    if are_two and not is_told_else and not any(one.is_unknown for one in participants):
        first = participants[0]
        return [first, next(one for one in participants if one.name != first.name)]
    for one, other in reversed(list(pairwise(participants))):
        if stands_behind_with(sentence, other, is_strong=False) and continues_list(
            sentence, one, other
        ):
            return [one, other]
    return []
