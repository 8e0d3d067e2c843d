"""rebuild_search: every entry of the search table compared with its record, and brought up to date."""

import sys

import click
from django.core.management.base import BaseCommand

from portal.search.index import indexable_keys, rebuild_index


class Command(BaseCommand):
    help = "Bring the whole search table up to date with the records. The portal can be searched meanwhile."

    def handle(self, **options):
        number = sum(map(len, indexable_keys().values()))
        with click.progressbar(
            length=number, file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar:
            done = rebuild_index(each=bar.update)
        self.stdout.write(f"{done} records gone through")
