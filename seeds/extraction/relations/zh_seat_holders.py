"""Which bodies hold the seats that a Chinese sentence names: the grammar of clauses about offices and leads.

What may not stand between a body and its seat is listed rather than what may: see
`seeds/rules/patterns/zh_seat_holders.yaml`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from consortia.models import MembershipRole
from seeds.extraction.annotation import CONSORTIUM, Mention, Sentence
from seeds.extraction.lists.coordination import MentionGroup, mention_groups
from seeds.extraction.relations.numbers import parse_number
from seeds.extraction.relations.zh_seats import (
    BARE,
    SEAT_MARK,
    VERB,
    Seat,
    SeatList,
    find_seats,
    is_left,
    marked_text,
)
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.subjects import last_comma

PATTERNS = load_patterns("zh_seat_holders")
MAX_COMMAS = 2
MAX_DISTANCE = 60  # characters between a body and its seat
COMMA = ","
AND_OTHERS = "等"
# Offices that one body holds alone
SINGLE_OFFICES = frozenset({MembershipRole.CHAIR, MembershipRole.SECRETARY_GENERAL})


@dataclass(frozen=True)
class HeldSeat:
    """A seat with the bodies that hold it."""

    seat: Seat
    holders: MentionGroup


@dataclass(frozen=True)
class _Reading:
    """Bodies that may hold the seats of a list; `commas` tells how far from them."""

    names: MentionGroup
    between: str
    commas: int


def read_held_seats(sentence: Sentence) -> list[HeldSeat]:
    """Return the seats of a sentence with their holders, without those whose holder is not certain."""
    return _SeatReader(sentence).read()


class _SeatReader:
    """Reads the seats of one sentence from left to right."""

    def __init__(self, sentence: Sentence):
        self.sentence = sentence
        self.text = marked_text(sentence)
        self.groups = [
            group for group in map(_without_consortia, mention_groups(sentence)) if group
        ]
        self.lists = find_seats(self.text)
        self.taken: set[Mention] = set()  # bodies whose seat is known
        for each in self.lists:
            mark = SEAT_MARK * (each.end - each.start)
            self.text = self.text[: each.start] + mark + self.text[each.end :]

    def read(self) -> list[HeldSeat]:
        """The seats with their holders; a seat whose holder is not certain is left out."""
        held: list[HeldSeat] = []
        last: tuple[SeatList, _Reading] | None = None
        for seats in self.lists:
            if is_left(self.text, seats):
                continue
            reading = self._reading(seats, last)
            if reading:
                held += _paired(seats, reading)
                last = (seats, reading)
                self.taken.update(reading.names)
                held += self._held_as_well(seats)
        return held

    def _held_as_well(self, seats: SeatList) -> Iterator[HeldSeat]:
        """Yield a seat with those of whom the words behind it say that they hold it too."""
        for group in self.groups:
            if group[0].start < seats.end:
                continue
            if PATTERNS["as_well"].fullmatch(self.text, seats.end, group[0].start):
                yield HeldSeat(seats.seats[-1], group)
            return

    def _reading(self, seats: SeatList, last: tuple[SeatList, _Reading] | None) -> _Reading | None:
        before = self._bodies_before(seats, last)
        behind = self._bodies_behind(seats)
        if before and behind:
            return behind if behind.commas < before.commas else before
        return before or behind

    def _bodies_before(
        self, seats: SeatList, last: tuple[SeatList, _Reading] | None
    ) -> _Reading | None:
        """The subject of the clause that says that it holds a list of seats."""
        if seats.form == BARE and not PATTERNS["bare_end"].match(self.text, seats.end):
            return None
        subject = self._subject(seats)
        if subject is None:
            return None
        names, between = subject
        if SEAT_MARK in between and not self._shares_subject(names, seats, last):
            return None
        if not self._gives_seat(names, between, seats):
            return None
        if seats.form == VERB:
            names = self._with_partners(names)
        return _Reading(names, between, between.count(COMMA))

    def _subject(self, seats: SeatList) -> tuple[MentionGroup, str] | None:
        """The nearest list of bodies before a place that is neither where nor whom somebody replaced.

        With it come the words between, without the bodies that are.
        """
        between = ""
        end = seats.start
        for group in reversed(self.groups):
            names = tuple(name for name in group if name.end <= end)
            if not names:
                continue
            between = self.text[_behind_bracket(self.text, names[-1].end) : end] + between
            if len(between) > MAX_DISTANCE or PATTERNS["clause_end"].search(between):
                return None
            names = self._of_last_clause(names)
            pointed = _pointed_at(names, between)
            oblique = PATTERNS["oblique_before"].search(self.text[: names[0].start])
            if pointed or not oblique or self._is_framed(seats, between):
                return pointed or names, between
            if COMMA in between or SEAT_MARK in between:
                return None
            end = oblique.start()
        return None

    def _with_partners(self, names: MentionGroup) -> MentionGroup:
        """The subject with the bodies named before it in "A took the first step, together with B"."""
        if not PATTERNS["beside"].search(self.text[: names[0].start]):
            return names
        before = [group for group in self.groups if group[-1].end <= names[0].start]
        if not before:
            return names
        between = self.text[before[-1][-1].end : names[0].start]
        is_same = between.count(COMMA) <= MAX_COMMAS and not PATTERNS["clause_end"].search(between)
        return before[-1] + names if is_same else names

    def _of_last_clause(self, names: MentionGroup) -> MentionGroup:
        """The names behind the last comma where those before it belong to a clause of their own."""
        place = last_comma(self.sentence, names)
        before = names[:place]
        if len(before) > 1 or any(name in self.taken for name in before):
            return names[place:]
        return names

    def _gives_seat(self, names: MentionGroup, between: str, seats: SeatList) -> bool:
        """Whether the words between a subject and seats say that it holds them."""
        if between.count(COMMA) > MAX_COMMAS or PATTERNS["other_clause"].search(between):
            return False
        if seats.form == VERB:
            return self._does(names, between, seats)
        is_end = PATTERNS["bare_end"].match(self.text, seats.end)
        if PATTERNS["plain_for"].search(between) and not is_end:
            return False
        if not _counts_right(between, names):
            return False
        is_recipient = PATTERNS["receives"].search(self.text[: names[0].start])
        if is_recipient and PATTERNS["awards"].fullmatch(between):
            return True
        given = "gives_bare" if seats.form == BARE else "gives_seat"
        return bool(PATTERNS[given].fullmatch(between))

    def _does(self, names: MentionGroup, between: str, seats: SeatList) -> bool:
        """Whether the words between a subject and a verb make it what the subject did for the consortium."""
        if PATTERNS["other_deed"].search(self.text[: names[0].start]):
            return False
        if self._is_framed(seats, between):
            return True
        return bool(PATTERNS["gives_verb"].fullmatch(between)) and _counts_right(between, names)

    def _is_framed(self, seats: SeatList, between: str) -> bool:
        """Whether a verb is the noun of "under the lead of" or "in the manner of a joint lead"."""
        if seats.form != VERB or not PATTERNS["framed"].fullmatch(between):
            return False
        return bool(PATTERNS["frame"].match(self.text, seats.end))

    def _shares_subject(
        self,
        names: MentionGroup,
        seats: SeatList,
        last: tuple[SeatList, _Reading] | None,
    ) -> bool:
        """Whether the seats between a subject and a list of seats are its own too, or are over."""
        others = [each for each in self.lists if names[-1].end <= each.start < seats.start]
        standing = [each for each in others if not is_left(self.text, each)]
        if not standing:
            return True
        return last is not None and standing[-1] is last[0] and set(names) <= set(last[1].names)

    def _bodies_behind(self, seats: SeatList) -> _Reading | None:
        """The bodies that a word joins to the list of seats before them."""
        for group in self.groups:
            names = tuple(name for name in group if name.start >= seats.end)
            if not names:
                continue
            between = self.text[seats.end : names[0].start]
            if not (_is_apposition(seats, names, between) or self._is_being(seats, between)):
                names = self._joined(seats, names, between)
            return _Reading(names, between, between.count(COMMA)) if names else None
        return None

    def _is_being(self, seats: SeatList, between: str) -> bool:
        """Whether "as" stands before seats and a comma between them and the names of their holders."""
        if not PATTERNS["being_behind"].fullmatch(between):
            return False
        return bool(PATTERNS["being"].search(self.text[: seats.start]))

    def _successors(self, names: MentionGroup) -> MentionGroup:
        """The bodies to which those named before hand a seat on, none if they keep it."""
        handed_on = PATTERNS["handed_on"].match(self.text, names[-1].end)
        groups = [group for group in self.groups if handed_on and group[0].start == handed_on.end()]
        return groups[0] if groups else ()

    def _joined(self, seats: SeatList, names: MentionGroup, between: str) -> MentionGroup:
        """The names up to the comma behind which another clause begins, none if all belong to it."""
        if not _joins_holders(between, seats.form):
            return ()
        successors = self._successors(names)
        if successors:
            return successors
        while names:
            if _is_whole_clause(self.text, names[-1].end, between):
                return names
            names = names[: last_comma(self.sentence, names)]
        return ()


def _without_consortia(group: MentionGroup) -> MentionGroup:
    return tuple(name for name in group if name.kind != CONSORTIUM and name.subtype != "consortium")


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


def _counts_right(between: str, names: MentionGroup) -> bool:
    """Whether a number in the words behind names is how many they are, or only some are named."""
    count = PATTERNS["count"].search(between)
    if not count or AND_OTHERS in between[: count.start()]:
        return True
    return parse_number(count[1]) in (len(names), 1)


def _is_apposition(seats: SeatList, names: MentionGroup, between: str) -> bool:
    """Whether seats stand right before the names of those who hold them."""
    if seats.form == VERB:
        return bool(PATTERNS["verb_of"].fullmatch(between))
    if seats.form == BARE or not PATTERNS["apposition"].fullmatch(between):
        return False
    return len(names) == 1 or seats.seats[0].role not in SINGLE_OFFICES


def _joins_holders(between: str, form: str) -> bool:
    """Whether the words between a seat and bodies behind it say that they hold it."""
    if between.count(COMMA) > MAX_COMMAS or PATTERNS["other_clause"].search(between):
        return False
    if PATTERNS["other_predicate"].search(between):
        return False
    joined = "joins_verb" if form == VERB else "joins_holders"
    return bool(PATTERNS[joined].fullmatch(between))


def _is_whole_clause(text: str, place: int, between: str) -> bool:
    """Whether what follows bodies behind a seat leaves them its holders."""
    behind = "behind_agents" if PATTERNS["by"].search(between) else "behind_holders"
    return bool(PATTERNS[behind].match(text, place))


def _paired(seats: SeatList, reading: _Reading) -> Iterator[HeldSeat]:
    """Yield each seat with its holders: one for one where there are as many, else all for each."""
    many = len(seats.seats) > 1 and len(reading.names) > 1
    if not many or PATTERNS["jointly"].search(reading.between):
        for seat in seats.seats:
            yield HeldSeat(seat, reading.names)
    elif len(seats.seats) == len(reading.names):
        for seat, name in zip(seats.seats, reading.names, strict=True):
            yield HeldSeat(seat, (name,))
