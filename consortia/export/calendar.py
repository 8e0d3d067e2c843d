"""Conferences as a calendar (RFC 5545): those of which the day is known, and how many are left out."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import ngettext
from icalendar import Calendar, Event, Timezone

from consortia.models import Conference, ConferenceStatus
from portal.core import partial_dates
from portal.core.names import current_language, localised
from portal.listing.export.plain_text import content_disposition, one_line
from portal.listing.export.response import localised_chunks
from portal.listing.export.table import ExportQuery, ExportTable, iter_chunks

# Both ends of a conference's dates as exact as a day
EXACT_DATES = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?(/\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?)?$"
ONE_DAY = timedelta(days=1)
ICAL_STATUSES = {
    ConferenceStatus.HELD: "CONFIRMED",
    ConferenceStatus.PLANNED: "TENTATIVE",
    ConferenceStatus.POSTPONED: "TENTATIVE",
    ConferenceStatus.CANCELLED: "CANCELLED",
}
CALENDAR_END = b"END:VCALENDAR\r\n"


def has_exact_day(conference: Conference) -> bool:
    """Whether the day of the conference is known, so that a calendar can hold it."""
    return re.fullmatch(EXACT_DATES, conference.dates) is not None


def list_calendar_response(
    request: HttpRequest, table: ExportTable, rows: ExportQuery
) -> HttpResponse:
    """The conferences of a list as a calendar, streamed; to HEAD, its headers alone."""
    names = (f"{table.name}.ics", f"{table.title}.ics")
    if request.method == "HEAD":
        return _headed(HttpResponse(), names)
    placed = rows.queryset.filter(dates__regex=EXACT_DATES)
    missing = rows.queryset.count() - placed.count()
    root = request.build_absolute_uri("/").removesuffix("/")
    found = (conference for chunk in iter_chunks(placed, rows.order) for conference in chunk)
    pieces = calendar_chunks(found, title=str(table.title), missing=missing, root=root)
    return _headed(StreamingHttpResponse(localised_chunks(pieces, current_language())), names)


def conference_calendar_response(request: HttpRequest, conference: Conference) -> HttpResponse:
    """One conference as a calendar, which is empty and says so where its day is not known."""
    root = request.build_absolute_uri("/").removesuffix("/")
    placed = [conference] if has_exact_day(conference) else []
    pieces = calendar_chunks(placed, title=str(conference), missing=1 - len(placed), root=root)
    name = f"conference-{conference.pk}.ics"
    return _headed(HttpResponse(b"".join(pieces)), (name, f"{one_line(conference)[:80]}.ics"))


def calendar_chunks(
    conferences: Iterable[Conference], *, title: str, missing: int, root: str
) -> Iterator[bytes]:
    """The pieces of a calendar.

    It says in words how many conferences have no exact day and so are `missing`.
    """
    head = Calendar()
    head.add("prodid", "-//Industry-Education Portal//Conferences//EN")
    head.add("version", "2.0")
    head.add("x-wr-calname", one_line(title))
    if missing:
        head.add("x-wr-caldesc", omission_note(missing))
        head.add("comment", omission_note(missing))
    head.add_component(
        Timezone.from_tzid(settings.TIME_ZONE)
    )  # a calendar holds one component at least
    yield head.to_ical().removesuffix(CALENDAR_END)
    for conference in conferences:
        yield _event(conference, root).to_ical()
    yield CALENDAR_END


def omission_note(missing: int) -> str:
    """How many conferences a calendar leaves out, and why."""
    return ngettext(
        "%(missing)d conference is left out: its exact day is not known.",
        "%(missing)d conferences are left out: their exact days are not known.",
        missing,
    ) % {"missing": missing}


def _event(conference, root):
    first, *_others, last = partial_dates.parse(conference.dates) * 2
    event = Event()
    event.add("uid", f"conference-{conference.pk}@{urlsplit(settings.SITE_ADDRESS).hostname}")
    event.add("dtstamp", conference.changed_at)
    event.add("last-modified", conference.changed_at)
    event.add("dtstart", _moment(first))
    if not first.time or last != first:
        event.add("dtend", _end(first, last))
    event.add("summary", one_line(conference))
    event.add("status", ICAL_STATUSES[conference.status])
    event.add("categories", [str(conference.get_kind_display())])
    for name, words in (
        ("location", _place(conference)),
        ("description", localised(conference, "theme")),
    ):
        if words:
            event.add(name, one_line(words))
    event.add("url", root + conference.get_absolute_url())
    return event


def _moment(part):
    """A day, or a moment of Beijing time where the source gives the clock."""
    if not part.time:
        return part.earliest
    return datetime.combine(
        part.earliest, time.fromisoformat(part.time), ZoneInfo(settings.TIME_ZONE)
    )


def _end(first, last):
    """The moment of the end; the day after the last one for whole days, as calendars count."""
    if first.time and last.time:
        return _moment(last)
    after = min(last.earliest, date.max - ONE_DAY) + ONE_DAY
    return datetime.combine(after, time(), ZoneInfo(settings.TIME_ZONE)) if first.time else after


def _place(conference):
    parts = (localised(conference, "venue"), str(conference.region or ""))
    return ", ".join(part for part in parts if part)


def _headed(response, names):
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = content_disposition(*names)
    return response
