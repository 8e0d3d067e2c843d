"""import_seeds: the shipped data, or captured pages, into the database."""

import json
import logging
import os
import sys

import click
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from seeds.capture_import import import_pages, read_pages
from seeds.page_explanation import explain_page
from seeds.reading import PathNotFound, file_source, find_pages
from seeds.reviewing.release import release_due
from seeds.shipped.apply import import_shipped
from seeds.shipped.loading import read_shipped
from seeds.shipped.plan import ShippedAction
from seeds.shipped.source import DataRefused
from seeds.site_owners import build_owner_lookup

EXIT_REFUSED = 1
EXIT_UNUSABLE = 2
# For records that an import of the shipped data skips: the message of each, and the key of their JSON list
SKIPPED_MESSAGES = {
    ShippedAction.EDITED: "kept as an editor left it",
    ShippedAction.DELETED: "left out: it, or what it points at, was deleted",
    ShippedAction.REMOVED: "no longer shipped; the record stays",
}
JSON_LISTS = {
    ShippedAction.EDITED: "kept_as_edited",
    ShippedAction.DELETED: "left_out",
    ShippedAction.REMOVED: "no_longer_shipped",
}


class Command(BaseCommand):
    help = (
        "Without PATH: import the data that ships with the portal. "
        "With PATH: read captured pages (text, HTML, web archives, Word, PDF, or folders of them) "
        "into draft articles. "
        "Exit status: 0 all read, 1 some refused, 2 unusable arguments."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", nargs="*", help="a captured page, or a folder of them")
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
        parser.add_argument(
            "--json", action="store_true", help="print what was read as one JSON object"
        )
        parser.add_argument(
            "--explain",
            action="store_true",
            help="print what each stage found in the pages and what it dropped; write nothing",
        )
        parser.add_argument("--by", metavar="USER", help="the user in whose name the import runs")

    def handle(self, *, path, by, dry_run, **options):
        """Run the import of pages or of the shipped data, or explain what pages hold."""
        run = self.handle_pages if path else self.handle_shipped
        if options["explain"]:
            if not path or options["json"]:
                raise CommandError(
                    "--explain needs a PATH, and goes without --json.", returncode=EXIT_UNUSABLE
                )
            run = self.handle_explanation
        # Every attempt to connect would be a warning beside the one sentence
        logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
        try:
            run(path, by=self.find_user(by), dry_run=dry_run, as_json=options["json"])
            self.stdout.flush()
        except BrokenPipeError:
            # The reader of the output stopped, as head does: write nothing more, even when Python closes it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(EXIT_REFUSED)
        except DatabaseError as error:
            reason = " ".join(str(error).split())
            raise CommandError(
                f"The database cannot be used: {reason}. Nothing was lost; try again."
            ) from error

    def find_user(self, name):
        """The user of that name, None without a name; raises CommandError."""
        if name is None:
            return None
        try:
            return get_user_model().objects.get(username=name)
        except get_user_model().DoesNotExist as error:
            raise CommandError(
                f"--by: there is no user “{name}”.", returncode=EXIT_UNUSABLE
            ) from error

    def handle_shipped(self, _path, *, by, dry_run, as_json):
        """Import the shipped data, whole or not at all."""
        try:
            entries = read_shipped()
            with self.progress_bar(None, len(entries), hidden=dry_run) as bar:
                steps = import_shipped(
                    entries, by=by, dry_run=dry_run, on_step=lambda _step: bar.update(1)
                )
        except DataRefused as refused:
            raise CommandError(str(refused)) from refused
        names = _names_by_action(steps)
        for action, message in SKIPPED_MESSAGES.items():
            for name in names[action]:
                self.stderr.write(f"{name}: {message}")
        new_total = len(names[ShippedAction.NEW])
        changed_total = len(names[ShippedAction.CHANGED])
        self.report(new_total, changed_total, as_json=as_json)
        if as_json:
            self.print_counts(names)

    def print_counts(self, names):
        """Print how many entries met each action, and the names of those that were skipped."""
        counts = {action.value: len(action_names) for action, action_names in names.items()}
        lists = {key: names[action] for action, key in JSON_LISTS.items()}
        self.stdout.write(json.dumps({**counts, **lists}, ensure_ascii=False))

    def handle_explanation(self, paths, **_options):
        """Print what each stage found in the pages; nothing is written."""
        owner_lookup = build_owner_lookup()
        has_refused = False
        for page in read_pages(self.find_sources(paths)):
            has_refused = has_refused or bool(page.error)
            for line in explain_page(page, owner_lookup=owner_lookup):
                self.stdout.write(line)
        if has_refused:
            sys.exit(EXIT_REFUSED)

    def find_sources(self, paths):
        """The captured pages at the paths; raises CommandError for a missing one."""
        try:
            return [file_source(path) for path in find_pages(paths)]
        except PathNotFound as missing:
            raise CommandError(missing.reason, returncode=EXIT_UNUSABLE) from missing

    def handle_pages(self, paths, *, by, dry_run, as_json):
        """Import captured pages, each whole or not at all."""
        sources = self.find_sources(paths)
        printer = JsonPrinter(self.stdout) if as_json else None
        with self.progress_bar(read_pages(sources), len(sources)) as bar:
            counts = import_pages(
                bar,
                by=by,
                dry_run=dry_run,
                with_json=as_json,
                on_page=lambda page: self.print_page(page, printer),
            )
        if printer:
            printer.close()
        if not dry_run:
            release_due(at=timezone.now())
        self.report(counts.new, 0, counts.refused, counts.failed, as_json=as_json)
        if counts.refused + counts.failed:
            sys.exit(EXIT_REFUSED)

    def print_page(self, page, printer):
        """Print why a page was refused, or what was read."""
        for message in filter(None, (page.error, *page.notes)):
            self.stderr.write(f"{page.name}: {message}")
        if printer and not page.error:
            printer.add(page)

    def progress_bar(self, items, length, *, hidden=False):
        """A progress bar on a terminal, silence elsewhere."""
        return click.progressbar(
            items, length=length, file=sys.stderr, hidden=hidden or not sys.stderr.isatty()
        )

    def report(self, new, changed, refused=0, failed=0, *, as_json):
        """Print the closing line of a run; beside JSON it goes to the error stream."""
        line = f"{new} new, {changed} changed"
        if refused:
            line = f"{line}, {refused} refused"
        if failed:
            line = f"{line}, {failed} failed"
        stream = self.stderr if as_json else self.stdout
        stream.write(line)


def _names_by_action(steps):
    names = {action: [] for action in ShippedAction}
    for step in steps:
        names[step.action].append(step.name)
    return names


class JsonPrinter:
    """Prints one JSON object of documents, one document in memory at a time."""

    def __init__(self, stream):
        self.stream = stream
        self.separator = '{"documents": ['

    def add(self, page):
        """Print one page."""
        self.stream.write(self.separator + page.json_text, ending="\n")
        self.separator = ","

    def close(self):
        """Print the end of the object."""
        start = "" if self.separator == "," else self.separator
        self.stream.write(start + "]}")
