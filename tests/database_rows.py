"""Every row of the database as plain data, to compare before and after."""

from django.apps import apps
from django.core import serializers
from simple_history.models import HistoricalChanges

LOG_MODELS = {
    "core.journalentry",
    "core.journalreason",
    "consortia.merge",
    "consortia.sheetimport",
    "admin.logentry",
    "sessions.session",
}
DERIVED_MODELS = {
    "core.listcount",
    "core.listrow",
    "core.searchentry",
    "core.searchentrytext",
    "core.siteversion",
}  # made anew from the records


def serialize_all_rows() -> dict:
    """Every row of every table but history, journal, search table and the log of merges."""
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if not issubclass(model, HistoricalChanges)
    ]
    return {
        (model._meta.label_lower, row.pk): serializers.serialize("json", [row])
        for model in models
        if model._meta.label_lower not in LOG_MODELS | DERIVED_MODELS
        for row in model._base_manager.all()
    }


def everything_stored():
    """Every value of every row of every table, history too, as one text."""
    rows = (
        row
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values_list()
    )
    return "\n".join(
        value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        for row in rows
        for value in row
    )
