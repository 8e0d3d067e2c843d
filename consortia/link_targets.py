"""Which records have a page of their own, for whoever looks for links that lead nowhere."""

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
    """Name the pages of the records."""
    LINK_TARGETS.update(
        {name: [(model.objects.published, "pk")] for name, model in RECORD_MODELS.items()}
    )
