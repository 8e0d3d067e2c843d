"""The sessions of a conference and what people did in them."""

from django.utils.translation import gettext as _

from consortia.models import Part, PartAction, Session, SessionKind
from seeds.reviewing.accept_plan import PlanBuilder
from seeds.reviewing.answers import ProposalDecisionRefused
from seeds.reviewing.plan import PlannedRef
from seeds.reviewing.target_rows import language_column

PART_COLUMNS = ("person", "post", "title")


def plan_programme(planner: PlanBuilder, conference: int | PlannedRef) -> None:
    """Plan the sessions that the page tells of; one that stands already gains what it lacks."""
    for at, said in enumerate(planner.payload.get("sessions") or ()):
        told = enumerate(said.get("parts") or ())
        parts = [(place, part) for place, part in told if _says_something(planner, at, place, part)]
        if parts or said.get("title"):
            session = _session(planner, conference, at, said)
            for place, part in parts:
                _part(planner, session, f"sessions.{at}.parts.{place}", part, position=place + 1)


def _says_something(planner, at, place, part):
    return (
        part.get("person")
        or part.get("title")
        or f"sessions.{at}.parts.{place}.organisation" in planner.sheet.names_by_path
    )


def _session(planner, conference, at, said) -> int | PlannedRef:
    title = said.get("title") or ""
    kind = _one_of(SessionKind, said.get("kind") or SessionKind.PLENARY)
    values = {
        "conference_id": conference,
        "kind": kind,
        language_column("title", title): title,
        "position": at + 1,
    }
    once = ("conference_id", "kind", language_column("title", title))
    return planner.add_referenced_row(
        f"session {at}",
        Session,
        values,
        once=once,
        sources=planner.find_evidence(title, f"sessions.{at}"),
    )


def _part(planner, session, path, said, *, position):
    told = {
        language_column(name, said[name]): said[name] for name in PART_COLUMNS if said.get(name)
    }
    action = _one_of(PartAction, said.get("action") or PartAction.SPEAKS)
    links = {
        "organisation_id": planner.resolve_name(f"{path}.organisation"),
        "base_id": planner.resolve_name(f"{path}.base"),
    }
    values = {"session_id": session, "action": action, **told, **links, "position": position}
    named = (
        tuple(name for name in told if name.startswith("person"))
        or tuple(told)
        or ("organisation_id",)
    )
    sources = planner.find_evidence(said.get("person") or said.get("title") or "", path)
    planner.row(path, Part, values, once=("session_id", "action", *named), sources=sources)


def _one_of(choices, value):
    if value not in choices.values:
        raise ProposalDecisionRefused(_("“%s” is none of the choices.") % value)
    return value
