"""Any two versions of a record side by side, with what hung on it at either time."""

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

from portal.audit import history_restore, text_diff

# The historical rows of what hangs on a record, by model and key
ChildRows = dict[tuple[type[models.Model], int], models.Model]


@dataclass(frozen=True)
class FieldChange:
    """A field of a record or of a row that hangs on it, at both times."""

    where: str
    field: str
    old: str
    new: str

    @property
    def diff_html(self) -> SafeString:
        """The new text with what came and what went marked."""
        return text_diff.render_diff(self.old, self.new)

    @property
    def only_markup(self) -> bool:
        """Whether the same words stand in another form."""
        return text_diff.only_markup_differs(self.old, self.new)


def record_changes(old, new, *, words: Callable) -> Iterator[FieldChange]:
    """The fields in which two historical rows of a record differ, then the rows that hung on it; `words` shows a value."""
    yield from field_changes("", old, new, words=words)
    before, after = child_rows_at(old), child_rows_at(new)
    for place in sorted({*before, *after}, key=lambda pair: (pair[0]._meta.label, pair[1])):
        row = after.get(place) or before[place]
        where = f"{capfirst(place[0]._meta.verbose_name)}: {history_restore.historical_name(row)}"
        yield from field_changes(where, before.get(place), after.get(place), words=words)


def field_changes(where: str, old, new, *, words: Callable) -> Iterator[FieldChange]:
    """The fields in which two historical rows differ; every filled one where a side is missing."""
    for field in (new or old).tracked_fields:
        values = [getattr(row, field.attname) if row else None for row in (old, new)]
        if values[0] != values[1] and not _follows(field):
            before, after = ("" if row is None else words(row, field) for row in (old, new))
            if before != after:
                yield FieldChange(where, str(field.verbose_name), before, after)


def _follows(field):
    """Whether a field is kept by the machine: what a person types decides it."""
    return field.primary_key or not field.editable


def child_rows_at(row) -> ChildRows:
    """The last historical row of everything that hung on the record while this version stood."""
    end, found = _end_of(row), {}
    for model in history_restore.child_models():
        if points := history_restore.child_condition(model, row.instance):
            last = model.history.filter(
                points, **({"history_date__lt": end} if end else {})
            ).order_by("history_id")
            found |= {(model, getattr(part, model._meta.pk.attname)): part for part in last}
    return {place: part for place, part in found.items() if part.history_type != "-"}


def _end_of(row) -> datetime | None:
    return row.next_record.history_date if row.next_record else None


class HistoryCompareMixin:
    """The part of an admin class that compares two versions of a row."""

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What changed between the two versions that the address names; the earlier one stands on the left."""
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        old, new = self._two_versions(request, obj)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Compare two versions"),
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "old": old,
            "new": new,
            "changes": list(record_changes(old, new, words=self.display_value)),
        }
        return TemplateResponse(request, "admin/history/compare.html", context)

    def _two_versions(self, request, obj):
        keys = [request.GET.get(name, "") for name in ("old", "new")]
        numbers = [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 19]
        rows = list(
            obj.history.filter(history_id__in=numbers)
            .select_related("history_user")
            .order_by("history_id")
        )
        if len(numbers) != 2 or not rows:
            raise Http404
        return rows[0], rows[-1]

    def display_value(self, row, field: models.Field) -> str:
        """A field of a historical row as a person reads it."""
        value = getattr(row, field.attname)
        if field.is_relation and value is not None:
            return str(field.related_model._base_manager.filter(pk=value).first() or value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return "" if value is None else str(dict(field.flatchoices).get(value, value))
