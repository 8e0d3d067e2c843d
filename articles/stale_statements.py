"""Which key points and summaries a correction puts in doubt, and how that is settled."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, StaleStatement, StatementKind, TransitionRefused, Version
from articles.models.review_permissions import check_column
from articles.models.workflow import REVIEW_PERMISSIONS
from articles.paragraph_changes import ParagraphChange, compare_paragraphs
from articles.publication_registry import register_follow_up
from articles.repeated_words import repeated_words
from portal.audit import journal
from portal.audit.journal import JournalAction

MAX_WORDS = 12  # that are named
Statement = tuple[str, str, int | None]  # kind, text and paragraph


def register() -> None:
    """Register the follow-up of a sign-off."""
    register_follow_up(mark_stale_statements)


def mark_stale_statements(article: Article) -> None:
    """Compare the signed text with the one before it: mark the statements that were left behind."""
    version = article.signed
    previous = article.versions.filter(number__lt=version.number).order_by("number").last()
    if previous is None:
        return
    changes = compare_paragraphs(previous.body, version.body)
    corrected_in = {
        (row.kind, row.text): row.corrected_in for row in previous.stale_statements.all()
    }
    repeated = {(row.kind, row.text): row.repeated_words for row in previous.stale_statements.all()}
    for kind, text, words in _left_behind(previous, version, changes):
        corrected_in[kind, text] = version
        repeated[kind, text] = words
    rows = [
        StaleStatement(
            version=version,
            kind=kind,
            text=text,
            paragraph=paragraph,
            corrected_in=corrected_in[kind, text],
            repeated_words=repeated[kind, text],
        )
        for kind, text, paragraph in _statements(version)
        if (kind, text) in corrected_in
    ]
    StaleStatement.objects.bulk_create(rows)


def _statements(version: Version) -> Iterator[Statement]:
    if version.summary:
        yield StatementKind.SUMMARY, version.summary, None
    for point in version.key_points:
        yield StatementKind.KEY_POINT, point["text"], point["paragraph"]


def _left_behind(
    previous: Version, version: Version, changes: dict[int, ParagraphChange]
) -> Iterator[tuple[str, str, list[str]]]:
    """The statements of the previous text that a correction left behind, with what they repeat of it.

    A key point does so where its paragraph changed, a summary where it repeats what went from any paragraph.
    """
    changed = {number: change for number, change in changes.items() if change.has_changed}
    for kind, text, paragraph in _statements(previous):
        if kind == StatementKind.SUMMARY:
            words = _repeated_of(text, changed.values())
            is_stale = bool(words)
        else:
            is_stale = paragraph in changed
            words = _repeated_of(text, [changed[paragraph]] if is_stale else [])
        if is_stale:
            yield kind, text, words


def _repeated_of(text: str, changes: Iterable[ParagraphChange]) -> list[str]:
    """The words that went from these paragraphs and that the text repeats, each once."""
    words = []
    for change in changes:
        words += repeated_words(text, before=change.before, after=change.after)
    return list(dict.fromkeys(words))[:MAX_WORDS]


def confirm_statement(statement: StaleStatement, *, by) -> None:
    """Confirm that the statement is right by the corrected text; raises TransitionRefused."""
    rights = (*REVIEW_PERMISSIONS, "correct_article")
    if not any(by.has_perm(f"articles.{right}") for right in rights):
        raise TransitionRefused(_("You do not have the right to take this step."))
    article = statement.version.article
    check_column(article, by)
    with transaction.atomic():
        statement.delete()
        journal.write(
            JournalAction.CONFIRMED,
            by=by,
            record=article,
            what=statement.kind,
            version=statement.version.number,
        )


def open_statements(articles) -> "StaleStatement":
    """The statements in doubt of the public texts among these articles, the oldest correction first."""
    rows = StaleStatement.objects.open(at=timezone.now())
    of_articles = rows.filter(version__article__in=articles.order_by().values("pk"))
    return of_articles.select_related("version__article", "corrected_in").order_by(
        "corrected_in__public_from", "pk"
    )
