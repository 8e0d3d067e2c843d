"""Members from a spreadsheet: what is read, what is refused."""

import pytest
from django.utils.translation import override

from consortia.sheets.members import MemberRow, read_members, read_members_text, to_csv
from consortia.sheets.remarks import SheetRefused
from consortia.sheets.workbook.cells import MAX_LINES
from tests.consortia.sheets.workbooks import workbook


def test_sheet_in_either_language_and_encoding():
    expected = (
        MemberRow(2, name="鹿山职业学院", role="vice_chair", since="2024-05-22"),
        MemberRow(4, name="松江集团", role="member"),
    )
    text = "单位名称,职务,加入时间\n鹿山职业学院,副理事长单位,2024/05/22\n,,\n松江集团,,\n"
    rows = [
        ("Organisation", "Role", "Since"),
        ("鹿山职业学院", "Vice-chair organisation", "2024-05-22"),
        (),
        ("松江集团",),
    ]
    sheets = [
        read_members(("\ufeff" + text).encode()),
        read_members(text.encode("gb18030")),
        read_members(workbook(*rows)),
        read_members_text(text.replace(",", "\t")),
    ]
    assert [sheet.rows for sheet in sheets] == [expected] * 4


@pytest.mark.parametrize(
    "role", ["副理事长单位", "副理事长", "vice_chair", "Vice-chair organisation", "vice-chair"]
)
def test_role_in_any_wording(role):
    assert read_members_text(f"单位,角色\n甲公司,{role}\n").rows[0].role == "vice_chair"


def test_members_survive_the_way_through_a_form():
    rows = (
        MemberRow(2, name="=甲,公司", name_en='A "B" Co.', role="chair", since="XXXX-11-14"),
        MemberRow(3, name_en="C College"),
    )
    assert read_members_text(to_csv(rows)).rows == rows


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            "单位,角色\n甲公司,总司令\n,成员\n乙公司,\n",
            ["Line 2 (角色): “总司令” is not a role.", "Line 3: no name."],
        ),
        ("单位,加入时间\n甲公司,明年\n乙公司,\n", ["Line 2 (加入时间): “明年” is not a date"]),
    ],
)
def test_row_with_faults_is_said_beside_the_others(text, faults):
    with override("en"):
        sheet = read_members_text(text)
        said = [str(fault).partition(" such")[0] for fault in sheet.faults]
    assert said == faults
    assert [row.name for row in sheet.rows] == ["乙公司"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "No column is headed"),
        ("职务\n成员\n", "No column is headed"),
        ("单位\n", "no members"),
        ("单位\n" + "甲公司\n" * (MAX_LINES + 1), "more than 2000 lines"),
        (f'单位\n"{"甲" * 140_000}"\n', "cannot be read"),
    ],
)
def test_sheet_that_cannot_be_read_is_refused(text, fault):
    with override("en"), pytest.raises(SheetRefused) as refused:
        read_members_text(text)
    assert fault in str(refused.value)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00\xd8", b"PK\x03\x04 not a workbook", b"x" * 2_000_001]
)
def test_file_that_is_no_sheet_is_refused(data):
    with pytest.raises(SheetRefused):
        read_members(data)


def test_control_characters_are_no_part_of_a_name():
    [row] = read_members_text("单位,职务\n甲\x07学\x1b院\x7f,理事\n").rows
    assert row.name == "甲学院"
