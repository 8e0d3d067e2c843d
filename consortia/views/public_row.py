"""Whether a record is public, at the cost of one plain SELECT."""

from functools import cache

from django.db.models import Model
from django.http import Http404
from django.utils import timezone

from portal.core.compiled_query import CompiledQuery


def public_row(model: type[Model], pk: int, *fields: str) -> tuple:
    """These fields of a public record; raises Http404 for any other key. One query."""
    row = _query(model, fields).first(pk, at=timezone.now())
    if row is None:
        raise Http404
    return row


@cache
def _query(model, fields):
    def published(pk, _at):
        return model.objects.published().filter(pk=pk).order_by().values_list(*(fields or ("pk",)))

    return CompiledQuery(published)


def public_keys(model: type[Model]):
    """A function that lists the keys of the public records of a model."""

    def keys():
        return model.objects.published().order_by("pk").values_list("pk", flat=True)

    return keys
