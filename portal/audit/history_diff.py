"""The comparison of two versions of a record, with the rows that belonged to it at either time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.audit import history_restore, history_values, text_diff

MAX_ID_LENGTH = 18  # digits of a history id

# The historical rows of a record's children, by model and key
ChildRows = dict[tuple[type[models.Model], int], models.Model]


@dataclass(frozen=True)
class FieldChange:
    """A field of a record or of one of its children, at both times."""

    where: str
    field: str
    old: str
    new: str

    @property
    def diff_html(self) -> SafeString:
        """The new text with insertions and deletions marked."""
        return text_diff.render_diff(self.old, self.new)

    @property
    def only_markup(self) -> bool:
        """Whether only the markup of the text changed."""
        return text_diff.only_markup_differs(self.old, self.new)


def record_changes(old, new, *, display: Callable) -> Iterator[FieldChange]:
    """Yield the differences of two historical rows of a record, then those of its children.

    `display` turns a historical row and a field into the value as a person reads it.
    """
    yield from field_changes("", old, new, display=display)
    before = child_rows_at(old)
    after = child_rows_at(new)
    for place in sorted({*before, *after}, key=lambda place: (place[0]._meta.label, place[1])):
        where = row_label(after.get(place) or before[place])
        yield from field_changes(where, before.get(place), after.get(place), display=display)


def row_label(row) -> str:
    """Return kind and name of a historical row."""
    kind = capfirst(row.instance_type._meta.verbose_name)
    return f"{kind}: {history_restore.historical_name(row)}"


def field_changes(where: str, old, new, *, display: Callable) -> Iterator[FieldChange]:
    """Yield the fields in which two historical rows differ; every filled one where a side is None."""
    for field in tracked_changes(old, new):
        before = "" if old is None else display(old, field)
        after = "" if new is None else display(new, field)
        if before != after:
            yield FieldChange(where, str(field.verbose_name), before, after)


def tracked_changes(old, new) -> Iterator[models.Field]:
    """Yield the fields that people fill in which two historical rows differ."""
    for field in (new or old).tracked_fields:
        if not _is_derived(field) and _raw_value(old, field) != _raw_value(new, field):
            yield field


def _raw_value(row, field):
    return getattr(row, field.attname) if row else None


def _is_derived(field):
    """Whether the code sets a field, so that its changes follow from those of others."""
    return field.primary_key or not field.editable


def child_rows_at(row) -> ChildRows:
    """Return the last historical row of everything that belonged to the record while this version stood."""
    end = _end_of(row)
    children = {}
    for model in history_restore.child_models():
        condition = history_restore.child_condition(model, row.instance)
        if not condition:
            continue
        rows = model.history.filter(condition).order_by("history_id")
        if end:
            rows = rows.filter(history_date__lt=end)
        for child in rows:
            children[model, getattr(child, model._meta.pk.attname)] = child
    return {place: child for place, child in children.items() if child.history_type != "-"}


def _end_of(row) -> datetime | None:
    """Return the moment at which the next version took over; None for the last one."""
    following = row.next_record
    return following.history_date if following else None


class HistoryCompareMixin:
    """The part of an admin class that compares two versions of a row."""

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the differences of the two versions that the address names, the earlier one on the left."""
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        old, new = self._chosen_versions(request, obj)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Compare two versions"),
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "old": old,
            "new": new,
            "changes": list(record_changes(old, new, display=self.display_value)),
        }
        return TemplateResponse(request, "admin/history/compare.html", context)

    def _chosen_versions(self, request, obj):
        ids = [request.GET.get("old", ""), request.GET.get("new", "")]
        if not all(_is_id(text) for text in ids):
            raise Http404
        rows = obj.history.filter(history_id__in=ids).select_related("history_user")
        versions = list(rows.order_by("history_id"))
        if not versions:
            raise Http404
        return versions[0], versions[-1]

    def display_value(self, row, field: models.Field) -> str:
        """Return a field of a historical row as a person reads it."""
        return history_values.display_value(row, field)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= MAX_ID_LENGTH
