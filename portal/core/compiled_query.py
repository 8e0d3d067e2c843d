"""Queries that are compiled once: building and compiling a queryset costs more than running its SQL."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# What stands for a parameter while the SQL is compiled; nothing else in a query has these values
MARKER_KEY = 987_654_321_987_654
MARKER_MOMENT = datetime(1987, 6, 5, 4, 3, 2, 198_765, tzinfo=UTC)


class CompiledQuery:
    """The rows of a queryset of `values_list`, by the key of a record and a moment.

    `build` makes the queryset; it must put both into conditions as they are. Rows are as the
    database returns them, so that only keys, numbers and texts may be among their values.
    """

    def __init__(self, build: Callable[[int, datetime], QuerySet]):
        self._build = build
        self._compiled: dict[str, tuple[str, tuple]] = {}  # by database

    def rows(self, pk: int, *, at: datetime) -> list[tuple[Any, ...]]:
        """The rows for that key at that moment. One query."""
        sql, markers = self._compile()
        values = {MARKER_KEY: pk, _adapt(MARKER_MOMENT): _adapt(at)}
        with connection.cursor() as cursor:
            cursor.execute(sql, [values.get(marker, marker) for marker in markers])
            return cursor.fetchall()

    def first(self, pk: int, *, at: datetime) -> tuple[Any, ...] | None:
        """The first row for that key at that moment, or None."""
        return next(iter(self.rows(pk, at=at)), None)

    def _compile(self):
        if connection.vendor not in self._compiled:
            query = self._build(MARKER_KEY, MARKER_MOMENT).query
            self._compiled[connection.vendor] = query.sql_with_params()
        return self._compiled[connection.vendor]


def _adapt(moment):
    return connection.ops.adapt_datetimefield_value(moment)
