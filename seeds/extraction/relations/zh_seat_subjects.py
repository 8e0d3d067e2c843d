"""The subject of a Chinese clause that says that it holds a seat, or that it leads a consortium."""

from seeds.extraction.lists.coordination import MentionGroup
from seeds.extraction.relations.numbers import parse_number
from seeds.extraction.relations.zh_seat_sentences import (
    COMMA,
    MAX_COMMAS,
    PATTERNS,
    SeatReading,
    SeatSentence,
    speaks_of_others,
)
from seeds.extraction.relations.zh_seats import BARE, SEAT_MARK, UNIT, VERB, SeatList, is_left
from seeds.extraction.rules.subjects import last_comma

MAX_DISTANCE = 60  # characters between a body and its seat
AND_OTHERS = "等"
PAIR = ("the former", "the latter")


def read_bodies_before(
    told: SeatSentence, seats: SeatList, last: SeatReading | None
) -> SeatReading | None:
    """The subject of the clause that says that it holds a list of seats."""
    if seats.form == BARE and not PATTERNS["bare_end"].match(told.text, seats.end):
        return None
    subject = _subject(told, seats)
    if subject is None:
        return None
    names, between = subject
    called = PATTERNS["is_it"].match(told.text, seats.end)
    if called:
        return _called_back(told, seats, names, called[0])
    between = _behind_left_seats(told, seats, between)
    if SEAT_MARK in between and not _shares_subject(told, names, seats, last):
        return None
    if not _gives_seat(told, names, between, seats):
        return None
    if seats.form == VERB:
        names = _with_partners(told, names)
    return SeatReading(seats, names, between)


def _called_back(
    told: SeatSentence, seats: SeatList, names: MentionGroup, called: str
) -> SeatReading | None:
    """The subject that words behind seats call "it", "the former" or "the latter"."""
    if PATTERNS["is_former"].search(called):
        names = names[:1] if len(names) == len(PAIR) else ()
    elif PATTERNS["is_latter"].search(called):
        names = names[1:] if len(names) == len(PAIR) else ()
    between = told.text[names[-1].end : seats.start] if names else ""
    if len(names) != 1 or "○" in between or PATTERNS["clause_end"].search(between):
        return None
    return SeatReading(seats, names, between)


def _behind_left_seats(told: SeatSentence, seats: SeatList, between: str) -> str:
    """The words between a subject and seats, without those up to a seat that it gave up."""
    start = seats.start - len(between)
    for each in told.lists:
        if start <= each.start and each.end <= seats.start and is_left(told.text, each):
            between = told.text[each.end : seats.start]
    return between


def _subject(told: SeatSentence, seats: SeatList) -> tuple[MentionGroup, str] | None:
    """The nearest list of bodies before a place that is neither where nor whom somebody replaced.

    With it come the words between, without the bodies that are.
    """
    between = ""
    end = seats.start
    for group in reversed(told.groups):
        names = tuple(name for name in group if name.end <= end)
        if not names:
            continue
        between = told.text[_behind_bracket(told.text, names[-1].end) : end] + between
        if len(between) > MAX_DISTANCE or PATTERNS["clause_end"].search(between):
            return None
        names = _of_last_clause(told, names)
        pointed = _pointed_at(names, between)
        oblique = PATTERNS["oblique_before"].search(told.text[: names[0].start])
        if pointed or not oblique or _is_framed(told, seats, between):
            return pointed or names, between
        if COMMA in between or SEAT_MARK in between:
            return None
        end = oblique.start()
    return None


def _behind_bracket(text: str, place: int) -> int:
    """The place behind a bracket that begins at a place, or the place."""
    if not text.startswith("(", place) or ")" not in text[place:]:
        return place
    end = text.index(")", place) + 1
    return place if SEAT_MARK in text[place:end] else end


def _pointed_at(names: MentionGroup, between: str) -> MentionGroup:
    """Which of the names "the former" or "the latter" means, if the words between say so."""
    if PATTERNS["latter"].search(between):
        return names[-1:]
    if PATTERNS["former"].search(between):
        return names[:1]
    return names[-1:] if between.startswith("(") else ()


