"""Tables for spreadsheets: their text is never a formula."""

import pytest

from portal.core.csv_cells import csv_response, escape_cell


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A"]
)
def test_inert_marks_what_would_be_calculated(text):
    assert escape_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "text"), [("产教融合", "产教融合"), ("a=b", "a=b"), (None, ""), (7, "7"), ("", "")]
)
def test_inert_leaves_the_rest(value, text):
    assert escape_cell(value) == text


def test_csv_is_utf8_with_byte_order_mark():
    response = csv_response("表.csv", ["题"], [["=1", 'a"b'], ["行\n二", None]])
    assert response.content == '\ufeff题\r\n\'=1,"a""b"\r\n"行\n二",\r\n'.encode()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment;")
