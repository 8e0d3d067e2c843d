"""dump_registry: write the whole public registry as one archive, or check one."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.api import dump


def parse_day(text: str) -> date:
    """Return the day of “2024-05-22”; raise ArgumentTypeError for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a day such as 2024-05-22") from error


class Command(BaseCommand):
    """Prints how many rows each file of the archive has."""

    help = (
        "Write everything public as a zip of JSON lines with a manifest of counts and checksums, "
        "or check such an archive."
    )

    def add_arguments(self, parser):
        """Add the path and day of the archive, and whether it is only checked."""
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
        """Write or check the archive."""
        try:
            manifest = dump.verify_archive(path) if check else self._write(path, options["date"])
        except (dump.InvalidArchive, OSError) as error:
            raise CommandError(str(error)) from error
        for name, file in manifest["files"].items():
            self.stdout.write(f"{name}: {file['rows']} rows")
        state = "whole" if check else "written"
        self.stdout.write(f"{path}: version {manifest['version']}, {manifest['date']}, {state}")

    def _write(self, path, day):
        if day is None:
            day = timezone.localdate()
        return dump.write_archive(path, day=day, root=settings.SITE_ADDRESS)
