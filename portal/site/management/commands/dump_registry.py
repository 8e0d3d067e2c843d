"""Write the whole public registry as one archive, or check one."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.api import dump


def parse_day(text: str) -> date:
    """The day out of “2024-05-22”."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a day such as 2024-05-22") from error


class Command(BaseCommand):
    """Prints how many rows of each kind are in the archive."""

    help = "Write everything public as a zip of JSON lines with a manifest of counts and checksums, or check such an archive."

    def add_arguments(self, parser):
        """Where the archive is, of which day it is to be, and whether it is only checked."""
        parser.add_argument(
            "path", type=Path, metavar="PATH", help="The archive, such as registry.zip."
        )
        parser.add_argument(
            "--date",
            type=parse_day,
            default=None,
            help="The day that the manifest names; today if not given.",
        )
        parser.add_argument(
            "--check", action="store_true", help="Check the archive at PATH and write nothing."
        )

    def handle(self, *, path, check, **options):
        """Write or check."""
        try:
            manifest = dump.verify_archive(path) if check else self._write(path, options["date"])
        except (dump.InvalidArchive, OSError) as error:
            raise CommandError(str(error)) from error
        for name, said in manifest["files"].items():
            self.stdout.write(f"{name}: {said['rows']} rows")
        self.stdout.write(
            f"{path}: version {manifest['version']}, {manifest['date']}, {'whole' if check else 'written'}"
        )

    def _write(self, path, asked):
        return dump.write_archive(
            path, day=asked or timezone.localdate(), root=settings.SITE_ADDRESS
        )
