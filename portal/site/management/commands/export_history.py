"""Write the whole history of a record, or of what a person did, as a table."""

import csv
from argparse import ArgumentTypeError

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from portal.audit import history_export, journal
from portal.audit.journal import JournalAction
from portal.core.csv_cells import escape_cell


def parse_record(text: str) -> tuple[str, str]:
    """Kind and number out of “articles.article:5”."""
    kind, colon, number = text.partition(":")
    if not colon or not number.isdecimal():
        raise ArgumentTypeError(f"{text!r} is not a record such as articles.article:5")
    return kind, number


class Command(BaseCommand):
    """Prints the table as CSV; the journal says that it left."""

    help = "Print every change of a record, or everything that an account did, as CSV."

    def add_arguments(self, parser):
        """What to print, and who asks for it."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument(
            "--record",
            type=parse_record,
            metavar="KIND:NUMBER",
            help="A record, such as articles.article:5.",
        )
        what.add_argument("--person", metavar="USER", help="An account.")
        parser.add_argument(
            "--by", required=True, metavar="USER", help="The account that answers for it."
        )

    def handle(self, *, record, person, by, **options):
        """Print the table."""
        asking = self._account(by)
        about, lines = self._of_record(*record) if record else self._of_person(person)
        journal.write(
            JournalAction.EXPORTED, by=asking, record=about, what="history" if record else "acts"
        )
        writer = csv.writer(self.stdout)
        writer.writerow(history_export.column_headings())
        writer.writerows(
            [escape_cell(cell) for cell in row] for row in history_export.table_rows(lines)
        )

    def _account(self, name):
        found = get_user_model().objects.filter(username=name).first()
        if found is None:
            raise CommandError(f"There is no account {name!r}.", returncode=2)
        return found

    def _of_person(self, name):
        person = self._account(name)
        return person, history_export.user_history(person)

    def _of_record(self, kind, number):
        try:
            model = apps.get_model(kind)
        except (LookupError, ValueError) as error:
            raise CommandError(f"There is no kind of record {kind!r}.", returncode=2) from error
        record = model(pk=int(number))
        lines = history_export.record_history(record) if hasattr(model, "history") else []
        if not lines:
            raise CommandError(f"There is no history of {kind}:{number}.", returncode=2)
        return record, lines
