"""Which records have a page of their own, for whoever looks for links that lead nowhere."""

from articles.broken_links import PAGES
from consortia.models import Agreement, Conference, Consortium, Organisation, TrainingBase

OURS = {
    "consortium": Consortium,
    "organisation": Organisation,
    "conference": Conference,
    "agreement": Agreement,
    "training-base": TrainingBase,
}


def register() -> None:
    """Name the pages of the records."""
    PAGES.update({name: [(model.objects.published, "pk")] for name, model in OURS.items()})
