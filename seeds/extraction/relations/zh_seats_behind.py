"""The bodies behind a seat in a Chinese clause: "the chair is A", "the chair A", "founded by A"."""

from consortia.models import MembershipRole
from seeds.extraction.lists.coordination import MentionGroup
from seeds.extraction.relations.zh_seat_sentences import (
    PATTERNS,
    SeatReading,
    SeatSentence,
    speaks_of_others,
)
from seeds.extraction.relations.zh_seats import BARE, VERB, SeatList
from seeds.extraction.rules.subjects import last_comma

# Offices that one body holds alone
SINGLE_OFFICES = frozenset({MembershipRole.CHAIR, MembershipRole.SECRETARY_GENERAL})


def read_bodies_behind(told: SeatSentence, seats: SeatList) -> SeatReading | None:
    """The bodies that a word joins to the list of seats before them."""
    for group in told.groups:
        names = tuple(name for name in group if name.start >= seats.end)
        if not names:
            continue
        between = told.text[seats.end : names[0].start]
        if not _stands_before(told, seats, names, between):
            names = _joined(told, seats, names, between)
        return SeatReading(seats, names, between) if names else None
    return None


def _is_apposition(seats: SeatList, names: MentionGroup, between: str) -> bool:
    """Whether seats stand right before the names of those who hold them."""
    if seats.form == VERB:
        return bool(PATTERNS["verb_of"].fullmatch(between))
    if seats.form == BARE or not PATTERNS["apposition"].fullmatch(between):
        return False
    return len(names) == 1 or seats.seats[0].role not in SINGLE_OFFICES


def _stands_before(told: SeatSentence, seats: SeatList, names: MentionGroup, between: str) -> bool:
    """Whether seats and the bodies behind them belong together without a word that joins them."""
    return (
        _is_apposition(seats, names, between)
        or _is_being(told, seats, between)
        or _is_topic(told, names, between)
    )


def _is_topic(told: SeatSentence, names: MentionGroup, between: str) -> bool:
    """Whether seats are the topic of a clause: "the chair, A takes"."""
    if not PATTERNS["topic"].fullmatch(between):
        return False
    return bool(PATTERNS["takes"].match(told.text, names[-1].end))


def _is_being(told: SeatSentence, seats: SeatList, between: str) -> bool:
    """Whether "as" stands before seats and a comma between them and the names of their holders."""
    if not PATTERNS["being_behind"].fullmatch(between):
        return False
    return bool(PATTERNS["being"].search(told.text[: seats.start]))


def _joined(told: SeatSentence, seats: SeatList, names: MentionGroup, between: str) -> MentionGroup:
    """The names up to the comma behind which another clause begins, none if all belong to it."""
    if not _joins_holders(between, seats.form):
        return ()
    successors = _successors(told, names)
    if successors:
        return successors
    while names:
        if _is_whole_clause(told.text, names[-1].end, between):
            return names
        names = names[: last_comma(told.sentence, names)]
    return ()


def _successors(told: SeatSentence, names: MentionGroup) -> MentionGroup:
    """The bodies to which those named before hand a seat on, none if they keep it."""
    handed_on = PATTERNS["handed_on"].match(told.text, names[-1].end)
    groups = [group for group in told.groups if handed_on and group[0].start == handed_on.end()]
    return groups[0] if groups else ()


def _joins_holders(between: str, form: str) -> bool:
    """Whether the words between a seat and bodies behind it say that they hold it."""
    if speaks_of_others(between):
        return False
    if PATTERNS["other_predicate"].search(between):
        return False
    joined = "joins_verb" if form == VERB else "joins_holders"
    return bool(PATTERNS[joined].fullmatch(between))


def _is_whole_clause(text: str, place: int, between: str) -> bool:
    """Whether what follows bodies behind a seat leaves them its holders."""
    behind = "behind_agents" if PATTERNS["by"].search(between) else "behind_holders"
    return bool(PATTERNS[behind].match(text, place))
