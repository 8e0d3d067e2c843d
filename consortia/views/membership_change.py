"""The changes in consortia: who joined, left, took and gave up roles and offices."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from consortia.export import CHANGES, ChangeRows
from consortia.membership_changes import SIZE, ChangeForm, Place
from consortia.membership_changes import changes as found_changes
from consortia.sources import Sources
from portal.listing.export.response import refused, served
from portal.listing.keyset import link


@require_safe
def changes(request):
    """A page of the changes, of one consortium if one is chosen; as a file or a feed where the address asks for one."""
    form = ChangeForm(request.GET)
    chosen = form.cleaned_data.get("consortium") if form.is_valid() else None
    if request.GET.get("format"):
        return served(request, CHANGES, ChangeRows(chosen)) if form.is_valid() else refused(form.errors)
    after, lost = _place(request.GET.get("after"))
    found = found_changes(chosen, after=after, size=SIZE + 1) if form.is_valid() else []
    rows = found[:SIZE]
    context = {
        "form": form,
        "consortium": chosen,
        "rows": rows,
        "lost": lost,
        "older": link(request.GET, after=str(rows[-1].place)) if len(found) > SIZE else "",
        "newest": link(request.GET) if after else "",
        "sources": Sources([change.fact for change in rows]),
    }
    return render(request, "consortia/membership_changes.html", context)


def _place(text):
    """The place that the address names, and whether it names one that cannot be read."""
    try:
        return (Place.read(text) if text else None), False
    except ValueError:
        return None, True
