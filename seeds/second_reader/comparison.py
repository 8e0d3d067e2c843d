"""The facts of both readers side by side: what they agree on, and what only one of them says."""

from collections.abc import Iterable
from dataclasses import replace

from portal.core.folding import name_key
from seeds.extraction import ExtractedEvidence
from seeds.models.read_by import ReadBy
from seeds.proposing.read_proposal import (
    SECOND_READER_CONFIDENCE,
    ReadProposal,
    second_reader_rule,
)
from seeds.schema import FACT_KINDS
from seeds.second_reader.kind_checks import is_filled
from seeds.second_reader.verification import VerifiedFact

# The titles of agreements do not part what is the same fact
AGREEING_KEYS = {
    **{kind: schema.identity for kind, schema in FACT_KINDS.items()},
    "agreement": ("parties",),
}


def combine_readings(
    proposals: Iterable[ReadProposal], facts: Iterable[VerifiedFact]
) -> tuple[ReadProposal, ...]:
    """The proposals of the rules, completed by what the second reader says, and then what it alone says."""
    waiting = _by_key(facts)
    combined = []
    for proposal in proposals:
        fact = waiting.pop(_key(proposal), None)
        combined.append(proposal if fact is None else _agreed(proposal, fact))
    combined += map(_second_readers_own, waiting.values())
    return tuple(combined)


def _by_key(facts: Iterable[VerifiedFact]) -> dict[tuple, VerifiedFact]:
    """The facts by what they are about, the first of those about the same thing."""
    by_key: dict[tuple, VerifiedFact] = {}
    for fact in facts:
        by_key.setdefault(_key(fact), fact)
    return by_key


def _key(item: ReadProposal | VerifiedFact) -> tuple:
    """The kind and the values by which two readings are of the same fact."""
    values = (item.fields.get(name) for name in AGREEING_KEYS[item.kind])
    return (item.kind, *map(_comparable, values))


def _comparable(value: object) -> object:
    """A value without differences of writing; a list without its order."""
    if isinstance(value, dict):
        return tuple((name, _comparable(child)) for name, child in sorted(value.items()))
    if isinstance(value, list):
        return tuple(sorted(map(_comparable, value), key=str))
    return name_key(str(value)) if isinstance(value, str) else value


def _agreed(proposal: ReadProposal, fact: VerifiedFact) -> ReadProposal:
    """The proposal of the rules, with the second reader's values where it has none itself."""
    fields = dict(proposal.fields)
    evidence = list(proposal.evidence)
    filled = []
    differing = {}
    for name, value in fact.fields.items():
        if not is_filled(value) or name not in fields:
            continue
        own = _evidence_of(fact, name)
        if not is_filled(fields[name]):
            if own:
                fields[name] = value
                evidence += own
                filled.append(name)
        elif _comparable(fields[name]) != _comparable(value):
            differing[name] = value
    return replace(
        proposal,
        fields=fields,
        evidence=tuple(dict.fromkeys(evidence)),
        read_by=ReadBy.BOTH,
        filled=tuple(filled),
        differing=differing,
    )


def _evidence_of(fact: VerifiedFact, name: str) -> list[ExtractedEvidence]:
    """The quotes of a field; without one of its own nothing is filled in."""
    return [item for item in fact.evidence if item.field.partition(".")[0] == name]


def _second_readers_own(fact: VerifiedFact) -> ReadProposal:
    return ReadProposal(
        kind=fact.kind,
        fields=fact.fields,
        confidence=SECOND_READER_CONFIDENCE,
        rule=second_reader_rule(fact.kind),
        evidence=fact.evidence,
        read_by=ReadBy.SECOND_READER,
    )
