"""Which bodies hold the seats that a Chinese sentence names: the grammar of clauses about offices and leads.

What may not stand between a body and its seat is listed rather than what may: see
`seeds/rules/patterns/zh_seat_holders.yaml`.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from seeds.extraction.annotation import Sentence
from seeds.extraction.lists.coordination import MentionGroup
from seeds.extraction.relations.zh_seat_sentences import (
    PATTERNS,
    SeatReading,
    SeatSentence,
    prepare_sentence,
)
from seeds.extraction.relations.zh_seat_subjects import read_bodies_before
from seeds.extraction.relations.zh_seats import Seat, SeatList, is_left
from seeds.extraction.relations.zh_seats_behind import read_bodies_behind

RELATIVE = "的"
KEPT_SENTENCES = 16  # each trigger of a sentence asks for all of its seats


@dataclass(frozen=True)
class HeldSeat:
    """A seat with the bodies that hold it."""

    seat: Seat
    holders: MentionGroup


@functools.lru_cache(maxsize=KEPT_SENTENCES)
def read_held_seats(sentence: Sentence) -> tuple[HeldSeat, ...]:
    """Return the seats of a sentence with their holders, without those whose holder is not certain."""
    told = prepare_sentence(sentence)
    held: list[HeldSeat] = []
    last: SeatReading | None = None
    for seats in told.lists:
        if is_left(told.text, seats):
            continue
        reading = _nearest(read_bodies_before(told, seats, last), read_bodies_behind(told, seats))
        if reading:
            held += _paired(reading)
            held += _held_as_well(told, seats)
            told.taken.update(reading.names)
            last = reading
    return tuple(held)


def _nearest(before: SeatReading | None, behind: SeatReading | None) -> SeatReading | None:
    """The bodies with fewer commas to the seats; those before them where there are as many.

    A relative clause is about the bodies behind it: "B, which is a founder of A, ...".
    """
    if before and behind:
        is_relative = behind.between.endswith(RELATIVE)
        return behind if is_relative or behind.commas < before.commas else before
    return before or behind


def _held_as_well(told: SeatSentence, seats: SeatList) -> Iterator[HeldSeat]:
    """Yield a seat with those of whom the words behind it say that they hold it too."""
    for group in told.groups:
        if group[0].start < seats.end:
            continue
        if PATTERNS["as_well"].fullmatch(told.text, seats.end, group[0].start):
            yield HeldSeat(seats.seats[-1], group)
        return


def _paired(reading: SeatReading) -> Iterator[HeldSeat]:
    """Yield each seat with its holders: one for one where there are as many, else all for each.

    Nobody holds any where they are said to hold one each, but are not as many.
    """
    seats = reading.seats.seats
    many = len(seats) > 1 and len(reading.names) > 1
    if (
        many
        and len(seats) == len(reading.names)
        and not PATTERNS["jointly"].search(reading.between)
    ):
        for seat, name in zip(seats, reading.names, strict=True):
            yield HeldSeat(seat, (name,))
    elif not many or not PATTERNS["respectively"].search(reading.between):
        for seat in seats:
            yield HeldSeat(seat, reading.names)