def _of_last_clause(told: SeatSentence, names: MentionGroup) -> MentionGroup:
    """The names behind the last comma where those before it belong to a clause of their own."""
    place = last_comma(told.sentence, names)
    before = names[:place]
    if before and place < len(names):
        is_one = PATTERNS["also"].fullmatch(told.text, before[-1].end, names[place].start)
        if is_one and told.taken.isdisjoint(before):
            return names
    if len(before) > 1 or any(name in told.taken for name in before):
        return names[place:]
    return names


def _with_partners(told: SeatSentence, names: MentionGroup) -> MentionGroup:
    """The subject with the bodies named before it in "A took the first step, together with B"."""
    if not PATTERNS["beside"].search(told.text[: names[0].start]):
        return names
    before = [group for group in told.groups if group[-1].end <= names[0].start]
    if not before:
        return names
    between = told.text[before[-1][-1].end : names[0].start]
    is_same = between.count(COMMA) <= MAX_COMMAS and not PATTERNS["clause_end"].search(between)
    return before[-1] + names if is_same else names


def _shares_subject(
    told: SeatSentence,
    names: MentionGroup,
    seats: SeatList,
    last: SeatReading | None,
) -> bool:
    """Whether the seats between a subject and a list of seats are its own too, or are over."""
    others = [each for each in told.lists if names[-1].end <= each.start < seats.start]
    standing = [each for each in others if not is_left(told.text, each)]
    if not standing:
        return True
    if last is None or standing[-1] is not last.seats:
        return False
    return set(names) <= set(last.names)


def _gives_seat(told: SeatSentence, names: MentionGroup, between: str, seats: SeatList) -> bool:
    """Whether the words between a subject and seats say that it holds them."""
    if speaks_of_others(between):
        return False
    if seats.form == VERB:
        return _does(told, names, between, seats)
    if between == COMMA:
        return _is_bare_clause(told, names, seats)
    return _counts_right(between, names) and _holds(told, names, between, seats)


def _holds(told: SeatSentence, names: MentionGroup, between: str, seats: SeatList) -> bool:
    """Whether the words between a subject and an office say that it has or gets it."""
    is_end = PATTERNS["bare_end"].match(told.text, seats.end)
    if PATTERNS["plain_for"].search(between) and not is_end:
        return False
    is_recipient = PATTERNS["receives"].search(told.text[: names[0].start])
    if is_recipient and PATTERNS["awards"].fullmatch(between):
        return True
    given = "gives_bare" if seats.form == BARE else "gives_seat"
    return bool(PATTERNS[given].fullmatch(between))


def _is_bare_clause(told: SeatSentence, names: MentionGroup, seats: SeatList) -> bool:
    """Whether a clause is nothing but bodies, a comma and the seat of units that they hold."""
    is_start = PATTERNS["clause_start"].search(told.text[: names[0].start])
    is_end = PATTERNS["clause_over"].match(told.text, seats.end)
    return seats.form == UNIT and bool(is_start and is_end)


def _counts_right(between: str, names: MentionGroup) -> bool:
    """Whether a number in the words behind names is how many they are, or only some are named."""
    count = PATTERNS["count"].search(between)
    if not count or AND_OTHERS in between[: count.start()]:
        return True
    return parse_number(count[1]) in (len(names), 1)


def _does(told: SeatSentence, names: MentionGroup, between: str, seats: SeatList) -> bool:
    """Whether the words between a subject and a verb make it what the subject did for the consortium."""
    if PATTERNS["other_deed"].search(told.text[: names[0].start]):
        return False
    if _is_framed(told, seats, between):
        return True
    return bool(PATTERNS["gives_verb"].fullmatch(between)) and _counts_right(between, names)


def _is_framed(told: SeatSentence, seats: SeatList, between: str) -> bool:
    """Whether a verb is the noun of "under the lead of" or "in the manner of a joint lead"."""
    if seats.form != VERB or not PATTERNS["framed"].fullmatch(between):
        return False
    return bool(PATTERNS["frame"].match(told.text, seats.end))
