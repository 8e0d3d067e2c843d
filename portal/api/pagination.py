"""Keyset pagination of the API: rows in the order of their ids, so that no page repeats or skips a row."""

from hashlib import sha256
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

PAGE_SIZE = 50
MAX_PAGE_SIZE = 200
CURSOR_SALT = "portal.api.cursor"
PAGING_PARAMETERS = ("cursor", "page_size")
FINGERPRINT_LENGTH = 16


class SignedCursorPagination(BasePagination):
    """Pages that continue after an id; the cursor is signed, and valid for one filter."""

    def paginate_queryset(self, queryset, request, view=None) -> list:
        """Return the rows of the requested page; raise ValidationError for an invalid cursor or size."""
        self.address = request.build_absolute_uri()
        self.filter_fingerprint = _filter_fingerprint(request)
        size = self._requested_size(request)
        after = self._requested_id(request)
        rows = list(queryset.filter(pk__gt=after).order_by("pk")[: size + 1])
        self.rows = rows[:size]
        self.has_more = len(rows) > size
        return self.rows

    def get_paginated_response(self, data: list) -> Response:
        """Return the rows and the address of the next page, if there is one."""
        next_url = None
        if self.has_more:
            payload = [self.filter_fingerprint, self.rows[-1].pk]
            cursor = signing.dumps(payload, salt=CURSOR_SALT)
            next_url = replace_query_param(self.address, "cursor", cursor)
        return Response({"next": next_url, "results": data})

    def _requested_size(self, request) -> int:
        text = request.query_params.get("page_size", str(PAGE_SIZE))
        is_number = text.isascii() and text.isdigit()
        if not is_number or not 1 <= int(text[:9]) <= MAX_PAGE_SIZE:
            message = _("Give a whole number from 1 to %d.") % MAX_PAGE_SIZE
            raise ValidationError({"page_size": [message]})
        return int(text)

    def _requested_id(self, request) -> int:
        """Return the id after which the page begins; 0 without a cursor."""
        text = request.query_params.get("cursor")
        if not text:
            return 0
        try:
            fingerprint, after = signing.loads(text, salt=CURSOR_SALT)
        except (signing.BadSignature, ValueError) as error:
            message = _("This cursor was altered or cut off: begin again without it.")
            raise ValidationError({"cursor": [message]}) from error
        if fingerprint != self.filter_fingerprint:
            message = _("This cursor belongs to another list or filter: begin again without it.")
            raise ValidationError({"cursor": [message]})
        return after

    # The OpenAPI description

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of a page."""
        next_url = {
            "type": "string",
            "format": "uri",
            "nullable": True,
            "description": "The next page; null on the last.",
        }
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {"next": next_url, "results": schema},
        }

    def get_schema_operation_parameters(self, view) -> list[dict]:
        """Return the parameters of paging."""
        return [
            {
                "name": "cursor",
                "in": "query",
                "required": False,
                "description": "From the `next` of the page before.",
                "schema": {"type": "string"},
            },
            {
                "name": "page_size",
                "in": "query",
                "required": False,
                "description": f"1 to {MAX_PAGE_SIZE}; {PAGE_SIZE} if not given.",
                "schema": {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE},
            },
        ]


def _filter_fingerprint(request) -> str:
    """Return a hash of path and filter parameters, different for each filtered list."""
    filters = []
    for name, values in request.query_params.lists():
        if name not in PAGING_PARAMETERS:
            filters += [(name, value) for value in values]
    text = repr((request.path, sorted(filters)))
    return sha256(text.encode()).hexdigest()[:FINGERPRINT_LENGTH]
