"""The erasure of a name: one transaction, with a journal entry that does not contain the name."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, KeyPoint, Picture, Version
from articles.models.review import UNDER_REVIEW
from portal.audit import journal
from portal.audit.journal import JournalAction, JournalEntry
from portal.erasure.name_pattern import MIN_NAME_LENGTH, PersonNameMatcher
from portal.erasure.occurrences import ErasureRow, find_erasure_rows, find_skipped
from portal.search.index_updates import batch_updates, mark_dirty

PERMISSION = "core.forget_person"
MAX_NAMESAKES = 100  # rows that would be equal without a number behind the neutral words


class ErasureRefused(Exception):
    """A name that is not erased; the message says why."""


@dataclass(frozen=True)
class ErasureResult:
    """The rows changed, the fields left alone, and the journal entry.

    The entry is None for a dry run and where the name occurs nowhere.
    """

    rows: list[ErasureRow]
    skipped: list[tuple[str, object, str]]
    entry: JournalEntry | None = None


@transaction.atomic
def erase_name(
    matcher: PersonNameMatcher, *, by, reason: str, dry_run: bool = False
) -> ErasureResult:
    """Erase the name everywhere and return what was changed; raises ErasureRefused."""
    _check_request(matcher, by, reason)
    rows = list(find_erasure_rows(matcher))
    if dry_run or not rows:
        return ErasureResult(rows, find_skipped(matcher))
    with batch_updates():
        for row in rows:
            _update_row(row, matcher)
            mark_dirty(row.model, [row.pk])
    entry = _write_journal(matcher, rows, by=by, reason=reason)
    _mark_versions(rows, on=timezone.localdate(entry.moment))
    _void_signatures(rows, by=by)
    return ErasureResult(rows, find_skipped(matcher), entry)


def _check_request(matcher, by, reason):
    if not by.is_active or not by.has_perm(PERMISSION):
        raise ErasureRefused(_("“%s” does not have the right to take a name out.") % by)
    if not matcher.names or any(len(name.strip()) < MIN_NAME_LENGTH for name in matcher.names):
        raise ErasureRefused(_("A name has at least two signs."))
    if not reason.strip():
        raise ErasureRefused(_("Give the reason."))
    if matcher.excerpts(reason):
        raise ErasureRefused(_("The reason holds the name: say it without."))


def _update_row(row, matcher):
    """Store the row's new values, with the first number that keeps it different from every other row."""
    for number in range(1, MAX_NAMESAKES):
        values = row.values if number == 1 else _numbered_values(row, matcher, number)
        try:
            with transaction.atomic():
                row.model._base_manager.filter(pk=row.pk).update(**values)
        except IntegrityError:
            continue
        return
    label = f"{row.model._meta.label_lower} {row.pk}"
    raise ErasureRefused(_("“%s” cannot be told from its neighbours.") % label)


def _numbered_values(row, matcher, number):
    """Return the row's new values with that number behind the neutral words."""
    for other in find_erasure_rows(matcher, number=number):
        if (other.model, other.pk) == (row.model, row.pk):
            return other.values
    raise LookupError(f"{row.model._meta.label_lower} {row.pk}")


def _write_journal(matcher, rows, *, by, reason):
    """Write the entry of the erasure, and one for each record that it touched; return the first."""
    counts = Counter()
    for row in rows:
        counts[row.model._meta.label_lower] += row.count
    entry = journal.write(
        JournalAction.FORGOTTEN,
        by=by,
        reason=reason,
        names=[make_password(name) for name in matcher.names],
        counts=dict(sorted(counts.items())),
    )
    for record in _touched_records(rows):
        journal.write(JournalAction.FORGOTTEN, by=by, record=record, what=f"{entry.pk}")
    return entry


def _touched_records(rows) -> list[models.Model]:
    """Return the changed records that have a history, and the changed versions; by key only."""
    with_history = [
        row for row in rows if hasattr(row.model._meta, "simple_history_manager_attribute")
    ]
    return [row.model(pk=row.pk) for row in (*with_history, *_rows_of(rows, Version))]


def _rows_of(rows, model):
    return [row for row in rows if row.model is model]


def _keys_of(rows, model):
    return [row.pk for row in _rows_of(rows, model)]


def _mark_versions(rows, *, on):
    """Store in signed versions since when their hash is not that of their text."""
    Version.objects.filter(pk__in=_keys_of(rows, Version)).update(altered_on=on)


def _void_signatures(rows, *, by):
    """Record an edit of each article under review that lost a name: it is not the one that was signed."""
    article_ids = set(_keys_of(rows, Article))
    for model in (Picture, KeyPoint):
        parts = model.objects.filter(pk__in=_keys_of(rows, model))
        article_ids.update(parts.values_list("article", flat=True))
    for article in Article.objects.with_status(*UNDER_REVIEW).filter(pk__in=article_ids):
        article.record_edit(by=by)
