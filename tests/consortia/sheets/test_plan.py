"""The plan of a sheet of members: whom names mean, what differs from what stands, what is missing."""

import pytest
from django.utils.translation import override

from consortia.models import OrganisationKind
from consortia.sheets.plan import RowState
from tests.consortia.sheets.imports import make_clerk, plan_of, upload
from tests.factories import (
    make_consortium,
    make_membership,
    make_name,
    make_organisation,
    make_region,
)

pytestmark = pytest.mark.django_db
CODE = "91350100M000100Y43"


@pytest.fixture
def clerk():
    return make_clerk()


def states(plan):
    return [row.state for row in plan.rows]


def changes(plan):
    return [(change.field, change.old, change.new) for row in plan.rows for change in row.changes]


def test_rows_are_new_added_standing_or_to_decide(clerk):
    consortium, hub = make_consortium(), make_organisation(name="鹿山职业学院")
    make_membership(consortium=consortium, organisation=hub, role="chair")
    make_organisation(name="江苏松钢集团有限公司", kind="enterprise")
    record = upload(
        consortium,
        ("单位", "角色"),
        ("鹿山职业学院", "理事长单位"),
        ("鹿山职业学院", "牵头单位"),
        ("白云重工有限公司", ""),
        ("松钢集团", "理事单位"),
        by=clerk,
    )
    plan = plan_of(record, by=clerk)
    assert states(plan) == [RowState.STANDING, RowState.ADDED, RowState.NEW, RowState.DECIDE]
    assert plan.rows[2].questions[0].kind == OrganisationKind.ENTERPRISE
    assert plan.undecided_lines == [5]
    assert (plan.counts["new"], plan.counts["matched"], plan.counts["decide"]) == (1, 2, 1)


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("松钢集团", "distinctive words"),
        ("松钢", "distinctive words"),
        ("江苏松刚集团有限公司", "Sounds the same"),
        ("江苏松钢集团有公司", "one character"),
        ("江苏松钢集团有限公司特钢事业部", "a part of it"),
        ("3、江苏松钢集团有限公司", "a part of what is written"),
        ("江苏松钢集团有限公司（松钢）", "Bears this name"),
        ("Songgang Group", "distinctive words"),
    ],
)
def test_near_name_is_offered_with_its_reason_and_never_new_by_default(clerk, printed, reason):
    make_region(code="320000", name="江苏省", short_name="江苏", name_en="Jiangsu")
    body = make_organisation(name="江苏松钢集团有限公司", kind="enterprise")
    plan = plan_of(upload(make_consortium(), ("单位",), (printed,), by=clerk), by=clerk)
    question = plan.rows[0].questions[0]
    with override("en"):
        assert [(each.pk, reason in each.reason) for each in question.candidates] == [
            (body.pk, True)
        ]
    is_exact = reason == "Bears this name"
    assert question.default == (str(body.pk) if is_exact else "")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("北科大", "北京科技大学"),
        ("北京科大", "北京科技大学"),
        ("松职院", "松江职业技术学院"),
        ("华电", "华北电力大学"),
        ("中石化", "中国石油化工集团有限公司"),
        ("USTB", "University of Science and Technology Beijing"),
    ],
)
def test_short_name_is_offered(clerk, short, full):
    make_region(code="110000", name="北京市", short_name="北京", name_en="Beijing")
    name = {"name_en": full} if full.isascii() else {"name": full}
    body = make_organisation(**name)
    plan = plan_of(upload(make_consortium(), ("单位",), (short,), by=clerk), by=clerk)
    assert [each.pk for each in plan.rows[0].questions[0].candidates] == [body.pk]


@pytest.mark.parametrize(
    ("stated", "other"),
    [
        ("北京大学", "北京科技大学"),
        ("江苏大学", "江苏科技大学"),
        ("松钢职业学院", "松钢集团有限公司"),
        ("第3实业公司", "第4实业公司"),
        ("第3实业公司", "第31实业公司"),
        ("山东松钢集团", "江苏松钢集团"),
        ("甲山机械有限公司", "乙山机械有限公司"),
    ],
)
def test_other_name_is_not_near(clerk, stated, other):
    make_region(code="110000", name="北京市", short_name="北京", name_en="Beijing")
    make_region(code="320000", name="江苏省", short_name="江苏", name_en="Jiangsu")
    make_region(code="370000", name="山东省", short_name="山东", name_en="Shandong")
    make_organisation(name=other)
    plan = plan_of(upload(make_consortium(), ("单位",), (stated,), by=clerk), by=clerk)
    assert states(plan) == [RowState.NEW]


def test_twins_are_asked_in_each_row_and_a_name_once(clerk):
    for _twin in range(2):
        make_organisation(name="育才中学")
    make_organisation(name="松江职业技术学院")
    record = upload(
        make_consortium(),
        ("单位", "加入时间"),
        ("育才中学", "2020"),
        ("育才中学", "2021"),
        ("松江职院", "2020"),
        ("松江职院", "2021"),
        by=clerk,
    )
    questions = [row.questions[0] for row in plan_of(record, by=clerk).rows]
    assert [question.same_as for question in questions] == ["", "", "", "4"]


# Credit codes


def test_credit_code_matches_whatever_the_name(clerk):
    body = make_organisation(name="松江重工集团", credit_code=CODE)
    record = upload(make_consortium(), ("单位", "信用代码"), ("旧名工厂", CODE), by=clerk)
    row = plan_of(record, by=clerk).rows[0]
    assert (row.state, row.questions[0].organisation) == (RowState.ADDED, body.pk)
    assert "松江重工集团" in row.all_remarks[0]


