"""Every kind of fact stands in each place that docs/extending.md lists; a missing place is named."""

import ast
import dataclasses
from pathlib import Path
from typing import ClassVar

import pytest

from seeds.extraction.proposals.assemble import PROPOSERS
from seeds.extraction.relations.dispatch import RELATIONS
from seeds.extraction.rules import loading
from seeds.models import ProposalKind
from seeds.reviewing.plans_by_kind import PLAN_BUILDERS
from seeds.reviewing.proposal_schema import PROPOSAL_SCHEMAS, walk_payload
from seeds.schema import (
    FACT_KINDS,
    AgreementFact,
    ConferenceFact,
    ConferenceRolesFact,
    FactKind,
    FigureFact,
    MembershipFact,
    PartFact,
    PayloadRefused,
    SessionFact,
    SignatoryFact,
)
from seeds.schema.fields import PayloadField
from seeds.second_reader.answer_fields import NEEDED_FIELDS

PROJECT = Path(__file__).parents[3]
KINDS = FactKind.__subclasses__()
# Kinds without a proposer in the registry, with the reason
NOT_IN_PROPOSERS = {"conference": "conferences are proposed first: the others happened at one"}
SIGNING = AgreementFact(
    title="合作协议",
    agreement_kind="other",
    parties=("临江大学", "甲山集团"),
    signatories=(SignatoryFact(person="周明", organisation="临江大学"),),
)


def is_registered(kind):
    return FACT_KINDS.get(kind.kind) is kind


def is_kind_of_proposal(kind):
    return kind.kind in ProposalKind.values


def is_told_by_a_relation(kind):
    """Whether rules of a relation tell it, and may be loaded."""
    names = {name for name, relation in RELATIONS.items() if relation.tells is kind}
    return bool(names) and names <= loading.RELATIONS


def is_proposed(kind):
    return kind.kind in PROPOSERS or kind.kind in NOT_IN_PROPOSERS


def has_form(kind):
    return list(PROPOSAL_SCHEMAS.get(kind.kind, ())) == list(kind.payload_fields())


def has_plan(kind):
    return kind.kind in PLAN_BUILDERS


def has_columns(kind):
    """Whether each column that a field fills is one of the record; a consortium has that of its body."""
    columns = {key.column for key in kind.payload_fields().values()} - {""}
    names = {field.name for field in kind.model._meta.get_fields()}
    if kind.kind == ProposalKind.CONSORTIUM:
        names.add("name")
    return columns <= names


def is_verified_for_the_second_reader(kind):
    return set(NEEDED_FIELDS.get(kind.kind, ())) & {
        field.name for field in dataclasses.fields(kind)
    }


def has_known_identity(kind):
    names = {field.name for field in dataclasses.fields(kind)}
    needed = {kind.needed} - {""}
    return {*kind.identity, *kind.fallback_identity, *needed} <= names and bool(kind.identity)


PLACES = {
    "schema": is_registered,
    "proposal kind": is_kind_of_proposal,
    "relation": is_told_by_a_relation,
    "proposer": is_proposed,
    "form": has_form,
    "plan": has_plan,
    "columns": has_columns,
    "identity": has_known_identity,
    "second reader": is_verified_for_the_second_reader,
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_kind_stands_in_every_place(kind):
    assert [place for place, holds in PLACES.items() if not holds(kind)] == []


def test_place_that_lacks_a_kind_is_named():
    class Stranger:
        kind = "stranger"
        model = FigureFact.model
        identity = fallback_identity = ()
        needed = ""
        __dataclass_fields__: ClassVar[dict] = {}

        @classmethod
        def payload_fields(cls):
            return {"name": PayloadField(label="name", column="colour")}

    assert [place for place, holds in PLACES.items() if not holds(Stranger)] == list(PLACES)


def test_places_are_those_of_the_documentation():
    page = (PROJECT / "docs" / "extending.md").read_text()
    assert [place for place in PLACES if f"| {place} |" not in page] == []


def test_every_kind_of_proposal_has_a_schema():
    assert set(FACT_KINDS) == set(ProposalKind.values)


def test_every_relation_of_the_rules_has_a_reader():
    assert set(RELATIONS) == loading.RELATIONS


def test_no_fact_is_read_by_string_keys():
    found = [
        f"{path}:{node.lineno}"
        for path in (PROJECT / "seeds" / "extraction").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if is_string_key(node)
    ]
    assert found == []


def is_string_key(node):
    """Whether a node is `….values["name"]`, `….fields["name"]` or `….get("name")` of either."""
    if isinstance(node, ast.Subscript):
        owner = node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value if node.func.attr == "get" else None
    else:
        return False
    return isinstance(owner, ast.Attribute) and owner.attr in {"values", "fields"}


# JSON


def test_fact_comes_back_from_its_json():
    meeting = ConferenceFact(
        name="产教融合大会",
        attendance=150,
        attendance_bound="about",
        roles=ConferenceRolesFact(host=("临江大学",)),
        sessions=(SessionFact(kind="opening", parts=(PartFact(person="周明"),)),),
    )
    for fact in (SIGNING, meeting):
        assert type(fact).from_json(fact.as_json()) == fact


def test_fields_that_only_a_form_asks_for_are_not_printed():
    assert "consortium" not in SIGNING.as_json()
    assert "consortium" in PROPOSAL_SCHEMAS["agreement"]


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ({"colour": "red"}, "no field colour"),
        ({"parties": "临江大学"}, "parties: a list"),
        ({"signatories": ["周明"]}, "signatories: an object"),
        ({"title": 5}, "title: str is needed, not 5"),
        ({"agreement_kind": "treaty"}, "agreement_kind: 'treaty' is none of"),
    ],
)
def test_payload_of_another_shape_is_refused(payload, said):
    with pytest.raises(PayloadRefused, match=said):
        AgreementFact.from_json(payload)


def test_number_is_no_flag():
    with pytest.raises(PayloadRefused, match="value: int is needed, not True"):
        FigureFact.from_json({"value": True})


# Names


def test_entry_without_its_name_is_left_out():
    changed = SIGNING.with_names(lambda _key, _name, text: text.replace("周明", ""))
    assert (changed.parties, changed.signatories) == (SIGNING.parties, ())


def test_unknown_fields_are_completed():
    known = MembershipFact(organisation="临江大学", role="chair")
    assert known.completed_by(MembershipFact(role="member", wording="理事长单位")) == (
        MembershipFact(organisation="临江大学", role="chair", wording="理事长单位")
    )


def test_form_shows_the_fields_in_their_order():
    shown = [value.path for value in walk_payload("agreement", SIGNING.as_json())]
    assert shown == [
        "title",
        "agreement_kind",
        "signed_on",
        "conference",
        "consortium",
        "parties.0",
        "parties.1",
        "signatories.0.person",
        "signatories.0.post",
        "signatories.0.organisation",
        "parties.2",
    ]
