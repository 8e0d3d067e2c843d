"""Training bases from a spreadsheet: what is read."""

import pytest
from django.utils.translation import override

from consortia.sheets.remarks import SheetRefused
from consortia.sheets.training_bases import read_training_bases_text


def partners(row):
    return [(part.values.get("role", part.target), part.label) for part in row.parts]


def test_bases_with_hosts_partners_and_awarder():
    sheet = read_training_bases_text(
        "长川新材料联合体实训基地一览表\n"
        "序号,基地名称,类别,依托院校,共建企业,级别,所在地,授牌单位,授牌时间,有效期,备注\n"
        "1,长川钢管现代产业学院,,南浦学院,长川钢管厂、北溪电缆公司,省级,长川市,长川省教育厅,2021年3月,2021.3-2024.3,重点\n"
        "2,北溪电缆基地,实习实训基地,北溪学院（北溪院）,,,,,2022,,\n"
        "合计,2个,,,,,,,,,\n"
    )
    first, second = sheet.rows
    assert (first.line, first.title) == (3, "长川钢管现代产业学院")
    assert first.values == {
        "level": "provincial",
        "unveiled_on": "2021-03",
        "valid_until": "2024-03",
    }
    assert first.defaults == {"kind": "industry_college", "nature": "title"}
    assert first.lookups == {"region": "长川市"}
    assert partners(first) == [
        ("host", "南浦学院"),
        ("co_founder", "长川钢管厂"),
        ("co_founder", "北溪电缆公司"),
        ("awarded_by", "长川省教育厅"),
    ]
    assert second.values == {"kind": "training_base", "unveiled_on": "2022"}
    assert second.defaults["nature"] == "body"
    assert second.parts[0].other_names == ("北溪院",)
    assert [remark.line for remark in sheet.remarks] == [None, 5]


def test_faults_name_line_and_column():
    with override("en"):
        sheet = read_training_bases_text(
            "Base name,Kind,Level,Date\nA Base,castle,national,2021\n,studio,,2021\nB Base,studio,,someday\n"
            "C Base,studio,municipal,2021\n"
        )
        faults = [str(fault) for fault in sheet.faults]
    assert faults[:2] == [
        "Line 2 (Kind): “castle” is not one of the values that the portal knows.",
        "Line 3: no name.",
    ]
    assert faults[2].startswith("Line 4 (Date): “someday” is not a date")
    assert [(row.title_en, row.values) for row in sheet.rows] == [
        ("C Base", {"kind": "studio", "level": "municipal", "unveiled_on": "2021"})
    ]


def test_list_of_something_else_is_refused():
    with pytest.raises(SheetRefused):
        read_training_bases_text("姓名,电话\n某人,1\n")
