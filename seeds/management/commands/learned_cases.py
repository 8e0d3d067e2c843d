"""learned_cases: what people decided about captured pages, as cases of an installation's own corpus."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from seeds.proposing.corpus_folder import FolderRefused, write_cases
from seeds.proposing.learned_cases import collect_cases


class Command(BaseCommand):
    help = (
        "Write each public page that people decided on as a case: NNN.txt with its text and NNN.json "
        "with the facts that were accepted and, as must_not, the readings that were refused or edited. "
        "Pages whose articles are not public are left out and named."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", help="where to write them (default: var/learned_cases)"
        )

    def handle(self, *, folder, **options):
        """Write the cases; a line on standard error for whatever is left out."""
        target = Path(folder) if folder else settings.VAR_DIR / "learned_cases"
        found = collect_cases()
        for sentence in found.left_out:
            self.stderr.write(sentence)
        try:
            counts = write_cases(target, found.cases)
        except FolderRefused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"{target} cannot be written: {error.strerror}.") from error
        self.stdout.write(
            f"{counts.new} new, {counts.changed} changed, {counts.unchanged} unchanged, "
            f"{counts.removed} removed"
        )
