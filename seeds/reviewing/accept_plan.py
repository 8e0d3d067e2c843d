"""From a form to a plan: each kind says which rows hang on its record."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _

from consortia.models import (
    AgreementParty,
    Conference,
    Consortium,
    Figure,
    Organisation,
    OrganisationKind,
    TrainingBase,
)
from seeds.reviewing import target_rows as head_rows
from seeds.reviewing.answers import NEW_RECORD, ProposalDecisionRefused
from seeds.reviewing.plan import (
    AcceptancePlan,
    PlannedEvidence,
    PlannedNameDecision,
    PlannedRef,
    PlannedRow,
)
from seeds.reviewing.proposal_form import ProposalForm, ProposedName
from seeds.reviewing.proposal_schema import PayloadFieldType
from seeds.reviewing.resolve_merged import resolve_record
from seeds.reviewing.target_rows import ProposalDifference, TargetRow, language_column

NAME_MODELS = {
    PayloadFieldType.BODY: Organisation,
    PayloadFieldType.CONSORTIUM: Organisation,
    PayloadFieldType.CONFERENCE: Conference,
    PayloadFieldType.BASE: TrainingBase,
}


class PlanBuilder:
    """Collects the rows of one plan."""

    def __init__(self, sheet: ProposalForm):
        self.sheet = sheet
        self.payload = sheet.payload
        self.rows: list[PlannedRow] = []
        self.name_decisions: list[PlannedNameDecision] = []
        self._made: dict[int, PlannedRef] = {}

    # Names

    def resolve_name(self, path: str) -> int | PlannedRef | None:
        """The organisation (or other record) that the name at that place means: on record, or made by the plan."""
        name = self.sheet.names_by_path.get(path)
        if name is None:
            return None
        if name.pk:
            pk = (
                resolve_record(NAME_MODELS[name.field_type], name.pk).pk
                if name.field_type in NAME_MODELS
                else name.pk
            )
            return self._joined(pk) if name.field_type is PayloadFieldType.CONSORTIUM else pk
        if name.number not in self._made:
            self._made[name.number] = self._new(name)
        return self._made[name.number]

    def _joined(self, pk: int) -> int:
        """The organisation, with a consortium side from now on if it has none."""
        if not Consortium.objects.filter(pk=pk).exists():
            kind = {"kind": OrganisationKind.CONSORTIUM}
            self.rows.append(
                PlannedRow(key=f"organisation {pk}", model=Organisation, pk=pk, values=kind)
            )
            self.rows.append(
                PlannedRow(key=f"beyond {pk}", model=Consortium, values={"organisation_id": pk})
            )
        return pk

    def _new(self, name: ProposedName) -> PlannedRef:
        key = f"body {name.number}"
        joined = name.field_type is PayloadFieldType.CONSORTIUM
        kind = OrganisationKind.CONSORTIUM if joined else self.sheet.options.guess_kind(name.text)
        paths = [use.path for use in name.uses]
        self.row(
            key,
            Organisation,
            {language_column("name", name.text): name.text, "kind": kind},
            sources=self.find_evidence(name.text, *paths),
        )
        if joined:
            self.row(f"{key} beyond", Consortium, {"organisation_id": PlannedRef(key)})
        return PlannedRef(key)

    def resolve_names(self, prefix: str) -> Iterator[tuple[str, int | PlannedRef]]:
        """The names of a list, each with its place."""
        for path in self.sheet.names_by_path:
            if path.startswith(f"{prefix}."):
                yield path, self.resolve_name(path)

    def text(self, path: str) -> str:
        """The words of the name at that place."""
        return self.sheet.names_by_path[path].text

    # Sources

    def find_evidence(
        self, words: str, *paths: str, field: str = ""
    ) -> tuple[PlannedEvidence, ...]:
        """The sources of what stands at these places: those that hold the words, or else all."""
        tops = [path.partition(".")[0] for path in paths]
        near = [
            each
            for each in self.sheet.proposal.evidence
            if any(_covers(each["field"], path) for path in paths)
        ]
        said = near or [
            each for each in self.sheet.proposal.evidence if each["field"].partition(".")[0] in tops
        ]
        said = said or self.sheet.proposal.evidence
        holding = [each for each in said if words and words in each["quote"]]
        found = dict.fromkeys((each["paragraph"], each["quote"]) for each in holding or said)
        return tuple(
            PlannedEvidence(field=field, paragraph=paragraph, quote=quote)
            for paragraph, quote in found
        )

    # Rows

    def row(
        self,
        key: str,
        model: type[models.Model],
        values: dict,
        *,
        once: tuple[str, ...] = (),
        **options,
    ) -> PlannedRef:
        """Plan a row; where one stands already that has the same in `once`, that one is completed."""
        found = _standing(model, {name: values[name] for name in once}) if once else None
        if found is not None:
            gaps = [
                name
                for name in values
                if name not in {*once, "position"} and head_rows.is_empty(found, name)
            ]
            values = {
                name: values[name] for name in gaps if values[name] not in head_rows.EMPTY_VALUES
            }
        self.rows.append(
            PlannedRow(
                key=key, model=model, pk=found.pk if found else None, values=values, **options
            )
        )
        return PlannedRef(key)

    def add_referenced_row(
        self, key: str, model: type[models.Model], values: dict, **options
    ) -> int | PlannedRef:
        """Plan a row that others point at: the one on record, or the one to be made."""
        made = self.row(key, model, values, **options)
        return self.rows[-1].pk or made

    def add_party(self, key: str, values: dict, sources: tuple[PlannedEvidence, ...]) -> None:
        """Plan a party of an agreement; one on record without a signatory takes on the one that the page names."""
        who = {name: text for name, text in values.items() if name.startswith("signatory")}
        blank = {"signatory": "", "signatory_en": ""}
        base = ("agreement_id", "organisation_id")
        signed = _standing(AgreementParty, {name: values[name] for name in (*base, *who)})
        unsigned = _standing(AgreementParty, {**{name: values[name] for name in base}, **blank})
        once = (*base, *who) if signed or not unsigned else base
        self.row(key, AgreementParty, values, once=once, sources=sources)

    def add_target_row(self, head: TargetRow, differences: list[ProposalDifference]) -> PlannedRef:
        """Plan the record itself: gaps are filled, and what it says otherwise stays unless the person took the page's."""
        if head.row is None:
            sources = tuple(self._head_sources(head, head.columns, supports=True))
            self.rows.append(
                PlannedRow(
                    key=head.key, model=head.model, values=dict(head.columns), sources=sources
                )
            )
            return PlannedRef(head.key)
        other = {each.column: each for each in differences if each.column in head.columns}
        taken = {column for column, each in other.items() if each.choice == "page"}
        values = {
            column: value
            for column, value in head.columns.items()
            if value not in head_rows.EMPTY_VALUES
            and (column in taken or head_rows.is_empty(head.row, column))
        }
        kept = {column: head.columns[column] for column in other if column not in taken}
        agreed = {column: value for column, value in head.columns.items() if column not in kept}
        sources = [
            *self._head_sources(head, agreed, supports=True),
            *self._head_sources(head, kept, supports=False),
        ]
        self.rows.append(
            PlannedRow(
                key=head.key, model=head.model, pk=head.row.pk, values=values, sources=tuple(sources),
                contradicted_fields=tuple(sorted(taken)),
            )
        )  # fmt: skip
        return PlannedRef(head.key)

    def _head_sources(self, head, columns, *, supports):
        for column in columns:
            for each in self.sheet.proposal.evidence:
                if each["field"] == head.source_paths.get(column):
                    name = "" if head.model is Figure else column.removesuffix("_id")
                    yield PlannedEvidence(
                        field=name,
                        paragraph=each["paragraph"],
                        quote=each["quote"],
                        supports=supports,
                    )

    def plan(self) -> AcceptancePlan:
        """The whole plan."""
        return AcceptancePlan(
            record="record", rows=tuple(self.rows), name_decisions=tuple(self.name_decisions)
        )


