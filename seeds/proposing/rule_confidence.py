"""Statistics of the decisions on each rule's proposals, and the confidence that follows from them."""

from dataclasses import dataclass

from seeds.models import Proposal

# The confidence that a rule states weighs as much as so many decisions; an edited proposal was half right
STATED_WEIGHT = 8
EDITED_WEIGHT = 0.5


@dataclass(frozen=True, kw_only=True)
class RuleStatistics:
    """How often a rule proposed, and how people decided."""

    rule: str
    proposed: int = 0
    accepted: int = 0
    edited: int = 0
    refused: int = 0

    @property
    def decided(self) -> int:
        """How many were decided on."""
        return self.accepted + self.edited + self.refused

    @property
    def correct(self) -> float:
        """How many were right, an edited one by half."""
        return self.accepted + EDITED_WEIGHT * self.edited

    @property
    def precision(self) -> float | None:
        """The share of right ones among those decided on; None where nothing was decided."""
        if not self.decided:
            return None
        return self.correct / self.decided

    @property
    def percent(self) -> int | None:
        """The precision as a percentage."""
        return None if self.precision is None else round(100 * self.precision)

    def confidence(self, stated: float) -> float:
        """The mean of a beta distribution: the stated confidence as prior, updated by the decisions."""
        correct = STATED_WEIGHT * stated + self.correct
        return round(correct / (STATED_WEIGHT + self.decided), 4)


def rule_statistics() -> list[RuleStatistics]:
    """The statistics of every rule that ever proposed something, in one query, the least precise first."""
    statistics = [RuleStatistics(**row) for row in Proposal.objects.count_by_rule()]
    return sorted(statistics, key=_by_precision)


def _by_precision(row: RuleStatistics) -> tuple[float, int, str]:
    precision = 1 if row.precision is None else row.precision
    return precision, -row.decided, row.rule


def statistics_by_rule() -> dict[str, RuleStatistics]:
    """The same by the name of the rule."""
    return {row.rule: row for row in rule_statistics()}
