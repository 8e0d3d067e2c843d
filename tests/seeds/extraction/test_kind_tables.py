"""Every code by which rules and code name a kind is a choice of its model."""

import pytest

from consortia.models import FigureSubject, MembershipRole, OrganisationKind
from seeds.extraction.relations.table_offices import EN_OFFICES, ZH_OFFICES
from seeds.extraction.rules.kind_tables import (
    ROLES_OF_RELATIONS,
    TABLES,
    UnknownChoice,
    kind_table,
    read_kind_table,
)
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.loading import RuleRefused, load_rules, parse_rule

ROW = {
    "id": "zh.test",
    "relation": "role",
    "trigger": "主办",
    "examples": [{"text": "a", "gives": ["b"]}, {"text": "a", "gives": []}],
}
# Choices that no words tell
WORDLESS = {
    "base_kind": {"seat"},  # the plaque of a seat in a council is a membership
    "bound": {"exactly"},
    "office": {"lead"},  # 牵头 makes a lead organisation, which is no office
    "document_action": {"planned"},  # a plan is not reported
}
# Sorts of head nouns beside those of organisations: a part of one, and what may be anything
OTHER_HEADS = {"unit", "centre"}


@pytest.mark.parametrize("name", TABLES)
def test_table_names_choices_of_its_model(name):
    choices, default = TABLES[name]
    codes = [code for code, _pattern in kind_table(name).patterns]
    unnamed = set(choices.values) - set(codes)
    assert set(codes) <= set(choices.values)
    assert unnamed - {default} == WORDLESS.get(name, set()) - {default}


def test_table_with_a_code_that_its_model_lacks_is_refused():
    with pytest.raises(
        UnknownChoice, match="office: 'janitor' is no MembershipRole; there are lead"
    ):
        read_kind_table("office", {"janitor": ["门卫"]})


@pytest.mark.parametrize(
    ("text", "office"), [("常务副理事长", "executive_vice_chair"), ("门卫", "member")]
)
def test_first_choice_whose_words_occur_counts(text, office):
    assert kind_table("office").classify(text) == office


def test_every_office_can_be_counted():
    counted = {code for code, _pattern in kind_table("office").patterns}
    assert counted <= set(FigureSubject.values)


def test_roles_of_rules_are_choices():
    for rule in load_rules():
        choices = ROLES_OF_RELATIONS.get(rule.relation)
        if choices and rule.role:
            assert rule.role in choices.values, rule.id


def test_rule_whose_role_its_model_lacks_does_not_load():
    with pytest.raises(
        RuleRefused, match=r"zh\.test: 'guest' is no ConferenceRoleType; there are guided_by"
    ):
        parse_rule({**ROW, "role": "guest"}, "test.yaml")


def test_offices_in_tables_are_roles():
    codes = {code for code, _words in (*ZH_OFFICES, *EN_OFFICES)}
    assert codes <= set(MembershipRole.values)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_head_nouns_are_of_kinds_of_organisations(language):
    kinds = set(lexicon(language).head_nouns.values())
    assert kinds <= {*OrganisationKind.values, *OTHER_HEADS}
