"""Lists that are taken along: as a table, as JSON, as a feed, always with exactly the rows of the filter."""

from portal.listing.export.response import taken
from portal.listing.export.table import Column, Entry, Row, Table

__all__ = ["Column", "Entry", "Row", "Table", "taken"]
