"""What the admin lists before a deletion: records and their parts, not the rows that merely link two."""

from django.apps import apps
from django.db import models
from django.utils.text import capfirst


def link_models() -> list[type[models.Model]]:
    """Return the models that Django makes by itself for plain many-to-many fields."""
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.auto_created
    ]


class DeletionSummaryMixin:
    """The part of an admin class that lists what goes with a record, without rows that merely link two."""

    def get_deleted_objects(self, objs, request):
        """Return Django's summary without those rows, which have no name in any language."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        options = [model._meta for model in link_models()]
        plural_names = {str(each.verbose_name_plural) for each in options}
        kinds = tuple(f"{capfirst(each.verbose_name)}: " for each in options)
        kept_counts = {name: n for name, n in counts.items() if str(name) not in plural_names}
        return _without_kinds(deleted, kinds), kept_counts, lacking, protected


def _without_kinds(entries: list, kinds: tuple[str, ...]) -> list:
    """Return the nested list without the entries of these kinds."""
    kept = []
    for entry in entries:
        if isinstance(entry, list):
            kept.append(_without_kinds(entry, kinds))
        elif not str(entry).startswith(kinds):
            kept.append(entry)
    return kept
