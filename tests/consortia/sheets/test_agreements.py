"""Agreements from a spreadsheet: what is read."""

from django.utils.translation import override

from consortia.sheets.agreements import read_agreements_text


def parties(row):
    return [(part.label, part.values) for part in row.parts]


def test_parties_with_signatories_in_columns():
    sheet = read_agreements_text(
        "序号,协议名称,类型,甲方,甲方签字人,甲方职务,乙方,乙方签字人,丙方,签约时间,签约仪式\n"
        "1,钢管人才订单班协议,订单班,南浦学院,李某,院长,长川钢管厂,王某（总经理）,北溪镇,2021年3月,长川大会\n"
    )
    row = sheet.rows[0]
    assert (row.title, row.values) == (
        "钢管人才订单班协议",
        {"kind": "order_class", "signed_on": "2021-03"},
    )
    assert row.lookups == {"signed_at": "长川大会"}
    assert parties(row) == [
        ("南浦学院", {"side": "A", "signatory": "李某", "post": "院长"}),
        ("长川钢管厂", {"side": "B", "signatory": "王某", "post": "总经理"}),
        ("北溪镇", {"side": "C"}),
    ]
    assert sheet.remarks == ()


def test_headings_that_stand_again_for_each_side():
    sheet = read_agreements_text(
        "项目名称,签约方1,签字人,签约方2,签字人\n共建实训基地,南浦学院,李某 院长,长川钢管厂,王某\n"
    )
    assert parties(sheet.rows[0]) == [
        ("南浦学院", {"side": "A", "signatory": "李某", "post": "院长"}),
        ("长川钢管厂", {"side": "B", "signatory": "王某"}),
    ]
    assert sheet.remarks == ()


def test_all_parties_in_one_cell():
    with override("en"):
        sheet = read_agreements_text(
            "协议名称,签约各方,签约代表,协议类型\n"
            "甲协议,南浦学院、长川钢管厂,李某、王某,战略合作\n"
            "乙协议,南浦学院；长川钢管厂；北溪镇,李某、王某,\n"
            "丙战略合作协议,南浦学院,,\n"
        )
        faults = [str(fault) for fault in sheet.faults]
    assert parties(sheet.rows[0]) == [
        ("南浦学院", {"signatory": "李某"}),
        ("长川钢管厂", {"signatory": "王某"}),
    ]
    assert faults == ["Line 3: 2 signatories stand beside 3 parties."]
    assert sheet.rows[1].defaults == {"kind": "strategic_cooperation"}


def test_sides_under_one_heading_of_two_lines():
    sheet = read_agreements_text(
        "协议名称,签约单位,,签约代表,\n,甲方,乙方,甲方,乙方\n甲协议,南浦学院,长川钢管厂,李某,王某\n"
    )
    assert [part.label for part in sheet.rows[0].parts] == ["南浦学院", "长川钢管厂"]
