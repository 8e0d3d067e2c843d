"""A list as a file or a feed, where its address asks for one with `?format=`."""

from collections.abc import Callable, Iterable, Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core.lists import Order, link
from portal.core.names import current_language
from portal.core.taking.atom import MOST_ENTRIES, atom
from portal.core.taking.files import blocks, csv_lines, json_lines, xlsx_file
from portal.core.taking.table import Table
from portal.core.taking.text import attachment

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
SHEET_NAME = 31  # characters, the most that a spreadsheet takes


def taken(request: HttpRequest, table: Table, queryset: QuerySet, order: Order) -> HttpResponse | None:
    """The rows of the filter in the format that the address names; none where it names none; 400 where it cannot be read."""
    wanted = request.GET.get("format")
    if not wanted:
        return None
    ways = {"csv": _csv, "xlsx": _xlsx, "json": _json, **({"atom": _feed} if table.entry else {}), **table.others}
    if wanted not in ways:
        words = {"wanted": wanted[:20], "ways": ", ".join(ways)}
        return refused([_("There is no format “%(wanted)s” here: take one of %(ways)s.") % words])
    rows, day = queryset, None
    if table.filter:
        chosen = table.filter(request.GET, queryset=queryset)
        if not chosen.is_valid():
            return refused(f"{name}: {' '.join(errors)}" for name, errors in chosen.form.errors.items())
        rows, day = chosen.qs, chosen.form.cleaned_data.get("on")
    response = ways[wanted](request, table, rows, order, day)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def refused(reasons: Iterable[str]) -> HttpResponse:
    """400 with the reasons, a line each."""
    return HttpResponseBadRequest("\n".join(reasons) + "\n", content_type="text/plain; charset=utf-8")


def download(request: HttpRequest, kind: str, names: tuple[str, str], pieces: Callable[[], Iterable]) -> HttpResponse:
    """The pieces as a streamed file, named in plain letters and in the reader's language; to HEAD, its headers alone."""
    head = request.method == "HEAD"
    response = HttpResponse(content_type=TYPES[kind]) if head else StreamingHttpResponse(pieces(), content_type=TYPES[kind])
    plain_name, name = (f"{part}.{kind}" for part in names)
    response.headers["Content-Disposition"] = attachment(plain_name, name)
    return response


def spoken(pieces: Iterable, language: str) -> Iterator:
    """The pieces, each made in that language: what is streamed is made after the request has ended."""
    pieces = iter(pieces)
    while True:
        with translation.override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def _names(table, day):
    tail = f"-{day}" if day else ""
    return f"{table.name}{tail}", f"{table.title}{tail}"


def _header(table):
    return [str(column.label) for column in table.columns]


def _rows(request, table, rows, order, day):
    root = request.build_absolute_uri("/").removesuffix("/")
    return table.rows(rows, order, root=root, day=day)


def _csv(request, table, rows, order, day):
    lines = csv_lines(_header(table), _rows(request, table, rows, order, day))
    return download(request, "csv", _names(table, day), lambda: spoken(lines, current_language()))


def _json(request, table, rows, order, day):
    labels = {column.key: str(column.label) for column in table.columns}
    head = {"list": table.name, "language": current_language(), "address": request.build_absolute_uri(), "columns": labels}
    lines = json_lines(head, list(labels), _rows(request, table, rows, order, day))
    return download(request, "json", _names(table, day), lambda: spoken(lines, current_language()))


def _xlsx(request, table, rows, order, day):
    title = str(table.title)[:SHEET_NAME]
    filled = _rows(request, table, rows, order, day)
    return download(request, "xlsx", _names(table, day), lambda: blocks(xlsx_file(title, _header(table), filled)))


def _feed(request, table, rows, _order, _day):
    found = table.newest.apply(rows)[:MOST_ENTRIES]
    kept = request.GET.copy()
    kept.pop("format")
    return atom(
        request,
        title=f"{table.title} · {_('Industry–Education Portal')}",
        language=current_language(),
        page=request.path + link(kept).removesuffix("?"),
        entries=[table.entry(record) for record in found],
    )
