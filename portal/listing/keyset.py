"""Pages by keyset: a place in a list is a row's value and key, so that any depth costs what the first page does."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

PAGE_SIZE = 20
CURSOR_PARAMS = ("after", "before")
MAX_ID_DIGITS = 18  # digits


@dataclass
class KeysetPage:
    """One page of a list: its rows, the links that keep the filter, and a word where a cursor led nowhere."""

    rows: list
    previous_url: str = ""
    next_url: str = ""
    cursor_not_found: bool = False


@dataclass(frozen=True)
class KeysetOrder:
    """A list's order: a field that may lie behind a relation, then the key; both in one direction."""

    path: str
    descending: bool = True

    def apply(self, queryset: QuerySet, *, backwards: bool = False) -> QuerySet:
        """The rows in this order, or in its opposite."""
        sign = "-" if self.descending != backwards else ""
        return queryset.order_by(f"{sign}{self.path}", f"{sign}pk")

    def after_cursor(self, cursor: str, model, *, backwards: bool = False) -> Q:
        """The condition for rows past the cursor; ValidationError for a cursor that cannot be read."""
        text, parted, key = cursor.rpartition("~")
        if (
            not parted
            or "\0" in text
            or not key.isascii()
            or not key.isdigit()
            or len(key) > MAX_ID_DIGITS
        ):
            raise ValidationError(_("This is not a place in the list."))
        value = self._field(model).to_python(text)
        compare = "lt" if self.descending != backwards else "gt"
        return Q(**{f"{self.path}__{compare}": value}) | Q(
            **{self.path: value, f"pk__{compare}": int(key)}
        )

    def rows_after(self, queryset: QuerySet, cursor: str, *, backwards: bool = False) -> QuerySet:
        """The rows past the cursor in this order, or in its opposite; ValidationError for a cursor that cannot be read."""
        return self.apply(
            queryset.filter(self.after_cursor(cursor, queryset.model, backwards=backwards)),
            backwards=backwards,
        )

    def cursor(self, row) -> str:
        """The place of a row in the list, as an address carries it."""
        value = row
        for name in self.path.split("__"):
            value = getattr(value, name)
        return f"{value}~{row.pk}"

    def _field(self, model):
        *relations, name = self.path.split("__")
        for relation in relations:
            model = model._meta.get_field(relation).related_model
        return model._meta.pk if name == "pk" else model._meta.get_field(name)


def paginate(
    queryset: QuerySet, order: KeysetOrder, params: QueryDict, *, size: int = PAGE_SIZE
) -> KeysetPage:
    """The page that the cursor in the address asks for; a cursor that leads nowhere gives the first, and says so."""
    backwards = bool(params.get("before"))
    cursor = params.get("before") or params.get("after")
    if not cursor:
        return _page(order.apply(queryset), order, params, size, backwards=False, first=True)
    try:
        rows = order.rows_after(queryset, cursor, backwards=backwards)
        page = _page(rows, order, params, size, backwards=backwards, first=False)
    except ValidationError:
        page = KeysetPage([])
    if page.rows:
        return page
    page = _page(order.apply(queryset), order, params, size, backwards=False, first=True)
    page.cursor_not_found = True
    return page


def _page(rows, order, params, size, *, backwards, first):
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    page = KeysetPage(found)
    if found and (more if backwards else not first):
        page.previous_url = querystring(params, before=order.cursor(found[0]))
    if found and (more or backwards):
        page.next_url = querystring(params, after=order.cursor(found[-1]))
    return page


def querystring(params: QueryDict, **changes: str) -> str:
    """The address of the same list with other parameters; a page's cursor never survives a change."""
    kept = params.copy()
    for name in CURSOR_PARAMS:
        kept.pop(name, None)
    for name, value in changes.items():
        kept[name] = value
    return f"?{kept.urlencode()}" if kept else "?"
