"""A proposal of a page as it is printed and stored, whichever reader found it."""

from dataclasses import dataclass, field

from seeds.extraction import ExtractedEvidence, ExtractedProposal
from seeds.models.read_by import ReadBy

# What the JSON of a proposal holds besides the fields of its kind
COMMON_KEYS = frozenset({"kind", "confidence", "rule", "evidence"})
# The rule that what only the second reader says is counted under, with the kind behind it
SECOND_READER_RULE = "second_reader"
SECOND_READER_CONFIDENCE = 0.5


@dataclass(frozen=True, kw_only=True)
class ReadProposal:
    """A record that a page seems to report.

    `confidence` is what its own rule states. Where both readers found it, `filled` are the fields that the
    second reader alone has, and `differing` its values of those in which it says otherwise.
    """

    kind: str
    fields: dict
    confidence: float
    rule: str
    evidence: tuple[ExtractedEvidence, ...]
    read_by: ReadBy = ReadBy.RULES
    filled: tuple[str, ...] = ()
    differing: dict = field(default_factory=dict)

    @classmethod
    def by_rules(cls, extracted: ExtractedProposal) -> "ReadProposal":
        """The proposal of a rule."""
        fields = {
            name: value for name, value in extracted.as_json().items() if name not in COMMON_KEYS
        }
        return cls(
            kind=extracted.kind,
            fields=fields,
            confidence=extracted.confidence,
            rule=extracted.rule,
            evidence=extracted.evidence,
        )

    @property
    def second_reading(self) -> dict:
        """What the second reader has besides, blank where there is nothing."""
        if not self.filled and not self.differing:
            return {}
        return {"filled": list(self.filled), "differing": self.differing}

    @property
    def stated_confidence(self) -> float:
        """The confidence before any decision counts."""
        if self.read_by != ReadBy.BOTH:
            return self.confidence
        return agreed_confidence(self.confidence, SECOND_READER_CONFIDENCE)

    def as_json(self) -> dict:
        """The proposal as the import prints it."""
        evidence = [
            {"field": item.field, "paragraph": item.paragraph, "quote": item.quote}
            for item in self.evidence
        ]
        printed = {
            "kind": self.kind,
            **self.fields,
            "confidence": round(self.stated_confidence, 2),
            "rule": self.rule,
            "read_by": self.read_by.value,
            "evidence": evidence,
        }
        if self.second_reading:
            printed["second_reading"] = self.second_reading
        return printed


def agreed_confidence(rule: float, second_reader: float) -> float:
    """The confidence of what both readers say.

    Were they independent, the doubt would shrink by all of the second reader's confidence; both read the same
    words, so that half of it counts.
    """
    return 1 - (1 - rule) * (1 - second_reader / 2)


def second_reader_rule(kind: str) -> str:
    """The name under which the second reader's proposals of a kind are counted."""
    return f"{SECOND_READER_RULE}.{kind}"
