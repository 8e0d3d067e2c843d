"""Training bases and agreements from a spreadsheet: planned, written once, changed, undone."""

import pytest
from django.db.models import CharField
from django.utils import timezone
from django.utils.translation import override

from consortia.models import (
    Agreement,
    AgreementParty,
    BasePartner,
    Organisation,
    SheetKind,
    TrainingBase,
)
from consortia.sheets.apply import apply_import, plan_import, stored_decisions, upload_sheet
from consortia.sheets.decisions import SheetDecisions
from consortia.sheets.plan import RowState
from consortia.sheets.record_rows import MAX_LENGTHS
from consortia.sheets.row_keys import make_row_key
from consortia.sheets.undo import undo_import
from tests.database_rows import serialize_all_rows
from tests.factories import (
    make_agreement,
    make_base,
    make_conference,
    make_consortium,
    make_industry,
    make_organisation,
    make_region,
    make_user,
)

pytestmark = pytest.mark.django_db
RIGHTS = (
    "change_consortium", "add_trainingbase", "change_trainingbase", "add_basepartner",
    "add_agreement", "change_agreement", "add_agreementparty", "add_organisation",
)  # fmt: skip
BASES = (
    "基地名称,依托单位,共建单位,授牌单位,级别,地区,行业,揭牌时间\n"
    "长川钢管产业学院,南浦学院,长川钢管厂、北溪电缆公司,长川省教育厅,省级,山东省,钢铁,2021年3月\n"
    "北溪电缆实训基地,南浦学院,,,,火星,,2022\n"
)
AGREEMENTS = (
    "协议名称,甲方,甲方签字人,乙方,签约时间,签约会议\n"
    "钢管订单班协议,南浦学院,李某（院长）,长川钢管厂,2021-03-01,长川大会\n"
    "战略合作协议,南浦学院,,长川钢管厂,2021,\n"
    "战略合作协议,南浦学院,,北溪电缆公司,2021,\n"
)


@pytest.fixture
def clerk():
    return make_user(*RIGHTS)


@pytest.fixture
def consortium():
    make_region()
    make_industry()
    make_organisation(name="南浦学院")
    make_conference(name="长川大会")
    return make_consortium(name="长川新材料产教融合联合体")


def upload(kind, consortium, text, *, by):
    data = text.encode()
    return upload_sheet(kind, consortium, data, name="list.csv", by=by, at=timezone.now())


def plan_of(record, *, by, **decisions):
    return plan_import(record, decisions=SheetDecisions(**decisions), by=by)


def apply(record, *, by, **decisions):
    chosen = SheetDecisions(**decisions)
    shown = plan_import(record, decisions=stored_decisions(record), by=by).fingerprint
    return apply_import(record, chosen, shown=shown, by=by, at=timezone.now())


def states(record, *, by):
    return [row.state for row in plan_of(record, by=by).rows]


def partners(base):
    return [(part.role, str(part.organisation)) for part in base.partners.all()]


def test_bases_are_written_once_and_undone(clerk, consortium):
    before = serialize_all_rows()
    record = upload(SheetKind.TRAINING_BASES, consortium, BASES, by=clerk)
    applied = apply(record, by=clerk)
    first, second = TrainingBase.objects.order_by("pk")
    assert partners(first) == [
        ("host", "南浦学院"), ("co_founder", "长川钢管厂"), ("co_founder", "北溪电缆公司"),
    ]  # fmt: skip
    assert (str(first.region), str(first.industry)) == ("山东省", "钢铁")
    assert (first.kind, first.nature, first.level) == ("industry_college", "title", "provincial")
    assert (str(first.awarded_by), first.unveiled_on) == ("长川省教育厅", "2021-03")
    assert (second.kind, second.nature, second.region) == ("training_base", "body", None)
    assert {base.consortium for base in (first, second)} == {consortium}
    again = upload(SheetKind.TRAINING_BASES, consortium, BASES, by=clerk)
    assert states(again, by=clerk) == [RowState.STANDING] * 2
    undo_import(applied, by=clerk, at=timezone.now())
    assert serialize_all_rows() == before


def test_region_that_is_not_on_record_is_said(clerk, consortium):
    record = upload(SheetKind.TRAINING_BASES, consortium, BASES, by=clerk)
    with override("en"):
        remarks = [row.all_remarks for row in plan_of(record, by=clerk).rows]
    assert remarks == [(), ("“火星” is not on record; it is left out.",)]


def test_base_that_stands_is_completed_where_the_clerk_says_so(clerk, consortium):
    host = Organisation.objects.get(name="南浦学院")
    base = make_base(name="长川钢管产业学院", hosts=[host], unveiled_on="2021", consortium=None)
    record = upload(SheetKind.TRAINING_BASES, consortium, BASES, by=clerk)
    row = plan_of(record, by=clerk).rows[0]
    assert (row.state, row.record, row.change_choice) == (RowState.CHANGED, base.pk, "keep")
    assert {change.field for change in row.changes} == {
        "awarded_by", "consortium", "industry", "level", "new.1", "new.2", "region", "unveiled_on",
    }  # fmt: skip
    apply(record, by=clerk, changes={"2": "change"})
    base.refresh_from_db()
    assert (base.unveiled_on, base.consortium, str(base.awarded_by)) == (
        "2021-03", consortium, "长川省教育厅",
    )  # fmt: skip
    assert len(partners(base)) == 3
    again = upload(SheetKind.TRAINING_BASES, consortium, BASES, by=clerk)
    assert states(again, by=clerk) == [RowState.STANDING] * 2


