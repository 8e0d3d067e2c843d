"""What every admin page of ours shares: history with its differences, deleted rows and their return, columns and filters."""

from collections.abc import Callable, Sequence

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import partial_dates
from portal.core.names import current_language


class ReadOnlyAdminMixin:
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


def date_column(field: str, *, order: str, label) -> Callable:
    """A list column that shows a partial date as exactly as it is known, sorted by `order`."""

    @admin.display(description=label, ordering=order)
    def column(record):
        return partial_dates.display(getattr(record, field), current_language())

    column.__name__ = field
    return column


def change_link(record: models.Model | None) -> str:
    """A link to the record's form; a dash for none."""
    if record is None:
        return "–"
    address = reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk]
    )
    return format_html('<a href="{}">{}</a>', address, record)


def is_autocomplete_for(request: HttpRequest, model: type[models.Model], field: str) -> bool:
    """Whether a pop-up list is asked for the choices of that field."""
    asked = (
        request.GET.get("app_label"),
        request.GET.get("model_name"),
        request.GET.get("field_name"),
    )
    return asked == (model._meta.app_label, model._meta.model_name, field)


def name_search_fields(*paths: str) -> list[str]:
    """The search fields for both names of what each path leads to."""
    return [f"{path}__{name}" if path else name for path in paths for name in ("name", "name_en")]


class YearAdminFilter(admin.SimpleListFilter):
    """The rows of a year; a subclass names the day in `field`."""

    title = gettext_lazy("year")
    parameter_name = "year"
    field = ""

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin
    ) -> Sequence[tuple[str, str]]:
        """The years that occur, the last first, and the rows without one."""
        years = [
            day.year
            for day in model_admin.model._default_manager.order_by().dates(
                self.field, "year", order="DESC"
            )
        ]
        return [(f"{year:04}", str(year) if year > 1 else _("not known")) for year in years]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        """The rows of the chosen year."""
        known = {value for value, _label in self.lookup_choices}
        return (
            queryset.filter(**{f"{self.field}__year": int(self.value())})
            if self.value() in known
            else queryset
        )


def year_filter(field: str) -> type[YearAdminFilter]:
    """A filter by the year of that day."""
    return type(f"{capfirst(field)}Year", (YearAdminFilter,), {"field": field})


class QuerySetMethodFilter(admin.SimpleListFilter):
    """A filter of named phrases: `phrases` says which queryset method each choice stands for."""

    lookup_methods: dict[str, tuple[str, str]] = {}

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin
    ) -> Sequence[tuple[str, str]]:
        """The choices and their labels."""
        return [(value, label) for value, (label, _method) in self.lookup_methods.items()]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        """The rows of which the chosen phrase holds."""
        if self.value() not in self.lookup_methods:
            return queryset
        return getattr(queryset, self.lookup_methods[self.value()][1])()


def fieldset(title: str | None, sentence: str, *fields: str | tuple[str, ...]) -> tuple:
    """A group of a form's fields, under the sentence that says what they are; a tuple of fields stands on one line."""
    return title, {"description": sentence, "fields": fields}
