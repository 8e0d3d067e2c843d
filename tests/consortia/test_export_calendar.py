"""Conferences as a calendar, read by a parser that is not the writer's."""

from datetime import date, datetime, timedelta

import pytest
import vobject
from pytest_django.asserts import assertContains

from tests.exported_files import response_bytes
from tests.factories import make_conference, make_region

pytestmark = pytest.mark.django_db

LIST = "/en/conferences/"


def read(client, address=f"{LIST}?format=ics"):
    """The calendar at the address."""
    found = client.get(address)
    assert (found.status_code, found["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return vobject.readOne(response_bytes(found).decode())


def events(calendar):
    return calendar.contents.get("vevent", [])


@pytest.mark.parametrize(
    ("dates", "start", "end"),
    [
        ("2024-05-22", date(2024, 5, 22), date(2024, 5, 23)),
        ("2024-05-22/2024-05-23", date(2024, 5, 22), date(2024, 5, 24)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31)),
    ],
)
def test_whole_days_end_on_the_morrow(client, dates, start, end):
    make_conference(dates=dates)
    event = events(read(client))[0]
    assert (event.dtstart.value, event.dtend.value) == (start, end)


def test_moments_are_of_beijing(client):
    make_conference(dates="2024-05-22T09:00/2024-05-22T11:30")
    event = events(read(client))[0]
    assert event.dtstart.value.utcoffset() == timedelta(hours=8)
    assert [moment.value.replace(tzinfo=None) for moment in (event.dtstart, event.dtend)] == [
        datetime(2024, 5, 22, 9),  # noqa: DTZ001  the zone was compared above
        datetime(2024, 5, 22, 11, 30),  # noqa: DTZ001  the same
    ]


@pytest.mark.parametrize(
    "dates", ["", "2024", "2024-05", "XXXX-11-14", "2024-05/2024-06", "2024-05-22/2024-06"]
)
def test_a_conference_without_an_exact_day_is_left_out_and_counted(client, dates):
    left, kept = make_conference(dates=dates), make_conference()
    calendar = read(client)
    assert [event.uid.value for event in events(calendar)] == [f"conference-{kept.pk}@localhost"]
    assert calendar.comment.value == "1 conference is left out: its exact day is not known."
    assertContains(
        client.get(left.get_absolute_url().replace("zh-hans", "en")),
        "No calendar entry: the exact day is not known.",
    )
    assertContains(
        client.get(kept.get_absolute_url()), f'href="{kept.get_absolute_url()}?format=ics"'
    )


def test_one_conference_is_a_calendar_of_its_own(client):
    conference, other = make_conference(name_en="One"), make_conference(dates="2024")
    assert [
        event.summary.value for event in events(read(client, f"{LIST}{conference.pk}/?format=ics"))
    ] == ["One"]
    empty = read(client, f"{LIST}{other.pk}/?format=ics")
    assert (events(empty), empty.comment.value) == (
        [],
        "1 conference is left out: its exact day is not known.",
    )


def test_the_calendar_holds_the_filter_alone(client):
    kept = make_conference(kind="forum")
    make_conference(kind="annual")
    make_conference(kind="forum", is_public=False)
    found = events(read(client, f"{LIST}?kind=forum&format=ics"))
    assert [event.uid.value for event in found] == [f"conference-{kept.pk}@localhost"]
    assert client.get(f"{LIST}?kind=x&format=ics").status_code == 400


def test_a_hidden_conference_has_no_calendar(client):
    assert client.get(f"{LIST}{make_conference(is_public=False).pk}/?format=ics").status_code == 404


def test_an_empty_list_is_a_calendar_that_can_be_read(client):
    calendar = read(client)
    assert (events(calendar), calendar.contents["vtimezone"][0].tzid.value) == ([], "Asia/Shanghai")


def test_names_that_would_break_a_calendar_do_not(client):
    make_conference(
        name_en='A"b\r\nEND:VEVENT\nX:1;,\u202ec', venue_en="Hall;1,2\\", region=make_region()
    )
    event = events(read(client))[0]
    assert event.summary.value == 'A"b END:VEVENT X:1;,c'
    assert event.location.value == "Hall;1,2\\, Shandong"
    assert "x" not in event.contents


def test_the_same_event_keeps_its_identity_and_says_what_became_of_it(client):
    conference = make_conference(status="cancelled")
    chinese, english = (
        events(read(client, f"/{code}/conferences/?format=ics"))[0] for code in ("zh-hans", "en")
    )
    assert chinese.uid.value == english.uid.value
    assert (english.status.value, english.dtstamp.value) == (
        "CANCELLED",
        conference.changed_at.replace(microsecond=0),
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_calendar_do_not_grow(client, rows, django_assert_num_queries):
    for _row in range(rows):
        make_conference()
    with django_assert_num_queries(3):
        response_bytes(client.get(f"{LIST}?format=ics"))
    with django_assert_num_queries(0):
        assert response_bytes(client.head(f"{LIST}?format=ics")) == b""
