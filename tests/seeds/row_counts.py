"""The rows of every table, counted."""

from django.apps import apps


def row_counts() -> dict[str, int]:
    """How many rows each table of the database has."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.label: model._base_manager.count() for model in models}