def test_base_of_the_same_name_with_another_host_is_another(clerk, consortium):
    other = make_organisation(name="东岭大学")
    make_base(name="北溪电缆实训基地", hosts=[other], consortium=consortium)
    record = upload(SheetKind.TRAINING_BASES, consortium, BASES, by=clerk)
    plan = plan_of(record, by=clerk)
    assert plan.rows[1].state == RowState.ADDED
    assert [missing.label for missing in plan.missing] == ["北溪电缆实训基地"]


def test_agreements_are_written_once_and_undone(clerk, consortium):
    before = serialize_all_rows()
    record = upload(SheetKind.AGREEMENTS, consortium, AGREEMENTS, by=clerk)
    applied = apply(record, by=clerk)
    first, *others = Agreement.objects.order_by("pk")
    assert [
        (party.side, str(party.organisation), party.signatory, party.post)
        for party in first.parties.all()
    ] == [("A", "南浦学院", "李某", "院长"), ("B", "长川钢管厂", "", "")]
    assert (first.kind, first.signed_on, str(first.conference)) == (
        "order_class", "2021-03-01", "长川大会",
    )  # fmt: skip
    assert [agreement.kind for agreement in others] == ["strategic_cooperation"] * 2
    assert Organisation.objects.filter(name="长川钢管厂").count() == 1
    again = upload(SheetKind.AGREEMENTS, consortium, AGREEMENTS, by=clerk)
    assert states(again, by=clerk) == [RowState.STANDING] * 3
    undo_import(applied, by=clerk, at=timezone.now())
    assert serialize_all_rows() == before


def test_name_that_is_near_is_asked_in_its_row(clerk, consortium):
    make_organisation(name="长川钢管厂有限公司", kind="enterprise")
    record = upload(SheetKind.AGREEMENTS, consortium, AGREEMENTS, by=clerk)
    plan = plan_of(record, by=clerk)
    assert plan.undecided_lines == [2, 3]
    assert [question.key for question in plan.rows[0].questions if question.is_asked] == ["2.1"]
    chosen = str(Organisation.objects.get(name="长川钢管厂有限公司").pk)
    apply(record, by=clerk, names={"2.1": chosen})
    assert Agreement.objects.filter(parties__organisation=chosen).count() == 2


def test_row_key_finds_the_agreement_under_a_new_title(clerk, consortium):
    agreement = make_agreement(title="旧名", consortium=consortium)
    key = make_row_key(SheetKind.AGREEMENTS, agreement.pk)
    text = f"协议名称,签约时间,协议记录编号\n新名,2021,{key}\n"
    record = upload(SheetKind.AGREEMENTS, consortium, text, by=clerk)
    assert plan_of(record, by=clerk).rows[0].change_choice == "change"
    apply(record, by=clerk)
    agreement.refresh_from_db()
    assert (agreement.title, agreement.signed_on) == ("新名", "2021")


def test_line_that_says_the_same_again_is_no_second_agreement(clerk, consortium):
    text = AGREEMENTS + AGREEMENTS.splitlines()[1]
    record = upload(SheetKind.AGREEMENTS, consortium, text, by=clerk)
    assert states(record, by=clerk)[-1] == RowState.STANDING


@pytest.mark.parametrize("lines", [2, 40])
def test_plan_asks_the_same_of_the_database_for_any_sheet(
    clerk, consortium, lines, django_assert_num_queries
):
    rows = [f"第{line}协议,南浦学院,某{line}公司,2021,长川大会\n" for line in range(lines)]
    text = "协议名称,甲方,乙方,签约时间,签约会议\n" + "".join(rows)
    record = upload(SheetKind.AGREEMENTS, consortium, text, by=clerk)
    clerk.has_perm("consortia.add_agreement")
    with django_assert_num_queries(7):
        plan_of(record, by=clerk)


def test_lengths_that_are_checked_are_those_of_the_fields():
    models = (TrainingBase, BasePartner, Agreement, AgreementParty, Organisation)
    lengths = {
        field.name.removesuffix("_en"): field.max_length
        for model in models
        for field in model._meta.concrete_fields
        if type(field) is CharField and not field.choices
    }
    assert MAX_LENGTHS.items() <= lengths.items()
    assert lengths["title"] == MAX_LENGTHS["name"]


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        (SheetKind.TRAINING_BASES, "基地名称\n{}\n"),
        (SheetKind.TRAINING_BASES, "基地名称,依托单位\n甲基地,{}\n"),
        (SheetKind.TRAINING_BASES, "基地名称,联系方式（中文）\n甲基地,{}\n"),
        (SheetKind.AGREEMENTS, "协议名称,甲方,乙方\n甲协议,{},乙厂\n"),
        (SheetKind.AGREEMENTS, "协议名称,甲方,甲方签字人\n甲协议,南浦学院,{}\n"),
        (
            SheetKind.AGREEMENTS,
            "协议名称,甲方,甲方签字人,甲方签字人职务\n甲协议,南浦学院,李某,{}\n",
        ),
    ],
)
def test_text_longer_than_its_field_is_a_fault(clerk, consortium, kind, table):
    record = upload(kind, consortium, table.format("长" * 301), by=clerk)
    plan = plan_of(record, by=clerk)
    assert ([fault.line for fault in plan.faults], plan.rows) == ([2], ())
