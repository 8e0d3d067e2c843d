"""XLSX files: what is shown, merged, hidden, calculated; and files that are none."""

import io
import zipfile
from datetime import date, time

import openpyxl
import pytest
from django.utils.translation import override

from consortia.sheets.members import read_members
from consortia.sheets.remarks import SheetRefused
from tests.consortia.sheets.workbooks import saved, workbook

HEADINGS = ("单位名称", "职务", "加入时间")


def members(data):
    return [(row.name, row.role, row.since) for row in read_members(data).rows]


def said(data):
    with override("en"):
        sheet = read_members(data)
        return [str(remark) for remark in (*sheet.faults, *sheet.remarks)]


def replaced(data, path, *changes):
    """The workbook with texts of one part replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            part = source.read(name)
            if name == path:
                for old, new in changes:
                    assert old in part
                    part = part.replace(old, new)
            archive.writestr(name, part)
    return target.getvalue()


@pytest.mark.parametrize(
    ("value", "number_format", "since"),
    [
        (date(2021, 3, 1), "yyyy-mm-dd", "2021-03-01"),
        (date(2021, 3, 1), "yyyy.mm", "2021-03"),
        (date(2021, 3, 1), 'yyyy"年"', "2021"),
        (date(2021, 3, 1), "m/d/yyyy h:mm", "2021-03-01"),
        (date(2021, 3, 1), "mmmm yyyy", "2021-03"),
        (date(2021, 3, 1), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2021-03-01"),
        (date(2021, 3, 1), "[DBNum1][$-804]yyyy年m月;@", "2021-03"),
        (date(2021, 3, 1), 'm"月"d"日"', "XXXX-03-01"),
        (date(2021, 3, 1), "e/m/d", "2021-03-01"),
        (2021, "General", "2021"),
        (2021, '0"年"', "2021"),
        (202103, "0", "2021-03"),
        (20210301, "General", "2021-03-01"),
        (44256, "General", "2021-03-01"),
        (2021.3, "General", "2021-03"),
        (2021.1, "0.00", "2021-10"),
        ("2021.10", "@", "2021-10"),
    ],
)
def test_date_is_as_exact_as_its_cell_shows_it(value, number_format, since):
    data = workbook(HEADINGS, ("长川钢管厂", "理事", value), formats={"C2": number_format})
    assert members(data) == [("长川钢管厂", "director", since)]


@pytest.mark.parametrize("value", [time(9, 30), 2021.1, 3, 999999, -4])
def test_number_that_is_no_date_is_said(value):
    data = workbook(HEADINGS, ("长川钢管厂", "理事", value), ("南浦学院", "", ""))
    assert members(data) == [("南浦学院", "member", "")]
    assert said(data)[0].startswith("Line 2 (加入时间)")


@pytest.mark.parametrize(
    ("key", "since"), [(57, "2021-03"), (31, "2021-03-01"), (58, "XXXX-03-01")]
)
def test_format_that_only_a_chinese_excel_knows(key, since):
    data = workbook(HEADINGS, ("长川钢管厂", "理事", 44256), formats={"C2": "mmm-yy"})
    changed = replaced(data, "xl/styles.xml", (b'numFmtId="17"', f'numFmtId="{key}"'.encode()))
    assert members(changed) == [("长川钢管厂", "director", since)]


def test_days_that_count_from_1904():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for row in (HEADINGS, ("长川钢管厂", "", date(2021, 3, 1)), ("南浦学院", "", 42794)):
        book.active.append(row)
    assert [row[2] for row in members(saved(book))] == ["2021-03-01", "2021-03-01"]


def test_merged_cells_reach_down_and_right():
    data = workbook(
        ("长川新材料联合体成员名单",),
        ("单位名称", "任职", None, "备注"),
        (None, "起", "止", None),
        ("长川钢管厂", "2021", "2024", None),
        ("南浦学院", None, None, None),
        merged=("A1:D1", "A2:A3", "B2:C2", "D2:D3", "B4:B5", "C4:C5"),
    )
    assert [(row.line, row.since, row.until) for row in read_members(data).rows] == [
        (4, "2021", "2024"),
        (5, "2021", "2024"),
    ]


def test_group_merged_over_its_row():
    data = workbook(
        HEADINGS,
        ("常务理事单位（2家）", None, None),
        ("长川钢管厂", None, None),
        ("院校", None, None),
        ("南浦学院", None, 2021),
        merged=("A2:C2", "A4:C4"),
    )
    assert members(data) == [
        ("长川钢管厂", "standing_director", ""),
        ("南浦学院", "standing_director", "2021"),
    ]
    assert [sentence[:6] for sentence in said(data)] == ["Line 2", "Line 4"]


def test_hidden_column_is_said():
    book = openpyxl.Workbook()
    for row in (HEADINGS, ("长川钢管厂", "理事", 2021)):
        book.active.append(row)
    book.active.column_dimensions["C"].hidden = True
    assert said(saved(book)) == [
        "Column “C”: This column is hidden in the sheet; it was read like the others."
    ]


def test_list_behind_a_page_of_instructions():
    book = openpyxl.Workbook()
    book.active.title = "填表说明"
    book.active.append(["请如实填写"])
    sheet = book.create_sheet("名单")
    sheet.append(HEADINGS)
    sheet.append(["长川钢管厂", "理事"])
    book.create_sheet("空白")
    assert members(saved(book)) == [("长川钢管厂", "director", "")]
    assert said(saved(book)) == [
        "Sheet “填表说明”: This sheet is left out: one sheet of a file is read."
    ]


def test_chart_is_said():
    book = openpyxl.Workbook()
    for row in (HEADINGS, ("长川钢管厂", "理事")):
        book.active.append(row)
    book.create_chartsheet("图", 0)
    assert said(saved(book)) == ["Sheet “图”: This sheet holds no cells and is left out."]


def test_text_that_begins_like_a_formula_is_text():
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append(["=长川", "理事"])
    book.active["A2"].data_type = "s"
    assert members(saved(book)) == [("=长川", "director", "")]


def test_rows_that_are_only_painted_are_no_members():
    book = openpyxl.Workbook()
    for row in (HEADINGS, ("长川钢管厂", "理事")):
        book.active.append(row)
    for line in range(3, 3000):
        book.active.cell(line, 1).fill = openpyxl.styles.PatternFill("solid", "FFFF00")
    assert members(saved(book)) == [("长川钢管厂", "director", "")]


def test_colour_and_filter_that_nobody_knows_cost_nothing():
    data = workbook(HEADINGS, ("长川钢管厂", "理事"))
    filtered = (
        b'</sheetData><autoFilter ref="A1:C2"><filterColumn colId="0"><customFilters>'
        b'<customFilter operator="notEqual" val=" "/></customFilters></filterColumn></autoFilter>'
    )
    data = replaced(data, "xl/worksheets/sheet1.xml", (b"</sheetData>", filtered))
    data = replaced(data, "xl/styles.xml", (b"<fills", b'<fills x="1"><fill/></fills><fills'))
    assert members(data) == [("长川钢管厂", "director", "")]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 not a workbook",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"%PDF-1.7",
        "<html><table><tr><td>单位".encode(),
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        bytes(range(128, 256)) * 20,
        b"",
    ],
)
def test_file_that_is_no_sheet_says_so(data):
    with pytest.raises(SheetRefused) as refused:
        read_members(data)
    assert refused.value.errors


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_workbook_with_a_broken_part_is_refused(part):
    data = replaced(workbook(HEADINGS, ("长川钢管厂", "理事")), part, (b"<", b"<<"))
    with pytest.raises(SheetRefused):
        read_members(data)


def test_workbook_that_unpacks_to_too_much_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)
    with override("en"), pytest.raises(SheetRefused, match="50 MB"):
        read_members(data.getvalue())


def test_areas_that_overlap_a_hundred_times_are_refused():
    areas = b"<mergeCells>" + b'<mergeCell ref="A2:XFD1048576"/>' * 100 + b"</mergeCells>"
    change = (b"</sheetData>", b"</sheetData>" + areas)
    data = replaced(workbook(HEADINGS, ("长川钢管厂", "理事")), "xl/worksheets/sheet1.xml", change)
    with override("en"), pytest.raises(SheetRefused, match="overlap"):
        read_members(data)
