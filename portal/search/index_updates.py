"""The one place with signals: what was saved or deleted is noted, and in the same transaction the search table follows.

A room says with `follow` whose entries a row touches. Many changes in a row are gathered with `gathered`; whoever writes past
signals (`update`, `bulk_create`) calls `touch` for the rows. On commit the site's version moves, for caches of pages.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, models, transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete, pre_save

from portal.caching.site_version import bump_version
from portal.search.index import indexable_keys, rebuild_index, refresh_entries
from portal.search.models import SearchEntry

EntryKeyLookup = Callable[
    [QuerySet], Iterable[int]
]  # from rows to the keys of the entries that they touch
CHUNK_SIZE = 500  # rows that are asked about at once

_reaches: dict[type[models.Model], list[tuple[str, EntryKeyLookup]]] = defaultdict(list)


class PendingUpdates:
    """What was touched and is not yet brought up to date."""

    def __init__(self):
        self.keys: dict[str, set[int]] = defaultdict(set)
        self.rows: dict[type[models.Model], set] = defaultdict(set)

    def note(self, model: type[models.Model], rows: Iterable) -> None:
        """Remember the entries that these rows touch as they stand now."""
        for part in _parts(sorted(rows)):
            for kind, reach in _reaches.get(model, ()):
                self.keys[kind].update(reach(model._base_manager.filter(pk__in=part).order_by()))

    def settle(self) -> None:
        """Have all touched entries say what the records say now."""
        for model, rows in self.rows.items():
            self.note(model, rows)
        for kind, keys in sorted(self.keys.items()):
            if known := keys - {None}:
                refresh_entries(kind, known)


_open: ContextVar[PendingUpdates | None] = ContextVar("gathering", default=None)


def _parts(rows):
    return [rows[start : start + CHUNK_SIZE] for start in range(0, len(rows), CHUNK_SIZE)]


def connect_model(model: type[models.Model]) -> None:
    """Have the changes of this model's rows noted."""
    name = f"changes {model._meta.label}"
    for signal, receiver in (
        (pre_save, _before),
        (pre_delete, _before),
        (post_save, _after_save),
        (post_delete, _after_delete),
    ):
        signal.connect(receiver, sender=model, dispatch_uid=name)


def track(kind: str, reaches: dict[type[models.Model], EntryKeyLookup]) -> None:
    """Have the entries of a kind follow the rows of these models; each tells whose entries its rows touch."""
    for model, reach in reaches.items():
        connect_model(model)
        if (kind, reach) not in _reaches[model]:
            _reaches[model].append((kind, reach))


@contextmanager
def batch_updates() -> Iterator[None]:
    """Bring the search table up to date once, at the end of the block, which is one transaction."""
    if _open.get():
        yield
        return
    with transaction.atomic():
        token = _open.set(PendingUpdates())
        try:
            yield
            _open.get().settle()
        finally:
            _open.reset(token)


def mark_dirty(model: type[models.Model], rows: Iterable) -> None:
    """Follow rows that were written past signals, by their primary keys."""
    with batch_updates():
        _open.get().rows[model].update(rows)
        bump_version_on_commit()


def before_bulk_update(model: type[models.Model], rows: Iterable) -> None:
    """Follow rows that are about to be written past signals, inside `gathered`: what they touch now, and what they will."""
    rows = list(rows)
    with batch_updates():
        _open.get().note(model, rows)
        mark_dirty(model, rows)


def _before(sender, instance, **options):
    """What the stored row touches, which may be other entries than those of the row that is being saved."""
    instance._touched = PendingUpdates()
    if not instance._state.adding:
        instance._touched.note(sender, [instance.pk])


def _after_save(sender, instance, **options):
    with batch_updates():
        _carry_over(instance)
        _open.get().rows[sender].add(instance.pk)
        bump_version_on_commit()


def _after_delete(sender, instance, **options):
    with batch_updates():
        _carry_over(instance)
        bump_version_on_commit()


def _carry_over(instance):
    for kind, keys in instance.__dict__.pop("_touched").keys.items():
        _open.get().keys[kind] |= keys


# The site's version


def bump_version_on_commit() -> None:
    """Have the site's version move when this transaction is committed, once however much it changed."""
    if all(run[1] is not bump_version for run in connection.run_on_commit):
        transaction.on_commit(bump_version)


# A table that was never filled


def fill_empty_index(sender, **options) -> None:
    """After a migration: fill an empty table from the records that stand already."""
    tables = set(connection.introspection.table_names())
    needed = {SearchEntry._meta.db_table} | {model._meta.db_table for model in _reaches}
    if needed <= tables and not SearchEntry.objects.exists() and any(indexable_keys().values()):
        rebuild_index()


def connect_signals(models_kept: Iterable[type[models.Model]], config) -> None:
    """Have every kept record watched, and an empty table filled after a migration."""
    for model in models_kept:
        connect_model(model)
    post_migrate.connect(fill_empty_index, sender=config, dispatch_uid="changes fill")
