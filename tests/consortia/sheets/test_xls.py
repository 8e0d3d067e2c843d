"""XLS files of Excel 97 to 2003."""

from datetime import date

import pytest
import xlwt
from django.utils.translation import override

from consortia.sheets.members import read_members
from consortia.sheets.remarks import SheetRefused
from tests.consortia.sheets.workbooks import saved, xls_workbook

HEADINGS = ("单位名称", "职务", "加入时间")


def members(data):
    return [(row.name, row.role, row.since) for row in read_members(data).rows]


@pytest.mark.parametrize(
    ("value", "number_format", "since"),
    [
        (date(2021, 3, 1), "yyyy-mm-dd", "2021-03-01"),
        (date(2021, 3, 1), 'yyyy"年"m"月"', "2021-03"),
        (date(2021, 3, 1), "yyyy", "2021"),
        (44256, "General", "2021-03-01"),
        (2021, "General", "2021"),
        (2021.1, "0.00", "2021-10"),
        ("2021.3", "General", "2021-03"),
    ],
)
def test_date_is_as_exact_as_its_cell_shows_it(value, number_format, since):
    data = xls_workbook(HEADINGS, ("长川钢管厂", "理事", value), formats={(1, 2): number_format})
    assert members(data) == [("长川钢管厂", "director", since)]


def test_merged_and_hidden_cells():
    data = xls_workbook(
        HEADINGS,
        ("长川钢管厂", "副会长单位", 2021),
        ("南浦学院", None, 2022),
        ("北溪电缆公司", "会员", 2023),
        merged=[(1, 2, 1, 1)],
        hidden_rows=[4],
    )
    assert [row[:2] for row in members(data)] == [
        ("长川钢管厂", "vice_chair"),
        ("南浦学院", "vice_chair"),
        ("北溪电缆公司", "member"),
    ]
    assert [remark.line for remark in read_members(data).remarks] == [4]


def test_truth_and_error_in_place_of_a_name():
    book = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    for column, text in enumerate(HEADINGS):
        sheet.write(0, column, text)
    sheet.row(1).set_cell_boolean(0, True)
    sheet.row(2).set_cell_error(0, 42)
    with override("en"):
        faults = [str(fault) for fault in read_members(saved(book)).faults]
    assert faults == [
        "Line 2 (单位名称): “TRUE” is a truth value, no text.",
        "Line 3 (单位名称): “#N/A” is an error of the spreadsheet.",
    ]


def test_hidden_sheet_is_said():
    book = xlwt.Workbook()
    for title, name in (("上届", "旧厂"), ("本届", "长川钢管厂")):
        sheet = book.add_sheet(title)
        sheet.write(0, 0, "单位名称")
        sheet.write(1, 0, name)
    book.get_sheet(0).visibility = 1
    book.set_active_sheet(1)
    assert members(saved(book)) == [("长川钢管厂", "member", "")]
    assert read_members(saved(book)).remarks[0].sheet == "上届"


def test_cut_file_is_refused():
    data = xls_workbook(HEADINGS, ("长川钢管厂", "理事", 2021))
    for length in (512, 1024, len(data) // 2):
        with pytest.raises(SheetRefused):
            read_members(data[:length])
