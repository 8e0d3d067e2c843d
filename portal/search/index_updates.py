"""Index updates on changes of records: the one place with signals, in the same transaction as the change.

A room registers with `track` which entries depend on a row of a model. `batch_updates` gathers many
changes into one update; code that writes past signals (`update`, `bulk_create`) calls `mark_dirty`
or `before_bulk_update` for the rows. On commit the site's version moves, which turns over the page
caches.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, models, transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete, pre_save

from portal.caching.site_version import bump_version
from portal.listing.models import ListRow
from portal.search.index import indexable_keys, rebuild_index, refresh_entries
from portal.search.models import SearchEntry

# From rows of a model to the keys of the entries that depend on them
EntryKeyLookup = Callable[[QuerySet], Iterable[int]]
CHUNK_SIZE = 500  # rows that are queried at once

_lookups: dict[type[models.Model], list[tuple[str, EntryKeyLookup]]] = defaultdict(list)


class PendingUpdates:
    """The entries and rows that have changed and are not yet indexed again."""

    def __init__(self):
        self.keys: dict[str, set[int]] = defaultdict(set)
        self.rows: dict[type[models.Model], set] = defaultdict(set)

    def add_dependent_entries(self, model: type[models.Model], pks: Iterable) -> None:
        """Add the entries that depend on the stored state of these rows."""
        for chunk in _chunks(sorted(pks)):
            rows = model._base_manager.filter(pk__in=chunk).order_by()
            for kind, lookup in _lookups.get(model, ()):
                self.keys[kind].update(lookup(rows))

    def add_keys(self, keys: dict[str, set[int]]) -> None:
        """Add entries by kind and key."""
        for kind, more_keys in keys.items():
            self.keys[kind] |= more_keys

    def apply(self) -> None:
        """Refresh all entries that depend on the changed rows."""
        for model, pks in self.rows.items():
            self.add_dependent_entries(model, pks)
        for kind, keys in sorted(self.keys.items()):
            known_keys = keys - {None}
            if known_keys:
                refresh_entries(kind, known_keys)


_pending: ContextVar[PendingUpdates | None] = ContextVar("pending_updates", default=None)


def _chunks(pks):
    return [pks[start : start + CHUNK_SIZE] for start in range(0, len(pks), CHUNK_SIZE)]


def connect_model(model: type[models.Model]) -> None:
    """Connect the signals of a model, each once."""
    dispatch_uid = f"changes {model._meta.label}"
    receivers = (
        (pre_save, _before_change),
        (pre_delete, _before_change),
        (post_save, _after_save),
        (post_delete, _after_delete),
    )
    for signal, receiver in receivers:
        signal.connect(receiver, sender=model, dispatch_uid=dispatch_uid)


def track(kind: str, lookups: dict[type[models.Model], EntryKeyLookup]) -> None:
    """Keep the entries of a kind up to date with the rows of these models.

    Each lookup finds the entries of its rows.
    """
    for model, lookup in lookups.items():
        connect_model(model)
        if (kind, lookup) not in _lookups[model]:
            _lookups[model].append((kind, lookup))


def models_with_lookups() -> set[type[models.Model]]:
    """The models whose rows lead to search entries."""
    return set(_lookups)


@contextmanager
def batch_updates() -> Iterator[None]:
    """Update the index once, at the end of the block, which is one transaction.

    An inner block joins the outer one.
    """
    if _pending.get():
        yield
        return
    with transaction.atomic():
        token = _pending.set(PendingUpdates())
        try:
            yield
            _pending.get().apply()
        finally:
            _pending.reset(token)


def mark_dirty(model: type[models.Model], rows: Iterable) -> None:
    """Update the entries of rows that were written past signals, given by their primary keys."""
    with batch_updates():
        _pending.get().rows[model].update(rows)
        bump_version_on_commit()


def before_bulk_update(model: type[models.Model], rows: Iterable) -> None:
    """Inside `batch_updates`, update the entries of rows that are about to be written past signals.

    These are the entries that depend on the rows now and those that will after the write.
    """
    pks = list(rows)
    with batch_updates():
        _pending.get().add_dependent_entries(model, pks)
        mark_dirty(model, pks)


def _before_change(sender, instance, **options):
    """Remember the entries of the stored row, which may differ from those of the row that is saved."""
    instance._entries_before = PendingUpdates()
    if not instance._state.adding:
        instance._entries_before.add_dependent_entries(sender, [instance.pk])


def _after_save(sender, instance, **options):
    with batch_updates():
        _add_entries_before(instance)
        _pending.get().rows[sender].add(instance.pk)
        bump_version_on_commit()


def _after_delete(sender, instance, **options):
    with batch_updates():
        _add_entries_before(instance)
        bump_version_on_commit()


def _add_entries_before(instance):
    _pending.get().add_keys(instance.__dict__.pop("_entries_before").keys)


# The site's version


def bump_version_on_commit() -> None:
    """Move the site's version when this transaction is committed, once however much it changed."""
    callbacks = [callback for _savepoints, callback, *_more in connection.run_on_commit]
    if bump_version not in callbacks:
        transaction.on_commit(bump_version)


# A table that was never filled


def fill_empty_index(sender, **options) -> None:
    """Fill an empty search table from the existing records, after a migration."""
    tables = set(connection.introspection.table_names())
    needed = {SearchEntry._meta.db_table, ListRow._meta.db_table}
    needed.update(model._meta.db_table for model in _lookups)
    if not needed <= tables or ListRow.objects.exists():
        return
    if any(indexable_keys().values()):
        rebuild_index()


def connect_signals(tracked_models: Iterable[type[models.Model]], config) -> None:
    """Connect the signals of these models, and fill an empty table after a migration of the app."""
    for model in tracked_models:
        connect_model(model)
    post_migrate.connect(fill_empty_index, sender=config, dispatch_uid="changes fill")
