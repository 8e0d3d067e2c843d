"""Outlets and columns in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ColumnLimit, OutletAlias
from portal.audit.history_admin import HistoryAdmin
from portal.core.admin import fieldset, is_autocomplete_for, name_search_fields
from portal.core.name_search import NameSearchMixin


class OutletAliasInline(admin.TabularInline):
    """The wordings by which pages name an outlet."""

    model = OutletAlias
    extra = 0
    show_change_link = True
    fields = ("text", "reason")


class OutletAdmin(NameSearchMixin, HistoryAdmin):
    """Newspapers, sites and press offices."""

    list_display = ("__str__", "name", "name_en", "site")
    list_display_links = ("__str__",)
    search_fields = (*name_search_fields(""), "aliases__text")
    inlines = (OutletAliasInline,)
    fieldsets = (
        fieldset(
            None,
            _("Who publishes: a newspaper, a site or a press office."),
            "name",
            "name_en",
            "site",
        ),
    )


class OutletAliasAdmin(HistoryAdmin):
    """The reviewed list of wordings that may be resolved to an outlet."""

    is_detail = True
    list_display = ("text", "outlet", "reason")
    list_select_related = ("outlet",)
    search_fields = ("text", *name_search_fields("outlet"))
    autocomplete_fields = ("outlet",)
    fieldsets = (
        fieldset(
            None,
            _("A wording as pages print it, the outlet that it can only mean, and the reason."),
            "text",
            "outlet",
            "reason",
        ),
    )


class ColumnAdmin(NameSearchMixin, HistoryAdmin):
    """The columns of the portal."""

    list_display = ("__str__", "name", "name_en", "idle_days", "review_after_days", "position")
    search_fields = (*name_search_fields(""), "slug")
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = (
        fieldset(None, _("What readers see as the name of the column."), "name", "name_en", "slug"),
        fieldset(
            _("In the lists"),
            _(
                "Where the column stands, when it counts as idle, "
                "and how long a text stands before somebody reads it again."
            ),
            "position",
            "idle_days",
            "review_after_days",
        ),
    )

    def get_search_results(self, request, queryset, search_term):
        """The stock results; in the form of an article, only columns that the person may work on."""
        results, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        if is_autocomplete_for(request, Article, "column"):
            condition = ColumnLimit.objects.condition_for(request.user, path="pk")
            results = results.filter(condition)
        return results, may_have_duplicates
