"""Dates as people and machines write them, and the days that no calendar has."""

from datetime import date

import pytest

from portal.core.written_dates import ImpossibleDate, parse_machine_date, parse_written_date

DAYS = (
    "2024-05-02",
    "2024/5/2",
    "2024.5.2",
    "2024年5月2日",
    "2024年5月2号",
    "20240502",
    "二〇二四年五月二日",
    "二零二四年五月二日",
    "24年5月2日",
    "民国113年5月2日",
    "２０２４－０５－０２",
    "[2024-05-02]",
    "2024年05月02日星期四",
    "2024 年 5 月 2 日",
    "2024. 5. 2",
    "02-May-2024",
    "02.05.2024",
    "2 May 2024",
    "May 2, 2024",
    "May 2nd, 2024",
    "2nd of May 2024",
    "Thursday, May 2, 2024",
)
MOMENTS = (
    "2024-05-23 10:08",
    "2024/05/23 10:08:00.0",
    "2024-5-23 10:08:00,123",
    "2024年5月23日 上午10时8分",
    "2024年5月23日（星期四）10:08",
    "2024年05月23日10:08",
    "20240523100800",
    "202405231008",
    "2024-05-23T10:08:00+08:00",
    "2024-05-23T10:08:00.000+0800",
    "2024-05-23T10:08:00+08:00[Asia/Shanghai]",
    "2024-05-23T02:08:00Z",
    "Thu, 23 May 2024 02:08:00 GMT",
    "Wed, 22 May 2024 22:08:00 -0400",
    "Thu May 23 10:08:00 CST 2024",
    "Thu May 23 2024 10:08:00 GMT+0800 (中国标准时间)",
    "May 23, 2024 at 10:08 AM",
    "5/23/2024, 10:08:00 AM",
)


@pytest.mark.parametrize("text", DAYS)
def test_day_is_read_in_every_form(text):
    assert parse_written_date(text) == "2024-05-02"


@pytest.mark.parametrize("text", MOMENTS)
def test_moment_is_brought_to_the_clock_of_beijing(text):
    assert parse_written_date(text) == "2024-05-23T10:08"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2024-05", "2024-05"),
        ("2024.5", "2024-05"),
        ("２０２４－０５", "2024-05"),
        ("24年5月", "2024-05"),
        ("98年5月", "1998-05"),
        ("2024年5月份", "2024-05"),
        ("二○二四年十一月", "2024-11"),
        ("May 2024", "2024-05"),
        ("202405", "2024-05"),
        ("2024年", "2024"),
        ("2024", "2024"),
        ("11月14日", "XXXX-11-14"),
        ("XXXX-11-14", "XXXX-11-14"),
        ("14 November", "XXXX-11-14"),
        ("2024年5月22日下午3点", "2024-05-22T15:00"),
        ("2024年5月22日中午12时30分", "2024-05-22T12:30"),
        ("2024-05-22T18:30:00Z", "2024-05-23T02:30"),
        ("2024年5月起", "2024-05"),
        ("2024年5月至今", "2024-05"),
    ],
)
def test_date_is_as_exact_as_it_is_written(text, edtf):
    assert parse_written_date(text) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2024年5月22日至23日", "2024-05-22/2024-05-23"),
        ("2024年5月22—23日", "2024-05-22/2024-05-23"),
        ("2024年5月30日至6月2日", "2024-05-30/2024-06-02"),
        ("2024.5.22-5.23", "2024-05-22/2024-05-23"),
        ("2024-05-22/2024-05-23", "2024-05-22/2024-05-23"),
        ("2024年5月-6月", "2024-05/2024-06"),
        ("2022年5月至2024年5月", "2022-05/2024-05"),
        ("2022-2024", "2022/2024"),
        ("5月22日至23日", "XXXX-05-22/XXXX-05-23"),
        ("22–23 May 2024", "2024-05-22/2024-05-23"),
        ("May 22-23, 2024", "2024-05-22/2024-05-23"),
        ("May 22 to June 2, 2024", "2024-05-22/2024-06-02"),
        ("30 May - 2 June 2024", "2024-05-30/2024-06-02"),
    ],
)
def test_range_takes_what_one_end_leaves_out_from_the_other(text, edtf):
    assert parse_written_date(text) == edtf


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "2023年2月29日",
        "2024-13-01",
        "20241345",
        "31 April 2024",
        "2024-05-22 25:10",
        "3024年5月22日",
        "2999-01-01",
        "1066-10-14",
        "2024-05-23/2024-05-22",
    ],
)
def test_day_that_no_calendar_has_is_impossible(text):
    with pytest.raises(ImpossibleDate):
        parse_written_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "undefined",
        "Invalid date",
        "无",
        "-",
        "0",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "05/06/2024",
        "16:30",
        "0531-76268220",
        "12345678",
        "1024",
        "2024年上半年",
        "甲山机械集团",
        "2024年5月22日，甲山机械集团",
    ],
)
def test_text_without_one_clear_date_is_none(text):
    assert parse_written_date(text) == ""


def test_date_after_the_last_possible_day_is_impossible():
    last = date(2024, 5, 23)
    assert parse_written_date("2024年5月", not_after=last) == "2024-05"
    with pytest.raises(ImpossibleDate):
        parse_written_date("2024-05-24", not_after=last)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1716430080", "2024-05-23T10:08"),
        ("1716430080000", "2024-05-23T10:08"),
        ("1716430080.123456", "2024-05-23T10:08"),
        ("/Date(1716430080000+0800)/", "2024-05-23T10:08"),
        ("2024-05-23 00:00:00", "2024-05-23"),
        ("2024-05-22T16:00:00Z", "2024-05-23"),
        ("Thu Jan 01 08:00:00 CST 1970", ""),
        ("1970-01-01 00:00:00", ""),
        ("0001-01-01T00:00:00", ""),
        ("9999-12-31", ""),
    ],
)
def test_machine_date_knows_seconds_and_zeros(text, edtf):
    assert parse_machine_date(text) == edtf
