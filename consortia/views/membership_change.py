"""The view of membership and office changes in consortia."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from consortia.export import CHANGES, ChangeRows
from consortia.membership_change_form import MembershipChangeForm
from consortia.membership_changes import (
    PAGE_SIZE,
    ChangeCursor,
    fetch_changes,
)
from consortia.sources import Sources
from portal.listing.export.response import filter_error_response, format_response
from portal.listing.keyset import querystring


@require_safe
def membership_changes(request):
    """List a page of changes, optionally of one consortium; or export all of them."""
    form = MembershipChangeForm(request.GET)
    chosen = form.cleaned_data.get("consortium") if form.is_valid() else None
    if request.GET.get("format"):
        if not form.is_valid():
            return filter_error_response(form.errors)
        return format_response(request, CHANGES, ChangeRows(chosen))
    after, is_invalid_cursor = _parse_cursor(request.GET.get("after"))
    changes = []
    if form.is_valid():
        changes = fetch_changes(chosen, after=after, size=PAGE_SIZE + 1)
    rows = changes[:PAGE_SIZE]
    has_older = len(changes) > PAGE_SIZE
    context = {
        "form": form,
        "consortium": chosen,
        "rows": rows,
        "cursor_not_found": is_invalid_cursor,
        "older": querystring(request.GET, after=str(rows[-1].cursor)) if has_older else "",
        "newest": querystring(request.GET) if after else "",
        "sources": Sources([change.fact for change in rows]),
    }
    return render(request, "consortia/membership_changes.html", context)


def _parse_cursor(text) -> tuple[ChangeCursor | None, bool]:
    """The cursor in the URL, and whether it is invalid."""
    if not text:
        return None, False
    try:
        return ChangeCursor.parse(text), False
    except ValueError:
        return None, True
