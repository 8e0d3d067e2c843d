"""Merge of two records: permission checks, the merge itself, and its `Merge` row."""

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
    """Raised for a merge or undo that is not possible; the message is the reason for the user."""


# Checks


def merge_refusal_reason(survivor: models.Model, duplicate: models.Model, *, by) -> str:
    """Return the reason why the user cannot merge the two records; blank if they can."""
    if type(survivor) is not type(duplicate) or not isinstance(survivor, MERGEABLE_MODELS):
        return _("Only two organisations or two conferences can be merged.")
    if survivor.pk == duplicate.pk:
        return _("A record cannot be merged with itself.")
    if not _has_merge_rights(by, survivor, duplicate):
        return _("You have no right to merge these records.")
    if isinstance(survivor, Organisation):
        return _organisation_refusal_reason(survivor, duplicate)
    return ""


def _has_merge_rights(user, survivor, duplicate) -> bool:
    return (
        user.has_perm(MERGE_PERMISSION) and may_edit(user, survivor) and may_edit(user, duplicate)
    )


def _organisation_refusal_reason(survivor, duplicate) -> str:
    """Return the reason against a merge of two organisations: their kinds, or one is part of the other."""
    consortium_records = Consortium.objects.filter(pk__in=[survivor.pk, duplicate.pk])
    consortium_ids = set(consortium_records.values_list("pk", flat=True))
    if duplicate.pk in consortium_ids and survivor.pk not in consortium_ids:
        return _(
            "A consortium cannot be merged into an organisation that is none. Keep the consortium instead."
        )
    if duplicate.pk in _ancestors(survivor) or survivor.pk in _ancestors(duplicate):
        return _(
            "One of the two is a part of the other, so they are two. "
            "If that is wrong, mend it on its form first."
        )
    return ""


def _ancestors(organisation) -> set[int]:
    """The primary keys of all ancestors of the organisation; stops at a cycle."""
    ancestors: set[int] = set()
    while organisation.parent_id and organisation.parent_id not in ancestors:
        ancestors.add(organisation.parent_id)
        organisation = organisation.parent
    return ancestors


# Merging


@batch_updates()
def merge(
    survivor: models.Model,
    duplicate: models.Model,
    *,
    by,
    why: str,
    picks: frozenset[str] = frozenset(),
    seen: str = "",
) -> Merge:
    """Merge the duplicate into the survivor with all references to it, and return the stored `Merge`.

    `picks` are the fields (`model.field`) that take the duplicate's value; `seen` is the state hash of the
    preview, if there was one. Raises MergeRefused without permission, without a reason, or if a record
    changed since the preview.
    """
    survivor, duplicate = lock_records(survivor, duplicate)
    refusal = merge_refusal_reason(survivor, duplicate, by=by)
    if not refusal and not why.strip():
        refusal = _("Give a reason.")
    if refusal:
        raise MergeRefused(refusal)
    outcome = merge_records(survivor, duplicate, by=by, picks=picks)
    if seen and outcome.state != seen:
        raise MergeRefused(
            _("Somebody changed one of the records meanwhile. Look again at what will happen.")
        )
    record = Merge.objects.create(
        content_type=ContentType.objects.get_for_model(survivor),
        kept_id=survivor.pk,
        gone_id=outcome.duplicate_id,
        kept_name=outcome.survivor_name,
        gone_name=outcome.duplicate_name,
        by=by,
        at=timezone.now(),
        why=why.strip(),
        steps=outcome.mover.steps,
        left=outcome.mover.row_hashes(),
    )
    journal.write(
        JournalAction.MERGED,
        by=by,
        record=survivor,
        what="merge",
        reason=record.why,
        merge=record.pk,
        gone=outcome.duplicate_id,
    )
    return record


def lock_records(
    survivor: models.Model, duplicate: models.Model
) -> tuple[models.Model, models.Model]:
    """Fetch both records locked (SELECT FOR UPDATE); raises MergeRefused if one no longer exists."""
    if type(survivor) is not type(duplicate):
        return survivor, duplicate
    rows = (
        type(survivor)
        ._base_manager.filter(pk__in=[survivor.pk, duplicate.pk])
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    by_key = {row.pk: row for row in rows}
    if survivor.pk not in by_key or duplicate.pk not in by_key:
        raise MergeRefused(
            _("One of the records is gone. It may have been merged or deleted meanwhile.")
        )
    return by_key[survivor.pk], by_key[duplicate.pk]


@dataclass(frozen=True)
class MergeOutcome:
    """The result of a merge: the mover with its log, the former key and names, a hash of the state before."""

    mover: ReferenceMover
    duplicate_id: int
    survivor_name: str
    duplicate_name: str
    state: str


def merge_records(
    survivor: models.Model, duplicate: models.Model, *, by, picks: frozenset[str]
) -> MergeOutcome:
    """Merge the duplicate into the survivor, without checks and without a `Merge` row."""
    mover = ReferenceMover(by=by)
    duplicate_id = duplicate.pk
    survivor_name = str(survivor)[:MAX_NAME_LENGTH]
    duplicate_name = str(duplicate)[:MAX_NAME_LENGTH]
    official_names = [survivor.name, survivor.name_en, duplicate.name, duplicate.name_en]
    conflicts: dict[str, bool] = {}
    for survivor_row, duplicate_row in record_pairs(survivor, duplicate):
        conflicts |= conflicting_fields(survivor_row, duplicate_row, picks)
    survivor_evidence = list(survivor.evidence.all())
    duplicate_evidence = list(duplicate.evidence.all())
    for row in (*survivor_evidence, *duplicate_evidence):
        mover.snapshot(row)
    mover.absorb(survivor, duplicate, picks=picks)
    overwritten_fields = {name for name, is_overwritten in conflicts.items() if is_overwritten}
    update_evidence(mover, survivor_evidence, overwritten_fields)
    update_evidence(mover, duplicate_evidence, conflicts.keys() - overwritten_fields)
    if isinstance(survivor, Organisation):
        add_aliases(mover, survivor, official_names)
    return MergeOutcome(mover, duplicate_id, survivor_name, duplicate_name, _state_hash(mover))


def record_pairs(
    survivor: models.Model, duplicate: models.Model
) -> Iterator[tuple[models.Model, models.Model]]:
    """Yield (survivor, duplicate); for two consortia also their `Consortium` rows, which have more fields."""
    yield survivor, duplicate
    if isinstance(survivor, Organisation):
        consortia = Consortium.objects.in_bulk([survivor.pk, duplicate.pk])
        if len(consortia) == 2:
            yield consortia[survivor.pk], consortia[duplicate.pk]


def _state_hash(mover) -> str:
    """The SHA-256 of all rows that the merge read, as they were before it."""
    initial = sorted(
        (label, str(key), row_hash) for (label, key), row_hash in mover.initial_hashes.items()
    )
    return hashlib.sha256(json.dumps(initial).encode()).hexdigest()
