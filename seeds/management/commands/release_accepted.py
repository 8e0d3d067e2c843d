"""release_accepted: write what was accepted out of drafts and may be public by now."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from seeds.models import Proposal
from seeds.reviewing.held_reasons import held_reason
from seeds.reviewing.release import release_due


class Command(BaseCommand):
    help = (
        "Write the facts that people accepted out of drafts whose articles are public by now, "
        "and list what waits still."
    )

    def handle(self, **options):
        """Release what is due; a line on standard error for each fact that no longer fits."""
        now = timezone.now()
        result = release_due(at=now)
        held = Proposal.objects.held().select_related("article__signed").defer("undo_log")
        for proposal in result.returned:
            self.stderr.write(f"{proposal}: {proposal.reason}")
        for proposal in held.iterator():
            self.stdout.write(f"{proposal}: {held_reason(proposal, at=now)}")
        self.stdout.write(
            f"{len(result.released)} written, {len(result.returned)} to be decided on again, "
            f"{held.count()} waiting"
        )
