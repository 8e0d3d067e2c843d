"""Building blocks of the admin: read-only classes, list columns, links, filters and fieldsets."""

from collections.abc import Callable, Iterable, Sequence

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import partial_dates
from portal.core.names import current_language, user_display_name

MAX_DIGITS = 18  # of a number that every database holds


class CheckedChangeList(ChangeList):
    """A list whose address may hold any number: one that no database holds is a wrong filter."""

    def get_queryset(self, request, exclude_parameters=None):
        """The rows; raises IncorrectLookupParameters for a number beyond the range of keys."""
        for values in self.filter_params.values():
            for number in ",".join(map(str, values)).split(","):
                if number.isdecimal() and len(number) > MAX_DIGITS:
                    raise IncorrectLookupParameters(number)
        return super().get_queryset(request, exclude_parameters)


class CheckedListMixin:
    """An admin class whose list checks the numbers in its address, and whose form the moments in it."""

    def get_changelist(self, request, **options):
        """The class of the list."""
        return CheckedChangeList

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """The values for a new record that the address has, without moments that cannot be read."""
        values = super().get_changeform_initial_data(request)
        moments = [
            field.name for field in self.opts.fields if isinstance(field, models.DateTimeField)
        ]
        for name in moments:
            if name in values:
                values[name] = _read_moment(values[name])
        return values


def _read_moment(text):
    """The moment that a text says; None for none."""
    try:
        return forms.DateTimeField(required=False).clean(text)
    except ValidationError:
        return None


class ReadOnlyAdminMixin(CheckedListMixin):
    """Make an admin class or inline read-only: its rows are made and removed elsewhere."""

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
    """A link to the record's form; a dash for no record."""
    if record is None:
        return "–"
    address = reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk]
    )
    return format_html('<a href="{}">{}</a>', address, record)


def is_autocomplete_for(request: HttpRequest, model: type[models.Model], field: str) -> bool:
    """Whether the request is for the autocomplete choices of that field."""
    requested = (
        request.GET.get("app_label"),
        request.GET.get("model_name"),
        request.GET.get("field_name"),
    )
    return requested == (model._meta.app_label, model._meta.model_name, field)


def name_search_fields(*paths: str) -> list[str]:
    """The search fields for both names of the records that the paths lead to.

    A blank path is the record itself.
    """
    prefixes = [f"{path}__" if path else "" for path in paths]
    return [f"{prefix}{name}" for prefix in prefixes for name in ("name", "name_en")]


class YearAdminFilter(admin.SimpleListFilter):
    """A filter by year; a subclass names the date field in `field`."""

    title = gettext_lazy("year")
    parameter_name = "year"
    field = ""

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin
    ) -> Sequence[tuple[str, str]]:
        """The years that occur, the latest first; year 1 stands for an unknown date."""
        rows = model_admin.model._default_manager.order_by()
        years = [day.year for day in rows.dates(self.field, "year", order="DESC")]
        return [(f"{year:04}", _year_label(year)) for year in years]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        """The rows of the chosen year."""
        known_years = {value for value, _label in self.lookup_choices}
        if self.value() not in known_years:
            return queryset
        return queryset.filter(**{f"{self.field}__year": int(self.value())})


def _year_label(year):
    return str(year) if year > 1 else _("not known")


def year_filter(field: str) -> type[YearAdminFilter]:
    """A filter class by the year of that date field."""
    return type(f"{capfirst(field)}Year", (YearAdminFilter,), {"field": field})


class QuerySetMethodFilter(admin.SimpleListFilter):
    """A filter by queryset methods: `lookup_methods` maps a value to its label and the name of the method."""

    lookup_methods: dict[str, tuple[str, str]] = {}

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin
    ) -> Sequence[tuple[str, str]]:
        """The choices and their labels."""
        return [(value, label) for value, (label, _method) in self.lookup_methods.items()]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        """The rows that the chosen queryset method returns."""
        if self.value() not in self.lookup_methods:
            return queryset
        _label, method = self.lookup_methods[self.value()]
        return getattr(queryset, method)()


def fieldset(title: str | None, sentence: str, *fields: str | tuple[str, ...]) -> tuple:
    """A fieldset with a title and a description; a tuple of fields is shown on one line."""
    return title, {"description": sentence, "fields": fields}


def swap_field(fieldsets: Iterable[tuple], name: str, other: str) -> list[tuple]:
    """The fieldsets with another field in the place of one."""
    return [
        (
            title,
            {
                **options,
                "fields": tuple(other if each == name else each for each in options["fields"]),
            },
        )
        for title, options in fieldsets
    ]


def person_column(field: str, *, label) -> Callable:
    """A column with the name of the person that a field refers to, without a link to the account."""

    @admin.display(description=label, ordering=field)
    def column(record):
        return user_display_name(getattr(record, field))

    column.__name__ = f"{field}_name"
    return column
