"""Data classes of extraction: mentions, sentences, facts and proposals."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from seeds.schema import FactKind, FactPart

# Kinds of mentions
ORGANISATION = "organisation"
CONSORTIUM = "consortium"
REFERENCE = "reference"
PERSON = "person"
EVENT = "event"
BASE = "base"
ACTOR_KINDS = frozenset({ORGANISATION, CONSORTIUM, REFERENCE})
MIN_MASKED_LENGTH = 3
KEPT_NAMES = 4096  # names that are compared with many others
MIN_SHARED_LENGTH = 5
MASK = "○"
IGNORED_IN_NAMES = re.compile(r"[\W_]+|\bthe\b")


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A name at its position in a sentence.

    `name` is as printed, `full_name` the longer name it stands for. A person has the post and the
    organisation printed beside it. `is_certain` is false for a list item that only its neighbours
    identify as a name.
    """

    start: int
    end: int
    kind: str
    name: str
    subtype: str = ""
    full_name: str = ""
    post: str = ""
    organisation: str = ""
    is_certain: bool = True

    @property
    def resolved_name(self) -> str:
        """The longest known name, empty for an unresolved reference."""
        if self.full_name:
            return self.full_name
        if self.kind == REFERENCE:
            return ""
        return self.name

    def overlaps_span(self, start: int, end: int) -> bool:
        """Whether the mention shares a character with a span."""
        return self.start < end and start < self.end

    def overlaps_any(self, others: Iterable["Mention"]) -> bool:
        """Whether the mention shares a character with one of the others."""
        return any(self.start < other.end and other.start < self.end for other in others)

    def with_full_name(self, full_name: str) -> "Mention":
        """A copy that stands for another full name, or the mention itself if it already does."""
        if full_name == self.full_name:
            return self
        return replace(self, full_name=full_name)


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence with its mentions.

    `text` is normalised; `offsets` gives the position of each of its characters in `paragraph_text`,
    which is as printed. `paragraph` counts from 1, a title has 0. Of a row, `table` is the number of its
    table, counted from 1, and `cells` holds the spans of its cells in `text`, blank ones too.
    """

    number: int
    paragraph: int
    text: str
    paragraph_text: str
    offsets: tuple[int, ...]
    language: str
    mentions: tuple[Mention, ...] = ()
    table: int = 0
    cells: tuple[tuple[int, int], ...] = ()

    def quote(self, start: int = 0, end: int | None = None) -> str:
        """The printed text of a span of the sentence, character for character."""
        stop = len(self.text) if end is None else end
        if stop <= start:
            return ""
        return self.paragraph_text[self.offsets[start] : self.offsets[stop - 1] + 1]

    @functools.cached_property
    def masked_text(self) -> str:
        """The text with the names of organisations masked, so that no trigger matches inside a name."""
        text = self.text
        for mention in self.mentions:
            if mention.kind in ACTOR_KINDS and len(mention.name) >= MIN_MASKED_LENGTH:
                mask = MASK * (mention.end - mention.start)
                text = text[: mention.start] + mask + text[mention.end :]
        return text

    def with_mentions(self, mentions: Iterable[Mention]) -> "Sentence":
        """A copy with the mentions in order, the longest first where several begin."""
        ordered = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        return replace(self, mentions=tuple(ordered))

    def mentions_of(self, *kinds: str) -> list[Mention]:
        """The mentions of the given kinds, in order."""
        return [mention for mention in self.mentions if mention.kind in kinds]

    def begins_between(self, start: int, end: int, *kinds: str) -> bool:
        """Whether a mention of one of the kinds begins between two places."""
        return any(start <= mention.start < end for mention in self.mentions_of(*kinds))

    def text_without(self, kind: str, start: int, end: int) -> str:
        """The text between two places without the mentions of a kind that stand there."""
        text = self.text[start:end]
        for mention in self.mentions_of(kind):
            if start <= mention.start and mention.end <= end:
                text = text.replace(self.text[mention.start : mention.end], "")
        return text


@dataclass(frozen=True, kw_only=True)
class ExtractedEvidence:
    """The quote that supports a field, with the number of its paragraph."""

    field: str
    paragraph: int
    quote: str


@dataclass(frozen=True, kw_only=True)
class ExtractedFact:
    """A fact, or the part of one, that a rule extracted from one sentence.

    `values` holds what the sentence tells, None for words that other rules look for; `output` lists the names
    that the examples of the rule do. `span` is the place of what is told, where that counts, and `heading`
    the line over a row that states what the row leaves out.
    """

    relation: str
    rule: str
    confidence: float
    sentence: Sentence
    values: FactPart | None = None
    output: tuple[str, ...] = ()
    span: tuple[int, int] = (0, 0)
    heading: Sentence | None = None

    def evidence(self, name: str) -> ExtractedEvidence:
        """The sentence as evidence for a field."""
        return ExtractedEvidence(
            field=name, paragraph=self.sentence.paragraph, quote=self.sentence.quote()
        )


@dataclass(frozen=True, kw_only=True)
class ExtractedProposal:
    """A record that the article seems to report: the values of a whole fact."""

    values: FactKind
    confidence: float
    rule: str
    evidence: tuple[ExtractedEvidence, ...]

    @classmethod
    def build(
        cls,
        values: FactKind,
        confidence: float,
        rule: str,
        evidence: Iterable[ExtractedEvidence],
    ) -> "ExtractedProposal":
        """Build a proposal whose evidence has no duplicates."""
        return cls(
            values=values,
            confidence=confidence,
            rule=rule,
            evidence=tuple(dict.fromkeys(evidence)),
        )

    @property
    def kind(self) -> str:
        """The kind of the fact."""
        return self.values.kind

    @functools.cached_property
    def fields(self) -> dict:
        """The values as JSON and the payload of a proposal hold them."""
        return self.values.as_json()

    def as_json(self) -> dict:
        """The proposal as the import prints it."""
        evidence = [
            {"field": item.field, "paragraph": item.paragraph, "quote": item.quote}
            for item in self.evidence
        ]
        return {
            "kind": self.kind,
            **self.fields,
            "confidence": round(self.confidence, 2),
            "rule": self.rule,
            "evidence": evidence,
        }


class KnownNames:
    """Names in which another one is looked up as `is_same_name` compares them, without comparing all."""

    def __init__(self):
        self._names: set[str] = set()
        self._lengths: set[int] = set()
        self._by_piece: dict[str, list[str]] = {}

    def add(self, name: str) -> None:
        """Keep a name for later look-ups."""
        known = _comparable_name(name)
        if known in self._names:
            return
        self._names.add(known)
        if len(known) >= MIN_SHARED_LENGTH:
            self._lengths.add(len(known))
        for piece in _pieces(known):
            self._by_piece.setdefault(piece, []).append(known)

    def holds(self, name: str) -> bool:
        """Whether one of the names is the same as this one."""
        looked_up = _comparable_name(name)
        return (
            looked_up in self._names
            or self._is_part_of_known(looked_up)
            or self._has_known_part(looked_up)
        )

    def _is_part_of_known(self, name: str) -> bool:
        candidates = [self._by_piece.get(piece, []) for piece in _pieces(name)]
        return any(name in known for known in min(candidates, key=len, default=[]))

    def _has_known_part(self, name: str) -> bool:
        return any(
            name[start : start + length] in self._names
            for length in self._lengths
            for start in range(len(name) - length + 1)
        )


def _pieces(name: str) -> set[str]:
    """The pieces of the length that names have to share at least."""
    starts = range(len(name) - MIN_SHARED_LENGTH + 1)
    return {name[start : start + MIN_SHARED_LENGTH] for start in starts}


def is_same_name(one: str, other: str) -> bool:
    """Whether the names are equal, or one is a part of the other and long enough to identify it."""
    short, long = sorted((_comparable_name(one), _comparable_name(other)), key=len)
    if short == long:
        return True
    return len(short) >= MIN_SHARED_LENGTH and short in long


@functools.lru_cache(maxsize=KEPT_NAMES)
def _comparable_name(name: str) -> str:
    """The name in lower case without spaces, punctuation and articles."""
    return IGNORED_IN_NAMES.sub("", name.lower())


def unique_names(names: Iterable[str]) -> list[str]:
    """Return the names without duplicates, the first of each set of equal ones."""
    unique: list[str] = []
    for name in names:
        if not name:
            continue
        if not any(is_same_name(name, other) for other in unique):
            unique.append(name)
    return unique
