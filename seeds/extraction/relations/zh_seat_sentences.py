"""A Chinese sentence as the grammar of seats reads it: names and seats as marks, and the lists of names."""

from dataclasses import dataclass, field

from seeds.extraction.annotation import CONSORTIUM, Mention, Sentence
from seeds.extraction.lists.coordination import MentionGroup, mention_groups
from seeds.extraction.relations.zh_seats import SEAT_MARK, SeatList, find_seats, marked_text
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("zh_seat_holders")
MAX_COMMAS = 2
COMMA = ","


@dataclass
class SeatSentence:
    """A sentence with its seats; `taken` are the bodies whose seat is known already."""

    sentence: Sentence
    text: str
    groups: list[MentionGroup]
    lists: list[SeatList]
    taken: set[Mention] = field(default_factory=set)


@dataclass(frozen=True)
class SeatReading:
    """Bodies that may hold the seats of a list, with the words between the two."""

    seats: SeatList
    names: MentionGroup
    between: str

    @property
    def commas(self) -> int:
        """How many commas part the bodies from the seats."""
        return self.between.count(COMMA)


def prepare_sentence(sentence: Sentence) -> SeatSentence:
    """Return a sentence with its seats and the lists of bodies in it, consortia left out."""
    text = marked_text(sentence)
    lists = find_seats(text)
    for each in lists:
        text = text[: each.start] + SEAT_MARK * (each.end - each.start) + text[each.end :]
    groups = [_without_consortia(group) for group in mention_groups(sentence)]
    return SeatSentence(sentence, text, [group for group in groups if group], lists)


def speaks_of_others(between: str) -> bool:
    """Whether the words between a body and a seat deny that it holds it, or bring somebody else in."""
    return between.count(COMMA) > MAX_COMMAS or bool(PATTERNS["other_clause"].search(between))


def _without_consortia(group: MentionGroup) -> MentionGroup:
    return tuple(name for name in group if name.kind != CONSORTIUM and name.subtype != "consortium")
