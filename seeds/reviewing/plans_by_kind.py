"""The rows that each kind of proposal writes beside its record."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _

from consortia import models as records
from seeds.models import ProposalKind
from seeds.reviewing.accept_plan import PlanBuilder
from seeds.reviewing.agreement_plan import plan_agreement
from seeds.reviewing.answers import ProposalDecisionRefused
from seeds.reviewing.name_decisions import collect_name_decisions
from seeds.reviewing.plan import RECORD_KEY, AcceptancePlan, PlannedRef
from seeds.reviewing.programme_plan import plan_programme
from seeds.reviewing.proposal_form import ProposalForm
from seeds.reviewing.required_choices import require_choices
from seeds.reviewing.resolve_merged import resolve_record
from seeds.reviewing.target_rows import (
    ProposalDifference,
    TargetRow,
    find_differences,
    find_target_rows,
    name_columns,
)
from seeds.reviewing.value_errors import require_readable_values

MEMBERSHIP_KEY = ("organisation_id", "consortium_id", "role")


def build_plan(form: ProposalForm) -> AcceptancePlan:
    """What accepting the proposal writes; raises ProposalDecisionRefused where a choice is missing."""
    require_readable_values(form)
    targets = find_target_rows(form)
    differences = find_differences(targets, form.data)
    require_choices(form, differences)
    builder = PlanBuilder(form)
    plan_rows = PLAN_BUILDERS[form.proposal.kind]
    plan_rows(builder, targets, differences)
    builder.name_decisions += collect_name_decisions(form)
    return builder.build()


def _with_names(builder: PlanBuilder, target: TargetRow, **columns) -> TargetRow:
    """The target with the records that its single names mean, created by the plan where they are new."""
    _known, paths = name_columns(builder.form)
    resolved = {column: builder.resolve_name(path) for column, path in paths.items()}
    return target.with_columns({**resolved, **columns})


def _plan_consortium(
    builder: PlanBuilder, targets: list[TargetRow], differences: list[ProposalDifference]
) -> None:
    organisation_target, details = targets
    ref = builder.add_target_row(organisation_target, differences)
    consortium = organisation_target.row.pk if organisation_target.row else ref
    if details.row is None:
        columns = {"organisation_id": consortium, **details.columns}
        details = replace(details, columns=columns)
    builder.add_target_row(details, differences)
    leads = builder.resolve_names("lead_organisations")
    for position, (path, organisation) in enumerate(leads, 1):
        builder.add_row(
            f"lead {path}",
            records.Membership,
            {
                "organisation_id": organisation,
                "consortium_id": consortium,
                "role": records.MembershipRole.LEAD,
                "position": position,
            },
            match_on=MEMBERSHIP_KEY,
            sources=builder.find_evidence(builder.name_text(path), path),
        )


def _plan_membership(
    builder: PlanBuilder, targets: list[TargetRow], differences: list[ProposalDifference]
) -> None:
    (target,) = targets
    values = {
        "organisation_id": builder.resolve_name("organisation"),
        "consortium_id": builder.resolve_name("consortium"),
        **target.columns,
    }
    if values["organisation_id"] == values["consortium_id"]:
        raise ProposalDecisionRefused(_("A consortium is not a member of itself."))
    builder.add_row(
        RECORD_KEY,
        records.Membership,
        values,
        match_on=MEMBERSHIP_KEY,
        sources=builder.find_evidence("", "organisation", "role"),
    )


def _plan_conference(
    builder: PlanBuilder, targets: list[TargetRow], differences: list[ProposalDifference]
) -> None:
    target, *figures = targets
    ref = builder.add_target_row(_with_names(builder, target), differences)
    conference = target.row.pk if target.row else ref
    for figure in figures:
        columns = {} if figure.row else _subject_columns(records.Conference, conference)
        builder.add_target_row(figure.with_columns(columns), differences)
    for role in records.ConferenceRoleType:
        _plan_role(builder, conference, role)
    plan_programme(builder, conference)


def _plan_role(
    builder: PlanBuilder, conference: int | PlannedRef, role: records.ConferenceRoleType
) -> None:
    """Plan the organisations that had the role at the conference."""
    for position, (path, organisation) in enumerate(builder.resolve_names(f"roles.{role}"), 1):
        builder.add_row(
            f"role {path}",
            records.ConferenceRole,
            {
                "conference_id": conference,
                "organisation_id": organisation,
                "role": role,
                "position": position,
            },
            match_on=("conference_id", "organisation_id", "role"),
            sources=builder.find_evidence(builder.name_text(path), path),
        )


def _subject_columns(model: type[models.Model], pk: int | PlannedRef) -> dict[str, object]:
    """The columns of a figure that point at what it is about."""
    return {"content_type_id": ContentType.objects.get_for_model(model).pk, "object_id": pk}


def _plan_agreement(
    builder: PlanBuilder, targets: list[TargetRow], differences: list[ProposalDifference]
) -> None:
    plan_agreement(builder, _with_names(builder, targets[0]), differences)


def _plan_training_base(
    builder: PlanBuilder, targets: list[TargetRow], differences: list[ProposalDifference]
) -> None:
    target = _with_names(builder, targets[0])
    if target.row is None and target.columns.get("awarded_by_id"):
        target = target.with_columns({"nature": records.TrainingBaseNature.TITLE})
    ref = builder.add_target_row(target, differences)
    base = target.row.pk if target.row else ref
    for position, (path, role) in enumerate(_partner_roles(builder), 1):
        builder.add_row(
            f"partner {path}",
            records.BasePartner,
            {
                "base_id": base,
                "organisation_id": builder.resolve_name(path),
                "role": role,
                "position": position,
            },
            match_on=("base_id", "organisation_id", "role"),
            sources=builder.find_evidence(builder.name_text(path), path),
        )


def _partner_roles(builder: PlanBuilder) -> list[tuple[str, str]]:
    """The paths of the partners and hosts of a training base, each with its role."""
    partners = {
        f"partners.{number}.organisation": partner.get("role")
        for number, partner in enumerate(builder.payload.get("partners") or ())
    }
    paths = [
        path for path in builder.form.names_by_path if path in partners or path.startswith("hosts.")
    ]
    return [(path, partners.get(path) or records.BasePartnerRole.HOST) for path in paths]


def _plan_appointment(
    builder: PlanBuilder, targets: list[TargetRow], differences: list[ProposalDifference]
) -> None:
    target = _with_names(builder, targets[0], body_id=builder.resolve_name("body"))
    person_columns = [
        name for name in target.columns if name.removesuffix("_en") in {"person", "office"}
    ]
    builder.add_row(
        RECORD_KEY,
        records.Appointment,
        dict(target.columns),
        match_on=("body_id", *person_columns),
        sources=builder.find_evidence("", "person"),
    )


def _plan_document(
    builder: PlanBuilder, targets: list[TargetRow], differences: list[ProposalDifference]
) -> None:
    builder.add_target_row(_with_names(builder, targets[0]), differences)


def _plan_figure(
    builder: PlanBuilder, targets: list[TargetRow], differences: list[ProposalDifference]
) -> None:
    values = dict(targets[0].columns)
    match_on: tuple[str, ...] = ()
    subject = builder.resolve_name("about")
    if subject is not None:
        values |= _subject_columns(_subject_model(builder, subject), subject)
        match_on = ("content_type_id", "object_id", "of", "value")
    builder.add_row(
        RECORD_KEY,
        records.Figure,
        values,
        match_on=match_on,
        sources=builder.find_evidence("", "of", "value"),
    )


def _subject_model(builder: PlanBuilder, pk: int | PlannedRef) -> type[models.Model]:
    """An organisation where the name can mean one, else a conference."""
    name = builder.form.names_by_path["about"]
    conferences = builder.form.options.with_name(records.Conference, name.text)
    is_conference = any(option.pk == pk for option in conferences)
    model = records.Conference if is_conference else records.Organisation
    resolve_record(model, pk)
    return model


PlanRows = Callable[[PlanBuilder, list[TargetRow], list[ProposalDifference]], None]
PLAN_BUILDERS: dict[str, PlanRows] = {
    ProposalKind.CONSORTIUM: _plan_consortium,
    ProposalKind.MEMBERSHIP: _plan_membership,
    ProposalKind.CONFERENCE: _plan_conference,
    ProposalKind.AGREEMENT: _plan_agreement,
    ProposalKind.TRAINING_BASE: _plan_training_base,
    ProposalKind.APPOINTMENT: _plan_appointment,
    ProposalKind.DOCUMENT: _plan_document,
    ProposalKind.FIGURE: _plan_figure,
}
