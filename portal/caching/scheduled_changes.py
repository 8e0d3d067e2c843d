"""What changes by itself at a scheduled moment: articles appear and end without anybody doing anything.

Nothing runs at such a moment. Which articles are public is a question of the time
(`Article.objects.published()`), and the site version counts the moments that have passed, so that cached
pages turn over.
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Min, Q

from portal.search.models import SearchEntry

# Each gives the last moment up to `at` at which public pages changed by themselves, and the next one
Schedule = Callable[[datetime], tuple[datetime | None, datetime | None]]
_schedules: list[Schedule] = []


def register_schedule(schedule: Schedule) -> None:
    """Add the moments at which something else than an article changes by itself."""
    if schedule not in _schedules:
        _schedules.append(schedule)


def registered_moments(*, at: datetime) -> tuple[list[datetime], list[datetime]]:
    """The last and the next moments of the registered schedules."""
    pairs = [schedule(at) for schedule in _schedules]
    last = [moment for moment, _next in pairs if moment]
    upcoming = [moment for _last, moment in pairs if moment]
    return last, upcoming


def next_scheduled_change(*, at: datetime) -> datetime | None:
    """When the next article appears or ends by itself, or a registered schedule has its next moment."""
    moments = SearchEntry.objects.aggregate(
        begins=Min("public_from", filter=Q(public_from__gt=at)),
        ends=Min("public_until", filter=Q(public_until__gt=at)),
    )
    _last, upcoming = registered_moments(at=at)
    upcoming += [moment for moment in moments.values() if moment]
    return min(upcoming, default=None)


def last_moment(field: str, *, at: datetime):
    """The newest value of a field of search entries up to `at`, as a queryset for a subquery."""
    past = SearchEntry.objects.filter(**{f"{field}__lte": at})
    return past.order_by(f"-{field}").values(field)[:1]
