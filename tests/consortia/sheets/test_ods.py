"""ODS files, as LibreOffice and WPS write them."""

import pytest
from django.utils.translation import override

from consortia.sheets.members import read_members
from tests.consortia.sheets.workbooks import ods_cell, ods_row, ods_workbook

HEADINGS = ods_row("单位名称", "职务", "加入时间")
MONTH_STYLE = (
    '<number:date-style style:name="N1"><number:year number:style="long"/><number:text>年</number:text>'
    "<number:month/><number:text>月</number:text></number:date-style>"
    '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
)


def members(data):
    return [(row.line, row.name, row.role, row.since) for row in read_members(data).rows]


@pytest.mark.parametrize(
    ("cell", "since"),
    [
        (
            ods_cell("2021年3月", value_type="date", date_value="2021-03-01", style_name="ce1"),
            "2021-03",
        ),
        (ods_cell("01/03/21", value_type="date", date_value="2021-03-01"), "2021-03-01"),
        (ods_cell("44256", value_type="float", value="44256"), "2021-03-01"),
        (ods_cell("2021.10", value_type="float", value="2021.1"), "2021-10"),
        (ods_cell("2021", value_type="float", value="2021"), "2021"),
        (ods_cell("2021-03", value_type="string"), "2021-03"),
    ],
)
def test_date_is_as_exact_as_its_cell_shows_it(cell, since):
    data = ods_workbook(HEADINGS, ods_row("长川钢管厂", "理事", cell), styles=MONTH_STYLE)
    assert members(data) == [(2, "长川钢管厂", "director", since)]


def test_date_in_the_style_of_its_column():
    data = ods_workbook(
        HEADINGS,
        ods_row(
            "长川钢管厂",
            "理事",
            ods_cell("3月", value_type="date", date_value="2021-03-01T00:00:00"),
        ),
        styles=MONTH_STYLE,
        columns='<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="ce1"/>',
    )
    assert members(data) == [(2, "长川钢管厂", "director", "2021-03")]


def test_merged_repeated_and_hidden_rows():
    data = ods_workbook(
        HEADINGS,
        ods_row(
            "长川钢管厂", ods_cell("副会长单位", value_type="string", number_rows_spanned=2), "2021"
        ),
        ods_row("南浦学院", "<table:covered-table-cell/>", "2022"),
        ods_row(ods_cell(), number_rows_repeated=5),
        ods_row("北溪电缆公司", "会员", "2023", visibility="filter"),
        ods_row(ods_cell(number_columns_repeated=1024), number_rows_repeated=1_048_567),
    )
    assert members(data) == [
        (2, "长川钢管厂", "vice_chair", "2021"),
        (3, "南浦学院", "vice_chair", "2022"),
        (9, "北溪电缆公司", "member", "2023"),
    ]
    assert [remark.line for remark in read_members(data).remarks] == [9]


def test_errors_truths_formulas_and_notes():
    note = (
        "<table:table-cell office:value-type='string'><office:annotation><text:p>核对</text:p>"
        "</office:annotation><text:p>长川<text:s/>钢管厂</text:p></table:table-cell>"
    )
    data = ods_workbook(
        HEADINGS,
        ods_row(ods_cell("#N/A", value_type="string"), "理事"),
        ods_row(ods_cell("Err:502", value_type="float", value="0"), "理事"),
        ods_row(ods_cell("真", value_type="boolean", boolean_value="true"), "理事"),
        ods_row(ods_cell(formula="of:=[.A1]"), "理事"),
        ods_row(note, "理事"),
    )
    with override("en"):
        sheet = read_members(data)
    assert [fault.line for fault in sheet.faults] == [2, 3, 4, 5]
    assert [row.name for row in sheet.rows] == ["长川 钢管厂"]


def test_hidden_and_further_tables_are_said():
    more = "".join(
        f'<table:table table:name="{name}" {style}>{ods_row("单位名称")}</table:table>'
        for name, style in (("旧", 'table:style-name="ta2"'), ("企业", ""))
    )
    data = ods_workbook(HEADINGS, ods_row("长川钢管厂"), styles=MONTH_STYLE, more_tables=more)
    assert {remark.sheet for remark in read_members(data).remarks if remark.sheet} == {"旧", "企业"}
