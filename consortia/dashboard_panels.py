"""Dashboard panels for gaps in the records, on the admin index page."""

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
    """Yield the panels of missing or doubtful data that the user may view."""
    viewable_models = [
        model
        for model in _fact_models()
        if site.get_model_admin(model).has_view_permission(request)
    ]
    if viewable_models:
        yield _missing_source_panel(viewable_models)
    if Organisation in viewable_models:
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
    if Figure in viewable_models:
        yield _missing_names_panel()


def _fact_models():
    return [
        model for model in apps.get_app_config("consortia").get_models() if issubclass(model, Fact)
    ]


def _missing_source_panel(models) -> DashboardPanel:
    """The number of facts without a source, by model. One query."""
    counts = [
        model.objects.without_source()
        .order_by()
        .values(model_position=Value(position))
        .annotate(rows=Count("pk"))
        for position, model in enumerate(models)
    ]
    counts_by_model = [
        (models[position], rows)
        for position, rows in counts[0]
        .union(*counts[1:], all=True)
        .values_list("model_position", "rows")
        if rows
    ]
    counts_by_model.sort(key=lambda pair: -pair[1])
    rows = [
        (
            f"{capfirst(model._meta.verbose_name_plural)}: {rows}",
            f"{changelist_url(model)}?source=none",
        )
        for model, rows in counts_by_model
    ]
    return DashboardPanel(
        _("Facts without a source"), sum(rows for _model, rows in counts_by_model), rows
    )


def _missing_names_panel() -> DashboardPanel:
    """The declared counts that exceed the names on record, each with its consortium."""
    figures = Figure.objects.with_missing_names().prefetch_related("about")
    return build_panel(
        _("Declared counts with names missing"),
        figures,
        query="needs=names",
        words=_declared_count_label,
    )


def _declared_count_label(figure):
    named = _("%(named)d named") % {"named": figure.named}
    return f"{figure.about}: {figure.get_of_display()} {figure.value.normalize():f} ({named})"
