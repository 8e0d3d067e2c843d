"""Export of conferences as an iCalendar (RFC 5545); conferences without an exact day are left out."""

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
    """Whether the dates of the conference are exact to the day."""
    return re.fullmatch(EXACT_DATES, conference.dates) is not None


def list_calendar_response(
    request: HttpRequest, table: ExportTable, rows: ExportQuery
) -> HttpResponse:
    """Stream the conferences of a list as a calendar; return only headers for HEAD."""
    names = (f"{table.name}.ics", f"{table.title}.ics")
    if request.method == "HEAD":
        return _with_headers(HttpResponse(), names)
    dated = rows.queryset.filter(dates__regex=EXACT_DATES)
    missing = rows.queryset.count() - dated.count()
    root = request.build_absolute_uri("/").removesuffix("/")
    conferences = (conference for chunk in iter_chunks(dated, rows.order) for conference in chunk)
    pieces = calendar_chunks(conferences, title=str(table.title), missing=missing, root=root)
    return _with_headers(StreamingHttpResponse(localised_chunks(pieces, current_language())), names)


def conference_calendar_response(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Return one conference as a calendar; without an exact day it is empty, with a note."""
    root = request.build_absolute_uri("/").removesuffix("/")
    conferences = [conference] if has_exact_day(conference) else []
    pieces = calendar_chunks(
        conferences, title=str(conference), missing=1 - len(conferences), root=root
    )
    name = f"conference-{conference.pk}.ics"
    return _with_headers(HttpResponse(b"".join(pieces)), (name, f"{one_line(conference)[:80]}.ics"))


def calendar_chunks(
    conferences: Iterable[Conference], *, title: str, missing: int, root: str
) -> Iterator[bytes]:
    """Yield the chunks of a calendar.

    Its description notes how many conferences are `missing` because they have no exact day.
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
    """A note on the number of conferences left out of a calendar."""
    return ngettext(
        "%(missing)d conference is left out: its exact day is not known.",
        "%(missing)d conferences are left out: their exact days are not known.",
        missing,
    ) % {"missing": missing}


def _event(conference, root):
    start, *_between, end = partial_dates.parse(conference.dates) * 2
    event = Event()
    event.add("uid", f"conference-{conference.pk}@{urlsplit(settings.SITE_ADDRESS).hostname}")
    event.add("dtstamp", conference.changed_at)
    event.add("last-modified", conference.changed_at)
    event.add("dtstart", _ical_time(start))
    if not start.time or end != start:
        event.add("dtend", _ical_end(start, end))
    event.add("summary", one_line(conference))
    event.add("status", ICAL_STATUSES[conference.status])
    event.add("categories", [str(conference.get_kind_display())])
    for name, text in (
        ("location", _location(conference)),
        ("description", localised(conference, "theme")),
    ):
        if text:
            event.add(name, one_line(text))
    event.add("url", root + conference.get_absolute_url())
    return event


def _ical_time(part):
    """A date; a datetime in Beijing time if the source gives the time."""
    if not part.time:
        return part.earliest
    return datetime.combine(
        part.earliest, time.fromisoformat(part.time), ZoneInfo(settings.TIME_ZONE)
    )


def _ical_end(start, end):
    """The end as a datetime; for whole days the day after the last, as iCalendar ends are exclusive."""
    if start.time and end.time:
        return _ical_time(end)
    next_day = min(end.earliest, date.max - ONE_DAY) + ONE_DAY
    return (
        datetime.combine(next_day, time(), ZoneInfo(settings.TIME_ZONE)) if start.time else next_day
    )


def _location(conference):
    parts = (localised(conference, "venue"), str(conference.region or ""))
    return ", ".join(part for part in parts if part)


def _with_headers(response, names):
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = content_disposition(*names)
    return response
