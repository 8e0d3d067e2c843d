"""Writing the plan of a sheet of members."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from consortia.models import Consortium, Membership, Organisation
from consortia.sheets.decisions import ADD, CHANGE, END, REMOVE, SheetDecisions
from consortia.sheets.outcome import RowOutcome, missing_outcomes, outcome_of
from consortia.sheets.plan import PlannedSheetRow, RowState, SheetPlan
from consortia.sheets.refusals import SheetImportRefused
from consortia.sheets.writer import SheetWriter, line_refusal
from portal.core import partial_dates


def write_members(
    plan: SheetPlan, consortium: Consortium, decisions: SheetDecisions, writer: SheetWriter
) -> list[RowOutcome]:
    """Write what the plan comes to and return what became of each row.

    Raises SheetImportRefused with the line that the records do not take.
    """
    organisations = _create_organisations(plan, writer)
    _create_memberships(plan, consortium, organisations, writer)
    for planned in plan.rows:
        if planned.change_choice == CHANGE:
            _change(planned, writer)
    for record in plan.missing:
        _write_missing(record, decisions, writer)
    for planned in plan.rows:
        writer.remember(planned.questions[0])
    return [*map(outcome_of, plan.rows), *missing_outcomes(plan, decisions)]


def _create_organisations(plan, writer) -> dict[str, Organisation]:
    """Create the new organisations, each once, and return them by the key that their rows share."""
    organisations: dict[str, Organisation] = {}
    for planned in plan.in_state(RowState.NEW):
        question = planned.questions[0]
        body = question.body
        organisations.setdefault(
            question.new_key,
            Organisation(
                name=body.name,
                name_en=body.name_en,
                credit_code=body.credit_code,
                kind=question.kind,
            ),
        )
    writer.create(list(organisations.values()))
    return organisations


def _create_memberships(plan, consortium, organisations, writer) -> None:
    positions = consortium.memberships.values_list("position", flat=True)
    position = max(positions, default=0)
    memberships = []
    for planned in _rows_to_add(plan):
        position += 1
        row, question = planned.row, planned.questions[0]
        organisation = organisations.get(question.new_key)
        memberships.append(
            Membership(
                organisation_id=organisation.pk if organisation else question.organisation,
                consortium=consortium,
                position=position,
                role=row.role,
                wording=row.wording,
                since=row.since,
                until=row.until,
            )
        )
    writer.create(memberships)


def _rows_to_add(plan) -> Iterator[PlannedSheetRow]:
    for planned in plan.rows:
        is_added = planned.state in {RowState.NEW, RowState.ADDED}
        if is_added or planned.change_choice == ADD:
            yield planned


def _change(planned: PlannedSheetRow, writer: SheetWriter) -> None:
    """Save the changed values of the membership and of its organisation."""
    records = {
        Membership: planned.record,
        Organisation: planned.questions[0].organisation,
    }
    for model, pk in records.items():
        label = model._meta.label_lower
        values = {change.field: change.new for change in planned.changes if change.target == label}
        if not values:
            continue
        row = model._base_manager.get(pk=pk)
        try:
            if model is Membership:
                _check_term(row, values)
            writer.change(row, values)
        except ValidationError as error:
            raise line_refusal(planned.line, error) from error


def _check_term(membership: Membership, values: dict[str, str]) -> None:
    """Raise ValidationError where the membership would end before it begins."""
    term = {name: values.get(name, getattr(membership, name)) for name in ("since", "until")}
    is_dated = all(term.values())
    if is_dated and partial_dates.earliest(term["since"]) > partial_dates.latest(term["until"]):
        raise ValidationError(_("The term ends (%(until)s) before it begins (%(since)s).") % term)


def _write_missing(record, decisions, writer) -> None:
    if record.choice == END:
        membership = Membership.objects.get(pk=record.pk)
        _check_end(membership, decisions.ended_on)
        writer.change(membership, {"until": decisions.ended_on})
    elif record.choice == REMOVE:
        writer.delete(Membership.objects.get(pk=record.pk))


def _check_end(membership, ended_on: str) -> None:
    """Refuse a day that is no date, or before the first day of the membership."""
    if not ended_on:
        raise SheetImportRefused(_("Give the day on which the memberships end."))
    try:
        partial_dates.validate(ended_on)
    except ValidationError as error:
        raise SheetImportRefused(error.messages[0]) from error
    if membership.since and partial_dates.latest(ended_on) < membership.since_from:
        raise SheetImportRefused(
            _("%(member)s joined on %(since)s, after %(until)s.")
            % {"member": membership, "since": membership.since, "until": ended_on}
        )
