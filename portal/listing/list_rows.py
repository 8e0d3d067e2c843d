"""Reading the rows of a list in index order: any page of any list costs one short index range.

The statements are plain SQL of both databases, as building them in the ORM costs more than they do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from django.db import connection, models

from portal.core.names import CHINESE, ENGLISH
from portal.core.prepared_statements import run_prepared
from portal.listing.keyset import CURSOR_SEPARATOR, KeysetOrder, split_cursor

LANGUAGE_COLUMNS = {CHINESE: "in_chinese", ENGLISH: "in_english"}
IS_VISIBLE = "{0}.public_from <= %s AND ({0}.public_until IS NULL OR {0}.public_until > %s)"


class RowPlace(NamedTuple):
    """A row of a list: the number in the address, its place, and since when it says what it says."""

    number: int
    position: str
    public_from: datetime

    @property
    def pk(self) -> int:
        """The key of the record."""
        return self.number


def adapt_moment(moment: datetime) -> object:
    """The moment as a parameter of a plain statement."""
    return connection.ops.adapt_datetimefield_value(moment)


def run_query(sql: str, params: Sequence) -> list[tuple]:
    """The rows of a plain statement."""
    return run_prepared(sql, params)


def rows_condition(
    kind: str, language: str, choices: Sequence[str], at: datetime
) -> tuple[str, list]:
    """The condition for rows `r` of the list with all these choices that are public at that moment.

    The first choice names the index range, the others are looked up for each of its rows.
    """
    first, *others = choices or ("",)
    column = LANGUAGE_COLUMNS[language]
    moment = adapt_moment(at)
    sql = f"r.{column} AND r.kind = %s AND r.choice = %s AND {IS_VISIBLE.format('r')}"
    params = [kind, first, moment, moment]
    for choice in others:
        sql += (
            " AND EXISTS (SELECT 1 FROM core_listrow o"  # noqa: S608  names of our own
            f" WHERE o.entry_id = r.entry_id AND o.{column} AND o.choice = %s)"
        )
        params.append(choice)
    return sql, params


@dataclass(frozen=True)
class ListQuery:
    """The rows of one list on the pages of a language, at that moment."""

    kind: str
    language: str
    choices: tuple[str, ...]
    at: datetime
    descending: bool = True
    cursor: tuple[str, int] | None = None

    def __getitem__(self, requested: slice) -> list[RowPlace]:
        condition, params = rows_condition(self.kind, self.language, self.choices, self.at)
        direction, compare = ("DESC", "<") if self.descending else ("ASC", ">")
        if self.cursor:
            condition += f" AND (r.position, r.number) {compare} (%s, %s)"
            params += self.cursor
        sql = (
            f"SELECT r.number, r.position, r.public_from FROM core_listrow r WHERE {condition}"  # noqa: S608  conditions of our own
            f" ORDER BY r.position {direction}, r.number {direction} LIMIT %s"
        )
        return [RowPlace(*row) for row in run_query(sql, [*params, requested.stop])]


@dataclass(frozen=True)
class ListOrder(KeysetOrder):
    """The order of a list of the read model; `field` reads the position in a cursor."""

    path: str = "position"
    field: models.Field | None = None

    @classmethod
    def like(cls, order: KeysetOrder, model: type[models.Model]) -> "ListOrder":
        """The same order as that of the records."""
        return cls(descending=order.descending, field=order.field_of(model))

    def apply(self, queryset: ListQuery, *, backwards: bool = False) -> ListQuery:
        """The rows in this order, or in its opposite."""
        return replace(queryset, descending=self.descending != backwards)

    def rows_after(self, queryset: ListQuery, cursor: str, *, backwards: bool = False) -> ListQuery:
        """The rows past the cursor.

        Raises ValidationError for a cursor that cannot be read.
        """
        text, number = split_cursor(cursor)
        position = str(self.field.to_python(text))
        return replace(
            self.apply(queryset, backwards=backwards),
            cursor=(position, number),
        )

    def cursor(self, row: RowPlace) -> str:
        """The place of a row in the list, as an address carries it."""
        return f"{row.position}{CURSOR_SEPARATOR}{row.number}"
