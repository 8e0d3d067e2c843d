"""Writing what a plan comes to: rows by the hundred, each with its history and the way to undo it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from consortia.matching import NameDecisionRefused, confirm_alias, reject_match
from consortia.matching.candidates import Nearness
from consortia.models import Organisation, OrganisationName, RejectedAlias
from consortia.sheets.decisions import NEW
from consortia.sheets.name_questions import NameQuestion
from consortia.sheets.refusals import SheetImportRefused
from portal.audit.history_reasons import declare_reason
from portal.audit.undo_log import UndoEntry, build_undo_entry, merge_undo_entries, plain_value
from portal.core.names import SortKeyModel
from portal.search.index_updates import mark_dirty

CHANGE_REASON = declare_reason(gettext_noop("Imported from a spreadsheet"))
BATCH_SIZE = 200


class SheetWriter:
    """Writes in a person's name; `undo_entries` are what an undo has to take back, in order."""

    def __init__(self, *, by, source: str):
        """`source` names the sheet, as the reason of decisions on names."""
        self.by = by
        self.source = source
        self.undo_entries: list[UndoEntry] = []

    def create(self, rows: Sequence[models.Model]) -> None:
        """Create rows of one model, in a number of queries that does not depend on how many they are."""
        if not rows:
            return
        model = type(rows[0])
        for row in rows:
            if isinstance(row, SortKeyModel):
                row.set_sort_keys()
        model._base_manager.bulk_create(rows, batch_size=BATCH_SIZE)
        model.history.bulk_history_create(
            rows,
            batch_size=BATCH_SIZE,
            default_user=self.by,
            default_change_reason=CHANGE_REASON,
        )
        keys = [row.pk for row in rows]
        mark_dirty(model, keys)
        after = _columns(model, keys)
        self._log(model, keys, {}, after)

    def change(self, row: models.Model, values: dict[str, object]) -> None:
        """Save new values in a row; raises ValidationError for what the model does not allow."""
        model = type(row)
        before = _columns(model, [row.pk])
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean(exclude=_other_fields(row, values), validate_constraints=False)
        row.validate_constraints()
        self._with_history(row).save()
        self._log(model, [row.pk], before, _columns(model, [row.pk]))

    def delete(self, row: models.Model) -> None:
        """Delete a row and what hangs on it, each so that it can be brought back.

        What only points at it points nowhere then. Raises SheetImportRefused where something else needs it.
        """
        for field, rows in references_to(row):
            self._let_go(field, rows)
        self._delete_one(type(row)._base_manager.get(pk=row.pk))

    def _let_go(self, field, rows) -> None:
        """Delete the rows that hang on a row by this field, or blank the field."""
        on_delete = models.CASCADE if field is None else field.remote_field.on_delete
        for row in rows:
            if on_delete is models.CASCADE:
                self.delete(row)
            elif on_delete is models.SET_NULL:
                self.change(row, {field.attname: None})
            else:
                raise SheetImportRefused(_("“%s” needs what is to be removed.") % row)

    def _delete_one(self, row) -> None:
        model, pk = type(row), row.pk
        before = _columns(model, [pk])
        self._with_history(row).delete()
        self._log(model, [pk], before, {})

    # Names

    def remember(self, question: NameQuestion) -> None:
        """Remember what a person decided on a name: which organisation it means, or which it does not."""
        name = question.body.label
        if question.same_as or question.default:
            return
        if question.organisation is not None:
            self._decide(confirm_alias, name, question.organisation)
        elif question.choice == NEW:
            for candidate in question.candidates:
                if candidate.nearness != Nearness.NAME:
                    self._decide(reject_match, name, candidate.pk)

    def _decide(self, decide: Callable, name: str, organisation_pk: int) -> None:
        organisation = Organisation.objects.get(pk=organisation_pk)
        tables = [
            (OrganisationName, OrganisationName.objects.filter(organisation=organisation)),
            (RejectedAlias, RejectedAlias.objects.filter(organisation=organisation)),
        ]
        before = [_columns_of(rows) for _model, rows in tables]
        try:
            decide(name, organisation, by=self.by, why=self.source)
        except NameDecisionRefused:  # the name is one on record by now, or too long to remember
            return
        for (model, rows), earlier in zip(tables, before, strict=True):
            later = _columns_of(rows)
            self._log(model, {**earlier, **later}, earlier, later)

    # The log

    def _log(self, model, keys: Iterable[int], before: dict, after: dict) -> None:
        for pk in keys:
            entry = build_undo_entry(model, pk, before.get(pk), after.get(pk))
            if entry:
                self.undo_entries.append(entry)

    def _with_history(self, row: models.Model) -> models.Model:
        row._history_user = self.by
        row._change_reason = CHANGE_REASON
        return row

    def undo_log(self) -> list[dict]:
        """The log as an import stores it, one entry for each row."""
        return [entry.as_json() for entry in merge_undo_entries(self.undo_entries)]


def references_to(
    row: models.Model,
) -> Iterator[tuple[models.Field | None, models.QuerySet]]:
    """Yield the rows of each relation that points at a row, with its foreign key; None for a generic one."""
    for relation in row._meta.get_fields(include_hidden=True):
        is_history = hasattr(relation.related_model, "instance_type")
        if isinstance(relation, GenericRelation):
            yield None, getattr(row, relation.name).all()
        elif isinstance(relation, models.ManyToOneRel) and not is_history:
            field = relation.field
            yield field, field.model._base_manager.filter(**{field.name: row})


def _columns(model: type[models.Model], keys: Iterable[int]) -> dict[int, dict]:
    """The plain columns of these rows by primary key."""
    return _columns_of(model._base_manager.filter(pk__in=list(keys)))


def _columns_of(rows: models.QuerySet) -> dict[int, dict]:
    name = rows.model._meta.pk.attname
    return {
        row[name]: {column: plain_value(value) for column, value in row.items()}
        for row in rows.order_by().values()
    }


def _other_fields(row, values) -> set[str]:
    """The fields that are not validated, as they were before."""
    return {field.name for field in row._meta.fields if field.name not in values}


def line_refusal(line: int, error: ValidationError) -> SheetImportRefused:
    """The refusal of a sheet for what the model says of a line."""
    messages = error.messages
    if hasattr(error, "error_dict"):
        messages = [
            " ".join(texts) if name == NON_FIELD_ERRORS else f"{name}: {' '.join(texts)}"
            for name, texts in error.message_dict.items()
        ]
    return SheetImportRefused(
        _("Line %(number)d: %(fault)s") % {"number": line, "fault": " ".join(messages)}
    )
