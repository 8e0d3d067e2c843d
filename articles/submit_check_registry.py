"""The registry of checks before a submit; every app fills it in `AppConfig.ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Finding:
    """The result of a check; a blocking one prevents the submit."""

    message: str
    is_blocking: bool = False
    paragraph: int | None = None
    address: str = ""  # the admin page of the record that it is about

    def __str__(self):
        return f"¶{self.paragraph}: {self.message}" if self.paragraph else self.message


# Called with an article, and the day as the keyword `on`
Check = Callable[..., Iterable[Finding]]
CHECKS: list[Check] = []


def register_check(function: Check) -> Check:
    """Add the function to the checks of every text."""
    if function not in CHECKS:
        CHECKS.append(function)
    return function


def run_checks(article, *, on: date) -> list[Finding]:
    """The findings of all checks on the stored text, the blocking ones first."""
    findings = []
    for check in CHECKS:
        findings += check(article, on=on)
    return sorted(findings, key=lambda finding: not finding.is_blocking)


def blocking_findings(article, *, on: date) -> list[Finding]:
    """The findings that prevent the submit of the text."""
    return [finding for finding in run_checks(article, on=on) if finding.is_blocking]
