"""Lists that are taken along: the formats, their safety, and how they are read in chunks."""

import csv
import io
import json
from datetime import UTC, datetime

import feedparser
import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from consortia.models import Conference
from portal.listing.export import ExportColumn, ExportRow, ExportTable, FeedEntry
from portal.listing.export.atom import atom_response, prepare_entry
from portal.listing.export.formats import BYTE_ORDER_MARK, csv_lines, json_lines, xlsx_file
from portal.listing.export.plain_text import content_disposition, one_line, strip_control_characters
from portal.listing.export.table import ExportQuery, iter_chunks
from portal.listing.keyset import KeysetOrder
from tests.factories import make_conference

NEWEST = KeysetOrder("dates_from")
NASTY = 'a"b\nc\u202e"d\x0b\x00'
MOMENT = datetime(2024, 5, 22, 8, tzinfo=UTC)
NUMBERS = ExportTable(
    "numbers",
    "Numbers",
    (
        ExportColumn("id", "No.", lambda row: row.record.pk),
        ExportColumn("x", "X", lambda row: row.prefetched),
    ),
)


def feed(*entries, address="/en/x/?format=atom", **headers):
    """The answer to a reader of a feed with these entries."""
    request = RequestFactory().get(address, headers=headers)
    prepared = [prepare_entry(item, "http://testserver") for item in entries]
    return atom_response(request, title="T", language="en", page="/en/x/", entries=prepared)


def entry(title="One", **values):
    return FeedEntry(title, **{"summary": "Words", "path": "/en/x/1/", "updated": MOMENT, **values})


def sheet(title, header, chunks):
    """The sheet of a workbook, read back."""
    with xlsx_file(title, header, chunks) as file:
        return load_workbook(io.BytesIO(file.read())).active


def test_csv_begins_with_byte_order_mark_and_quotes():
    text = "".join(csv_lines(["题", "二"], [[['a"b\nc', None]], [[["x", 1], 7]]]))
    assert text == BYTE_ORDER_MARK + '题,二\r\n"a""b\nc",\r\nx; 1,7\r\n'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1"])
def test_no_cell_of_a_file_is_calculated(text):
    line = list(csv_lines(["h"], [[[text]]]))[1]
    assert next(csv.reader([line]))[0] == f"'{text}"
    cell = sheet("s", ["h"], [[[text]]])["A2"]
    assert (cell.data_type, cell.value) == ("s", f"'{text}")


def test_xlsx_keeps_numbers_and_takes_out_what_it_cannot_hold():
    read = sheet("表", ["h"], [[[7], ["a\x0bb"]], [["x" * 40_000]]])
    assert [cell.value for cell in read["A"]] == ["h", 7, "ab", "x" * 32_766 + "…"]
    assert read.title == "表"


def test_json_is_one_object_with_rows_under_their_keys():
    text = "".join(json_lines({"list": "x"}, ["a", "b"], [[[1, NASTY]], [[2, ["y", None]]]]))
    assert json.loads(text) == {
        "list": "x",
        "rows": [{"a": 1, "b": NASTY}, {"a": 2, "b": ["y", None]}],
    }


