"""What became of each row of a sheet, for the page of its import."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from consortia.sheets.decisions import ADD, CHANGE, CLOSE, END, REMOVE, SheetDecisions
from consortia.sheets.plan import PlannedSheetRow, RowState, SheetPlan


class Outcome(models.TextChoices):
    NEW = "new", _("added, with a new organisation")
    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    KEPT = "kept", _("differs; kept as it stood")
    STANDING = "standing", _("stood already")
    LEFT_OUT = "left_out", _("left out")
    FAULTY = "faulty", _("faulty, left out")
    ENDED = "ended", _("not in the sheet; ended")
    CLOSED = "closed", _("not in the sheet; marked as closed")
    REMOVED = "removed", _("not in the sheet; removed")


@dataclass(frozen=True)
class RowOutcome:
    """A row's line (None for a record that the sheet lacks), its name, what became of it, and how."""

    line: int | None
    label: str
    outcome: str
    detail: str = ""

    def as_json(self) -> dict:
        """The outcome as an import stores it."""
        return asdict(self)

    @property
    def outcome_label(self) -> str:
        """What became of it, in the language of the page."""
        return str(Outcome(self.outcome).label)


# By the state of a row without a choice
PLAIN_OUTCOMES = {
    RowState.NEW: Outcome.NEW,
    RowState.ADDED: Outcome.ADDED,
    RowState.STANDING: Outcome.STANDING,
    RowState.LEFT_OUT: Outcome.LEFT_OUT,
}
MISSING_OUTCOMES = {END: Outcome.ENDED, CLOSE: Outcome.CLOSED, REMOVE: Outcome.REMOVED}


def outcome_of(planned: PlannedSheetRow) -> RowOutcome:
    """What became of a row of an applied plan."""
    label = planned.row.label
    changes = "; ".join(
        f"{change.label}: {change.old_text} → {change.new_text}" for change in planned.changes
    )
    if planned.state == RowState.CHANGED:
        outcome = {CHANGE: Outcome.CHANGED, ADD: Outcome.ADDED}.get(
            planned.change_choice, Outcome.KEPT
        )
        return RowOutcome(planned.line, label, outcome, changes)
    detail = changes if planned.change_choice == CHANGE else ""
    return RowOutcome(planned.line, label, PLAIN_OUTCOMES[planned.state], detail)


def missing_outcomes(plan: SheetPlan, decisions: SheetDecisions) -> Iterator[RowOutcome]:
    """What became of the records that the sheet does not have, if anything, and the faulty rows."""
    for record in plan.missing:
        outcome = MISSING_OUTCOMES.get(record.choice)
        if outcome is not None:
            detail = decisions.ended_on if record.choice == END else record.detail
            yield RowOutcome(None, record.label, outcome, detail)
    for fault in plan.faults:
        yield RowOutcome(fault.line, "", Outcome.FAULTY, fault.message)


def count_outcomes(outcomes: Iterable[RowOutcome]) -> dict[str, int]:
    """How many rows became what, by outcome; a line with two faults counts once."""
    counts: Counter[str] = Counter()
    faulty_lines = set()
    for outcome in outcomes:
        if outcome.outcome == Outcome.FAULTY:
            faulty_lines.add(outcome.line)
        else:
            counts[outcome.outcome] += 1
    counts[Outcome.FAULTY] = len(faulty_lines)
    return {outcome: number for outcome, number in counts.items() if number}
