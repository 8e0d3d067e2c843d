"""Rows of plain SQL, which PostgreSQL parses and plans once for each connection.

Django binds parameters in the client, so that the server gets another text each time and plans it
anew, which takes longer than reading a few rows by an index.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import Cursor


class PreparedCursor(Cursor):
    """A cursor whose statements are prepared at their first execution."""

    def execute(self, query, params=None, *, prepare=True, binary=None) -> "PreparedCursor":
        """Execute a statement with parameters that the server binds."""
        return super().execute(query, params, prepare=prepare, binary=binary)


def run_prepared(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a SELECT with `%s` for its parameters.

    The text should be one of few: what varies belongs into the parameters.
    """
    with _cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _cursor():
    """A cursor that prepares; where queries are logged, Django's own, which knows the text that it ran."""
    if connection.vendor != "postgresql" or connection.queries_logged:
        return connection.cursor()
    connection.ensure_connection()
    return CursorWrapper(PreparedCursor(connection.connection), connection)
