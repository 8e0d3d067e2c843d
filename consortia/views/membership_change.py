"""The changes in consortia: who joined, left, took and gave up roles and offices."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from consortia.export import CHANGES, ChangeRows
from consortia.membership_changes import PAGE_SIZE, ChangeCursor, MembershipChangeForm
from consortia.membership_changes import fetch_changes as found_changes
from consortia.sources import Sources
from portal.listing.export.response import filter_error_response, format_response
from portal.listing.keyset import querystring


@require_safe
def membership_changes(request):
    """A page of the changes, of one consortium if one is chosen; as a file or a feed where the address asks for one."""
    form = MembershipChangeForm(request.GET)
    chosen = form.cleaned_data.get("consortium") if form.is_valid() else None
    if request.GET.get("format"):
        return (
            format_response(request, CHANGES, ChangeRows(chosen))
            if form.is_valid()
            else filter_error_response(form.errors)
        )
    after, lost = _place(request.GET.get("after"))
    found = found_changes(chosen, after=after, size=PAGE_SIZE + 1) if form.is_valid() else []
    rows = found[:PAGE_SIZE]
    context = {
        "form": form,
        "consortium": chosen,
        "rows": rows,
        "lost": lost,
        "older": querystring(request.GET, after=str(rows[-1].cursor))
        if len(found) > PAGE_SIZE
        else "",
        "newest": querystring(request.GET) if after else "",
        "sources": Sources([change.fact for change in rows]),
    }
    return render(request, "consortia/membership_changes.html", context)


def _place(text):
    """The place that the address names, and whether it names one that cannot be read."""
    try:
        return (ChangeCursor.parse(text) if text else None), False
    except ValueError:
        return None, True
