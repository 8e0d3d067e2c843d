"""Refused attempts at a transition stand in the journal, whatever page or request they came from."""

from collections.abc import Callable
from functools import wraps

from articles.models.review import TransitionRefused
from portal.audit import journal
from portal.audit.journal import JournalAction


def journal_refusals(transition: Callable) -> Callable:
    """Decorate a transition: a refusal is written into the journal after its transaction was undone."""

    @wraps(transition)
    def take_transition(article, *, by, **options):
        try:
            return transition(article, by=by, **options)
        except TransitionRefused as refusal:
            journal_refusal(article, transition.__name__, by=by, reason=str(refusal))
            raise

    return take_transition


def journal_refusal(article, step: str, *, by, reason: str) -> None:
    """Write into the journal that the person was refused that step of the article, and why."""
    journal.write(
        JournalAction.REFUSED,
        by=by,
        record=article,
        what=step,
        reason=reason,
        round=article.round,
        status=article.status,
    )
