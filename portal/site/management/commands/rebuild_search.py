"""rebuild_search: compare every entry of the search table with its record, and update it."""

import sys

import click
from django.core.management.base import BaseCommand

from portal.search.index import indexable_keys, rebuild_index


class Command(BaseCommand):
    help = "Bring the whole search table up to date with the records. The portal can be searched meanwhile."

    def handle(self, **options):
        record_count = sum(len(keys) for keys in indexable_keys().values())
        is_hidden = not sys.stderr.isatty()
        with click.progressbar(length=record_count, file=sys.stderr, hidden=is_hidden) as bar:
            rebuilt_count = rebuild_index(each=bar.update)
        self.stdout.write(f"{rebuilt_count} records gone through")
