"""Dashboard panels for gaps in the records, on the admin index page."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.admin import AdminSite
from django.db.models import Count, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consortia.models import Evidence, Figure, Organisation
from consortia.models.evidence import Fact
from consortia.source_changes import open_changes_of
from portal.core.dashboard_panel import (
    DashboardPanel,
    build_panel,
    changelist_url,
    counted_rows,
)


def data_gap_panels(site: AdminSite, request: HttpRequest) -> Iterator[DashboardPanel]:
    """Yield the panels of missing or doubtful data that the user may mend."""
    mendable_models = [
        model
        for model in _fact_models()
        if site.get_model_admin(model).has_change_permission(request)
    ]
    if mendable_models:
        yield _missing_source_panel(mendable_models)
    if Organisation in mendable_models:
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
    if Figure in mendable_models:
        yield _missing_names_panel()


def source_change_panels(site: AdminSite, request: HttpRequest) -> Iterator[DashboardPanel]:
    """Yield the panel of facts whose source was corrected or withdrawn, for who may see the evidence."""
    evidence_admin = site.get_model_admin(Evidence)
    if not evidence_admin.has_view_permission(request):
        return
    changes = open_changes_of(evidence_admin.get_queryset(request))
    rows, total = counted_rows(changes)
    address = reverse("admin:consortia_evidence_changes")
    links = [(_change_label(change), f"{address}#change-{change.pk}") for change in rows]
    title = _("Facts whose source was corrected or withdrawn")
    yield DashboardPanel(title, total, links, address)


def _change_label(change) -> str:
    return f"{change.evidence.fact}: {change.evidence}"


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
