"""Pages of the API by keyset: rows come in the order of their ids, so that no page repeats or leaves out what stays."""

from hashlib import sha256
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

PAGE_SIZE, MAX_PAGE_SIZE = 50, 200
CURSOR_SALT = "portal.api.cursor"
PAGING_PARAMETERS = ("cursor", "page_size")


class SignedCursorPagination(BasePagination):
    """Pages that go on after an id; the cursor is signed, and good for the filter alone that it was given with."""

    def paginate_queryset(self, queryset, request, view=None) -> list:
        """The rows of the page that the request asks for; ValidationError for a cursor that is not ours."""
        self.address = request.build_absolute_uri()
        self.filter = _fingerprint(request)
        size, after = self._size(request), self._after(request)
        rows = list(queryset.filter(pk__gt=after).order_by("pk")[: size + 1])
        self.rows, self.has_more = rows[:size], len(rows) > size
        return self.rows

    def get_paginated_response(self, data: list) -> Response:
        """The rows and the address of the next page, if there is one."""
        following = None
        if self.has_more:
            cursor = signing.dumps([self.filter, self.rows[-1].pk], salt=CURSOR_SALT)
            following = replace_query_param(self.address, "cursor", cursor)
        return Response({"next": following, "results": data})

    def _size(self, request):
        text = request.query_params.get("page_size", str(PAGE_SIZE))
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MAX_PAGE_SIZE):
            raise ValidationError(
                {"page_size": [_("Give a whole number from 1 to %d.") % MAX_PAGE_SIZE]}
            )
        return int(text)

    def _after(self, request):
        text = request.query_params.get("cursor")
        if not text:
            return 0
        try:
            of, after = signing.loads(text, salt=CURSOR_SALT)
        except (signing.BadSignature, ValueError) as error:
            raise ValidationError(
                {"cursor": [_("This cursor was altered or cut off: begin again without it.")]}
            ) from error
        if of != self.filter:
            raise ValidationError(
                {
                    "cursor": [
                        _("This cursor belongs to another list or filter: begin again without it.")
                    ]
                }
            )
        return after

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """How a page looks, for the description."""
        following = {
            "type": "string",
            "format": "uri",
            "nullable": True,
            "description": "The next page; null on the last.",
        }
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {"next": following, "results": schema},
        }

    def get_schema_operation_parameters(self, view) -> list[dict]:
        """The parameters of paging, for the description."""
        said = {
            "cursor": "From the `next` of the page before.",
            "page_size": f"1 to {MAX_PAGE_SIZE}; {PAGE_SIZE} if not given.",
        }
        kinds = {
            "cursor": {"type": "string"},
            "page_size": {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE},
        }
        return [{"name": name, "in": "query", "required": False, "description": said[name], "schema": kinds[name]}
                for name in PAGING_PARAMETERS]  # fmt: skip


def _fingerprint(request):
    """What tells one filtered list from another."""
    chosen = sorted(
        (name, value)
        for name, values in request.query_params.lists()
        for value in values
        if name not in PAGING_PARAMETERS
    )
    return sha256(repr((request.path, chosen)).encode()).hexdigest()[:16]
