"""Rows that all tests of a module share: written once, and gone with the module."""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def module_rows(blocker, write):
    """What `write` writes stands while the block lasts; a test's own changes are undone at its end as ever.

    `blocker` is pytest-django's, from a fixture that asks for `django_db_setup` too. All tests of the module
    see the rows, also those that do not ask for them.
    """
    with blocker.unblock(), transaction.atomic():
        write()
        with blocker.block():
            yield
        transaction.set_rollback(True)
