"""Exports of lists as CSV, XLSX, JSON and Atom, always with exactly the rows of the filter."""

from portal.listing.export.response import export_list, export_response, is_export
from portal.listing.export.table import ExportColumn, ExportRow, ExportTable, FeedEntry

__all__ = [
    "ExportColumn",
    "ExportRow",
    "ExportTable",
    "FeedEntry",
    "export_list",
    "export_response",
    "is_export",
]
