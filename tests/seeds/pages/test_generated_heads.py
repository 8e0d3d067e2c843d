"""Generated heads: a moment survives every way of writing it, and no garbage in a head stops a page."""

import json
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from portal.core.written_dates import (
    BEIJING,
    ImpossibleDate,
    parse_machine_date,
    parse_written_date,
)
from seeds.reading.html_metadata import read_html_metadata
from seeds.reading.json_ld import read_json_ld

FIRST = datetime.fromisoformat("2001-09-10")  # seconds since 1970 have ten digits from here on
LAST = datetime.fromisoformat("2040-12-31")
MOMENTS = st.datetimes(FIRST, LAST).map(
    lambda moment: moment.replace(second=7, microsecond=0, tzinfo=BEIJING)
)
ZONES = st.integers(-11, 13).map(lambda hours: timezone(timedelta(hours=hours)))
MACHINE_FORMS = (
    lambda moment: moment.isoformat(),
    lambda moment: moment.astimezone(UTC).isoformat().replace("+00:00", "Z"),
    format_datetime,
    lambda moment: str(int(moment.timestamp())),
    lambda moment: str(int(moment.timestamp() * 1000)),
)
LOCAL_FORMS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y.%m.%d %H:%M:%S.0",
    "%Y%m%d%H%M%S",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日%H时%M分",
    "%a %b %d %H:%M:%S CST %Y",
    "%d %b %Y %H:%M",
    "%B %d, %Y %I:%M %p",
)
quick = settings(derandomize=True, deadline=None, max_examples=150)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@graph", "@type", "@id", "name", "datePublished", "author", "publisher"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@quick
@given(MOMENTS, ZONES, st.sampled_from(MACHINE_FORMS))
def test_moment_of_any_zone_is_that_of_beijing(moment, zone, write):
    edtf = parse_machine_date(write(moment.astimezone(zone)))
    assert edtf in (f"{moment:%Y-%m-%dT%H:%M}", f"{moment:%Y-%m-%d}")
    assert "T" in edtf or f"{moment:%H:%M}" == "00:00"


@quick
@given(MOMENTS, st.sampled_from(LOCAL_FORMS))
def test_moment_survives_each_way_of_writing_it(moment, form):
    assert parse_written_date(moment.strftime(form)) == f"{moment:%Y-%m-%dT%H:%M}"


@quick
@given(st.integers(1900, 2099), st.integers(0, 14), st.integers(0, 33), st.sampled_from("-/.年"))
def test_day_is_read_or_impossible(year, month, day, sign):
    text = f"{year}年{month}月{day}日" if sign == "年" else f"{year}{sign}{month}{sign}{day}"
    try:
        expected = datetime(year, month, day).strftime("%Y-%m-%d")  # noqa: DTZ001  a day has no zone
    except ValueError:
        expected = "impossible"
    try:
        assert parse_written_date(text) == expected
    except ImpossibleDate:
        assert expected == "impossible"


@quick
@given(st.text(alphabet="0123456789-/.:年月日时分 TZ+至~ⅣX", max_size=24))
def test_no_text_makes_the_reader_of_dates_fail(text):
    for parse in (parse_written_date, parse_machine_date):
        try:
            assert isinstance(parse(text), str)
        except ImpossibleDate:
            continue


@quick
@given(anything)
def test_no_json_ld_makes_the_reader_of_it_fail(value):
    found = read_json_ld([json.dumps(value)])
    assert all(isinstance(text, str) for text in (*found.dates, *found.authors, found.publisher))


@quick
@given(st.text(max_size=60), st.sampled_from(["PubDate", "author", "ContentSource"]))
def test_no_content_of_a_meta_tag_makes_the_reader_fail(content, name):
    tree = html.document_fromstring("<html><head><meta><title>x</title></head></html>")
    tag = tree.find(".//meta")
    tag.set("name", name)
    tag.set("content", "".join(character for character in content if character.isprintable()))
    assert read_html_metadata(tree).title == ""
