"""forget_person: erase a person's name from texts, records and their history."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from portal.erasure.erase import ErasureRefused, erase_name
from portal.erasure.name_pattern import PersonNameMatcher


class Command(BaseCommand):
    """Prints each row that changed.

    The exit status is 0 if any did, 1 if the name occurs nowhere, 2 for unusable arguments.
    """

    help = (
        "Take a person's name out of every text, record and historical version, and write in the "
        "journal that it was done."
    )

    def add_arguments(self, parser):
        """Add the forms of the name, who answers for the erasure, and why."""
        parser.add_argument(
            "name", nargs="+", help="The name in each form that texts use, each as one argument."
        )
        parser.add_argument(
            "--by", required=True, metavar="USER", help="The account that answers for it."
        )
        parser.add_argument("--reason", required=True, help="Why, without the name.")
        parser.add_argument(
            "--spare",
            action="append",
            default=[],
            metavar="WORD",
            help="A longer word that stays as it is.",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Show where the name stands, and change nothing."
        )

    def handle(self, *, name, by, reason, spare, dry_run, **options):
        """Erase the name, and print where it was."""
        person = get_user_model().objects.filter(username=by).first()
        if person is None:
            raise CommandError(f"There is no account {by!r}.", returncode=2)
        try:
            result = erase_name(
                PersonNameMatcher(tuple(name), tuple(spare)),
                by=person,
                reason=reason,
                dry_run=dry_run,
            )
        except ErasureRefused as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self._report(result, dry_run=dry_run)
        if not result.rows:
            raise CommandError("The name stands nowhere.", returncode=1)

    def _report(self, result, *, dry_run):
        """Print a line for each field that holds the name, and one for each field left alone."""
        for row in result.rows:
            for field, excerpts in row.excerpts.items():
                context = f": {' | '.join(excerpts)}" if dry_run else ""
                label = row.model._meta.label_lower
                self.stdout.write(f"{label} {row.pk} {field} ×{len(excerpts)}{context}")
        for label, key, field in result.skipped:
            self.stdout.write(f"left as it is, look at it: {label} {key} {field}")
        total = sum(row.count for row in result.rows)
        verb = "stands in" if dry_run else "was taken out of"
        self.stdout.write(f"The name {verb} {total} places of {len(result.rows)} rows.")
        if result.entry:
            self.stdout.write(f"Journal entry {result.entry.pk}.")
