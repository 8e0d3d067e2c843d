"""Workbooks made for the tests."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import xlwt

ODS_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
    ]
)


def saved(book) -> bytes:
    """The bytes of a workbook of openpyxl or xlwt."""
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def workbook(*rows, formats=None, merged=(), hidden_rows=()) -> bytes:
    """An XLSX file of one sheet with these rows; `formats` by coordinate."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for coordinate, number_format in (formats or {}).items():
        sheet[coordinate].number_format = number_format
    for area in merged:
        sheet.merge_cells(area)
    for line in hidden_rows:
        sheet.row_dimensions[line].hidden = True
    return saved(book)


def xls_workbook(*rows, formats=None, merged=(), hidden_rows=()) -> bytes:
    """An XLS file of one sheet; `formats` by (row, column) and `merged` as in xlwt, from 0."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    styles = {
        place: xlwt.easyxf(num_format_str=number_format)
        for place, number_format in (formats or {}).items()
    }
    covered = {(top, left): (top, bottom, left, right) for top, bottom, left, right in merged}
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            style = styles.get((row, column), xlwt.Style.default_style)
            if (row, column) in covered:
                sheet.write_merge(*covered[row, column], value, style)
            elif value is not None:
                sheet.write(row, column, value, style)
    for line in hidden_rows:
        sheet.row(line - 1).hidden = True
    return saved(book)


def ods_cell(text="", **attributes) -> str:
    """A cell; attributes as `value_type="date"`, the namespace is told by the name."""
    office = {"value_type", "date_value", "value", "boolean_value"}
    words = "".join(
        f" {'office' if name in office else 'table'}:{name.replace('_', '-')}={quoteattr(str(value))}"
        for name, value in attributes.items()
    )
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n") if text)
    return f"<table:table-cell{words}>{paragraphs}</table:table-cell>"


def ods_row(*cells, **attributes) -> str:
    """A row of cells, texts or results of `ods_cell`."""
    words = "".join(
        f" table:{name.replace('_', '-')}={quoteattr(str(value))}"
        for name, value in attributes.items()
    )
    texts = [
        cell if cell.startswith("<") else ods_cell(cell, value_type="string") for cell in cells
    ]
    return f"<table:table-row{words}>{''.join(texts)}</table:table-row>"


def ods_workbook(*rows, styles="", columns="", more_tables="") -> bytes:
    """An ODS file of one table with these rows."""
    content = (
        f"<office:document-content {ODS_NAMESPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>"
        f'<table:table table:name="名单">{columns}{"".join(rows)}</table:table>{more_tables}'
        f"</office:spreadsheet></office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return data.getvalue()
