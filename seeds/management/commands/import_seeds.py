"""import_seeds: the shipped data, or captured pages, into the database."""

import json
import logging
import os
import sys

import click
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from seeds.capture_import import import_pages, printable_path, read_pages
from seeds.reading import PathNotFound, find_pages
from seeds.shipped.apply import import_shipped
from seeds.shipped.loading import read_shipped
from seeds.shipped.plan import ShippedAction
from seeds.shipped.source import DataRefused
from seeds.site_owners import build_owner_lookup

EXIT_REFUSED, EXIT_UNUSABLE = 1, 2
# What is said of each record that an import of the shipped data leaves as it is, and where its JSON lists them
SKIPPED_MESSAGES = {
    ShippedAction.KEPT: "kept as an editor left it",
    ShippedAction.GONE: "left out: it, or what it points at, was deleted",
    ShippedAction.DROPPED: "no longer shipped; the record stays",
}
JSON_LISTS = {
    ShippedAction.KEPT: "kept_as_edited",
    ShippedAction.GONE: "left_out",
    ShippedAction.DROPPED: "no_longer_shipped",
}


class Command(BaseCommand):
    help = (
        "Without PATH: import the data that ships with the portal. With PATH: read captured pages (.txt, .html, or folders of"
        " them) into draft articles. Exit status: 0 all read, 1 some refused, 2 unusable arguments."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", nargs="*", help="a captured page, or a folder of them")
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
        parser.add_argument(
            "--json", action="store_true", help="print what was read as one JSON object"
        )
        parser.add_argument("--by", metavar="USER", help="the user in whose name the import runs")

    def handle(self, *, path, by, dry_run, **options):
        run = self.pages if path else self.shipped
        logging.getLogger("psycopg.pool").setLevel(
            logging.ERROR
        )  # every attempt would be a warning beside the one sentence
        try:
            run(path, by=self.user(by), dry_run=dry_run, as_json=options["json"])
            self.stdout.flush()
        except BrokenPipeError:
            # Whoever reads the output has seen enough, as head does: nothing is left to say, not even when Python closes it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(EXIT_REFUSED)
        except DatabaseError as error:
            reason = " ".join(str(error).split())
            raise CommandError(
                f"The database cannot be used: {reason}. Nothing was lost; try again."
            ) from error

    def user(self, name):
        """The user of that name, or nobody."""
        if name is None:
            return None
        try:
            return get_user_model().objects.get(username=name)
        except get_user_model().DoesNotExist as error:
            raise CommandError(
                f"--by: there is no user “{name}”.", returncode=EXIT_UNUSABLE
            ) from error

    def shipped(self, _, *, by, dry_run, as_json):
        """Import the shipped data, whole or not at all."""
        try:
            entries = read_shipped()
            with self.bar(None, len(entries), hidden=dry_run) as bar:
                steps = import_shipped(
                    entries, by=by, dry_run=dry_run, each=lambda _: bar.update(1)
                )
        except DataRefused as refused:
            raise CommandError(str(refused)) from refused
        named = {
            action: [step.name for step in steps if step.action is action]
            for action in ShippedAction
        }
        for action, sentence in SKIPPED_MESSAGES.items():
            for name in named[action]:
                self.stderr.write(f"{name}: {sentence}")
        counts = {action.value: len(names) for action, names in named.items()}
        self.report(
            counts["new"], counts["changed"], 0, print_to=self.stderr if as_json else self.stdout
        )
        if as_json:
            lists = {name: named[action] for action, name in JSON_LISTS.items()}
            self.stdout.write(json.dumps({**counts, **lists}, ensure_ascii=False))

    def pages(self, paths, *, by, dry_run, as_json):
        """Import captured pages, each whole or not at all."""
        try:
            files = find_pages(paths)
        except PathNotFound as missing:
            raise CommandError(missing.reason, returncode=EXIT_UNUSABLE) from missing
        printer = JsonPrinter(self.stdout, build_owner_lookup()) if as_json else None
        with self.bar(read_pages(files), len(files)) as bar:
            tally = import_pages(
                bar, by=by, dry_run=dry_run, each=lambda page: self.each(page, printer)
            )
        if printer:
            printer.close()
        self.report(tally.new, 0, tally.refused, print_to=self.stderr if as_json else self.stdout)
        if tally.refused:
            sys.exit(EXIT_REFUSED)

    def each(self, page, printer):
        """Say why a page was refused, or print what was read."""
        if page.refused:
            self.stderr.write(f"{printable_path(page.path)}: {page.refused}")
        elif printer:
            printer.add(page)

    def bar(self, items, length, *, hidden=False):
        """A progress bar on a terminal, silence elsewhere."""
        return click.progressbar(
            items, length=length, file=sys.stderr, hidden=hidden or not sys.stderr.isatty()
        )

    def report(self, new, changed, refused, *, print_to):
        """The closing line of a run."""
        print_to.write(
            f"{new} new, {changed} changed" + (f", {refused} refused" if refused else "")
        )


class JsonPrinter:
    """Prints one JSON object of documents, one document in memory at a time."""

    def __init__(self, stream, owner_of):
        self.stream = stream
        self.owner_of = owner_of
        self.between = '{"documents": ['

    def add(self, page):
        """Print one page."""
        document = page.as_json(owner_of=self.owner_of)
        self.stream.write(self.between + json.dumps(document, ensure_ascii=False), ending="\n")
        self.between = ","

    def close(self):
        """Print the end of the object."""
        self.stream.write("]}" if self.between == "," else self.between + "]}")
