"""The builder of acceptance plans: from a proposal form to the rows of its record and around it."""

from collections.abc import Iterable, Iterator

from django.db import models

from consortia.models import (
    AgreementParty,
    Conference,
    Consortium,
    Figure,
    Organisation,
    OrganisationKind,
    TrainingBase,
)
from seeds.reviewing.plan import (
    AcceptancePlan,
    PlannedEvidence,
    PlannedNameDecision,
    PlannedRef,
    PlannedRow,
)
from seeds.reviewing.proposal_form import ProposalForm
from seeds.reviewing.proposed_names import ProposedName
from seeds.reviewing.resolve_merged import resolve_record
from seeds.reviewing.target_rows import (
    EMPTY_VALUES,
    ProposalDifference,
    TargetRow,
    is_empty,
    language_column,
)
from seeds.schema.fields import PayloadFieldType

NAME_MODELS = {
    PayloadFieldType.ORGANISATION: Organisation,
    PayloadFieldType.CONSORTIUM: Organisation,
    PayloadFieldType.CONFERENCE: Conference,
    PayloadFieldType.TRAINING_BASE: TrainingBase,
}


class PlanBuilder:
    """Collects the rows of one plan."""

    def __init__(self, form: ProposalForm):
        self.form = form
        self.payload = form.payload
        self.rows: list[PlannedRow] = []
        self.name_decisions: list[PlannedNameDecision] = []
        self._new_organisations: dict[int, PlannedRef] = {}

    # Names

    def resolve_name(self, path: str) -> int | PlannedRef | None:
        """The record that the name at that path means: on record, or created by the plan."""
        name = self.form.names_by_path.get(path)
        if name is None:
            return None
        if not name.pk:
            return self._new_organisation(name)
        pk = name.pk
        if name.field_type in NAME_MODELS:
            pk = resolve_record(NAME_MODELS[name.field_type], pk).pk
        if name.field_type is PayloadFieldType.CONSORTIUM:
            self._ensure_consortium(pk)
        return pk

    def _ensure_consortium(self, pk: int) -> None:
        """Plan to make a consortium of the organisation if it is none yet."""
        if Consortium.objects.filter(pk=pk).exists():
            return
        kind = {"kind": OrganisationKind.CONSORTIUM}
        self.rows += [
            PlannedRow(key=f"organisation {pk}", model=Organisation, pk=pk, values=kind),
            PlannedRow(key=f"beyond {pk}", model=Consortium, values={"organisation_id": pk}),
        ]

    def _new_organisation(self, name: ProposedName) -> PlannedRef:
        """The organisation that the plan creates for the name, once."""
        if name.number not in self._new_organisations:
            self._new_organisations[name.number] = self._add_organisation(name)
        return self._new_organisations[name.number]

    def _add_organisation(self, name: ProposedName) -> PlannedRef:
        key = f"body {name.number}"
        paths = [use.path for use in name.uses]
        values = {language_column("name", name.text): name.text, "kind": self._kind_of(name)}
        sources = self.find_evidence(name.text, *paths)
        self.add_row(key, Organisation, values, sources=sources)
        if name.field_type is PayloadFieldType.CONSORTIUM:
            self.add_row(f"{key} beyond", Consortium, {"organisation_id": PlannedRef(key)})
        return PlannedRef(key)

    def _kind_of(self, name: ProposedName) -> str:
        if name.field_type is PayloadFieldType.CONSORTIUM:
            return OrganisationKind.CONSORTIUM
        return self.form.options.guess_kind(name.text)

    def resolve_names(self, prefix: str) -> Iterator[tuple[str, int | PlannedRef]]:
        """The names of a list, each with its path."""
        for path in self.form.names_by_path:
            if path.startswith(f"{prefix}."):
                yield path, self.resolve_name(path)

    def name_text(self, path: str) -> str:
        """The text of the name at that path."""
        return self.form.names_by_path[path].text

    # Evidence

    def find_evidence(self, text: str, *paths: str, field: str = "") -> tuple[PlannedEvidence, ...]:
        """The evidence of what stands at these paths: the quotes that hold the text, or else all."""
        evidence = self._evidence_of_paths(paths)
        if text:
            holding = [item for item in evidence if text in item["quote"]]
            evidence = holding or evidence
        places = dict.fromkeys((item["paragraph"], item["quote"]) for item in evidence)
        return tuple(
            PlannedEvidence(field=field, paragraph=paragraph, quote=quote)
            for paragraph, quote in places
        )

    def _evidence_of_paths(self, paths: tuple[str, ...]) -> list[dict]:
        """The evidence of the paths themselves, else of the fields that they belong to, else all."""
        evidence = self.form.proposal.evidence
        nearest = [item for item in evidence if _covers_any(item["field"], paths)]
        if nearest:
            return nearest
        top_fields = {_top_field(path) for path in paths}
        of_fields = [item for item in evidence if _top_field(item["field"]) in top_fields]
        return of_fields or evidence

    # Rows

    def add_row(
        self,
        key: str,
        model: type[models.Model],
        values: dict,
        *,
        match_on: tuple[str, ...] = (),
        **options,
    ) -> PlannedRef:
        """Plan a row; one on record with the same values in `match_on` is completed instead."""
        row = None
        if match_on:
            row = _find_row(model, {name: values[name] for name in match_on})
        if row is not None:
            values = _missing_values(row, values, match_on)
        pk = row.pk if row else None
        self.rows.append(PlannedRow(key=key, model=model, pk=pk, values=values, **options))
        return PlannedRef(key)

    def add_referenced_row(
        self, key: str, model: type[models.Model], values: dict, **options
    ) -> int | PlannedRef:
        """Plan a row that others point at: the one on record, or the one to be created."""
        ref = self.add_row(key, model, values, **options)
        return self.rows[-1].pk or ref

    def add_party(self, key: str, values: dict, sources: tuple[PlannedEvidence, ...]) -> None:
        """Plan a party of an agreement; one on record without a signatory takes the one of the page."""
        party = ("agreement_id", "organisation_id")
        signatory = tuple(name for name in values if name.startswith("signatory"))
        party_values = {name: values[name] for name in party}
        signatory_values = {name: values[name] for name in signatory}
        unsigned_values = {**party_values, "signatory": "", "signatory_en": ""}
        signed = _find_row(AgreementParty, {**party_values, **signatory_values})
        unsigned = _find_row(AgreementParty, unsigned_values)
        match_on = party if unsigned and not signed else (*party, *signatory)
        self.add_row(key, AgreementParty, values, match_on=match_on, sources=sources)

    def add_target_row(
        self, target: TargetRow, differences: list[ProposalDifference]
    ) -> PlannedRef:
        """Plan the record itself: gaps are filled, a different value is replaced only by choice."""
        if target.row is None:
            sources = self._column_evidence(target, target.columns, supports=True)
            row = PlannedRow(
                key=target.key,
                model=target.model,
                values=dict(target.columns),
                sources=tuple(sources),
            )
        else:
            row = self._complete_target(target, differences)
        self.rows.append(row)
        return PlannedRef(target.key)

    def _complete_target(
        self, target: TargetRow, differences: list[ProposalDifference]
    ) -> PlannedRow:
        different = [item for item in differences if item.column in target.columns]
        replaced = {item.column for item in different if item.choice == "page"}
        unchanged = {item.column for item in different} - replaced
        supported = [column for column in target.columns if column not in unchanged]
        contradicted = [column for column in target.columns if column in unchanged]
        return PlannedRow(
            key=target.key,
            model=target.model,
            pk=target.row.pk,
            values=_values_to_write(target, replaced),
            sources=(
                *self._column_evidence(target, supported, supports=True),
                *self._column_evidence(target, contradicted, supports=False),
            ),
            contradicted_fields=tuple(sorted(replaced)),
        )

    def _column_evidence(
        self, target: TargetRow, columns: Iterable[str], *, supports: bool
    ) -> Iterator[PlannedEvidence]:
        """The evidence for or against the values of the columns."""
        for column in columns:
            field = "" if target.model is Figure else column.removesuffix("_id")
            source_path = target.source_paths.get(column)
            for item in self.form.proposal.evidence:
                if item["field"] == source_path:
                    yield PlannedEvidence(
                        field=field,
                        paragraph=item["paragraph"],
                        quote=item["quote"],
                        supports=supports,
                    )

    def build(self) -> AcceptancePlan:
        """The whole plan."""
        return AcceptancePlan(
            record="record", rows=tuple(self.rows), name_decisions=tuple(self.name_decisions)
        )


def _covers_any(field: str, paths: tuple[str, ...]) -> bool:
    return any(path == field or path.startswith(f"{field}.") for path in paths)


def _top_field(path: str) -> str:
    return path.partition(".")[0]


def _find_row(model: type[models.Model], values: dict) -> models.Model | None:
    """The row on record that has these values; none where one of them is still to be created."""
    if any(isinstance(value, PlannedRef) for value in values.values()):
        return None
    return model._base_manager.filter(**values).order_by("pk").first()


def _missing_values(row: models.Model, values: dict, match_on: tuple[str, ...]) -> dict:
    """The values that fill a gap of the row."""
    missing = {}
    for name, value in values.items():
        is_fixed = name == "position" or name in match_on
        if not is_fixed and is_empty(row, name) and value not in EMPTY_VALUES:
            missing[name] = value
    return missing


def _values_to_write(target: TargetRow, replaced: set[str]) -> dict[str, object]:
    """The values that fill a gap of the target's row, or replace the value on record by choice."""
    values = {}
    for column, value in target.columns.items():
        is_written = column in replaced or is_empty(target.row, column)
        if is_written and value not in EMPTY_VALUES:
            values[column] = value
    return values
