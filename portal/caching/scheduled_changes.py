"""What changes by itself at a scheduled moment: articles appear and end without anybody doing anything.

Nothing runs at such a moment. Which articles are public is a question of the time
(`Article.objects.published()`), and the site version counts the moments that have passed, so that cached
pages turn over.
"""

from datetime import datetime

from django.db.models import Min, Q

from portal.search.models import SearchEntry


def next_scheduled_change(*, at: datetime) -> datetime | None:
    """When the next article appears or ends by itself."""
    moments = SearchEntry.objects.aggregate(
        begins=Min("public_from", filter=Q(public_from__gt=at)),
        ends=Min("public_until", filter=Q(public_until__gt=at)),
    )
    return min((moment for moment in moments.values() if moment), default=None)


def last_moment(field: str, *, at: datetime):
    """The newest value of a field of search entries up to `at`, as a queryset for a subquery."""
    past = SearchEntry.objects.filter(**{f"{field}__lte": at})
    return past.order_by(f"-{field}").values(field)[:1]
