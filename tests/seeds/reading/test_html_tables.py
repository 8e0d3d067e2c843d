"""Tables of HTML as lines with bars."""

import pytest

from seeds.reading import read_page

TEXT = "<p>临江船舶产教融合共同体公布第一届理事会名单，名单如下，请各单位知悉并做好后续工作。</p>"


def lines_of(tmp_path, body):
    """The lines of a page with that body below its paragraph."""
    path = tmp_path / "page.html"
    path.write_text(f'<html><head><meta charset="utf-8"></head><body>{TEXT}{body}</body></html>')
    return read_page(path).text.split("\n")[1:]


def table(*rows):
    """A table of rows whose cells bars part; `^2` behind a cell merges rows, `~2` columns."""
    return f"<table>{''.join(map(row_of, rows))}</table>"


def row_of(row):
    cells = []
    for cell in row.split("|"):
        text, _, columns = cell.partition("~")
        text, _, rows = text.partition("^")
        cells.append(f'<td rowspan="{rows or 1}" colspan="{columns or 1}">{text}</td>')
    return f"<tr>{''.join(cells)}</tr>"


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (["单位|职务", "甲|乙"], ["单位 | 职务", "甲 | 乙"]),
        (["一|甲^2", "二", "三|乙"], ["一 | 甲", "二 | 甲", "三 | 乙"]),
        (["甲^2|一", "二", "乙|三"], ["甲 | 一", "甲 | 二", "乙 | 三"]),
        (["序号|单位", "理事长单位~2", "1|甲"], ["序号 | 单位", "理事长单位", "1 | 甲"]),
        (["甲~2|乙", "一|二|三"], ["甲 | 甲 | 乙", "一 | 二 | 三"]),
        (["甲||乙", "一||二"], ["甲 | 乙", "一 | 二"]),
        (["甲|乙|丙", "|二|", "一||三"], ["甲 | 乙 | 丙", "| | 二 | |", "一 | | 三"]),
        (["甲|乙~999999999", "一|二"], ["甲 | 乙", "一 | 二"]),
        (["甲^999999999|乙", "二"], ["甲 | 乙", "甲 | 二"]),
        (["甲^x|乙", "一|二"], ["甲 | 乙", "一 | 二"]),
        (["<p>甲</p><p>乙</p>|丙<br>丁", "a|b|"], ["甲 乙 | 丙 丁", "a | b"]),
        (["甲|乙", "<b>一</b>二|三|四|五"], ["甲 | 乙 | | |", "一二 | 三 | 四 | 五"]),
    ],
)
def test_rows_become_lines(tmp_path, rows, lines):
    assert lines_of(tmp_path, table(*rows)) == lines


def test_bar_in_a_cell_parts_no_cells(tmp_path):
    assert lines_of(tmp_path, table("x&#124;y|z", "1|2")) == ["x/y | z", "1 | 2"]


def test_merged_cell_ends_with_its_group(tmp_path):
    body = "<table><thead><tr><th rowspan=9>甲</th><th>乙</th></tr></thead><tr><td>一<td>二</table>"
    assert lines_of(tmp_path, body) == ["甲 | 乙", "一 | 二"]


def test_caption_stands_over_the_rows_and_the_foot_below_them(tmp_path):
    body = (
        "<table><caption>名单</caption><tfoot><tr><td>合计<td>一</tfoot>"
        "<tbody><tr><td>甲<td>乙</tbody></table>"
    )
    assert lines_of(tmp_path, body) == ["名单", "甲 | 乙", "合计 | 一"]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>上</td><td>下</td></tr></table>",
        "<table><tr><td><h2>上</h2></td><td>下</td></tr><tr><td>左</td><td>右</td></tr></table>",
        '<table role="presentation"><tr><td>上<td>下<tr><td>左<td>右</table>',
        "<table><tr><td>索引号：<td>7<tr><td>日期：<td>8</table>",
        '<table><tr><td><a href="/1">大会召开</a><td>05-1<tr><td><a href="/2">基地揭牌</a><td>05-2</table>',
        "<table><tr><td>一。二。三。四。五。<td>下<tr><td>左<td>右</table>",
    ],
)
def test_table_that_lays_out_a_page_stays_as_it_is(tmp_path, body):
    assert not any("|" in line for line in lines_of(tmp_path, body))


def test_list_inside_a_layout_table_is_read(tmp_path):
    inner = table("单位|职务", "甲|乙")
    assert lines_of(tmp_path, f"<table><tr><td>旁<td>{inner}</table>")[-2:] == [
        "单位 | 职务",
        "甲 | 乙",
    ]


def test_tables_in_tables_without_end_are_read(tmp_path):
    body = "<table><tr><td>" * 5 + table("单位|职务", "甲|乙")
    assert lines_of(tmp_path, body)[-2:] == ["单位 | 职务", "甲 | 乙"]
