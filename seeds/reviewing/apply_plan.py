"""A plan written into the database: the rows, their evidence, and what is remembered of names."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.models import Article
from consortia.matching import NameDecisionRefused as NameRefused
from consortia.matching import confirm_alias, reject_match
from consortia.models import Consortium, Evidence, Organisation, OrganisationName, RejectedAlias
from consortia.models.limits import may_edit
from portal.core import html
from seeds.reviewing.answers import ProposalDecisionRefused
from seeds.reviewing.plan import (
    AcceptancePlan,
    PlannedEvidence,
    PlannedNameDecision,
    PlannedRef,
    PlannedRow,
)
from seeds.reviewing.resolve_merged import lock_record
from seeds.reviewing.undo_log import UndoEntry, build_undo_entry, read_columns

CHANGE_REASON = gettext_noop("Accepted out of a captured page")
MAX_QUOTE_LENGTH = Evidence._meta.get_field("quote").max_length


def apply_plan(
    plan: AcceptancePlan, *, article: Article, by
) -> tuple[models.Model, list[UndoEntry]]:
    """The record that the plan is about, and what was done to which row: all of it or, with DecisionRefused, nothing."""
    writer = PlanWriter(article, by)
    try:
        with transaction.atomic():
            for row in plan.rows:
                writer.write(row)
            for remark in plan.name_decisions:
                writer.apply_name_decision(remark)
    except ValidationError as error:
        raise ProposalDecisionRefused(" ".join(_in_words(error))) from error
    except NameRefused as error:
        raise ProposalDecisionRefused(str(error)) from error
    except IntegrityError as error:
        raise ProposalDecisionRefused(
            _("Another record took this place meanwhile. Look at the page again.")
        ) from error
    return writer.records[plan.record], writer.traces


def _in_words(error) -> list[str]:
    """What is wrong, each with the field that it is wrong with."""
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        " ".join(found) if name == "__all__" else f"{name}: {' '.join(found)}"
        for name, found in error.message_dict.items()
    ]


class PlanWriter:
    """Writes the rows of one plan in a person's name, and keeps what it did."""

    def __init__(self, article: Article, by):
        self.article, self.by = article, by
        self.paragraphs = html.paragraphs(article.body)
        self.records: dict[str, models.Model] = {}
        self.traces: list[UndoEntry] = []

    def write(self, row: PlannedRow) -> None:
        """Make or complete a row, and put its sources beside it."""
        values = {
            name: self.records[value.key].pk if isinstance(value, PlannedRef) else value
            for name, value in row.values.items()
        }
        record = row.model() if row.pk is None else lock_record(row.model, row.pk)
        self.records[row.key] = self._put(record, values)
        fact = record.organisation if isinstance(record, Consortium) else record
        for field in row.contradicted_fields:
            self._turn(fact, field.removesuffix("_id"))
        for source in row.sources:
            self._support(fact, source)

    def _put(self, record, values):
        adding = record._state.adding
        told = {
            name: value
            for name, value in values.items()
            if adding or getattr(record, name) != value
        }
        if not adding and not told:
            return record
        for name, value in told.items():
            setattr(record, name, value)
        record.full_clean()
        with self.track_changes(
            type(record)._base_manager.filter(pk=record.pk) if not adding else None
        ) as seen:
            self._signed(record).save(force_insert=adding)
            seen.append(record)
        if not may_edit(self.by, record):
            raise ProposalDecisionRefused(
                _("“%s” belongs to no consortium that you are limited to.") % record
            )
        return record

    @contextmanager
    def track_changes(self, rows: models.QuerySet | None) -> Iterator[list[models.Model]]:
        """Keep what happens inside to these rows and to those that are put on the list."""
        model = rows.model if rows is not None else None
        before = (
            {found["pk"]: read_columns(rows.filter(pk=found["pk"])) for found in rows.values("pk")}
            if model
            else {}
        )
        seen: list[models.Model] = []
        yield seen
        kinds = {(type(record), record.pk) for record in seen} | {(model, pk) for pk in before}
        if model:
            kinds |= {(model, pk) for pk in rows.values_list("pk", flat=True)}
        for kind, pk in sorted(kinds, key=lambda pair: (pair[0]._meta.label, pair[1])):
            trace = build_undo_entry(
                kind, pk, before.get(pk), read_columns(kind._base_manager.filter(pk=pk))
            )
            self.traces += [trace] if trace else []

    def _signed(self, row):
        row._history_user, row._change_reason = self.by, CHANGE_REASON
        return row

    # Evidence

    def _support(self, fact, source: PlannedEvidence) -> None:
        values = {
            **self._place(source),
            "field": source.field,
            "article": self.article,
            "supports": source.supports,
        }
        if not fact.evidence.filter(**values).exists():
            piece = Evidence(fact=fact, **values)
            with self.track_changes(None) as seen:
                self._signed(piece).save()
                seen.append(piece)

    def _place(self, source) -> dict:
        """Where the words stand in the text as it is now; in the article as a whole where an editor took them out."""
        quote, said = source.quote[:MAX_QUOTE_LENGTH], source.paragraph
        numbers = ([said] if said else []) + list(range(1, len(self.paragraphs) + 1))
        if quote:
            found = next(
                (
                    n
                    for n in numbers
                    if n <= len(self.paragraphs) and quote in self.paragraphs[n - 1]
                ),
                None,
            )
            return {"paragraph": found, "quote": quote if found else ""}
        return {"paragraph": said if said and said <= len(self.paragraphs) else None, "quote": ""}

    def _turn(self, fact, field) -> None:
        """What spoke for the former value speaks against the new one."""
        for piece in fact.evidence.filter(field=field, supports=True):
            with self.track_changes(Evidence.objects.filter(pk=piece.pk)):
                piece.supports = False
                self._signed(piece).save()

    # Names

    def apply_name_decision(self, remark: PlannedNameDecision) -> None:
        """Have the name mean the organisation from now on, or never again."""
        organisation = lock_record(Organisation, remark.organisation)
        said = _("Decided on a captured page: %s") % self.article
        names = OrganisationName.objects.filter(organisation=organisation)
        refused = RejectedAlias.objects.filter(organisation=organisation)
        with self.track_changes(names), self.track_changes(refused):
            (confirm_alias if remark.is_same else reject_match)(
                remark.name, organisation, by=self.by, why=said[:100]
            )
