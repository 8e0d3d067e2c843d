"""Workbooks made for the tests."""

import io

import openpyxl


def workbook(*rows) -> bytes:
    """An XLSX file of one sheet with these rows."""
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(data)
    return data.getvalue()
