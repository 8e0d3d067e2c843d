"""Tables of whatever headings over whatever cells: read or refused with a sentence, by every reader."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consortia.sheets.agreements import read_agreements_text
from consortia.sheets.members import read_members_text
from consortia.sheets.remarks import SheetRefused
from consortia.sheets.training_bases import read_training_bases_text

HEADINGS = [
    "单位名称",
    "英文名称",
    "职务",
    "加入时间",
    "任期",
    "序号",
    "统一社会信用代码",
    "起",
    "止",
    "编号",
    "共同体与联合体编号",
    "在共同体与联合体中的角色",
    "协议名称",
    "甲方",
    "乙方",
    "签字人",
    "签约方",
    "签约代表",
    "基地名称",
    "依托单位",
    "级别",
    "有效期",
    "类型",
    "",
]
CELLS = [
    "",
    "长川钢管厂",
    "副理事长单位、监事",
    "监事单位",
    "一、会长单位（3家）",
    "合计",
    "注：无",
    "2021.3-2020.1",
    "2024年2月30日",
    "=A1",
    "#N/A",
    "TRUE",
    "44256",
    "2024.10",
    "（",
    "；、；",
    "长川厂（长厂）",
    "第一届",
    "2021-",
    "Works Co., Ltd. 长川厂",
    "7; 7",
    "; ",
    "x" * 400,
    "\u200b",
    "\ufffd",
    "省级",
    "0000-00-00",
    "/",
]
TABLES = st.integers(1, 7).flatmap(
    lambda width: st.tuples(
        st.lists(st.lists(st.sampled_from(HEADINGS), min_size=width, max_size=width), max_size=2),
        st.lists(st.lists(st.sampled_from(CELLS), min_size=width, max_size=width), max_size=6),
    )
)


@pytest.mark.parametrize(
    "read", [read_members_text, read_training_bases_text, read_agreements_text]
)
@settings(max_examples=150, derandomize=True, deadline=None)
@given(TABLES)
def test_any_cells_are_read_or_refused(read, table):
    text = "\n".join("\t".join(row) for rows in table for row in rows)
    with suppress(SheetRefused):
        sheet = read(text)
        assert all(map(str, (*sheet.faults, *sheet.remarks)))
        assert len({row.key for row in sheet.rows}) == len(sheet.rows)


def test_unknown_group_over_english_names_is_said():
    sheet = read_members_text("英文名称\n监事单位\nChangchuan Works\n")
    assert [fault.line for fault in sheet.faults] == [3]
