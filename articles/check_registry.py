"""Checks before a text is submitted: a registry that every floor fills in `AppConfig.ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Finding:
    """What a check found; a blocking one refuses the submit."""

    message: str
    is_blocking: bool = False
    paragraph: int | None = None
    address: str = ""  # the admin page of the record that it speaks of

    def __str__(self):
        return f"¶{self.paragraph}: {self.message}" if self.paragraph else self.message


# A check is given an article and the day.
Check = Callable[..., Iterable[Finding]]
CHECKS: list[Check] = []


def register_check(function: Check) -> Check:
    """Have the function asked about every text before its submit."""
    if function not in CHECKS:
        CHECKS.append(function)
    return function


def run_checks(article, *, on: date) -> list[Finding]:
    """What the checks find in the text as it is stored, what blocks first."""
    found = [finding for each in CHECKS for finding in each(article, on=on)]
    return sorted(found, key=lambda finding: not finding.is_blocking)


def blocking_findings(article, *, on: date) -> list[Finding]:
    """The findings for which the text cannot be submitted."""
    return [finding for finding in run_checks(article, on=on) if finding.is_blocking]
