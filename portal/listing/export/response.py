"""The response with a list as a file or a feed, where its address asks for one with `?format=`."""

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
from portal.listing.export.atom import (
    MAX_FEED_ENTRIES,
    PreparedEntry,
    atom_response,
    prepare_entry,
)
from portal.listing.export.formats import csv_lines, json_lines, xlsx_file
from portal.listing.export.plain_text import content_disposition
from portal.listing.export.table import ExportQuery, ExportTable
from portal.listing.keyset import KeysetOrder, querystring

FORMAT_PARAM = "format"
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
MAX_SHEET_NAME_LENGTH = 31  # characters, the most that a spreadsheet takes


def is_export(request: HttpRequest) -> bool:
    """Whether the address asks for a list in another format."""
    return bool(request.GET.get(FORMAT_PARAM))


def export_response(
    request: HttpRequest, table: ExportTable, queryset: QuerySet, order: KeysetOrder
) -> HttpResponse | None:
    """The rows of the filter in the requested format.

    None where no format is requested; 400 for an invalid filter.
    """
    if not is_export(request):
        return None
    return export_list(request, table, queryset, order)


def export_list(
    request: HttpRequest, table: ExportTable, queryset: QuerySet, order: KeysetOrder
) -> HttpResponse:
    """The rows of the filter in the requested format; 400 for an invalid filter."""
    rows = queryset
    day = None
    if table.filter:
        chosen = table.filter(request.GET, queryset=queryset)
        if not chosen.is_valid():
            return filter_error_response(chosen.form.errors)
        rows = chosen.qs
        day = chosen.form.cleaned_data.get("on")
    if table.select_related:
        rows = rows.select_related(*table.select_related)
    return format_response(request, table, ExportQuery(rows, order, table.newest, day))


def format_response(request: HttpRequest, table: ExportTable, rows: ExportQuery) -> HttpResponse:
    """The rows in the requested format; 400 with the available formats for any other."""
    requested = request.GET[FORMAT_PARAM]
    formats = _formats(table)
    if requested not in formats:
        words = {"wanted": requested[:20], "ways": ", ".join(formats)}
        return _bad_request(
            [_("There is no format “%(wanted)s” here: take one of %(ways)s.") % words]
        )
    response = formats[requested](request, table, rows)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _formats(table):
    """The functions that make the response, by the name of their format."""
    formats = {"csv": _csv_response, "xlsx": _xlsx_response, "json": _json_response}
    if table.feed_entry:
        formats["atom"] = _feed_response
    return {**formats, **table.extra_formats}


def filter_error_response(errors: ErrorDict) -> HttpResponse:
    """400 with the errors of the parameters, one on each line."""
    return _bad_request(f"{name}: {' '.join(messages)}" for name, messages in errors.items())


def _bad_request(lines):
    return HttpResponseBadRequest("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def download_response(
    request: HttpRequest, kind: str, names: tuple[str, str], make_content: Callable[[], Iterable]
) -> HttpResponse:
    """The content, in pieces or as an open file, as a download; a HEAD request gets the headers alone.

    `names` are the file name in ASCII and the one in the reader's language, both without the ending.
    """
    content_type = CONTENT_TYPES[kind]
    if request.method == "HEAD":
        response = HttpResponse(content_type=content_type)
    elif kind == "xlsx":
        # It closes the file, even one that nobody reads
        response = FileResponse(make_content(), content_type=content_type)
    else:
        response = StreamingHttpResponse(make_content(), content_type=content_type)
    plain_name, name = names
    response.headers["Content-Disposition"] = content_disposition(
        f"{plain_name}.{kind}", f"{name}.{kind}"
    )
    return response


def localised_chunks(chunks: Iterable, language: str) -> Iterator:
    """The chunks, each made in that language: a streamed response is made after the request has ended."""
    iterator = iter(chunks)
    while True:
        with translation.override(language):
            chunk = next(iterator, None)
        if chunk is None:
            return
        yield chunk


def _file_names(table, day):
    suffix = f"-{day}" if day else ""
    return f"{table.name}{suffix}", f"{table.title}{suffix}"


def _header(table):
    return [str(column.label) for column in table.columns]


def _cells(request, table, rows):
    return table.cells(rows, root=request.build_absolute_uri("/").removesuffix("/"))


def _stream_response(request, kind, names, lines):
    """The lines as a download, made while they are sent, in the language of this request."""
    language = current_language()
    return download_response(request, kind, names, lambda: localised_chunks(lines, language))


def _csv_response(request, table, rows):
    lines = csv_lines(_header(table), _cells(request, table, rows))
    return _stream_response(request, "csv", _file_names(table, rows.day), lines)


def _json_response(request, table, rows):
    labels = {column.key: str(column.label) for column in table.columns}
    head = {
        "list": table.name,
        "language": current_language(),
        "address": request.build_absolute_uri(),
        "columns": labels,
    }
    lines = json_lines(head, list(labels), _cells(request, table, rows))
    return _stream_response(request, "json", _file_names(table, rows.day), lines)


def _xlsx_response(request, table, rows):
    title = str(table.title)[:MAX_SHEET_NAME_LENGTH]
    cells = _cells(request, table, rows)
    names = _file_names(table, rows.day)
    return download_response(
        request, "xlsx", names, lambda: xlsx_file(title, _header(table), cells)
    )


def _feed_response(request, table, rows):
    root = request.build_absolute_uri("/").removesuffix("/")
    records = rows.newest(MAX_FEED_ENTRIES)
    entries = [prepare_entry(table.feed_entry(record), root) for record in records]
    return feed_response(request, table, entries)


def feed_response(
    request: HttpRequest, table: ExportTable, entries: list[PreparedEntry]
) -> HttpResponse:
    """The feed of a list with these entries."""
    params = request.GET.copy()
    params.pop(FORMAT_PARAM)
    response = atom_response(
        request,
        title=f"{table.title} · {_('Industry–Education Portal')}",
        language=current_language(),
        page=request.path + querystring(params).removesuffix("?"),
        entries=entries,
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response
