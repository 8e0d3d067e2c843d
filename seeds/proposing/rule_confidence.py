"""What became of the proposals of each rule, and the confidence that it earned by that."""

from dataclasses import dataclass

from seeds.models import Proposal

# What a rule states about itself weighs as much as so many decisions; one that had to be edited was half right
STATED_WEIGHT = 8
EDITED_WEIGHT = 0.5


@dataclass(frozen=True, kw_only=True)
class RuleStatistics:
    """How often a rule proposed, and what people made of it."""

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
    def precision(self) -> float | None:
        """Which part of what was decided on was right, an edited one by half; none where nothing was decided."""
        return (
            (self.accepted + EDITED_WEIGHT * self.edited) / self.decided if self.decided else None
        )

    @property
    def percent(self) -> int | None:
        """The same as a percentage."""
        return None if self.precision is None else round(100 * self.precision)

    def confidence(self, stated: float) -> float:
        """The mean of the beta distribution that starts at the stated confidence and learns from each decision."""
        right = STATED_WEIGHT * stated + self.accepted + EDITED_WEIGHT * self.edited
        return round(right / (STATED_WEIGHT + self.decided), 4)


def rule_statistics() -> list[RuleStatistics]:
    """The record of every rule that ever proposed something, in one query, the one that people corrected most first."""
    records = [RuleStatistics(**row) for row in Proposal.objects.count_by_rule()]
    return sorted(
        records,
        key=lambda each: (
            1 if each.precision is None else each.precision,
            -each.decided,
            each.rule,
        ),
    )


def statistics_by_rule() -> dict[str, RuleStatistics]:
    """The same by the name of the rule."""
    return {record.rule: record for record in rule_statistics()}
