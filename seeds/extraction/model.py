"""What extraction finds in an article: mentions, facts and the proposals made of them."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

ORGANISATION, CONSORTIUM, REFERENCE, PERSON, EVENT, BASE = (
    "organisation",
    "consortium",
    "self",
    "person",
    "event",
    "base",
)
ACTOR_KINDS = frozenset({ORGANISATION, CONSORTIUM, REFERENCE})
MIN_SHARED_LENGTH = 5


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A name at its place in a sentence.

    `name` is as printed, `full` the longer name it stands for. A person has the post and organisation said beside the name;
    `sure` tells a recognised name from an item that only its place in a list makes one.
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
        """The fullest name, or nothing for a reference that is not resolved."""
        return self.full_name or ("" if self.kind == REFERENCE else self.name)

    def moved(self, by: int) -> "Mention":
        """The same mention, counted from another start."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence with its mentions; `text` is folded, `at` leads back to the paragraph as printed.

    `paragraph` counts from 1, a title has 0.
    """

    number: int
    paragraph: int
    text: str
    paragraph_text: str
    offsets: tuple[int, ...]
    is_english: bool
    mentions: tuple[Mention, ...] = ()

    def quote(self, start: int = 0, end: int | None = None) -> str:
        """The words of the paragraph from one place of the sentence to another, character for character."""
        stop = len(self.text) if end is None else end
        return (
            self.paragraph_text[self.offsets[start] : self.offsets[stop - 1] + 1]
            if stop > start
            else ""
        )

    @functools.cached_property
    def masked_text(self) -> str:
        """The text with every name of a body blanked out, so that no word inside a name counts as said."""
        text = self.text
        for mention in self.mentions:
            if mention.kind in ACTOR_KINDS and len(mention.name) > 2:
                text = (
                    text[: mention.start]
                    + "○" * (mention.end - mention.start)
                    + text[mention.end :]
                )
        return text

    def mentions_of(self, *kinds: str) -> list[Mention]:
        """The mentions of some kinds, in order."""
        return [mention for mention in self.mentions if mention.kind in kinds]


@dataclass(frozen=True, kw_only=True)
class ExtractedEvidence:
    """The words that say so: of which field, in which paragraph."""

    field: str
    paragraph: int
    quote: str


@dataclass(frozen=True, kw_only=True)
class ExtractedFact:
    """One thing that a rule read in one sentence; `values` holds its fields, `shown` the names its rule's examples list."""

    relation: str
    rule: str
    confidence: float
    sentence: Sentence
    values: dict = field(default_factory=dict)
    output: tuple[str, ...] = ()

    def evidence(self, name: str) -> ExtractedEvidence:
        """The sentence, as evidence of a field."""
        return ExtractedEvidence(
            field=name, paragraph=self.sentence.paragraph, quote=self.sentence.quote()
        )


@dataclass(frozen=True, kw_only=True)
class ExtractedProposal:
    """A record that the article seems to report; `fields` are the keys of its kind."""

    kind: str
    fields: dict
    confidence: float
    rule: str
    evidence: tuple[ExtractedEvidence, ...]

    @classmethod
    def build(
        cls,
        kind: str,
        fields: dict,
        confidence: float,
        rule: str,
        evidence: Iterable[ExtractedEvidence],
    ) -> "ExtractedProposal":
        """A proposal that holds each piece of evidence once."""
        return cls(
            kind=kind,
            fields=fields,
            confidence=confidence,
            rule=rule,
            evidence=tuple(dict.fromkeys(evidence)),
        )

    def as_json(self) -> dict:
        """The proposal as the import prints it."""
        said = [
            {"field": each.field, "paragraph": each.paragraph, "quote": each.quote}
            for each in self.evidence
        ]
        return {
            "kind": self.kind,
            **self.fields,
            "confidence": round(self.confidence, 2),
            "rule": self.rule,
            "evidence": said,
        }


def is_same_name(one: str, other: str) -> bool:
    """Whether one name is the other, or a part of it that is long enough to tell."""
    one, other = (re.sub(r"[\W_]+|\bthe\b", "", each.lower()) for each in (one, other))
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= MIN_SHARED_LENGTH and short in long)


def unique_names(names: Iterable[str]) -> list[str]:
    """Return each of the names once, the first of those that are the same."""
    kept: list[str] = []
    for name in names:
        if name and not any(is_same_name(name, other) for other in kept):
            kept.append(name)
    return kept
