"""The admin of figures."""

from django.contrib import admin
from django.contrib.contenttypes.admin import GenericStackedInline
from django.utils.translation import gettext_lazy as _

from consortia.admin.evidence import FactAdmin
from consortia.models import Figure
from portal.core.admin import QuerySetMethodFilter, change_link, date_column, fieldset
from portal.core.autocomplete import PreloadedAutocompleteForm


class FigureInline(GenericStackedInline):
    """The figures about a record; the evidence of each is edited on its own form."""

    model = Figure
    form = PreloadedAutocompleteForm
    extra = 0
    show_change_link = True
    classes = ("collapse",)
    fields = (
        ("of", "bound", "value"),
        ("unit", "unit_en"),
        ("name", "name_en"),
        ("scope", "scope_en"),
        "as_of",
    )


class MissingNamesFilter(QuerySetMethodFilter):
    """Filter declared counts that exceed the number of names on record."""

    title = _("names")
    parameter_name = "needs"
    lookup_methods = {"names": (_("names missing"), "with_missing_names")}


class FigureAdmin(FactAdmin):
    """Admin of figures."""

    list_display = (
        "__str__",
        "of",
        "bound",
        "value",
        "scope",
        date_column("as_of", order="as_of", label=_("as of")),
    )
    list_filter = (
        "of",
        "bound",
        ("content_type", admin.RelatedOnlyFieldListFilter),
        MissingNamesFilter,
    )
    search_fields = ("name", "name_en", "scope", "scope_en", "unit", "unit_en")
    readonly_fields = ("about_link",)
    fieldsets = (
        fieldset(
            _("Number"),
            _("What is counted, and how exactly the text says it: “over 90” is at least 90."),
            "about_link",
            ("of", "bound", "value"),
            ("unit", "unit_en"),
            ("name", "name_en"),
        ),
        fieldset(
            _("Scope"),
            _("Of where or whom it is said, and when it held."),
            ("scope", "scope_en"),
            "as_of",
        ),
    )

    @admin.display(description=_("About"))
    def about_link(self, figure):
        """A link to the record that the figure is about."""
        return change_link(figure.about)
