"""What the records lack, for the admin's start page."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.admin import AdminSite
from django.db.models import Count, Value
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consortia.models import Figure, Organisation
from consortia.models.evidence import Fact
from portal.core.dashboard_panel import DashboardPanel, build_panel, changelist_url


def data_gap_panels(site: AdminSite, request: HttpRequest) -> Iterator[DashboardPanel]:
    """The lists of what is missing or doubtful, as far as the person may see the records."""
    seen = [model for model in _facts() if site.get_model_admin(model).has_view_permission(request)]
    if seen:
        yield _without_source(seen)
    if Organisation in seen:
        yield build_panel(
            _("Organisations without region or of no known kind"),
            Organisation.objects.unclassified(),
            query="needs=place",
        )
        yield build_panel(
            _("Organisations that share a name: likely twins"),
            Organisation.objects.possible_duplicates(),
            query="needs=twin",
        )
    if Figure in seen:
        yield _short_of_names()


def _facts():
    return [
        model for model in apps.get_app_config("consortia").get_models() if issubclass(model, Fact)
    ]


def _without_source(models) -> DashboardPanel:
    """How many facts of each kind no paragraph supports, in one query."""
    counts = [
        model.objects.without_source()
        .order_by()
        .values(place_of_kind=Value(place))
        .annotate(rows=Count("pk"))
        for place, model in enumerate(models)
    ]
    found = [
        (models[place], rows)
        for place, rows in counts[0]
        .union(*counts[1:], all=True)
        .values_list("place_of_kind", "rows")
        if rows
    ]
    found.sort(key=lambda pair: -pair[1])
    rows = [
        (
            f"{capfirst(model._meta.verbose_name_plural)}: {rows}",
            f"{changelist_url(model)}?source=none",
        )
        for model, rows in found
    ]
    return DashboardPanel(_("Facts without a source"), sum(rows for _model, rows in found), rows)


def _short_of_names() -> DashboardPanel:
    """The declared counts that say more than the names on record, each with its consortium."""
    figures = Figure.objects.with_missing_names().prefetch_related("about")
    return build_panel(
        _("Declared counts with names missing"), figures, query="needs=names", words=_count_in_words
    )


def _count_in_words(figure):
    named = _("%(named)d named") % {"named": figure.named}
    return f"{figure.about}: {figure.get_of_display()} {figure.value.normalize():f} ({named})"
