"""What an editor says of a name: remembered with who and why, and honoured by the registry."""

import pytest
from django.utils import translation

from consortia.matching import NameDecisionRefused, OrganisationLookup, confirm_alias, reject_match
from consortia.models import OrganisationName, OrganisationNameKind, RejectedAlias
from tests.factories import make_name, make_organisation, make_region, make_user


def meant(name):
    return [each.name for each in OrganisationLookup.load().candidates(name)]


def test_name_that_is_said_to_mean_a_body_becomes_its_alias(db):
    body, editor = make_organisation(name="海风机电集团"), make_user()
    alias = confirm_alias("Sea  Wind Electric", body, by=editor, why="网站页脚这样写")
    assert (alias.text, alias.kind, alias.language) == (
        "Sea Wind Electric",
        OrganisationNameKind.AS_PRINTED,
        "en",
    )
    assert meant("sea wind electric") == ["海风机电集团"]
    saved = alias.history.get()
    assert (saved.history_user, saved.history_change_reason) == (editor, "网站页脚这样写")


def test_name_that_the_body_bears_already_is_not_stored_twice(db):
    body, editor = make_organisation(name="海风机电集团"), make_user()
    short = make_name(body, "海风")
    assert confirm_alias("海　风", body, by=editor, why="同一家") == short
    assert confirm_alias("海風機電集團", body, by=editor, why="同一家") is None
    assert list(body.names.all()) == [short]


def test_name_that_is_said_to_mean_another_body_is_not_proposed_again(db):
    make_region(code="370100", name="济南市", short_name="济南", name_en="Jinan")
    body, editor = make_organisation(name="济南职业学院"), make_user()
    assert meant("Jinan Vocational College") == ["济南职业学院"]
    decision = reject_match("Jinan Vocational College", body, by=editor, why="是另一所民办学校")
    assert (decision.by, decision.why, decision.name) == (
        editor,
        "是另一所民办学校",
        "jinanvocationalcollege",
    )
    assert meant("JINAN vocational college") == []


def test_second_refusal_of_a_name_keeps_the_first(db):
    body, editor = make_organisation(), make_user()
    first = reject_match("甲学院", body, by=editor, why="第一次")
    assert reject_match("甲学院", body, by=make_user(), why="第二次") == first
    assert RejectedAlias.objects.get().why == "第一次"


def test_later_word_holds_and_the_earlier_one_stays_in_the_history(db):
    body, editor = make_organisation(name="海风机电集团"), make_user()
    decision = reject_match("Sea Wind", body, by=editor, why="不是")
    confirm_alias("Sea Wind", body, by=editor, why="查过了，是")
    assert (RejectedAlias.objects.count(), meant("Sea Wind")) == (0, ["海风机电集团"])
    assert (
        RejectedAlias.history.filter(id=decision.pk, history_type="-").get().history_change_reason
        == "查过了，是"
    )


@pytest.mark.parametrize("name", ["海风机电集团", "海风", "海風"])
def test_name_that_a_body_bears_cannot_be_refused(db, name):
    body = make_organisation(name="海风机电集团")
    make_name(body, "海风")
    with (
        translation.override("en"),
        pytest.raises(NameDecisionRefused, match="take it off there first"),
    ):
        reject_match(name, body, by=make_user(), why="不是")
    assert RejectedAlias.objects.count() == 0


@pytest.mark.parametrize("decide", [confirm_alias, reject_match])
@pytest.mark.parametrize(("name", "why"), [("，", "理由"), ("甲学院", " "), ("甲" * 301, "理由")])
def test_decision_needs_a_name_and_a_reason(db, decide, name, why):
    with pytest.raises(NameDecisionRefused):
        decide(name, make_organisation(), by=make_user(), why=why)
    assert (RejectedAlias.objects.count(), OrganisationName.objects.count()) == (0, 0)
