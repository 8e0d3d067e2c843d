"""Writing a plan into the database: rows, their evidence, and the decisions on names."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.models import Article
from consortia.matching import NameDecisionRefused, confirm_alias, reject_match
from consortia.models import Consortium, Evidence, Organisation, OrganisationName, RejectedAlias
from consortia.models.user_limits import may_edit
from portal.audit.history_reasons import declare_reason
from portal.audit.undo_log import UndoEntry, build_undo_entry, read_columns
from portal.core import html
from seeds.reviewing.answers import ProposalDecisionRefused, WitnessRefused
from seeds.reviewing.plan import (
    AcceptancePlan,
    PlannedEvidence,
    PlannedNameDecision,
    PlannedRef,
    PlannedRow,
)
from seeds.reviewing.resolve_merged import lock_record

CHANGE_REASON = declare_reason(gettext_noop("Accepted out of a captured page"))
MAX_QUOTE_LENGTH = Evidence._meta.get_field("quote").max_length
MAX_REASON_LENGTH = 100


def apply_plan(
    plan: AcceptancePlan, *, article: Article, by, witnesses: Iterable = ()
) -> tuple[models.Model, list[UndoEntry]]:
    """Write the plan; the record that it is about, and the undo entries of all rows.

    The limits of `by` and of every witness have to allow each row.
    Raises ProposalDecisionRefused; then nothing is written.
    """
    writer = PlanWriter(article, by, witnesses)
    try:
        with transaction.atomic():
            for row in plan.rows:
                writer.write(row)
            for decision in plan.name_decisions:
                writer.apply_name_decision(decision)
    except ValidationError as error:
        raise ProposalDecisionRefused(" ".join(_error_messages(error))) from error
    except NameDecisionRefused as error:
        raise ProposalDecisionRefused(str(error)) from error
    except IntegrityError as error:
        raise ProposalDecisionRefused(
            _("Another record took this place meanwhile. Look at the page again.")
        ) from error
    return writer.records[plan.record], writer.undo_entries


def _error_messages(error: ValidationError) -> list[str]:
    """The messages, each with the field that it belongs to."""
    if not hasattr(error, "error_dict"):
        return error.messages
    messages = []
    for name, texts in error.message_dict.items():
        text = " ".join(texts)
        messages.append(text if name == NON_FIELD_ERRORS else f"{name}: {text}")
    return messages


class PlanWriter:
    """Writes the rows of one plan in a person's name, and logs how to undo it."""

    def __init__(self, article: Article, by, witnesses: Iterable = ()):
        self.article = article
        self.by = by
        self.witnesses = tuple(witnesses)
        self.paragraphs = html.paragraphs(article.body)
        self.records: dict[str, models.Model] = {}
        self.undo_entries: list[UndoEntry] = []

    def write(self, row: PlannedRow) -> None:
        """Create or complete a row, and store its evidence."""
        values = {
            name: self.records[value.key].pk if isinstance(value, PlannedRef) else value
            for name, value in row.values.items()
        }
        record = row.model() if row.pk is None else lock_record(row.model, row.pk)
        self._save_record(record, values)
        self.records[row.key] = record
        fact = record.organisation if isinstance(record, Consortium) else record
        for field in row.contradicted_fields:
            self._contradict_evidence(fact, field.removesuffix("_id"))
        for source in row.sources:
            self._add_evidence(fact, source)

    def _save_record(self, record: models.Model, values: dict) -> None:
        """Store the values that the record does not have yet; raises ValidationError."""
        is_new = record._state.adding
        changed = values
        if not is_new:
            changed = _changed_values(record, values)
            if not changed:
                return
        for name, value in changed.items():
            setattr(record, name, value)
        record.full_clean()
        rows = None if is_new else type(record)._base_manager.filter(pk=record.pk)
        with self.track_changes(rows) as created:
            self._with_history(record).save(force_insert=is_new)
            created.append(record)
        self._check_limits(record)

    def _check_limits(self, record: models.Model) -> None:
        """Raise ProposalDecisionRefused, or WitnessRefused, where limits do not allow the record."""
        message = _("“%s” belongs to no consortium that you are limited to.") % record
        if not may_edit(self.by, record):
            raise ProposalDecisionRefused(message)
        if not all(may_edit(person, record) for person in self.witnesses):
            raise WitnessRefused(message)

    @contextmanager
    def track_changes(self, rows: models.QuerySet | None) -> Iterator[list[models.Model]]:
        """Log what changes in these rows, and in the records that are appended to the list."""
        before = {} if rows is None else _columns_by_pk(rows)
        records: list[models.Model] = []
        yield records
        touched = {(type(record), record.pk) for record in records}
        if rows is not None:
            present = rows.values_list("pk", flat=True)
            touched.update((rows.model, pk) for pk in [*before, *present])
        for model, pk in sorted(touched, key=_model_and_pk):
            after = read_columns(model._base_manager.filter(pk=pk))
            entry = build_undo_entry(model, pk, before.get(pk), after)
            if entry:
                self.undo_entries.append(entry)

    def _with_history(self, row: models.Model) -> models.Model:
        """The row with the person and the reason for its history."""
        row._history_user = self.by
        row._change_reason = CHANGE_REASON
        return row

    # Evidence

    def _add_evidence(self, fact: models.Model, source: PlannedEvidence) -> None:
        values = {
            **self._locate_quote(source),
            "field": source.field,
            "article": self.article,
            "supports": source.supports,
        }
        if fact.evidence.filter(**values).exists():
            return
        evidence = Evidence(fact=fact, **values)
        with self.track_changes(None) as created:
            self._with_history(evidence).save()
            created.append(evidence)

    def _locate_quote(self, source: PlannedEvidence) -> dict:
        """Paragraph and quote in the present text; neither where an editor took the quote out."""
        quote = source.quote[:MAX_QUOTE_LENGTH]
        stated = source.paragraph or 0
        is_in_text = 0 < stated <= len(self.paragraphs)
        if not quote:
            return {"paragraph": stated if is_in_text else None, "quote": ""}
        if is_in_text and quote in self.paragraphs[stated - 1]:
            return {"paragraph": stated, "quote": quote}
        for number, text in enumerate(self.paragraphs, 1):
            if quote in text:
                return {"paragraph": number, "quote": quote}
        return {"paragraph": None, "quote": ""}

    def _contradict_evidence(self, fact: models.Model, field: str) -> None:
        """Turn the evidence for the replaced value against the new one."""
        for evidence in fact.evidence.filter(field=field, supports=True):
            with self.track_changes(Evidence.objects.filter(pk=evidence.pk)):
                evidence.supports = False
                self._with_history(evidence).save()

    # Names

    def apply_name_decision(self, decision: PlannedNameDecision) -> None:
        """Make the name an alias of the organisation, or reject it for good.

        Nothing is remembered about an organisation that somebody's limits leave to others.
        """
        organisation = lock_record(Organisation, decision.organisation)
        if not all(may_edit(person, organisation) for person in (self.by, *self.witnesses)):
            return
        reason = (_("Decided on a captured page: %s") % self.article)[:MAX_REASON_LENGTH]
        names = OrganisationName.objects.filter(organisation=organisation)
        rejected = RejectedAlias.objects.filter(organisation=organisation)
        decide = confirm_alias if decision.is_same else reject_match
        with self.track_changes(names), self.track_changes(rejected):
            decide(decision.name, organisation, by=self.by, why=reason)


def _changed_values(record: models.Model, values: dict) -> dict:
    return {name: value for name, value in values.items() if getattr(record, name) != value}


def _columns_by_pk(rows: models.QuerySet) -> dict[int, dict]:
    pks = [row["pk"] for row in rows.values("pk")]
    return {pk: read_columns(rows.filter(pk=pk)) for pk in pks}


def _model_and_pk(touched: tuple[type[models.Model], int]) -> tuple[str, int]:
    model, pk = touched
    return model._meta.label, pk
