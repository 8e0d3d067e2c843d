"""Tables that nobody thought of: whatever separator, encoding and place of the headings, they come back."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consortia.sheets.members import read_members
from consortia.sheets.remarks import SheetRefused
from consortia.sheets.workbook.text import decode
from tests.consortia.sheets.workbooks import ods_row, ods_workbook, workbook, xls_workbook

CHECKED = settings(
    max_examples=120, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
ROLES = {
    "": "member",
    "会长单位": "chair",
    "副理事长": "vice_chair",
    "发起单位": "lead",
    "会员": "member",
}
DATES = {
    "": "",
    "2021": "2021",
    "2021年3月": "2021-03",
    "2021/3/1": "2021-03-01",
    "２０２１．３": "2021-03",
    "44256": "2021-03-01",
}
HEADINGS = {"name": "单位名称", "role": "担任职务", "since": "入会日期", "phone": "联系电话"}
NAMES = st.builds(
    "{}{}{}".format,
    st.text("长川南浦北溪㼆𠮷喆，；、,;\"' ", min_size=1, max_size=8),
    st.sampled_from(["钢管厂", "学院", "（东区）学院", "研究院"]),
    st.text("甲乙丙", max_size=2),
).map(lambda name: " ".join(f"某{name}".split()))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name": NAMES,
            "role": st.sampled_from(sorted(ROLES)),
            "since": st.sampled_from(sorted(DATES)),
            "phone": st.sampled_from(["", "0000-1"]),
        }
    ),
    min_size=1,
    max_size=8,
)
ABOVE = st.lists(st.sampled_from(["", "长川联合体名单", "（截至2024年5月）"]), max_size=4)
ORDERS = st.permutations(sorted(HEADINGS))
FILES = st.tuples(
    st.sampled_from(",;\t"),
    st.sampled_from(ENCODINGS),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),  # whether the first line names the separator
)


def table(rows, above, order):
    """The rows of a table as lists of texts, and the members in it."""
    lines = [[text] for text in above]
    lines.append([HEADINGS[column] for column in order])
    lines += [[row[column] for column in order] for row in rows]
    members = [
        (len(above) + 2 + place, row["name"], ROLES[row["role"]], DATES[row["since"]])
        for place, row in enumerate(rows)
    ]
    return lines, members


def members_in(data):
    sheet = read_members(data)
    assert not sheet.faults
    return [(row.line, row.name, row.role, row.since) for row in sheet.rows]


@CHECKED
@given(ROWS, ABOVE, ORDERS, FILES)
def test_text_comes_back(rows, above, order, file):
    separator, encoding, newline, names_separator = file
    lines, members = table(rows, above, order)
    text = io.StringIO()
    if names_separator:
        text.write(f"sep={separator}{newline}")
        members = [(line + 1, *rest) for line, *rest in members]
    csv.writer(text, delimiter=separator, lineterminator=newline).writerows(lines)
    assert members_in(text.getvalue().encode(encoding)) == members


@CHECKED
@given(ROWS, ABOVE, ORDERS, st.sampled_from([workbook, xls_workbook, ods_workbook]))
def test_workbook_comes_back(rows, above, order, make):
    lines, members = table(rows, above, order)
    if make is ods_workbook:
        lines = [ods_row(*line) for line in lines]
    assert members_in(make(*lines)) == members


@settings(CHECKED, max_examples=200)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_garbage_is_refused_or_read(data, signature):
    with suppress(SheetRefused):
        read_members(signature + data)


@settings(CHECKED, max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0), st.binary(min_size=1, max_size=1)), min_size=1, max_size=8)
)
def test_damaged_workbook_is_refused_or_read(changes):
    for make in (workbook, xls_workbook):
        data = bytearray(make(("单位名称", "职务"), ("长川钢管厂", "理事")))
        for place, byte in changes:
            data[8 + place % (len(data) - 8)] = byte[0]
        with suppress(SheetRefused):
            read_members(bytes(data))


@CHECKED
@given(st.text("长川南浦学院,;\n\t0123abcé𠮷", min_size=4), st.sampled_from(ENCODINGS))
def test_text_is_decoded_as_it_was_written(text, encoding):
    text = f"单位名称,职务\n{text}"
    assert decode(text.encode(encoding)).lstrip("\ufeff") == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_odd_damaged_byte_costs_one_line(encoding):
    lines = ["单位名称,职务", *(f"长川第{number}厂,理事" for number in range(200))]
    data = bytearray("\n".join(lines).encode(encoding))
    place = data.index("第77厂".encode(encoding))
    data[place] = 0xFF
    sheet = read_members(bytes(data))
    assert len(sheet.rows) == 199
    assert {fault.line for fault in sheet.faults} == {79}
