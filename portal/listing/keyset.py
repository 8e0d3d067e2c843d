"""Keyset pagination.

A cursor is a row's sort value and key, so that a page at any depth costs what the first one does.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

PAGE_SIZE = 20
CURSOR_PARAMS = ("after", "before")
CURSOR_SEPARATOR = "~"
MAX_ID_DIGITS = 18  # a longer number is past every id of the database


@dataclass
class KeysetPage:
    """One page of a list: its rows, and the links to its neighbours, which keep the filter.

    `cursor_not_found` is set where the cursor in the address leads nowhere and the first page is
    shown instead.
    """

    rows: list
    previous_url: str = ""
    next_url: str = ""
    cursor_not_found: bool = False


def split_cursor(cursor: str) -> tuple[str, int]:
    """The sort value (as text) and the key of a cursor; ValidationError where it holds no key."""
    text, separator, key = cursor.rpartition(CURSOR_SEPARATOR)
    is_key = key.isascii() and key.isdigit() and len(key) <= MAX_ID_DIGITS
    if not separator or not is_key or "\0" in text:
        raise ValidationError(_("This is not a place in the list."))
    return text, int(key)


@dataclass(frozen=True)
class KeysetOrder:
    """A list's order by a field, which may be behind a relation, then by the key, both in one direction."""

    path: str
    descending: bool = True

    def apply(self, queryset: QuerySet, *, backwards: bool = False) -> QuerySet:
        """The rows in this order, or in its opposite."""
        sign = "-" if self.descending != backwards else ""
        return queryset.order_by(f"{sign}{self.path}", f"{sign}pk")

    def after_cursor(self, cursor: str, model, *, backwards: bool = False) -> Q:
        """The condition for rows past the cursor.

        Raises ValidationError for a cursor that cannot be read.
        """
        text, key = split_cursor(cursor)
        value = self.field_of(model).to_python(text)
        compare = "lt" if self.descending != backwards else "gt"
        beyond = Q(**{f"{self.path}__{compare}": value})
        same_value = Q(**{self.path: value, f"pk__{compare}": key})
        # Follows from the rest; by it alone does a database see a range of an index
        in_range = Q(**{f"{self.path}__{compare}e": value})
        return in_range & (beyond | same_value)

    def rows_after(self, queryset: QuerySet, cursor: str, *, backwards: bool = False) -> QuerySet:
        """The rows past the cursor in this order, or in its opposite.

        Raises ValidationError for a cursor that cannot be read.
        """
        beyond = self.after_cursor(cursor, queryset.model, backwards=backwards)
        return self.apply(queryset.filter(beyond), backwards=backwards)

    def cursor(self, row) -> str:
        """The place of a row in the list, as an address carries it."""
        value = row
        for name in self.path.split("__"):
            value = getattr(value, name)
        return f"{value}{CURSOR_SEPARATOR}{row.pk}"

    def field_of(self, model):
        """The model field that the path leads to."""
        *relations, name = self.path.split("__")
        for relation in relations:
            model = model._meta.get_field(relation).related_model
        return model._meta.pk if name == "pk" else model._meta.get_field(name)


def paginate(
    queryset: QuerySet, order: KeysetOrder, params: QueryDict, *, size: int = PAGE_SIZE
) -> KeysetPage:
    """The page that the cursor in the address leads to.

    Where it leads nowhere, the first page with `cursor_not_found` set.
    """
    before = params.get("before")
    cursor = before or params.get("after")
    if not cursor:
        return _first_page(queryset, order, params, size)
    try:
        if before:
            page = _page_before(queryset, order, params, size)
        else:
            page = _page_after(queryset, order, params, size)
    except ValidationError:
        page = KeysetPage([])
    if page.rows:
        return page
    page = _first_page(queryset, order, params, size)
    page.cursor_not_found = True
    return page


def _first_page(queryset, order, params, size):
    rows, has_more = _read_rows(order.apply(queryset), size)
    page = KeysetPage(rows)
    if has_more:
        page.next_url = _next_url(rows, order, params)
    return page


def _page_after(queryset, order, params, size):
    rows, has_more = _read_rows(order.rows_after(queryset, params["after"]), size)
    page = KeysetPage(rows)
    if rows:
        page.previous_url = _previous_url(rows, order, params)
    if has_more:
        page.next_url = _next_url(rows, order, params)
    return page


def _page_before(queryset, order, params, size):
    rows, has_more = _read_rows(order.rows_after(queryset, params["before"], backwards=True), size)
    rows.reverse()
    page = KeysetPage(rows)
    if has_more:
        page.previous_url = _previous_url(rows, order, params)
    if rows:
        page.next_url = _next_url(rows, order, params)
    return page


def _read_rows(queryset, size):
    """The first rows, and whether there are more of them."""
    rows = list(queryset[: size + 1])
    return rows[:size], len(rows) > size


def _previous_url(rows, order, params):
    return querystring(params, before=order.cursor(rows[0]))


def _next_url(rows, order, params):
    return querystring(params, after=order.cursor(rows[-1]))


def querystring(params: QueryDict, **changes: str) -> str:
    """The query string of the same list with other parameters.

    A page's cursor never survives a change.
    """
    query = params.copy()
    for name in CURSOR_PARAMS:
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}" if query else "?"
