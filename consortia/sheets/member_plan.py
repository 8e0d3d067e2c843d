"""The plan of a sheet of members: what applying it to a consortium would do."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from consortia.matching import NearNames
from consortia.models import Consortium, Membership, Organisation
from consortia.sheets.decisions import ADD, CHANGE, END, KEEP, OUT, REMOVE, SheetDecisions
from consortia.sheets.field_changes import make_field_change
from consortia.sheets.member_assignment import RowOfBody, assign_memberships
from consortia.sheets.members import MemberRow, MemberSheet
from consortia.sheets.name_questions import NameAsker, NameQuestion, StatedBody
from consortia.sheets.plan import (
    MissingRecord,
    PlannedSheetRow,
    RowState,
    SheetChange,
    SheetPlan,
    count_rows,
)
from consortia.sheets.remarks import SpreadsheetRemark
from consortia.sheets.rights import SheetRights
from consortia.sheets.row_keys import parse_row_key
from portal.core import partial_dates
from portal.core.folding import name_key
from portal.core.names import current_language

MEMBERSHIP_FIELDS = ("role", "wording", "since", "until")
ORGANISATION_FIELDS = ("name_en", "credit_code")
KIND = "members"


def plan_members(
    sheet: MemberSheet,
    consortium: Consortium,
    *,
    decisions: SheetDecisions,
    rights: SheetRights,
    near_names: NearNames,
) -> SheetPlan:
    """What the sheet comes to with these decisions; two queries, whatever the number of rows."""
    return MemberPlanner(sheet, consortium, decisions, rights, near_names).plan()


@dataclass(frozen=True)
class NamedRow:
    """A row with whom its name means, and the membership of its row key."""

    row: MemberRow
    question: NameQuestion
    keyed: Membership | None
    remarks: tuple[str, ...] = ()


class MemberPlanner:
    """Plans one sheet; `plan` is the result."""

    def __init__(self, sheet, consortium, decisions, rights, near_names):
        self.sheet: MemberSheet = sheet
        self.consortium: Consortium = consortium
        self.decisions: SheetDecisions = decisions
        self.rights: SheetRights = rights
        self.asker = NameAsker(near_names, decisions.names)
        memberships = consortium.memberships.select_related("organisation").ordered_by_role()
        self.memberships: dict[int, Membership] = {row.pk: row for row in memberships}
        self.used_keys: set[int] = set()  # memberships whose row key was met

    def plan(self) -> SheetPlan:
        """Plan all rows of this consortium, and find the memberships that the sheet does not have."""
        own_rows = [row for row in self.sheet.rows if self._is_own(row)]
        named_rows = [self._name(row) for row in own_rows]
        assigned = assign_memberships(self._rows_of_bodies(named_rows), self.memberships.values())
        rows = tuple(self._without_repeats(self._plan_rows(named_rows, assigned)))
        missing = tuple(self._missing({membership.pk for membership in assigned.values()}))
        remarks = (*self.sheet.remarks, *self._rows_elsewhere(len(own_rows)))
        return SheetPlan(
            rows,
            missing,
            self.sheet.faults,
            remarks,
            count_rows(rows, missing, self.sheet.faults),
        )

    def _is_own(self, row) -> bool:
        """Whether the row is about this consortium, as far as it says."""
        return row.consortium_key in {"", str(self.consortium.pk)}

    def _rows_elsewhere(self, own: int) -> Iterator[SpreadsheetRemark]:
        elsewhere = len(self.sheet.rows) - own
        if elsewhere:
            yield SpreadsheetRemark(
                _("Memberships in other consortia, which are left out: %d.") % elsewhere
            )

    # Names

    def _name(self, row: MemberRow) -> NamedRow:
        keyed, remarks = self._keyed_membership(row)
        body = StatedBody(
            name=row.name,
            name_en=row.name_en,
            credit_code=row.credit_code,
            organisation_key=str(keyed.organisation_id) if keyed else row.organisation_key,
            other_names=row.other_names,
        )
        question = self.asker.ask(row.key, body)
        if question.organisation == self.consortium.pk:
            remarks = (*remarks, _("This is the consortium itself: it is no member of its own."))
            question = replace(question, choice=OUT, default=OUT)
        if keyed and question.organisation not in {None, keyed.organisation_id}:
            keyed = None
        return NamedRow(row, question, keyed, remarks)

    def _keyed_membership(self, row) -> tuple[Membership | None, tuple[str, ...]]:
        """The membership of the row key, and what is to be said of a key that leads to none."""
        if not row.row_key:
            return None, ()
        pk = parse_row_key(KIND, row.row_key)
        if pk is None:
            return None, (_("“%s” is no row key; the row goes by its name.") % row.row_key,)
        membership = self.memberships.get(pk)
        if membership is None:
            return None, (_("The membership of this row key is gone; the row goes by its name."),)
        if pk in self.used_keys:
            return None, (_("The row key stands above already; this row goes by its name."),)
        self.used_keys.add(pk)
        return membership, ()

    def _rows_of_bodies(self, named_rows) -> Iterator[RowOfBody]:
        for named in named_rows:
            organisation = named.question.organisation
            if organisation is not None:
                yield RowOfBody(named.row.key, named.row, organisation, named.keyed)

    # Rows

    def _plan_rows(self, named_rows, assigned) -> Iterator[PlannedSheetRow]:
        for named in named_rows:
            planned = PlannedSheetRow(
                named.row.key,
                named.row.line,
                named.row,
                (named.question,),
                RowState.DECIDE,
                remarks=named.remarks,
                detail=_describe(named.row),
            )
            membership = assigned.get(named.row.key)
            yield self._plan_row(planned, named, membership)

    def _plan_row(self, planned, named, membership) -> PlannedSheetRow:
        if planned.is_left_out:
            return replace(planned, state=RowState.LEFT_OUT)
        if planned.is_undecided:
            return planned
        organisation = named.question.organisation
        if organisation is None:
            return replace(planned, state=RowState.NEW)
        body_changes, remarks = self._organisation_changes(named)
        planned = replace(planned, remarks=(*planned.remarks, *remarks))
        if membership is None:
            options = (KEEP, CHANGE) if body_changes else ()
            planned = replace(planned, state=RowState.ADDED, changes=body_changes)
            return self._with_choice(planned, named, options)
        changes = (*self._membership_changes(named, membership), *body_changes)
        state = RowState.CHANGED if changes else RowState.STANDING
        planned = replace(planned, state=state, record=membership.pk, changes=changes)
        return self._with_choice(planned, named, self._change_options(named, membership, changes))

    def _change_options(self, named, membership, changes) -> tuple[str, ...]:
        """What may be done about the changes; a further membership needs a role or first day of its own."""
        if not changes:
            return ()
        targets = {change.target for change in changes}
        needs_right = Membership._meta.label_lower in targets
        options = [KEEP]
        if not needs_right or self.rights.can_change_records:
            options.append(CHANGE)
        row = named.row
        is_distinct = (row.role, row.since) != (membership.role, membership.since)
        if is_distinct and named.keyed is None:
            options.append(ADD)
        return tuple(options)

    def _with_choice(self, planned, named, options) -> PlannedSheetRow:
        """The row with what is chosen about its changes; those of an exported row are taken by default."""
        default = CHANGE if named.keyed is not None and CHANGE in options else KEEP
        choice = self.decisions.changes.get(planned.key, default)
        is_valid = choice in options
        return replace(
            planned, change_options=options, change_choice=choice if is_valid else default
        )

    def _membership_changes(self, named, membership) -> Iterator[SheetChange]:
        for field in self._compared_fields(named):
            old, new = getattr(membership, field), getattr(named.row, field)
            if old != new:
                yield make_field_change(Membership, field, old, new)

    def _compared_fields(self, named) -> Iterator[str]:
        """The fields that the row states: of an exported row all columns, of another what is not blank."""
        for field in MEMBERSHIP_FIELDS:
            if named.keyed is not None:
                is_stated = field in self.sheet.columns
            elif field == "role":
                is_stated = named.row.states_role
            else:
                is_stated = bool(getattr(named.row, field))
            if is_stated:
                yield field

    def _organisation_changes(self, named) -> tuple[tuple[SheetChange, ...], tuple[str, ...]]:
        """What the row knows of the organisation that the record lacks, or a remark why it is not taken."""
        changes, remarks = [], []
        for field in ORGANISATION_FIELDS:
            change = self._organisation_change(named, field)
            if change is not None:
                changes.append(change)
        holder = self.asker.by_credit_code.get(named.row.credit_code)
        if holder is not None and holder != named.question.organisation:
            changes = [change for change in changes if change.field != "credit_code"]
            remarks.append(_("The credit code is that of another organisation: it is left out."))
        if not changes or self.rights.may_change(named.question.organisation):
            return tuple(changes), tuple(remarks)
        labels = ", ".join(change.label for change in changes)
        remarks.append(_("You have no right to fill in for this organisation: %s.") % labels)
        return (), tuple(remarks)

    def _organisation_change(self, named, field) -> SheetChange | None:
        """A value for a field that is blank on record; an exported row may also change one that is not."""
        lookup = self.asker.lookup
        organisation = lookup.organisations[named.question.organisation]
        old, new = getattr(organisation, field), getattr(named.row, field)
        is_known = organisation.pk in lookup.by_name_key.get(name_key(new), {})
        if not new or new == old or (is_known and named.keyed is None):
            return None
        if old and named.keyed is None:
            return None
        return make_field_change(Organisation, field, old, new)

    def _without_repeats(self, rows) -> Iterator[PlannedSheetRow]:
        """The rows; one that says what an earlier one says counts as standing."""
        seen: dict[tuple, int] = {
            (row.organisation_id, row.role, row.since): 0 for row in self.memberships.values()
        }
        for planned in rows:
            question, row = planned.questions[0], planned.row
            is_added = planned.state in {RowState.NEW, RowState.ADDED}
            body = question.organisation or question.new_key
            identity = (body, row.role, row.since)
            if is_added and identity in seen:
                remark = _("Line %d says the same membership already.") % seen[identity]
                yield replace(
                    planned,
                    state=RowState.STANDING,
                    changes=(),
                    change_options=(),
                    remarks=(*planned.remarks, remark),
                )
                continue
            if is_added:
                seen[identity] = planned.line
            yield planned

    # Memberships that the sheet does not have

    def _missing(self, found: set[int]) -> Iterator[MissingRecord]:
        for membership in self.memberships.values():
            if membership.pk in found:
                continue
            options = [KEEP]
            if self.rights.can_change_records and not membership.until:
                options.append(END)
            if self.rights.can_delete_records:
                options.append(REMOVE)
            choice = self.decisions.missing.get(str(membership.pk), KEEP)
            yield MissingRecord(
                membership.pk,
                str(membership.organisation),
                _describe(membership),
                tuple(options),
                choice if choice in options else KEEP,
            )


def _describe(row: MemberRow | Membership) -> str:
    """Role and term in words, of a row of the sheet or of a membership."""
    term = [
        partial_dates.display(date, current_language()) if date else "…"
        for date in (row.since, row.until)
    ]
    role = str(row.get_role_display())
    return f"{role}, {term[0]} – {term[1]}" if row.since or row.until else role
