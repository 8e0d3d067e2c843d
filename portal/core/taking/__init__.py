"""Lists that are taken along: as a table, as JSON, as a feed, always with exactly the rows of the filter."""

from portal.core.taking.table import Column, Entry, Row, Table
from portal.core.taking.view import taken

__all__ = ["Column", "Entry", "Row", "Table", "taken"]
