"""The history of a model, in which all rows of one deletion share a deletion id."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID, uuid4

from django.db import models
from simple_history.models import HistoricalRecords

_current_id: ContextVar[UUID | None] = ContextVar("deletion_id", default=None)


@contextmanager
def one_deletion(deletion_id: UUID | None = None) -> Iterator[None]:
    """Count everything that is deleted within as one deletion; nested blocks join the outermost one."""
    token = _current_id.set(_current_id.get() or deletion_id or uuid4())
    try:
        yield
    finally:
        _current_id.reset(token)


def current_deletion_id() -> UUID | None:
    """Return the id of the deletion that goes on; None outside of one."""
    return _current_id.get()


class DeletionIdModel(models.Model):
    """What a historical row has beside the fields of django-simple-history."""

    deletion_id = models.UUIDField(null=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **options):
        """Store the historical row; that of a deleted row gets the id of the current deletion."""
        if self.history_type == "-":
            self.deletion_id = _current_id.get()
        super().save(*args, **options)


class DeletionHistoricalRecords(HistoricalRecords):
    """Historical records that tell deletions apart.

    Django hands the object or queryset on which `delete()` was called to the signals of every row that
    goes with it, as their `origin`. It sends all signals before the deletion first, then all those after
    it, so that the last id set before is the one that every row finds after.
    """

    def __init__(self, *args, bases=(DeletionIdModel,), **options):
        super().__init__(*args, bases=bases, **options)

    def pre_delete(self, instance, origin, **options):
        """Give the deletion a new id."""
        origin._deletion_id = uuid4()
        super().pre_delete(instance, **options)

    def post_delete(self, instance, origin, using=None, **options):
        """Write the historical row with the id of the deletion."""
        with one_deletion(origin._deletion_id):
            super().post_delete(instance, using=using, **options)
