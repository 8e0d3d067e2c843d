"""A list as a file or a feed, where its address asks for one with `?format=`."""

from collections.abc import Callable, Iterable, Iterator

from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    StreamingHttpResponse,
)
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core.names import current_language
from portal.listing.export.atom import MAX_FEED_ENTRIES, atom_response
from portal.listing.export.formats import csv_lines, json_lines, xlsx_file
from portal.listing.export.plain_text import content_disposition
from portal.listing.export.table import ExportQuery, ExportTable
from portal.listing.keyset import KeysetOrder, querystring

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
MAX_SHEET_NAME_LENGTH = 31  # characters, the most that a spreadsheet takes


def export_response(
    request: HttpRequest, table: ExportTable, queryset: QuerySet, order: KeysetOrder
) -> HttpResponse | None:
    """The rows of the filter in the format that the address names; none where it names none; 400 where it cannot be read."""
    if not request.GET.get("format"):
        return None
    chosen = table.filter(request.GET, queryset=queryset) if table.filter else None
    if chosen and not chosen.is_valid():
        return filter_error_response(chosen.form.errors)
    rows, day = (chosen.qs, chosen.form.cleaned_data.get("on")) if chosen else (queryset, None)
    rows = rows.select_related(*table.select_related) if table.select_related else rows
    return format_response(request, table, ExportQuery(rows, order, table.newest, day))


def format_response(request: HttpRequest, table: ExportTable, rows: ExportQuery) -> HttpResponse:
    """These rows in the format that the address names; 400 with the formats that there are for any other."""
    wanted = request.GET["format"]
    ways = {
        "csv": _csv,
        "xlsx": _xlsx,
        "json": _json,
        **({"atom": _feed} if table.feed_entry else {}),
        **table.extra_formats,
    }
    if wanted not in ways:
        words = {"wanted": wanted[:20], "ways": ", ".join(ways)}
        return _bad([_("There is no format “%(wanted)s” here: take one of %(ways)s.") % words])
    response = ways[wanted](request, table, rows)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def filter_error_response(errors: ErrorDict) -> HttpResponse:
    """400 with what is wrong with each parameter, a line each."""
    return _bad(f"{name}: {' '.join(messages)}" for name, messages in errors.items())


def _bad(lines):
    return HttpResponseBadRequest("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def download_response(
    request: HttpRequest, kind: str, names: tuple[str, str], made: Callable[[], Iterable]
) -> HttpResponse:
    """What is made, pieces or an open file, as a download, named twice (`attachment`); to HEAD, its headers alone."""
    streamed = (
        FileResponse if kind == "xlsx" else StreamingHttpResponse
    )  # closes the file, even one that nobody reads
    head = request.method == "HEAD"
    response = (
        HttpResponse(content_type=CONTENT_TYPES[kind])
        if head
        else streamed(made(), content_type=CONTENT_TYPES[kind])
    )
    plain_name, name = (f"{part}.{kind}" for part in names)
    response.headers["Content-Disposition"] = content_disposition(plain_name, name)
    return response


def localised_chunks(pieces: Iterable, language: str) -> Iterator:
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


def _cells(request, table, rows):
    return table.cells(rows, root=request.build_absolute_uri("/").removesuffix("/"))


def _csv(request, table, rows):
    lines = csv_lines(_header(table), _cells(request, table, rows))
    return download_response(
        request, "csv", _names(table, rows.day), lambda: localised_chunks(lines, current_language())
    )


def _json(request, table, rows):
    labels = {column.key: str(column.label) for column in table.columns}
    head = {
        "list": table.name,
        "language": current_language(),
        "address": request.build_absolute_uri(),
        "columns": labels,
    }
    lines = json_lines(head, list(labels), _cells(request, table, rows))
    return download_response(
        request,
        "json",
        _names(table, rows.day),
        lambda: localised_chunks(lines, current_language()),
    )


def _xlsx(request, table, rows):
    title, cells = str(table.title)[:MAX_SHEET_NAME_LENGTH], _cells(request, table, rows)
    return download_response(
        request, "xlsx", _names(table, rows.day), lambda: xlsx_file(title, _header(table), cells)
    )


def _feed(request, table, rows):
    kept = request.GET.copy()
    kept.pop("format")
    return atom_response(
        request,
        title=f"{table.title} · {_('Industry–Education Portal')}",
        language=current_language(),
        page=request.path + querystring(kept).removesuffix("?"),
        entries=[table.feed_entry(record) for record in rows.newest(MAX_FEED_ENTRIES)],
    )
