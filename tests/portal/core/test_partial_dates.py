"""Dates as exact as the source: read, bounded, shown, sorted."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from consortia.models import Conference
from portal.core import partial_dates
from tests.factories import make_conference, make_membership

BOUNDS = [
    ("2024-05-22", date(2024, 5, 22), date(2024, 5, 22)),
    ("2024-05", date(2024, 5, 1), date(2024, 5, 31)),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("2024", date(2024, 1, 1), date(2024, 12, 31)),
    ("2024-05-22/2024-05-23", date(2024, 5, 22), date(2024, 5, 23)),
    ("2023-11/2024", date(2023, 11, 1), date(2024, 12, 31)),
    ("2024-05-23T10:08", date(2024, 5, 23), date(2024, 5, 23)),
    ("XXXX-11-14", date.min, date.max),
    ("", date.min, date.max),
]
SHOWN = [
    ("2024-05-22", "2024年5月22日", "22 May 2024"),
    ("2024-05", "2024年5月", "May 2024"),
    ("2024", "2024年", "2024"),
    ("XXXX-11-14", "11月14日（年份不详）", "14 November (year unknown)"),
    ("2024-05-23T10:08", "2024年5月23日 10:08", "23 May 2024 10:08"),
    ("2024-05-22/2024-05-23", "2024年5月22日至23日", "22–23 May 2024"),
    ("XXXX-11-14/XXXX-11-15", "11月14日至15日（年份不详）", "14–15 November (year unknown)"),
    ("2024-05-30/2024-06-01", "2024年5月30日至2024年6月1日", "30 May 2024 – 1 June 2024"),
    ("2023/2024", "2023年至2024年", "2023 – 2024"),
    ("2024-05-22/2024-05-22", "2024年5月22日", "22 May 2024"),
    (
        "2024-05-22T09:00/2024-05-22T17:00",
        "2024年5月22日 09:00至2024年5月22日 17:00",
        "22 May 2024 09:00 – 22 May 2024 17:00",
    ),
    ("", "", ""),
]
REFUSED = [
    ("22 May 2024", "“22 May 2024” is not a date such as 2024-05-22, 2024-05, 2024 or XXXX-11-14."),
    ("2024-5-22", "“2024-5-22” is not a date such as 2024-05-22, 2024-05, 2024 or XXXX-11-14."),
    (
        "２０２４-05-22",
        "“２０２４-05-22” is not a date such as 2024-05-22, 2024-05, 2024 or XXXX-11-14.",
    ),
    (
        "2024-05T10:08",
        "“2024-05T10:08” is not a date such as 2024-05-22, 2024-05, 2024 or XXXX-11-14.",
    ),
    ("2023-02-29", "“2023-02-29” is not in the calendar."),
    ("2024-13", "“2024-13” is not in the calendar."),
    ("0000", "“0000” is not in the calendar."),
    ("2024-05-22T24:00", "“2024-05-22T24:00” is not in the calendar."),
    ("XXXX-02-30", "“XXXX-02-30” is not in the calendar."),
    ("XXXX-11", "“XXXX-11” says nothing: give at least month and day."),
    ("XXXX", "“XXXX” says nothing: give at least month and day."),
    ("2024-05-23/2024-05-22", "“2024-05-23/2024-05-22” ends before it begins."),
    ("2022/2023/2024", "“2022/2023/2024” has more than two ends."),
]


@pytest.mark.parametrize(("text", "first", "last"), BOUNDS)
def test_bounds_of_date(text, first, last):
    assert (partial_dates.earliest(text), partial_dates.latest(text)) == (first, last)


def test_parse_keeps_what_is_not_said():
    assert partial_dates.parse("2024-05/XXXX-11-14") == (
        partial_dates.PartialDate(2024, 5, None, ""),
        partial_dates.PartialDate(None, 11, 14, ""),
    )


def test_parse_allows_leap_day_when_year_is_unknown():
    assert partial_dates.parse("XXXX-02-29") == (partial_dates.PartialDate(None, 2, 29, ""),)


@pytest.mark.parametrize(("text", "chinese", "english"), SHOWN)
def test_display_of_date(text, chinese, english):
    assert (partial_dates.display(text, "zh-hans"), partial_dates.display(text, "en")) == (
        chinese,
        english,
    )


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_date_is_refused_with_reason(text, reason):
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        partial_dates.validate(text)
    assert refused.value.messages == [reason]


def test_validate_accepts_every_shown_date():
    assert [partial_dates.validate(text) for text, *_shown in SHOWN if text] == [None] * (
        len(SHOWN) - 1
    )


def test_conferences_stand_newest_first_with_unknown_years_last(db):
    stated = ["2024-05", "XXXX-11-14", "2024-05-22/2024-05-23", "2025", "", "2024-05-22T10:08"]
    made = {make_conference(dates=text).pk: text for text in stated}
    found = [made[pk] for pk in Conference.objects.values_list("pk", flat=True)]
    assert found == [
        "2025",
        "2024-05-22T10:08",
        "2024-05-22/2024-05-23",
        "2024-05",
        "",
        "XXXX-11-14",
    ]


def test_bounds_follow_when_date_is_changed(db):
    membership = make_membership(since="2023", until="2024-06")
    assert (membership.since_from, membership.until_to) == (date(2023, 1, 1), date(2024, 6, 30))
    membership.since, membership.until = "2022-05", ""
    membership.save()
    membership.refresh_from_db()
    assert (membership.since_from, membership.until_to) == (date(2022, 5, 1), date.max)


def test_date_field_refuses_in_forms_what_cannot_be_read(db):
    conference = make_conference()
    conference.dates = "2024-02-30"
    with pytest.raises(ValidationError) as refused:
        conference.full_clean()
    assert list(refused.value.message_dict) == ["dates"]
