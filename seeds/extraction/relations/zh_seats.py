"""Words for a seat in a Chinese sentence: an office in a consortium, or the lead of one."""

from dataclasses import dataclass

from seeds.extraction.annotation import CONSORTIUM, ORGANISATION, PERSON, REFERENCE, Sentence
from seeds.extraction.relations.offices import classify_office
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("zh_seats")
LEAD = "lead"
# How the word for a seat says whose it is
UNIT = "unit"
BARE = "bare"
VERB = "verb"  # a deed: "to take the lead"
FORMS = (UNIT, LEAD, BARE, VERB)
# What stands for a name and for a seat in the text that the grammar of holders reads
MARKS = {ORGANISATION: "○", REFERENCE: "○", CONSORTIUM: "◇", PERSON: "●"}
SEAT_MARK = "□"
SENTENCE_MARKS = ";。"
CONSORTIUM_REFERENCE = "consortium"


@dataclass(frozen=True)
class Seat:
    """A word for an office or a lead; `form` is one of FORMS."""

    start: int
    end: int
    role: str
    wording: str
    form: str


@dataclass(frozen=True)
class SeatList:
    """Seats that "and" joins."""

    seats: tuple[Seat, ...]

    @property
    def start(self) -> int:
        """Where the first seat begins."""
        return self.seats[0].start

    @property
    def end(self) -> int:
        """Where the last seat ends."""
        return self.seats[-1].end

    @property
    def form(self) -> str:
        """The form of all of them; that of the first."""
        return self.seats[0].form


def marked_text(sentence: Sentence) -> str:
    """Return the text of a sentence with a mark for each character of a name."""
    characters = list(sentence.text)
    for mention in sentence.mentions:
        if PATTERNS["no_name"].fullmatch(mention.name):
            continue
        mark = MARKS.get(mention.kind)
        if mention.subtype == CONSORTIUM_REFERENCE:
            mark = MARKS[CONSORTIUM]
        if mark:
            characters[mention.start : mention.end] = mark * (mention.end - mention.start)
    return "".join(characters)


def find_seats(text: str) -> list[SeatList]:
    """Return the lists of seats in a marked text, in order."""
    found: dict[int, Seat] = {}
    taken: set[int] = set()
    for form in FORMS:
        for match in PATTERNS[form].finditer(text):
            if not taken.isdisjoint(range(*match.span())):
                continue
            taken.update(range(*match.span()))
            if _is_seat(text, form, match.start(), match.end()):
                role = LEAD if form in (LEAD, VERB) else classify_office(match[0])
                found[match.start()] = Seat(*match.span(), role, match[0], form)
    return _joined(text, [found[start] for start in sorted(found)])


def _is_seat(text: str, form: str, start: int, end: int) -> bool:
    """Whether a word speaks of a seat of the consortium and not of its people or of something else."""
    before = text[:start]
    if form == VERB:
        return not PATTERNS["lead_of_other"].search(before) and _founds_consortium(text, start, end)
    if PATTERNS["other_before"].search(before) or PATTERNS["other_behind"].match(text, end):
        return False
    if form == LEAD:
        return not PATTERNS["lead_of_other"].search(before)
    return not text.startswith(MARKS[PERSON], end)


def _founds_consortium(text: str, start: int, end: int) -> bool:
    """Whether the object of a verb of leading is a consortium and nothing else."""
    if any(PATTERNS[said].match(text, end) for said in ("object", "cleft", "founded_behind")):
        return True
    first = max(text.rfind(mark, 0, start) for mark in SENTENCE_MARKS) + 1
    ends = [text.find(mark, end) for mark in SENTENCE_MARKS if mark in text[end:]]
    last = min(ends, default=len(text))
    is_named = PATTERNS["consortium"].search(text, first, last)
    if not is_named:
        return False
    if PATTERNS["founding_verb"].match(text[start:end]):
        return is_named.start() < start and bool(PATTERNS["clause_end"].match(text, end))
    return bool(PATTERNS["other_end"].match(text, end))


def _joined(text: str, seats: list[Seat]) -> list[SeatList]:
    lists: list[list[Seat]] = []
    for seat in seats:
        if lists and PATTERNS["joint"].fullmatch(text, lists[-1][-1].end, seat.start):
            lists[-1].append(seat)
        else:
            lists.append([seat])
    return [SeatList(tuple(each)) for each in lists]


def is_left(text: str, seats: SeatList) -> bool:
    """Whether the text says that a body held the seats before, and holds others or none now."""
    before = text[: seats.start]
    if PATTERNS["left_before"].search(before):
        return True
    if not PATTERNS["changed_from"].search(before):
        return False
    return bool(PATTERNS["changed_to"].match(text, seats.end))
