"""What every admin page of ours shares: history with its differences, deleted rows and their return, columns and filters."""

from collections.abc import Callable, Sequence

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from portal.core import dates, journal, trail
from portal.core.comparing import Comparing
from portal.core.fields import PartialDateField
from portal.core.guarding import Guarded
from portal.core.journal import Act
from portal.core.names import current_language
from portal.core.removing import Removing
from portal.core.reverting import Reverting


class Differences(HistoricalRecordContextHelper):
    """The differences between two versions of a row, in the words that its form uses."""

    def prepare_delta_change_value(self, change, value):
        """The value as a person reads it: a choice by its label, a date as shown, yes and no, a dash for nothing."""
        field = self.model._meta.get_field(change.field)
        if value in (None, ""):
            return "–"
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(field, PartialDateField):
            return dates.display(value, current_language())
        return dict(field.flatchoices).get(value, value)


class KeptAdmin(Guarded, Comparing, Reverting, Removing, SimpleHistoryAdmin):
    """The admin of rows whose changes are kept; `is_detail` puts a model behind the main ones on the start page."""

    is_detail = False
    list_per_page = 50
    change_list_template = "admin/kept/change_list.html"
    object_history_template = "admin/kept/history.html"
    object_history_list_template = "admin/kept/history_list.html"
    object_history_form_template = "admin/kept/history_form.html"

    # Addresses

    def get_urls(self):
        """The stock addresses, and those of the deleted rows, the comparison and the export."""
        view = self.admin_site.admin_view
        own = [
            path("<int:object_id>/compare/", view(self.compare_view), name=self._address("compare")),
            path("<int:object_id>/export/", view(require_POST(self.export_view)), name=self._address("export")),
            path("deleted/", view(self.deleted_view), name=self._address("deleted")),
            path("deleted/<int:row>/recover/", view(require_POST(self.recover_view)), name=self._address("recover")),
        ]
        return [*own, *super().get_urls()]

    def _address(self, page):
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def _go_to(self, page, *args):
        return redirect(f"admin:{self._address(page)}", *args)

    def get_view_on_site_url(self, obj=None):
        """The address of the public page; none while the public may not see it."""
        return super().get_view_on_site_url(obj) if obj is not None and self.is_on_site(obj) else None

    def is_on_site(self, obj) -> bool:
        """Whether the public may see the record."""
        return getattr(obj, "is_public", True)

    # History

    def get_historical_record_context_helper(self, request, historical_record):
        """What words the differences of a version."""
        return Differences(self.model, historical_record)

    def history_view(self, request, object_id, extra_context=None):
        """The versions of a row; a deleted row leads to the deleted ones."""
        if self.get_object(request, object_id) is None:
            return self._lost(request)
        return super().history_view(request, object_id, extra_context)

    def export_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """The whole history of a record as a table; the journal says that it left."""
        obj = self.get_object(request, str(object_id))
        if obj is None or not self.has_view_permission(request, obj) or not request.user.has_perm(trail.EXPORT_RIGHT):
            raise PermissionDenied
        journal.write(Act.EXPORTED, by=request.user, record=obj, what="history")
        return trail.as_table(f"{self.opts.model_name}-{obj.pk}.csv", trail.of_record(obj))

    def _lost(self, request):
        messages.info(request, _("This record does not exist. If it was deleted, it stands in this list."))
        return self._go_to("deleted")


class ReadOnly:
    """For an admin class or inline whose rows are looked at, and made and removed elsewhere."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        """Nobody adds."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody changes."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody deletes."""
        return False


def dated(field: str, *, order: str, label) -> Callable:
    """A list column that shows a partial date as exactly as it is known, sorted by `order`."""

    @admin.display(description=label, ordering=order)
    def column(record):
        return dates.display(getattr(record, field), current_language())

    column.__name__ = field
    return column


def link(record: models.Model | None) -> str:
    """A link to the record's form; a dash for none."""
    if record is None:
        return "–"
    address = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
    return format_html('<a href="{}">{}</a>', address, record)


def is_choosing(request: HttpRequest, model: type[models.Model], field: str) -> bool:
    """Whether a pop-up list is asked for the choices of that field."""
    asked = (request.GET.get("app_label"), request.GET.get("model_name"), request.GET.get("field_name"))
    return asked == (model._meta.app_label, model._meta.model_name, field)


def with_names(*paths: str) -> list[str]:
    """The search fields for both names of what each path leads to."""
    return [f"{path}__{name}" if path else name for path in paths for name in ("name", "name_en")]


class YearFilter(admin.SimpleListFilter):
    """The rows of a year; a subclass names the day in `field`."""

    title = gettext_lazy("year")
    parameter_name = "year"
    field = ""

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Sequence[tuple[str, str]]:
        """The years that occur, the last first, and the rows without one."""
        years = [day.year for day in model_admin.model._default_manager.order_by().dates(self.field, "year", order="DESC")]
        return [(f"{year:04}", str(year) if year > 1 else _("not known")) for year in years]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        """The rows of the chosen year."""
        known = {value for value, _label in self.lookup_choices}
        return queryset.filter(**{f"{self.field}__year": int(self.value())}) if self.value() in known else queryset


def year_filter(field: str) -> type[YearFilter]:
    """A filter by the year of that day."""
    return type(f"{capfirst(field)}Year", (YearFilter,), {"field": field})


class ChoiceFilter(admin.SimpleListFilter):
    """A filter of named phrases: `phrases` says which queryset method each choice stands for."""

    phrases: dict[str, tuple[str, str]] = {}

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Sequence[tuple[str, str]]:
        """The choices and their labels."""
        return [(value, label) for value, (label, _method) in self.phrases.items()]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        """The rows of which the chosen phrase holds."""
        if self.value() not in self.phrases:
            return queryset
        return getattr(queryset, self.phrases[self.value()][1])()


def group(title: str | None, sentence: str, *fields: str | tuple[str, ...]) -> tuple:
    """A group of a form's fields, under the sentence that says what they are; a tuple of fields stands on one line."""
    return title, {"description": sentence, "fields": fields}
