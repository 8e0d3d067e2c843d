"""Pages by keyset: forwards, backwards, with equal values, and with places that lead nowhere."""

import pytest
from django.http import QueryDict

from consortia.models import Conference, Organisation
from portal.listing.keyset import KeysetOrder, paginate, querystring
from tests.factories import make_conference, make_organisation

NEWEST = KeysetOrder("dates_from")
BY_NAME = KeysetOrder("sort_key", descending=False)
BAD_PLACES = [
    "nonsense",
    "~",
    "2024-05-22",
    "2024-05-22~",
    "2024-05-22~x",
    "~5",
    "2024-13-01~5",
    "2024-05-22~-5",
    "2024-05-22~²",
    "2024-05-22~9999999999999999999",
    "\0~5",
]


@pytest.fixture
def conferences(db):
    """Five conferences in the order of the list, three of them on one day, the last of unknown year."""
    made = [
        make_conference(name=f"{text}", dates=text)
        for text in ("XXXX-11-14", *["2024-05-22"] * 3, "2025")
    ]
    return made[::-1]


def page(address="", *, order=NEWEST, model=Conference, size=2):
    """The page that the address asks for."""
    return paginate(model.objects.all(), order, QueryDict(address), size=size)


def walk(direction, start):
    """The rows of all pages from the address on, page by page."""
    found, address = [], start
    while address is not None:
        shown = page(address)
        assert not shown.cursor_not_found
        found.append(shown.rows)
        address = getattr(shown, direction)[1:] or None
    return found


def test_pages_follow_on_when_days_are_equal(conferences):
    assert walk("next_url", "") == [conferences[:2], conferences[2:4], conferences[4:]]


def test_pages_lead_back_when_days_are_equal(conferences):
    last = page(querystring(QueryDict(), after=NEWEST.cursor(conferences[3]))[1:])
    assert walk("previous_url", last.previous_url[1:]) == [conferences[2:4], conferences[:2]]


@pytest.mark.parametrize(("rows", "older"), [(1, False), (2, False), (3, True)])
def test_first_page_leads_on_only_when_more_follow(db, rows, older):
    for _row in range(rows):
        make_conference()
    assert (page().previous_url, bool(page().next_url)) == ("", older)


def test_pages_follow_names_upwards(db):
    made = [make_organisation(name=name) for name in ("安阳~学院", "安阳~学院", "淄博学院")]
    first = page(order=BY_NAME, model=Organisation)
    second = page(first.next_url[1:], order=BY_NAME, model=Organisation)
    assert [*first.rows, *second.rows] == made
    assert page(second.previous_url[1:], order=BY_NAME, model=Organisation).rows == made[:2]


def test_place_holds_when_its_row_is_gone(conferences):
    place = page().next_url[1:]
    conferences[1].delete()
    assert (page(place).rows, page(place).cursor_not_found) == (conferences[2:4], False)


def test_page_is_the_first_and_says_so_when_place_is_past_the_end(conferences):
    shown = page(querystring(QueryDict(), after=NEWEST.cursor(conferences[4]))[1:])
    assert (shown.rows, shown.cursor_not_found, shown.previous_url) == (conferences[:2], True, "")


def test_page_is_the_first_and_says_so_when_place_is_before_the_start(conferences):
    shown = page(querystring(QueryDict(), before=NEWEST.cursor(conferences[0]))[1:])
    assert (shown.rows, shown.cursor_not_found, shown.previous_url) == (conferences[:2], True, "")


@pytest.mark.parametrize("name", ["after", "before"])
@pytest.mark.parametrize("place", BAD_PLACES)
def test_page_is_the_first_and_says_so_when_place_is_unreadable(conferences, name, place):
    shown = page(querystring(QueryDict(), **{name: place})[1:])
    assert (shown.rows, shown.cursor_not_found) == (conferences[:2], True)


def test_empty_place_is_no_place(conferences):
    assert (page("after=").rows, page("after=").cursor_not_found) == (conferences[:2], False)
    place = NEWEST.cursor(conferences[1])
    assert page(querystring(QueryDict("before="), after=place)[1:]).rows == conferences[2:4]
    assert page(f"before=&after={place}").rows == conferences[2:4]


def test_unplaced_list_says_nothing_when_it_is_empty(db):
    assert (page().rows, page().cursor_not_found, page().previous_url, page().next_url) == (
        [],
        False,
        "",
        "",
    )


def test_links_keep_the_filter_and_drop_the_place(conferences):
    older = page("kind=conference&after=").next_url
    assert QueryDict(older[1:]).dict() == {
        "kind": "conference",
        "after": NEWEST.cursor(conferences[1]),
    }
    assert querystring(QueryDict("kind=forum&after=x&before=y"), kind="annual") == "?kind=annual"
    assert querystring(QueryDict("after=x")) == "?"
