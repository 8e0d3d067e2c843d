"""Records with detail pages, for the check of broken links."""

from articles.broken_links import LINK_TARGETS
from consortia.models import Agreement, Conference, Consortium, Organisation, TrainingBase

RECORD_MODELS = {
    "consortium": Consortium,
    "organisation": Organisation,
    "conference": Conference,
    "agreement": Agreement,
    "training-base": TrainingBase,
}


def register() -> None:
    """Register the detail pages of the records as link targets."""
    LINK_TARGETS.update(
        {name: [(model.objects.published, "pk")] for name, model in RECORD_MODELS.items()}
    )
