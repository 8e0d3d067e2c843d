"""The taking out itself: all of it in one transaction, with an entry in the journal that does not hold the name."""

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
MAX_NAMESAKES = 100  # so many persons of one row can have had their names taken out


class ErasureRefused(Exception):
    """A name that is not taken out; the message says why."""


@dataclass(frozen=True)
class ErasureResult:
    """What was changed, what was found and left, and the entry that says so; no entry for a dry run or for nothing."""

    rows: list[ErasureRow]
    skipped: list[tuple[str, object, str]]
    entry: JournalEntry | None = None


@transaction.atomic
def erase_name(
    wording: PersonNameMatcher, *, by, reason: str, dry_run: bool = False
) -> ErasureResult:
    """Take the name out everywhere; what was changed comes back, ForgettingRefused says why not."""
    _check(wording, by, reason)
    places = list(find_erasure_rows(wording))
    if dry_run or not places:
        return ErasureResult(places, find_skipped(wording))
    with batch_updates():
        for place in places:
            _store(place, wording)
            mark_dirty(place.model, [place.pk])
    entry = _write_down(wording, places, by=by, reason=reason)
    _mark_versions(places, on=timezone.localdate(entry.moment))
    _void_signatures(places, by=by)
    return ErasureResult(places, find_skipped(wording), entry)


def _check(wording, by, reason):
    if not by.is_active or not by.has_perm(PERMISSION):
        raise ErasureRefused(_("“%s” does not have the right to take a name out.") % by)
    if not wording.names or any(len(name.strip()) < MIN_NAME_LENGTH for name in wording.names):
        raise ErasureRefused(_("A name has at least two signs."))
    if not reason.strip():
        raise ErasureRefused(_("Give the reason."))
    if wording.excerpts(reason):
        raise ErasureRefused(_("The reason holds the name: say it without."))


def _store(place, wording):
    """Write the row; a number goes with the neutral word where the row would otherwise be the same as another."""
    for number in range(1, MAX_NAMESAKES):
        values = place.values if number == 1 else _again(place, wording, number)
        try:
            with transaction.atomic():
                place.model._base_manager.filter(pk=place.pk).update(**values)
        except IntegrityError:
            continue
        return
    raise ErasureRefused(
        _("“%s” cannot be told from its neighbours.")
        % f"{place.model._meta.label_lower} {place.pk}"
    )


def _again(place, wording, number):
    rows = find_erasure_rows(wording, number=number)
    return next(row.values for row in rows if (row.model, row.pk) == (place.model, place.pk))


def _write_down(wording, places, *, by, reason):
    counts = Counter()
    for place in places:
        counts[place.model._meta.label_lower] += place.count
    hashes = [make_password(name) for name in wording.names]
    entry = journal.write(
        JournalAction.FORGOTTEN,
        by=by,
        reason=reason,
        names=hashes,
        counts=dict(sorted(counts.items())),
    )
    for record in _living(places):
        journal.write(JournalAction.FORGOTTEN, by=by, record=record, what=f"{entry.pk}")
    return entry


def _living(places) -> list[models.Model]:
    """The touched records as they are now, without their history."""
    kept = [
        place for place in places if hasattr(place.model._meta, "simple_history_manager_attribute")
    ]
    return [place.model(pk=place.pk) for place in (*kept, *_of(places, Version))]


def _of(places, model):
    return [place for place in places if place.model is model]


def _mark_versions(places, *, on):
    """A signed text keeps its hash, and says since when it is not that of its words."""
    Version.objects.filter(pk__in=[place.pk for place in _of(places, Version)]).update(
        altered_on=on
    )


def _void_signatures(places, *, by):
    """A text under review that lost a name is not the one that was signed."""
    touched = {place.pk for place in _of(places, Article)}
    for model in (Picture, KeyPoint):
        touched |= set(
            model.objects.filter(pk__in=[place.pk for place in _of(places, model)]).values_list(
                "article", flat=True
            )
        )
    for article in Article.objects.with_status(*UNDER_REVIEW).filter(pk__in=touched):
        article.record_edit(by=by)
