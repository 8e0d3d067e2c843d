"""The sessions of a conference and the parts that people took in them."""

from django.db import models
from django.utils.translation import gettext as _

from consortia.models import Part, PartAction, Session, SessionKind
from seeds.reviewing.accept_plan import PlanBuilder
from seeds.reviewing.answers import ProposalDecisionRefused
from seeds.reviewing.plan import PlannedRef
from seeds.reviewing.target_rows import language_column

PART_COLUMNS = ("person", "post", "title")


def plan_programme(builder: PlanBuilder, conference: int | PlannedRef) -> None:
    """Plan the sessions that the page reports; a session on record gains what it lacks."""
    for number, session in enumerate(builder.payload.get("sessions") or ()):
        path = f"sessions.{number}"
        parts = _reported_parts(builder, path, session)
        if not parts and not session.get("title"):
            continue
        session_ref = _add_session(builder, conference, number, session)
        for position, part in parts:
            part_path = f"{path}.parts.{position}"
            _add_part(builder, session_ref, part_path, part, position=position + 1)


def _reported_parts(builder: PlanBuilder, path: str, session: dict) -> list[tuple[int, dict]]:
    """The parts with a person, a title or an organisation, each with its number."""
    parts = []
    for number, part in enumerate(session.get("parts") or ()):
        organisation_path = f"{path}.parts.{number}.organisation"
        has_organisation = organisation_path in builder.form.names_by_path
        if has_organisation or part.get("person") or part.get("title"):
            parts.append((number, part))
    return parts


def _add_session(
    builder: PlanBuilder, conference: int | PlannedRef, number: int, session: dict
) -> int | PlannedRef:
    title = session.get("title") or ""
    title_column = language_column("title", title)
    values = {
        "conference_id": conference,
        "kind": _require_choice(SessionKind, session.get("kind") or SessionKind.PLENARY),
        title_column: title,
        "position": number + 1,
    }
    return builder.add_referenced_row(
        f"session {number}",
        Session,
        values,
        match_on=("conference_id", "kind", title_column),
        sources=builder.find_evidence(title, f"sessions.{number}"),
    )


def _add_part(
    builder: PlanBuilder, session: int | PlannedRef, path: str, part: dict, *, position: int
) -> None:
    texts = {
        language_column(name, part[name]): part[name] for name in PART_COLUMNS if part.get(name)
    }
    values = {
        "session_id": session,
        "action": _require_choice(PartAction, part.get("action") or PartAction.SPEAKS),
        **texts,
        "organisation_id": builder.resolve_name(f"{path}.organisation"),
        "base_id": builder.resolve_name(f"{path}.base"),
        "position": position,
    }
    person_columns = tuple(name for name in texts if name.startswith("person"))
    match_on = person_columns or tuple(texts) or ("organisation_id",)
    sources = builder.find_evidence(part.get("person") or part.get("title") or "", path)
    builder.add_row(
        path, Part, values, match_on=("session_id", "action", *match_on), sources=sources
    )


def _require_choice(choices: type[models.TextChoices], value: str) -> str:
    if value not in choices.values:
        raise ProposalDecisionRefused(_("“%s” is none of the choices.") % value)
    return value
