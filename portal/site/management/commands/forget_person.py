"""Take a person's name out of texts, records and their history."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from portal.erasure.erase import ErasureRefused, erase_name
from portal.erasure.name_pattern import PersonNameMatcher


class Command(BaseCommand):
    """Prints each row that changed; the status is 0 if any did, 1 if the name stands nowhere, 2 for unusable arguments."""

    help = "Take a person's name out of every text, record and historical version, and write in the journal that it was done."

    def add_arguments(self, parser):
        """The forms of the name, who asks for it and why."""
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
        """Take the name out, and say where it was."""
        person = get_user_model().objects.filter(username=by).first()
        if person is None:
            raise CommandError(f"There is no account {by!r}.", returncode=2)
        try:
            done = erase_name(
                PersonNameMatcher(tuple(name), tuple(spare)),
                by=person,
                reason=reason,
                dry_run=dry_run,
            )
        except ErasureRefused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        self._report(done, dry_run=dry_run)
        if not done.rows:
            raise CommandError("The name stands nowhere.", returncode=1)

    def _report(self, done, *, dry_run):
        for place in done.rows:
            for field, words in place.excerpts.items():
                shown = f": {' | '.join(words)}" if dry_run else ""
                self.stdout.write(
                    f"{place.model._meta.label_lower} {place.pk} {field} ×{len(words)}{shown}"
                )
        for label, key, field in done.skipped:
            self.stdout.write(f"left as it is, look at it: {label} {key} {field}")
        total = sum(place.count for place in done.rows)
        verb = "stands in" if dry_run else "was taken out of"
        self.stdout.write(f"The name {verb} {total} places of {len(done.rows)} rows.")
        if done.entry:
            self.stdout.write(f"Journal entry {done.entry.pk}.")
