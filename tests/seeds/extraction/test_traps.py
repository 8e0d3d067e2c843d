"""The known traps of captured pages, each on a short invented page."""

import pytest

from seeds.extraction import Budget, extract_proposals
from seeds.pages import PageArticle

LIST = "全国船舶行业产教融合共同体"


def proposed(text, *, kind, published="2024-06-01", language="zh-hans", **options):
    """The fields of the proposals of a kind, each quote checked against its paragraph."""
    article = PageArticle(
        paragraphs=tuple(text.split("\n")), published=published, language=language
    )
    found = extract_proposals(article, **options)
    assert all(
        e.quote and e.quote in article.paragraphs[e.paragraph - 1]
        for each in found
        for e in each.evidence
    )
    return [each.fields for each in found if each.kind == kind]


def parties(text, **options):
    return [each["parties"] for each in proposed(text, kind="agreement", **options)]


def offices(text):
    return {(each["organisation"], each["role"]) for each in proposed(text, kind="membership")}


def test_attendees_are_no_signatories():
    text = (
        "临江大学校长李强、甲山机械集团总经理王伟出席签约仪式。临江大学与甲山机械集团签署合作协议。"
    )
    (agreement,) = proposed(text, kind="agreement")
    assert agreement["signatories"] == []


def test_witnesses_are_no_signatories():
    text = "在李强见证下，临江大学副校长周敏与甲山机械集团总经理王伟签署合作协议。"
    (agreement,) = proposed(text, kind="agreement")
    assert [each["person"] for each in agreement["signatories"]] == ["周敏", "王伟"]


def test_separately_signed_are_three_agreements():
    text = "临江大学分别与甲山机械集团、东岭钢铁公司、南湖软件有限公司签订协议。"
    assert sorted(map(len, parties(text))) == [2, 2, 2]


def test_sample_keeps_its_count():
    figures = proposed(f"{LIST}成立，临江大学、甲山机械集团等21家单位加入。", kind="figure")
    assert [each["value"] for each in figures] == [21]


def test_own_college_stays_unresolved():
    text = "我院与甲山机械集团、临江市教育局、东岭学会签订协议。"
    assert {name for group in parties(text) for name in group} <= {
        "甲山机械集团",
        "临江市教育局",
        "东岭学会",
    }


def test_own_college_is_the_owner_of_the_site():
    assert parties("我院与甲山机械集团签订协议。", owner="临江职业学院") == [
        ["临江职业学院", "甲山机械集团"]
    ]


def test_secretary_general_as_a_person_is_an_appointment():
    text = f"{LIST}成立。临江大学校长李强当选共同体秘书长，东岭职业学院当选共同体秘书长单位。"
    assert offices(text) == {("东岭职业学院", "secretary_general")}
    assert [each["person"] for each in proposed(text, kind="appointment")] == ["李强"]


@pytest.mark.parametrize(
    "text",
    [
        "临江大学将与甲山机械集团签署协议。",
        "临江大学计划牵头成立全国船舶行业产教融合共同体。",
        "希望由临江大学牵头组建全国船舶行业产教融合共同体。",
    ],
)
def test_plans_are_no_facts(text):
    assert extract_proposals(PageArticle(paragraphs=(text,))) == ()


def test_plaque_for_a_seat_is_a_membership():
    text = f"{LIST}成立大会召开，会上为临江大学颁发副理事长单位牌匾。"
    assert offices(text) == {("临江大学", "vice_chair")}
    assert proposed(text, kind="training_base") == []


def test_one_phrase_gives_two_offices_to_three():
    text = f"{LIST}成立，临江大学、甲山机械集团、东岭职业学院当选理事长单位和秘书长单位。"
    assert len(offices(text)) == 6


@pytest.mark.parametrize(
    ("published", "date"),
    [("2024-06-01", "2024-05-22"), ("2024-01-10", "2023-05-22"), ("", "XXXX-05-22")],
)
def test_year_comes_from_the_page(published, date):
    (meeting,) = proposed(
        "5月22日，船舶产教融合发展大会在临江召开。", kind="conference", published=published
    )
    assert meeting["starts_on"] == date


def test_event_is_never_later_than_its_page():
    (meeting,) = proposed(
        "2024年5月22日，船舶产教融合发展大会在临江召开。", kind="conference", published="2024-05-20"
    )
    assert meeting["starts_on"] is None


def test_hijacked_page_proposes_no_spam():
    text = f"由澳门葡京官网职业学院、甲山机械集团、川江大学牵头成立{LIST}。"
    article = PageArticle(paragraphs=(text,))
    found = extract_proposals(article, flags=("hijacked_clone",))
    assert "葡京" not in str(found)
    assert found[0].fields["lead_organisations"] == ["甲山机械集团", "川江大学"]


def test_traditional_text_is_proposed_as_printed():
    (one,) = proposed(
        "由臨江大學、甲山機械集團牽頭成立全國船舶行業產教融合共同體。",
        kind="consortium",
        language="zh-hant",
    )
    assert one["lead_organisations"] == ["臨江大學", "甲山機械集團"]


def test_invisible_characters_stay_in_the_quote():
    (one,) = proposed(
        "由临\u200b江大学牵头成立全国船舶\u202e行业产教融合共同体。", kind="consortium"
    )
    assert one["name"] == LIST


def test_work_of_a_page_is_bounded():
    budget = Budget(remaining=1000)
    extract_proposals(
        PageArticle(paragraphs=("临江大学与甲山机械集团签订协议。",) * 500), budget=budget
    )
    assert budget.is_spent


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000,
        "“" * 5000,
        "临江大学、" * 4000,
        "A" * 100_000,
        "SDUT and MIT, " * 3000,
        "李强、" * 3000,
    ],
)
def test_odd_text_gives_nothing(text):
    assert [
        each for each in extract_proposals(PageArticle(paragraphs=(text,))) if each.kind != "figure"
    ] == []
