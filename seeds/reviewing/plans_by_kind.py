"""The rows that each kind of proposal writes beside its record."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _

from consortia import models as records
from portal.core.folding import CHINESE_CHARACTER, name_key
from portal.core.names import CHINESE as IN_CHINESE
from portal.core.names import ENGLISH, join_list
from seeds.reviewing.accept_plan import PlanBuilder, collect_name_decisions, require_choices
from seeds.reviewing.answers import ProposalDecisionRefused
from seeds.reviewing.plan import AcceptancePlan, PlannedRef
from seeds.reviewing.programme_plan import plan_programme
from seeds.reviewing.proposal_form import ProposalForm
from seeds.reviewing.resolve_merged import resolve_record
from seeds.reviewing.target_rows import (
    ProposalDifference,
    TargetRow,
    find_differences,
    find_target_rows,
    language_column,
    name_columns,
)


def build_plan(sheet: ProposalForm) -> AcceptancePlan:
    """What accepting the proposal writes; DecisionRefused says what a person has to choose first."""
    found = find_target_rows(sheet)
    other = find_differences(found, sheet.data)
    require_choices(sheet, other)
    planner = PlanBuilder(sheet)
    PLAN_BUILDERS[sheet.proposal.kind](planner, found, other)
    planner.name_decisions += collect_name_decisions(sheet)
    return planner.plan()


def _with_names(planner: PlanBuilder, head: TargetRow, **more) -> TargetRow:
    """The head with the records that its single names mean, made by the plan where they are new."""
    _known, paths = name_columns(planner.sheet)
    made = {column: planner.resolve_name(path) for column, path in paths.items()}
    return replace(head, columns={**head.columns, **made, **more})


def _consortium(
    planner: PlanBuilder, found: list[TargetRow], other: list[ProposalDifference]
) -> None:
    body, beyond = found
    record = planner.add_target_row(body, other)
    consortium = body.row.pk if body.row else record
    if beyond.row is None:
        beyond = replace(beyond, columns={"organisation_id": consortium, **beyond.columns})
    planner.add_target_row(beyond, other)
    role = records.MembershipRole.LEAD
    for place, (path, organisation) in enumerate(planner.resolve_names("lead_organisations"), 1):
        values = {
            "organisation_id": organisation,
            "consortium_id": consortium,
            "role": role,
            "position": place,
        }
        once = ("organisation_id", "consortium_id", "role")
        sources = planner.find_evidence(planner.text(path), path)
        planner.row(f"lead {path}", records.Membership, values, once=once, sources=sources)


def _membership(
    planner: PlanBuilder, found: list[TargetRow], other: list[ProposalDifference]
) -> None:
    (head,) = found
    values = {
        "organisation_id": planner.resolve_name("organisation"),
        "consortium_id": planner.resolve_name("consortium"),
        **head.columns,
    }
    if values["organisation_id"] == values["consortium_id"]:
        raise ProposalDecisionRefused(_("A consortium is not a member of itself."))
    once = ("organisation_id", "consortium_id", "role")
    planner.row(
        "record",
        records.Membership,
        values,
        once=once,
        sources=planner.find_evidence("", "organisation", "role"),
    )


def _conference(
    planner: PlanBuilder, found: list[TargetRow], other: list[ProposalDifference]
) -> None:
    head, *attendance = found
    record = planner.add_target_row(_with_names(planner, head), other)
    conference = head.row.pk if head.row else record
    for figure in attendance:
        kind = ContentType.objects.get_for_model(records.Conference).pk
        about = {} if figure.row else {"content_type_id": kind, "object_id": conference}
        planner.add_target_row(replace(figure, columns={**figure.columns, **about}), other)
    for role in records.ConferenceRoleType:
        for place, (path, organisation) in enumerate(planner.resolve_names(f"roles.{role}"), 1):
            values = {
                "conference_id": conference,
                "organisation_id": organisation,
                "role": role,
                "position": place,
            }
            once = ("conference_id", "organisation_id", "role")
            sources = planner.find_evidence(planner.text(path), path)
            planner.row(f"role {path}", records.ConferenceRole, values, once=once, sources=sources)
    plan_programme(planner, conference)


def _agreement(
    planner: PlanBuilder, found: list[TargetRow], other: list[ProposalDifference]
) -> None:
    head = _with_names(planner, found[0])
    parties = list(planner.resolve_names("parties"))
    if not parties:
        raise ProposalDecisionRefused(_("An agreement needs a party."))
    if head.row is None and not {"title", "title_en"} & set(head.columns):
        head = replace(head, columns={**head.columns, **_titled(planner, parties)})
    record = planner.add_target_row(head, other)
    signed = _signatories(planner)
    for place, (path, organisation) in enumerate(parties, 1):
        own = [
            each
            for each in signed
            if name_key(each["organisation"]) == name_key(planner.text(path))
        ] or [{}]
        for number, each in enumerate(own):
            values = {
                "agreement_id": head.row.pk if head.row else record,
                "organisation_id": organisation,
                **_person(each, "person", "signatory"),
                **_person(each, "post", "post"),
                "position": place,
            }
            planner.add_party(
                f"party {path} {number}", values, planner.find_evidence(planner.text(path), path)
            )


def _titled(planner, parties) -> dict[str, str]:
    """A title for an agreement that has none: who signed it."""
    names = [planner.text(path) for path, _organisation in parties]
    if CHINESE_CHARACTER.search("".join(names)):
        return {"title": f"{join_list(names, IN_CHINESE)}合作协议"[:300]}
    return {"title_en": f"Agreement of {join_list(names, ENGLISH)}"[:300]}


def _signatories(planner) -> list[dict]:
    """Who signed for which party; DecisionRefused where nobody knows for whom."""
    signed = [each for each in planner.payload.get("signatories") or () if each.get("person")]
    parties = {
        name_key(planner.text(path)) for path, _organisation in planner.resolve_names("parties")
    }
    for each in signed:
        if name_key(each.get("organisation") or "") not in parties:
            raise ProposalDecisionRefused(
                _("Say for which of the parties %s signs, or take the name out.") % each["person"]
            )
    return signed


def _person(said: dict, key: str, column: str) -> dict[str, str]:
    text = said.get(key) or ""
    return {language_column(column, text): text} if text else {}


def _training_base(
    planner: PlanBuilder, found: list[TargetRow], other: list[ProposalDifference]
) -> None:
    head = _with_names(planner, found[0])
    nature = records.TrainingBaseNature
    if head.row is None and head.columns.get("awarded_by_id"):
        head = replace(head, columns={**head.columns, "nature": nature.TITLE})
    record = planner.add_target_row(head, other)
    said = planner.payload.get("partners") or ()
    role_of = {f"partners.{at}.organisation": each.get("role") for at, each in enumerate(said)}
    paths = [
        path for path in planner.sheet.names_by_path if path in role_of or path.startswith("hosts.")
    ]
    for place, path in enumerate(paths, 1):
        values = {
            "base_id": head.row.pk if head.row else record,
            "organisation_id": planner.resolve_name(path),
            "role": role_of.get(path) or records.BasePartnerRole.HOST,
            "position": place,
        }
        once = ("base_id", "organisation_id", "role")
        planner.row(
            f"partner {path}",
            records.BasePartner,
            values,
            once=once,
            sources=planner.find_evidence(planner.text(path), path),
        )


def _appointment(
    planner: PlanBuilder, found: list[TargetRow], other: list[ProposalDifference]
) -> None:
    head = _with_names(planner, found[0], body_id=planner.resolve_name("body"))
    named = tuple(name for name in head.columns if name.removesuffix("_en") in {"person", "office"})
    planner.row(
        "record",
        records.Appointment,
        dict(head.columns),
        once=("body_id", *named),
        sources=planner.find_evidence("", "person"),
    )


def _document(
    planner: PlanBuilder, found: list[TargetRow], other: list[ProposalDifference]
) -> None:
    planner.add_target_row(_with_names(planner, found[0]), other)


def _figure(planner: PlanBuilder, found: list[TargetRow], other: list[ProposalDifference]) -> None:
    values = {**found[0].columns}
    target = planner.resolve_name("about")
    if target is not None:
        values |= {
            "content_type_id": ContentType.objects.get_for_model(_about(planner, target)).pk,
            "object_id": target,
        }
    once = ("content_type_id", "object_id", "of", "value") if target is not None else ()
    planner.row(
        "record",
        records.Figure,
        values,
        once=once,
        sources=planner.find_evidence("", "of", "value"),
    )


def _about(planner, target: int | PlannedRef) -> type[models.Model]:
    """An organisation where the name can mean one, else a conference."""
    name = planner.sheet.names_by_path["about"]
    held = {option.pk for option in planner.sheet.options.with_name(records.Conference, name.text)}
    model = records.Conference if target in held else records.Organisation
    resolve_record(model, target)
    return model


PLAN_BUILDERS: dict[
    str, Callable[[PlanBuilder, list[TargetRow], list[ProposalDifference]], None]
] = {
    "consortium": _consortium,
    "membership": _membership,
    "conference": _conference,
    "agreement": _agreement,
    "training_base": _training_base,
    "appointment": _appointment,
    "document": _document,
    "figure": _figure,
}
