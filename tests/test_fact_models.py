"""Every kind of fact stands in every place that docs/extending.md lists; a missing place is named.

The checks find the models by themselves: whoever adds a subclass of `Fact` sees here what is still to do.
"""

import ast
from collections.abc import Iterable
from pathlib import Path

from django.db import models

from consortia.models.evidence import Fact
from portal.api.resources import API_RESOURCES
from seeds.shipped.kinds import ShippedKind

PROJECT = Path(__file__).parents[1]
FACTS = sorted(Fact.__subclasses__(), key=lambda model: model.__name__)

# What the public lists export of each fact: the table and a column of it. The dump of the API holds all of them.
EXPORTED_IN = {
    "Agreement": ("agreements", "id"),
    "AgreementParty": ("agreements", "party_ids"),
    "Appointment": ("changes", "person"),
    "BasePartner": ("training-bases", "partner_ids"),
    "Conference": ("conferences", "id"),
    "ConferenceRole": ("conferences", "roles"),
    "Membership": ("organisations", "consortium_ids"),
    "Organisation": ("organisations", "id"),
    "TrainingBase": ("training-bases", "id"),
}
# Facts that a place leaves out, each with the reason
NOT_EXPORTED = {
    "Document": "documents have no list of their own; the dump holds them",
    "Figure": "figures have a page without export; the dump holds them",
    "OrganisationName": "further names are found by search; the dump holds them",
    "Part": "the programme is told on the conference's page; the dump holds it",
    "Session": "the programme is told on the conference's page; the dump holds it",
}
NOT_SEARCHED = {"Figure": "a figure is found through the record that it is about"}
FACTORIES = {
    "AgreementParty": "make_party",
    "BasePartner": "make_partner",
    "ConferenceRole": "make_conference_role",
    "OrganisationName": "make_name",
    "TrainingBase": "make_base",
}


def name_of(model):
    return model.__name__


def names_in(folder: str) -> set[str]:
    """The names and attributes that the modules of a folder use."""
    names = set()
    for path in (PROJECT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Name):
                names.add(node.id)
            elif isinstance(node, ast.Attribute):
                names.add(node.attr)
    return names


def shipped_models(kinds: Iterable[ShippedKind]) -> set[type[models.Model]]:
    """The models that the shipped data can fill."""
    found = set()
    for kind in kinds:
        found.add(kind.model)
        found |= shipped_models(kind.parts)
        found |= shipped_models(kind.children.values())
    return found


def serialized_models() -> set[type[models.Model]]:
    """The models that the API tells, at whatever depth."""
    found, waiting = (
        set(),
        [resource.extended_serializer or resource.list_serializer for resource in API_RESOURCES],
    )
    while waiting:
        serializer = waiting.pop()
        meta = getattr(serializer, "Meta", None)
        if meta is not None:
            found.add(meta.model)
        for field in serializer._declared_fields.values():
            inner = getattr(field, "child", field)
            if hasattr(inner, "_declared_fields"):
                waiting.append(type(inner))
    return found
