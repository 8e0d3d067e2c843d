"""Every kind of fact stands in every place that docs/extending.md lists; a missing place is named.

The checks find the models by themselves: whoever adds a subclass of `Fact` sees here what is still to do.
"""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.contrib import admin
from django.db import models

from consortia import export
from consortia.merging.references import references_to
from consortia.models import Organisation
from consortia.models.evidence import Fact
from consortia.models.user_limits import CONSORTIUM_PATHS, TARGET_FIELDS
from portal.api.resources import API_RESOURCES
from portal.audit.history_restore import history_models
from portal.erasure.occurrences import searched_models
from portal.listing.export import ExportTable
from portal.search.index_updates import models_with_lookups
from seeds.shipped.kinds import KINDS, ShippedKind
from tests import factories

PROJECT = Path(__file__).parents[1]
FACTS = sorted(Fact.__subclasses__(), key=lambda model: model.__name__)

# The table and the column in which the exports of lists tell of a fact
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
# What a place leaves out, with the reason
NOT_EXPORTED = {
    "Document": "documents have no list of their own; the dump holds them",
    "Figure": "figures have a page without export; the dump holds them",
    "OrganisationName": "the list has the official names; the dump holds all",
    "Part": "the programme stands on the conference's page; the dump holds it",
    "Session": "the programme stands on the conference's page; the dump holds it",
}
NOT_SEARCHED = {"Figure": "a figure is found through the record that it is about"}
FACTORIES = {
    "AgreementParty": "make_agreement",
    "BasePartner": "make_base",
    "ConferenceRole": "make_conference_role",
    "OrganisationName": "make_name",
    "TrainingBase": "make_base",
}


def shipped_models(kinds: Iterable[ShippedKind]) -> set[type[models.Model]]:
    """The models that the shipped data can fill."""
    found = set()
    for kind in kinds:
        found.add(kind.model)
        found |= shipped_models(kind.parts)
        found |= shipped_models(kind.children.values())
    return found


def serialized_models(serializers: Iterable[type]) -> set[type[models.Model]]:
    """The models that these serializers and those nested in them tell."""
    found = set()
    for serializer in serializers:
        if hasattr(serializer, "Meta"):
            found.add(serializer.Meta.model)
        fields = [getattr(field, "child", field) for field in serializer._declared_fields.values()]
        nested = [type(field) for field in fields if hasattr(field, "_declared_fields")]
        found |= serialized_models(nested)
    return found


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


def exported_columns() -> set[tuple[str, str]]:
    """The name of a table and the key of a column, for every export of records."""
    tables = [each for each in vars(export).values() if isinstance(each, ExportTable)]
    return {(table.name, column.key) for table in tables for column in table.columns}


def is_in_limits(model):
    label = model._meta.label_lower
    return label in CONSORTIUM_PATHS or label in TARGET_FIELDS


def is_searched(model):
    return model in models_with_lookups() or model.__name__ in NOT_SEARCHED


def is_exported(model):
    return EXPORTED_IN.get(model.__name__) in exported_columns() or model.__name__ in NOT_EXPORTED


def is_in_api(model):
    return model in serialized_models(resource.detail_serializer for resource in API_RESOURCES)


def is_shipped(model):
    return model in shipped_models(KINDS)


def is_merged(model):
    """Whether merging finds the model by whatever of its columns points at an organisation."""
    points = any(field.related_model is Organisation for field in model._meta.fields)
    return not points or model in {reference.model for reference in references_to(Organisation)}


def is_reviewed(model):
    return model.__name__ in names_in("seeds/reviewing")


def has_history(model):
    return model in history_models()


def is_in_admin(model):
    return model in admin.site._registry


def is_erased(model):
    return model in searched_models()


def has_factory(model):
    return hasattr(factories, FACTORIES.get(model.__name__, f"make_{model.__name__.lower()}"))


PLACES = {
    "limits": is_in_limits,
    "search": is_searched,
    "export": is_exported,
    "API and dump": is_in_api,
    "shipped data": is_shipped,
    "merging": is_merged,
    "review of proposals": is_reviewed,
    "history": has_history,
    "admin": is_in_admin,
    "erasure": is_erased,
    "factory": has_factory,
}


@pytest.mark.parametrize("model", FACTS, ids=lambda model: model.__name__)
def test_fact_stands_in_every_place(model):
    assert [place for place, holds in PLACES.items() if not holds(model)] == []


def test_place_that_lacks_a_fact_is_named():
    class Stranger:
        class _meta:  # noqa: N801  as Django names it
            label_lower = "consortia.stranger"
            fields = ()

    missing = [place for place, holds in PLACES.items() if not holds(Stranger)]
    assert missing == [place for place in PLACES if place != "merging"]


def test_places_are_those_of_the_documentation():
    page = (PROJECT / "docs" / "extending.md").read_text()
    assert [place for place in PLACES if f"| {place} |" not in page] == []


def test_exceptions_name_facts_that_exist():
    names = {model.__name__ for model in FACTS}
    assert set(NOT_EXPORTED) | set(NOT_SEARCHED) | set(EXPORTED_IN) <= names