def test_json_of_no_rows_has_its_head():
    assert json.loads("".join(json_lines({"list": "x"}, ["a"], []))) == {"list": "x", "rows": []}


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\nb\r\nc", "a b c"), ("x\u202ey", "xy"), ("\x00\x1b[31m", "[31m"), ("\ud800z", "z")],
)
def test_one_line_turns_and_breaks_nothing(text, line):
    assert one_line(text) == line


def test_plain_keeps_lines_and_every_letter():
    assert strip_control_characters("中\n\té\u202e😀\x00") == "中\n\té\u202e😀"


def test_attachment_names_the_file_twice():
    assert (
        content_disposition("x.csv", '会"议\n.csv')
        == "attachment; filename=\"x.csv\"; filename*=UTF-8''%E4%BC%9A%22%E8%AE%AE%20.csv"
    )


def test_chunks_hold_every_row_once_in_the_order_of_the_list(db):
    made = [make_conference(dates=text) for text in ("XXXX-11-14", *["2024-05-22"] * 3, "2025")][
        ::-1
    ]
    for size in (1, 2, 5, 6):
        found = list(iter_chunks(Conference.objects.all(), NEWEST, size=size))
        assert [row for rows in found for row in rows] == made
        assert max(map(len, found)) <= size


def test_chunks_by_id_hold_every_row_once(db):
    made = [make_conference() for _row in range(5)]
    found = iter_chunks(Conference.objects.all(), KeysetOrder("pk", descending=False), size=2)
    assert [row for rows in found for row in rows] == made


def test_chunks_go_on_rightly_when_rows_come_and_go(db):
    made = [make_conference(dates=f"2024-05-{day}") for day in (14, 13, 12, 11)]
    walk = iter_chunks(Conference.objects.all(), NEWEST, size=2)
    assert next(walk) == made[:2]
    made[1].delete()
    make_conference(dates="2025")
    assert next(walk) == made[2:]


def test_chunks_are_read_only_when_they_are_asked_for(db):
    for _row in range(5):
        make_conference()
    with CaptureQueriesContext(connection) as queries:
        next(iter_chunks(Conference.objects.all(), NEWEST, size=2))
    assert len(queries) == 1


def test_table_gathers_once_for_each_chunk(db):
    for _row in range(3):
        make_conference()
    gathered = []

    def gather(rows, _day):
        gathered.append(len(rows))
        return "g"

    table = ExportTable(NUMBERS.name, NUMBERS.title, NUMBERS.columns, prefetch=gather)
    cells = list(table.cells(ExportQuery(Conference.objects.all(), NEWEST), root=""))
    assert (gathered, [row[1] for row in cells[0]]) == ([3], ["g"] * 3)


@pytest.mark.parametrize(
    ("path", "whole"),
    [("/en/x/", "https://site/en/x/"), ("https://a.b/", "https://a.b/"), ("", "")],
)
def test_row_makes_own_paths_whole(path, whole):
    assert ExportRow(None, "https://site").absolute_url(path) == whole


def test_feed_is_read_by_another_parser():
    parsed = feedparser.parse(
        feed(entry(author="A", sources=("/en/y/#p3",)), entry("Two", key="k")).content
    )
    assert (parsed.bozo, parsed.feed.title, parsed.feed.updated) == (
        False,
        "T",
        "2024-05-22T08:00:00+00:00",
    )
    one, two = parsed.entries
    assert (one.title, one.author, one.link, one.id) == (
        "One",
        "A",
        "http://testserver/en/x/1/",
        "http://testserver/en/x/1/",
    )
    assert [link.href for link in one.links if link.rel == "via"] == ["http://testserver/en/y/#p3"]
    assert two.id == "http://testserver/en/x/1/#k"


def test_feed_holds_names_that_would_break_it():
    parsed = feedparser.parse(feed(entry(f"<b>{NASTY}&", summary=f"<script>{NASTY}")).content)
    assert not parsed.bozo
    assert parsed.entries[0].title == '<b>a"b c"d&'
    assert "<script" not in parsed.entries[0].summary


def test_feed_of_nothing_is_a_feed():
    parsed = feedparser.parse(feed().content)
    assert (parsed.bozo, parsed.entries, parsed.feed.updated) == (
        False,
        [],
        "2000-01-01T00:00:00+00:00",
    )


def test_feed_is_not_sent_twice_to_who_has_it():
    first = feed(entry())
    assert (first.status_code, first["Last-Modified"]) == (200, "Wed, 22 May 2024 08:00:00 GMT")
    assert feed(entry(), **{"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert feed(entry(), **{"If-None-Match": first["ETag"]}).status_code == 304


def test_feed_is_sent_again_when_it_changed():
    first = feed(entry())
    later = entry(updated=datetime(2024, 5, 23, tzinfo=UTC))
    assert feed(later, **{"If-Modified-Since": first["Last-Modified"]}).status_code == 200
    assert feed(entry("Other"), **{"If-None-Match": first["ETag"]}).status_code == 200
    assert feed(entry(), **{"If-Modified-Since": "nonsense"}).status_code == 200
