"""How tests of constraints recognise the one that was broken."""

from django.apps import apps
from django.db import connection


def app_constraints(app: str) -> dict:
    """The app's constraints by their names, each with its model."""
    models = apps.get_app_config(app).get_models()
    return {
        constraint.name: (model, constraint)
        for model in models
        for constraint in model._meta.constraints
    }


def constraint_error_text(app: str, name: str) -> str:
    """The database's message for a broken constraint: its name, or on SQLite the unique columns."""
    model, constraint = app_constraints(app)[name]
    if connection.vendor != "sqlite" or not hasattr(constraint, "fields"):
        return name
    return ", ".join(
        f"{model._meta.db_table}.{model._meta.get_field(field).column}"
        for field in constraint.fields
    )
