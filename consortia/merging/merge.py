"""Merging of two records: the checks, the work, and the record of it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from consortia.merging.names import add_aliases, conflicting_fields, update_evidence
from consortia.merging.reference_moves import ReferenceMover
from consortia.models import Conference, Consortium, Merge, Organisation
from consortia.models.user_limits import may_edit
from portal.audit import journal
from portal.audit.journal import JournalAction
from portal.search.index_updates import batch_updates

MERGEABLE_MODELS = (Organisation, Conference)
MERGE_PERMISSION = "consortia.add_merge"
MAX_NAME_LENGTH = 300


class MergeRefused(Exception):
    """Raised for a merge, or its undoing, that is not possible; the message is the reason for the user."""


# Checks


def merge_refusal_reason(kept: models.Model, gone: models.Model, *, by) -> str:
    """The reason why the user cannot merge the two; blank where they can."""
    if type(kept) is not type(gone) or not isinstance(kept, MERGEABLE_MODELS):
        return _("Only two organisations or two conferences can be merged.")
    if kept.pk == gone.pk:
        return _("A record cannot be merged with itself.")
    if not _has_merge_rights(by, kept, gone):
        return _("You have no right to merge these records.")
    if isinstance(kept, Organisation):
        return _organisation_refusal_reason(kept, gone)
    return ""


def _has_merge_rights(user, kept, gone) -> bool:
    return user.has_perm(MERGE_PERMISSION) and may_edit(user, kept) and may_edit(user, gone)


def _organisation_refusal_reason(kept, gone) -> str:
    """The reason why these organisations cannot be one: their kinds, or one is a part of the other."""
    records = Consortium.objects.filter(pk__in=[kept.pk, gone.pk])
    consortia = set(records.values_list("pk", flat=True))
    if gone.pk in consortia and kept.pk not in consortia:
        return _(
            "A consortium cannot be merged into an organisation that is none. Keep the consortium instead."
        )
    if gone.pk in _ancestors(kept) or kept.pk in _ancestors(gone):
        return _(
            "One of the two is a part of the other, so they are two. "
            "If that is wrong, mend it on its form first."
        )
    return ""


def _ancestors(organisation) -> set[int]:
    """The keys of the organisations that it is a part of, on all levels."""
    ancestors: set[int] = set()
    while organisation.parent_id and organisation.parent_id not in ancestors:
        ancestors.add(organisation.parent_id)
        organisation = organisation.parent
    return ancestors


# Merging


@batch_updates()
def merge(
    kept: models.Model,
    gone: models.Model,
    *,
    by,
    why: str,
    picks: frozenset[str] = frozenset(),
    seen: str = "",
) -> Merge:
    """Merge the gone record into the kept one, with everything that refers to it, and record how.

    `picks` are the fields that take the gone record's value; `seen` is the state hash of a preview, if there
    was one. Raises MergeRefused without the right, without a reason, or if a record changed since the
    preview.
    """
    kept, gone = lock_records(kept, gone)
    refusal = merge_refusal_reason(kept, gone, by=by)
    if not refusal and not why.strip():
        refusal = _("Give a reason.")
    if refusal:
        raise MergeRefused(refusal)
    outcome = merge_records(kept, gone, by=by, picks=picks)
    if seen and outcome.state != seen:
        raise MergeRefused(
            _("Somebody changed one of the records meanwhile. Look again at what will happen.")
        )
    record = Merge.objects.create(
        content_type=ContentType.objects.get_for_model(kept),
        kept_id=kept.pk,
        gone_id=outcome.gone_id,
        kept_name=outcome.kept_name,
        gone_name=outcome.gone_name,
        by=by,
        at=timezone.now(),
        why=why.strip(),
        steps=outcome.mover.steps,
        left=outcome.mover.row_hashes(),
    )
    journal.write(
        JournalAction.MERGED,
        by=by,
        record=kept,
        what="merge",
        reason=record.why,
        merge=record.pk,
        gone=outcome.gone_id,
    )
    return record


def lock_records(kept: models.Model, gone: models.Model) -> tuple[models.Model, models.Model]:
    """Both records as they are stored now, locked until the transaction ends; MergeRefused if one is gone."""
    if type(kept) is not type(gone):
        return kept, gone
    rows = (
        type(kept)
        ._base_manager.filter(pk__in=[kept.pk, gone.pk])
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    by_key = {row.pk: row for row in rows}
    if kept.pk not in by_key or gone.pk not in by_key:
        raise MergeRefused(
            _("One of the records is gone. It may have been merged or deleted meanwhile.")
        )
    return by_key[kept.pk], by_key[gone.pk]


@dataclass(frozen=True)
class MergeOutcome:
    """What a merge did: the mover with its log, key and names as they were, a hash of the state before."""

    mover: ReferenceMover
    gone_id: int
    kept_name: str
    gone_name: str
    state: str


def merge_records(
    kept: models.Model, gone: models.Model, *, by, picks: frozenset[str]
) -> MergeOutcome:
    """Merge the gone record into the kept one, without checks and without a record of it."""
    mover = ReferenceMover(by=by)
    gone_id = gone.pk
    kept_name = str(kept)[:MAX_NAME_LENGTH]
    gone_name = str(gone)[:MAX_NAME_LENGTH]
    official_names = [kept.name, kept.name_en, gone.name, gone.name_en]
    conflicts: dict[str, bool] = {}
    for own, other in record_pairs(kept, gone):
        conflicts |= conflicting_fields(own, other, picks)
    kept_evidence = list(kept.evidence.all())
    gone_evidence = list(gone.evidence.all())
    for row in (*kept_evidence, *gone_evidence):
        mover.snapshot(row)
    mover.absorb(kept, gone, picks=picks)
    kept_lost = {name for name, is_own_lost in conflicts.items() if is_own_lost}
    update_evidence(mover, kept_evidence, kept_lost)
    update_evidence(mover, gone_evidence, conflicts.keys() - kept_lost)
    if isinstance(kept, Organisation):
        add_aliases(mover, kept, official_names)
    return MergeOutcome(mover, gone_id, kept_name, gone_name, _state_hash(mover))


def record_pairs(
    kept: models.Model, gone: models.Model
) -> Iterator[tuple[models.Model, models.Model]]:
    """The two records; of two consortia also their consortium rows, which hold further fields."""
    yield kept, gone
    if isinstance(kept, Organisation):
        consortia = Consortium.objects.in_bulk([kept.pk, gone.pk])
        if len(consortia) == 2:
            yield consortia[kept.pk], consortia[gone.pk]


def _state_hash(mover) -> str:
    """A hash of everything that the merge looked at, as it was before."""
    initial = sorted(
        (label, str(key), row_hash) for (label, key), row_hash in mover.initial_hashes.items()
    )
    return hashlib.sha256(json.dumps(initial).encode()).hexdigest()
