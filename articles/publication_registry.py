"""The registry of what follows when an article is published or withdrawn; apps fill it in `ready()`."""

import logging
from collections.abc import Callable

from django.db import transaction

PUBLISHED = "published"
WITHDRAWN = "withdrawn"

logger = logging.getLogger(__name__)
FOLLOW_UPS: dict[str, list[Callable]] = {PUBLISHED: [], WITHDRAWN: []}


def register_follow_up(function: Callable, *, event: str = PUBLISHED) -> Callable:
    """Have the function called with each article that was signed off or withdrawn, in that transaction."""
    if function not in FOLLOW_UPS[event]:
        FOLLOW_UPS[event].append(function)
    return function


def run_follow_ups(article, *, event: str = PUBLISHED) -> None:
    """Call all of them; one that fails writes nothing, is logged, and does not stop the transition."""
    for function in FOLLOW_UPS[event]:
        try:
            with transaction.atomic():
                function(article)
        except Exception:  # whatever a follow-up does, the article stays published or withdrawn
            logger.exception("%s failed for article %s", function.__name__, article.pk)
