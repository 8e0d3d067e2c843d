"""export_history: the whole history of a record, or of what a person did, as CSV."""

import csv
from argparse import ArgumentTypeError

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from portal.audit import history_export, journal
from portal.audit.journal import JournalAction
from portal.core.csv_cells import escape_cell


def parse_record(text: str) -> tuple[str, str]:
    """Return kind and number of “articles.article:5”; raise ArgumentTypeError for anything else."""
    kind, colon, number = text.partition(":")
    if not colon or not number.isdecimal():
        raise ArgumentTypeError(f"{text!r} is not a record such as articles.article:5")
    return kind, number


class Command(BaseCommand):
    """Prints the table as CSV, and writes the export into the journal."""

    help = "Print every change of a record, or everything that an account did, as CSV."

    def add_arguments(self, parser):
        """Add what to print, and who answers for it."""
        subject = parser.add_mutually_exclusive_group(required=True)
        subject.add_argument(
            "--record",
            type=parse_record,
            metavar="KIND:NUMBER",
            help="A record, such as articles.article:5.",
        )
        subject.add_argument("--person", metavar="USER", help="An account.")
        parser.add_argument(
            "--by", required=True, metavar="USER", help="The account that answers for it."
        )

    def handle(self, *, record, person, by, **options):
        """Print the table."""
        user = self._get_user(by)
        if record:
            subject, lines = self._record_history(*record)
        else:
            subject, lines = self._user_history(person)
        what = "history" if record else "acts"
        journal.write(JournalAction.EXPORTED, by=user, record=subject, what=what)
        writer = csv.writer(self.stdout)
        writer.writerow(history_export.column_headings())
        for row in history_export.table_rows(lines):
            writer.writerow([escape_cell(cell) for cell in row])

    def _get_user(self, name):
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account {name!r}.", returncode=2)
        return user

    def _user_history(self, name):
        user = self._get_user(name)
        return user, history_export.user_history(user)

    def _record_history(self, kind, number):
        try:
            model = apps.get_model(kind)
        except (LookupError, ValueError) as error:
            raise CommandError(f"There is no kind of record {kind!r}.", returncode=2) from error
        record = model(pk=int(number))
        lines = history_export.record_history(record) if hasattr(model, "history") else []
        if not lines:
            raise CommandError(f"There is no history of {kind}:{number}.", returncode=2)
        return record, lines
