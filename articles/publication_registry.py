"""The registry of what follows when an article is published; every app fills it in `AppConfig.ready()`."""

import logging
from collections.abc import Callable

from django.db import transaction

logger = logging.getLogger(__name__)
FOLLOW_UPS: list[Callable] = []


def register_follow_up(function: Callable) -> Callable:
    """Have the function called with each article that was signed off, in the same transaction."""
    if function not in FOLLOW_UPS:
        FOLLOW_UPS.append(function)
    return function


def run_follow_ups(article) -> None:
    """Call all of them; one that fails writes nothing, is logged, and does not stop the publication."""
    for function in FOLLOW_UPS:
        try:
            with transaction.atomic():
                function(article)
        except Exception:  # whatever a follow-up does, the article stays published
            logger.exception("%s failed for article %s", function.__name__, article.pk)
