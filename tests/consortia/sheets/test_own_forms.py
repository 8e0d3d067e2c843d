"""Sheets of many forms, each with what a careful clerk reads in it."""

import pytest
from django.utils.translation import override

from consortia.sheets.members import read_members_text

CASES = {
    "two lists beside each other": (
        "名单\n序号,单位名称,职务,,序号,单位名称,职务\n1,长川钢管厂,理事,,3,北溪电缆公司,会员\n2,南浦学院,理事、秘书处,,,,\n",
        [
            ("长川钢管厂", "director", "", ""),
            ("南浦学院", "director", "", ""),
            ("南浦学院", "secretary_general", "", ""),
            ("北溪电缆公司", "member", "", ""),
        ],
        [],
    ),
    "a name and its former name under the same heading": (
        "单位名称,职务,单位名称\n长川钢管厂,理事,旧厂\n",
        [("长川钢管厂", "director", "", "")],
        [(None, "单位名称")],
    ),
    "the length of a term": (
        "单位名称,职务,任期\n长川钢管厂,理事,5年\n南浦学院,理事,第二届\n",
        [("长川钢管厂", "director", "", ""), ("南浦学院", "director", "", "")],
        [(2, "5年"), (3, "第二届")],
    ),
    "headings that are made of words": (
        "成员单位名录,本届拟任职务,加入联合体时间,联系人职务\n长川钢管厂,1.副会长,2021.0,总经理\n共有成员单位1家,,,\n",
        [("长川钢管厂", "vice_chair", "2021", "")],
        [(None, "联系人职务"), (3, "")],
    ),
    "heading below three lines of title": (
        "长川新材料产教融合联合体\n第二届理事会成员名单,,\n单位：家,,\n序号,成员单位名称,理事会职务\n1,长川钢管厂,副会长单位\n",
        [("长川钢管厂", "vice_chair", "", "")],
        [],
    ),
    "two lines of headings": (
        "单位名称,任职时间,\n,起,止\n长川钢管厂,2021年3月,2024年3月\n",
        [("长川钢管厂", "member", "2021-03", "2024-03")],
        [],
    ),
    "a term in one column": (
        "单位名称,职务,任期\n长川钢管厂,理事单位,2021.3-2024.3\n南浦学院,理事单位,2022年至今\n",
        [("长川钢管厂", "director", "2021-03", "2024-03"), ("南浦学院", "director", "2022", "")],
        [],
    ),
    "groups with their office above": (
        "序号,单位名称\n一、会长单位（1家）,\n1,长川钢管厂\n二、副会长单位,\n1,南浦学院\n2,北溪电缆公司\n",
        [
            ("长川钢管厂", "chair", "", ""),
            ("南浦学院", "vice_chair", "", ""),
            ("北溪电缆公司", "vice_chair", "", ""),
        ],
        [(2, "会长单位"), (4, "副会长单位")],
    ),
    "a group that the portal has not": (
        "单位名称\n监事单位\n长川钢管厂\n理事单位\n南浦学院\n",
        [("南浦学院", "director", "", "")],
        [(2, "监事单位"), (3, "not a role"), (4, "理事单位")],
    ),
    "several offices in one cell": (
        "单位,职务\n长川钢管厂,副理事长单位、秘书长单位\n南浦学院,理事长单位兼秘书处\n",
        [
            ("长川钢管厂", "vice_chair", "", ""),
            ("长川钢管厂", "secretary_general", "", ""),
            ("南浦学院", "chair", "", ""),
            ("南浦学院", "secretary_general", "", ""),
        ],
        [],
    ),
    "an office that turns": (
        "单位,职务\n长川钢管厂,轮值理事长单位\n南浦学院,成员单位\n",
        [("南浦学院", "member", "", "")],
        [(2, "轮值理事长单位")],
    ),
    "one known office beside an unknown": (
        "单位,职务\n长川钢管厂,理事单位、监事单位\n南浦学院,成员\n",
        [("南浦学院", "member", "", "")],
        [(2, "监事单位")],
    ),
    "the office of a person is none of the body": (
        "单位名称,联系人,职务,电话\n长川钢管厂,某人,董事长,1\n",
        [("长川钢管厂", "member", "", "")],
        [(None, "职务"), (None, "role")],
    ),
    "placeholders": (
        "单位,职务,加入时间,退出时间\n长川钢管厂,/,—,至今\n南浦学院,无,不详,-\n",
        [("长川钢管厂", "member", "", ""), ("南浦学院", "member", "", "")],
        [],
    ),
    "notes and a stamp below": (
        "单位,职务\n长川钢管厂,会员单位\n注：排名不分先后,\n填表人：某人,\n",
        [("长川钢管厂", "member", "", "")],
        [(3, "排名"), (4, "填表人")],
    ),
    "totals in other words": (
        "序号,单位,职务\n1,长川钢管厂,理事\n小  计,1家,\n,共计：1家,\n总计,,1\n",
        [("长川钢管厂", "director", "", "")],
        [(3, ""), (4, ""), (5, "")],
    ),
    "a body that is called like a total": (
        "单位\n合计科技有限公司\n",
        [("合计科技有限公司", "member", "", "")],
        [],
    ),
    "headings again on each page": (
        "单位,职务\n长川钢管厂,理事\n单位,职务\n南浦学院,理事\n",
        [("长川钢管厂", "director", "", ""), ("南浦学院", "director", "", "")],
        [(3, "")],
    ),
    "numbers without bodies": (
        "序号,单位,职务\n1,长川钢管厂,理事\n2,,\n3,,\n",
        [("长川钢管厂", "director", "", "")],
        [(3, ""), (4, "")],
    ),
    "a missing name": (
        "序号,单位,职务\n1,,理事单位\n2,南浦学院,理事单位\n",
        [("南浦学院", "director", "", "")],
        [(2, "no name")],
    ),
    "marks on the headings": (
        "*单位名称（全称）,职  务：,入会时间\n（年月）\n长川钢管厂,理事,202103\n".replace(
            "\n（年月）", "（年月）"
        ),
        [("长川钢管厂", "director", "2021-03", "")],
        [],
    ),
    "traditional characters": (
        "單位名稱,職務,加入時間\n長川鋼管廠,副理事長單位,2021年3月\n",
        [("長川鋼管廠", "vice_chair", "2021-03", "")],
        [],
    ),
    "English throughout": (
        "No.,Organization,Position,Joined on\n1,Changchuan Steel Pipes Co.,Vice President,March 2021\n",
        [("Changchuan Steel Pipes Co.", "vice_chair", "2021-03", "")],
        [],
    ),
    "a date that is none": (
        "单位,加入时间\n长川钢管厂,2021年2月30日\n南浦学院,待批\n北溪电缆公司,2021\n",
        [("北溪电缆公司", "member", "2021", "")],
        [(2, "2月30日"), (3, "待批")],
    ),
    "errors saved as text": (
        "单位,职务,加入时间\n#REF!,理事,2021\n长川钢管厂,#N/A,2021\n南浦学院,理事,####\nFALSE,理事,\n北溪电缆公司,理事,2021\n",
        [("北溪电缆公司", "director", "2021", "")],
        [(2, "#REF!"), (3, "#N/A"), (4, "####"), (5, "FALSE")],
    ),
    "semicolons, and commas in names": (
        "单位;职务\nA, B and C Works;理事\nD, E and F Works;理事\n",
        [("A, B and C Works", "director", "", ""), ("D, E and F Works", "director", "", "")],
        [],
    ),
    "one column with commas in the names": (
        "Organisation\nA Works, Inc.\nB Works, Inc.\n",
        [("A Works, Inc.", "member", "", ""), ("B Works, Inc.", "member", "", "")],
        [(None, "role")],
    ),
    "bars and a drawn line": (
        "| 单位 | 职务 |\n|------|------|\n| 长川钢管厂 | 理事 |\n",
        [("长川钢管厂", "director", "", "")],
        [],
    ),
    "a name broken in its cell": (
        '单位,职务\n"长川新材料\n研究院",理事\n南浦学院,理事\n',
        [("长川新材料研究院", "director", "", ""), ("南浦学院", "director", "", "")],
        [],
    ),
    "a serial day as text, with hours": (
        "单位,加入时间\n长川钢管厂,44256\n南浦学院,44256.5\n",
        [("长川钢管厂", "member", "2021-03-01", ""), ("南浦学院", "member", "2021-03-01", "")],
        [],
    ),
    "a month as Excel writes it": (
        "单位,加入时间\n长川钢管厂,Mar-21\n南浦学院,1-Mar-21\n",
        [("长川钢管厂", "member", "2021-03", ""), ("南浦学院", "member", "2021-03-01", "")],
        [],
    ),
    "joined, and later in office": (
        "单位,职务,入会日期,任职时间\n长川钢管厂,理事,2019,2021\n",
        [("长川钢管厂", "director", "2021", "")],
        [(2, "2019")],
    ),
    "a heading that stands before a better one": (
        "名称,单位名称,身份\n一号,长川钢管厂,理事\n",
        [("长川钢管厂", "director", "", "")],
        [(None, "名称")],
    ),
    "class of member as the office": (
        "会员名称,会员类别\n长川钢管厂,副会长\n南浦学院,普通会员\n",
        [("长川钢管厂", "vice_chair", "", ""), ("南浦学院", "member", "", "")],
        [],
    ),
    "secretariat and guidance": (
        "单位,职务\n长川钢管厂,秘书处\n南浦学院,指导单位\n北溪电缆公司,联合牵头单位\n",
        [
            ("长川钢管厂", "secretary_general", "", ""),
            ("南浦学院", "guiding", "", ""),
            ("北溪电缆公司", "lead", "", ""),
        ],
        [],
    ),
    "a year without its end of range": (
        "单位,任职起始,任职截止\n长川钢管厂,2019年,2018年\n南浦学院,2019年,2019年\n",
        [("南浦学院", "member", "2019", "2019")],
        [(2, "2018")],
    ),
    "quoted text that begins like a formula": (
        "单位,职务\n'=长川钢管厂,理事\n=A1&B1,理事\n",
        [("=长川钢管厂", "director", "", "")],
        [(3, "=A1&B1")],
    ),
}


def said(sheet):
    return [(remark.line, str(remark)) for remark in (*sheet.faults, *sheet.remarks)]


@pytest.mark.parametrize("name", CASES)
def test_sheet_of_this_form_is_read(name):
    text, members, remarks = CASES[name]
    with override("en"):
        sheet = read_members_text(text)
        found = said(sheet)
    assert [
        (row.name or row.name_en, row.role, row.since, row.until) for row in sheet.rows
    ] == members
    for line, words in remarks:
        assert any(line == place and words in sentence for place, sentence in found), found
    lines = {line for line, _words in remarks if line}
    assert {line for line, _sentence in found if line} == lines
    assert len({row.key for row in sheet.rows}) == len(sheet.rows)