def _covers(field, path):
    return path == field or path.startswith(f"{field}.")


def _standing(model, values) -> models.Model | None:
    """The row on record that has these values; none where one of them is made only now."""
    if any(isinstance(value, PlannedRef) for value in values.values()):
        return None
    return model._base_manager.filter(**values).order_by("pk").first()


def require_choices(sheet: ProposalForm, differences: list[ProposalDifference]) -> None:
    """DecisionRefused where something is left open that only a person can say."""
    for name in sheet.names:
        if not name.choice or (name.required and not name.is_included):
            raise ProposalDecisionRefused(_open_words(name))
    missing = next(
        (value.key.label for value in sheet.values if value.key.required and not value.text), None
    )
    if missing:
        raise ProposalDecisionRefused(_("Fill in: %s.") % missing)
    if sheet.has_record and not sheet.record:
        raise ProposalDecisionRefused(_("Choose the record that this is about, or a new one."))
    if any(not each.is_chosen for each in differences):
        raise ProposalDecisionRefused(
            _("The record says something else. Compare both, and choose.")
        )


def _open_words(name):
    if not name.text:
        return _("Fill in: %s.") % name.uses[0].label
    if name.has_open_proposal and not name.options:
        return (
            _(
                "“%s” has a proposal of its own that nobody has decided on. Decide on that first, or choose here."
            )
            % name.text
        )
    return _("Choose who “%s” is.") % name.text


def collect_name_decisions(sheet: ProposalForm) -> Iterator[PlannedNameDecision]:
    """What the person's choices say of the names: an alias where another name was meant, a memory where none was."""
    for name in sheet.names:
        if (
            name.field_type in {PayloadFieldType.BODY, PayloadFieldType.CONSORTIUM}
            and name.is_included
        ):
            yield from _remarks(name.text, name.choice, name.options, is_exact=name.is_exact)
    if sheet.proposal.kind == "consortium":
        exact = any(
            option.is_exact and option.value == sheet.record for option in sheet.record_options
        )
        yield from _remarks(sheet.record_title, sheet.record, sheet.record_options, is_exact=exact)


def _remarks(text, who, options, *, is_exact):
    if who == NEW_RECORD:
        yield from (
            PlannedNameDecision(name=text, organisation=each.pk, is_same=False)
            for each in options
            if not each.is_exact
        )
    elif who.isdecimal() and not is_exact:
        yield PlannedNameDecision(name=text, organisation=int(who), is_same=True)