def test_credit_code_that_contradicts_the_name_is_said_and_asked(clerk):
    make_organisation(name="松江重工集团", credit_code=CODE)
    other = make_organisation(name="白云学院")
    record = upload(make_consortium(), ("单位", "信用代码"), ("白云学院", CODE), by=clerk)
    row = plan_of(record, by=clerk).rows[0]
    assert (row.state, len(row.questions[0].candidates), len(row.all_remarks)) == (
        RowState.DECIDE,
        2,
        1,
    )
    assert other.pk in {each.pk for each in row.questions[0].candidates}


def test_credit_code_that_is_another_on_record_is_said_and_asked(clerk):
    make_organisation(name="白云学院", credit_code="12100000400002259P")
    record = upload(make_consortium(), ("单位", "信用代码"), ("白云学院", CODE), by=clerk)
    row = plan_of(record, by=clerk).rows[0]
    assert row.state == RowState.DECIDE
    assert "12100000400002259P" in row.all_remarks[0]


def test_code_that_the_record_lacks_is_offered_within_the_limits_of_rights(clerk):
    make_organisation(name="白云学院")
    record = upload(make_consortium(), ("单位", "信用代码"), ("白云学院", CODE), by=clerk)
    assert changes(plan_of(record, by=clerk)) == [("credit_code", "", CODE)]
    poor = make_clerk()
    poor.user_permissions.remove(*poor.user_permissions.filter(codename="change_organisation"))
    plan = plan_of(record, by=type(poor).objects.get(pk=poor.pk))
    assert (changes(plan), len(plan.rows[0].remarks)) == ([], 1)


# What differs


@pytest.mark.parametrize(
    ("standing", "row", "expected"),
    [
        ({"since": "2020"}, ("理事", "2021", ""), [("since", "2020", "2021")]),
        ({"since": "2020"}, ("理事", "", ""), []),
        ({}, ("理事", "2021", "2024"), [("since", "", "2021"), ("until", "", "2024")]),
        ({"since": "2020"}, ("常务理事", "2020", ""), [("role", "director", "standing_director")]),
        ({"since": "2016", "until": "2018"}, ("理事", "2021", ""), []),
        ({"since": "2016", "until": "2018"}, ("理事", "2018", ""), []),
        ({"since": "2016"}, ("", "2016", ""), []),
        ({"since": "2016"}, ("牵头单位", "2016", ""), []),
    ],
)
def test_value_that_differs_is_a_change(clerk, standing, row, expected):
    consortium, body = make_consortium(), make_organisation(name="白云学院")
    make_membership(consortium=consortium, organisation=body, role="director", **standing)
    record = upload(
        consortium, ("单位", "职务", "加入时间", "退出时间"), ("白云学院", *row), by=clerk
    )
    plan = plan_of(record, by=clerk)
    assert changes(plan) == expected
    assert all(row.change_choice == "keep" for row in plan.rows)


def test_two_terms_of_one_role_are_two_memberships(clerk):
    consortium, body = make_consortium(), make_organisation(name="白云学院")
    for since, until in (("2021", ""), ("2016", "2018")):
        make_membership(
            consortium=consortium, organisation=body, role="chair", since=since, until=until
        )
    rows = [
        ("白云学院", "理事长", *term) for term in (("2016", "2018"), ("2021", ""), ("2010", "2012"))
    ]
    record = upload(consortium, ("单位", "职务", "加入时间", "退出时间"), *rows, by=clerk)
    assert states(plan_of(record, by=clerk)) == [
        RowState.STANDING,
        RowState.STANDING,
        RowState.ADDED,
    ]


def test_row_that_repeats_another_is_said(clerk):
    record = upload(make_consortium(), ("单位",), ("白云学院",), ("白云学院",), by=clerk)
    plan = plan_of(record, by=clerk)
    assert states(plan) == [RowState.NEW, RowState.STANDING]
    assert "2" in plan.rows[1].remarks[0]


def test_memberships_that_the_sheet_lacks_are_listed_and_kept(clerk):
    consortium = make_consortium()
    kept = make_membership(consortium=consortium)
    record = upload(consortium, ("单位",), ("白云学院",), by=clerk)
    missing = plan_of(record, by=clerk).missing
    assert [(each.pk, each.choice) for each in missing] == [(kept.pk, "keep")]


def test_alias_is_the_organisation(clerk):
    body = make_organisation(name="白云职业技术学院")
    make_name(body, "白云职院")
    record = upload(make_consortium(), ("单位",), ("白云职院",), by=clerk)
    assert plan_of(record, by=clerk).rows[0].questions[0].organisation == body.pk


def test_consortium_in_its_own_list_is_left_out(clerk):
    consortium = make_consortium(name="鹿山共同体")
    record = upload(consortium, ("单位",), ("鹿山共同体",), ("白云学院",), by=clerk)
    assert states(plan_of(record, by=clerk)) == [RowState.LEFT_OUT, RowState.NEW]


@pytest.mark.parametrize("lines", [2, 120])
def test_plan_takes_the_same_queries_for_any_sheet(clerk, lines, django_assert_num_queries):
    consortium = make_consortium()
    rows = [(f"第{number}公司",) for number in range(lines)]
    record = upload(consortium, ("单位",), *rows, by=clerk)
    clerk.has_perm("consortia.add_membership")
    with django_assert_num_queries(6):
        plan_of(record, by=clerk)
