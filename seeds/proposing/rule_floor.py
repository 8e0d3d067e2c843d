"""The floor under the record of a rule: one that people refused too often proposes nothing any more."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from seeds.proposing.rule_confidence import RuleStatistics

SHARE_VARIABLE = "RULE_FLOOR"
DECISIONS_VARIABLE = "RULE_FLOOR_DECISIONS"


@dataclass(frozen=True, kw_only=True)
class RuleFloor:
    """The share of right proposals below which a rule stops, once so many of them were decided on."""

    share: float = 0.4
    decisions: int = 20

    def is_below(self, statistics: RuleStatistics) -> bool:
        """Whether a rule with that record proposes nothing any more."""
        if statistics.precision is None or statistics.decided < self.decisions:
            return False
        return statistics.precision < self.share


def read_rule_floor(environment: Mapping[str, str] = os.environ) -> RuleFloor:
    """Return the floor that the environment names; raises ValueError with a sentence."""
    stated_share = environment.get(SHARE_VARIABLE, "")
    stated_decisions = environment.get(DECISIONS_VARIABLE, "")
    share = _parse_share(stated_share) if stated_share else RuleFloor.share
    decisions = _parse_decisions(stated_decisions) if stated_decisions else RuleFloor.decisions
    return RuleFloor(share=share, decisions=decisions)


def _parse_share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(f"{SHARE_VARIABLE} is {text!r}: it must be a number from 0 to 1.")
    return share


def _parse_decisions(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not int(text):
        raise ValueError(f"{DECISIONS_VARIABLE} is {text!r}: it must be a whole number above 0.")
    return int(text)


def stopped_rules(
    statistics: Iterable[RuleStatistics], floor: RuleFloor
) -> dict[str, RuleStatistics]:
    """The rules below the floor by their names, with their record."""
    return {row.rule: row for row in statistics if floor.is_below(row)}
