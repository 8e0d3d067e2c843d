"""Merging two records: what is refused, what it would do, and doing it."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortia.merging.names import add_aliases, conflicting_fields, update_evidence
from consortia.merging.reference_moves import (
    ReferenceMover,
    editable_fields,
    get_model,
    should_take_value,
)
from consortia.models import Conference, Consortium, Merge, Organisation
from consortia.models.limits import may_edit
from portal.audit import journal
from portal.audit.journal import JournalAction
from portal.search.index_updates import batch_updates

MERGEABLE_MODELS = (Organisation, Conference)
MERGE_PERMISSION = "consortia.add_merge"


class MergeRefused(Exception):
    """A merge, or its undoing, that cannot be; the message says why."""


def merge_refusal_reason(kept: models.Model, gone: models.Model, *, by) -> str:
    """The reason why the person cannot merge the two; blank where they can."""
    if type(kept) is not type(gone) or not isinstance(kept, MERGEABLE_MODELS):
        return _("Only two organisations or two conferences can be merged.")
    if kept.pk == gone.pk:
        return _("A record cannot be merged with itself.")
    if not by.has_perm(MERGE_PERMISSION) or not may_edit(by, kept) or not may_edit(by, gone):
        return _("You have no right to merge these records.")
    return _why_not_these(kept, gone) if isinstance(kept, Organisation) else ""


def _why_not_these(kept, gone):
    sides = set(Consortium.objects.filter(pk__in=[kept.pk, gone.pk]).values_list("pk", flat=True))
    if gone.pk in sides and kept.pk not in sides:
        return _(
            "A consortium cannot be merged into an organisation that is none. Keep the consortium instead."
        )
    if gone.pk in _above(kept) or kept.pk in _above(gone):
        return _(
            "One of the two is a part of the other, so they are two. If that is wrong, mend it on its form first."
        )
    return ""


def _above(body) -> set[int]:
    """The bodies that it is a part of, however far up."""
    above: set[int] = set()
    while body.parent_id and body.parent_id not in above:
        above.add(body.parent_id)
        body = body.parent
    return above


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
    """Take one record into the other, with everything that points at it, and write down how.

    `picks` names the fields in which the gone record's value wins; `seen` is the state that a preview showed, if one did.
    """
    kept, gone = _locked(kept, gone)
    if refusal := merge_refusal_reason(kept, gone, by=by) or (
        "" if why.strip() else _("Give a reason.")
    ):
        raise MergeRefused(refusal)
    done = _do(kept, gone, by=by, picks=picks)
    if seen and done.state != seen:
        raise MergeRefused(
            _("Somebody changed one of the records meanwhile. Look again at what will happen.")
        )
    record = Merge.objects.create(
        content_type=ContentType.objects.get_for_model(kept),
        kept_id=kept.pk,
        gone_id=done.gone_id,
        kept_name=done.names[0],
        gone_name=done.names[1],
        by=by,
        at=timezone.now(),
        why=why.strip(),
        steps=done.mover.steps,
        left=done.mover.row_hashes(),
    )
    journal.write(
        JournalAction.MERGED,
        by=by,
        record=kept,
        what="merge",
        reason=record.why,
        merge=record.pk,
        gone=done.gone_id,
    )
    return record


def _locked(kept, gone) -> tuple[models.Model, models.Model]:
    """Both records as they are stored now, kept from others until the transaction ends."""
    if type(kept) is not type(gone):
        return kept, gone
    rows = (
        type(kept)
        ._base_manager.filter(pk__in=[kept.pk, gone.pk])
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    found = {row.pk: row for row in rows}
    if not {kept.pk, gone.pk} <= set(found):
        raise MergeRefused(
            _("One of the records is gone. It may have been merged or deleted meanwhile.")
        )
    return found[kept.pk], found[gone.pk]


@dataclass(frozen=True)
class _Done:
    mover: ReferenceMover
    gone_id: int
    names: tuple[str, str]
    state: str


def _do(kept, gone, *, by, picks) -> _Done:
    mover, gone_id, names = ReferenceMover(by=by), gone.pk, (str(kept)[:300], str(gone)[:300])
    official = [getattr(record, side) for record in (kept, gone) for side in ("name", "name_en")]
    lost = {
        name: own
        for one, other in _sides(kept, gone)
        for name, own in conflicting_fields(one, other, picks).items()
    }
    evidence = {own: list(record.evidence.all()) for own, record in ((True, kept), (False, gone))}
    for row in (*evidence[True], *evidence[False]):
        mover.snapshot(row)
    mover.absorb(kept, gone, picks=picks)
    for own, rows in evidence.items():
        update_evidence(mover, rows, {name for name, is_own in lost.items() if is_own is own})
    if isinstance(kept, Organisation):
        add_aliases(mover, kept, official)
    return _Done(mover, gone_id, names, _state(mover))


def _sides(kept, gone) -> list[tuple[models.Model, models.Model]]:
    """The two records, and of two consortia also what they have beyond organisations."""
    sides = Consortium.objects.in_bulk([kept.pk, gone.pk]) if isinstance(kept, Organisation) else {}
    return [(kept, gone), *([(sides[kept.pk], sides[gone.pk])] if len(sides) > 1 else [])]


def _state(mover):
    """A hash of everything that the merge met, as it was before."""
    met = sorted(
        (label, str(key), said) for (label, key), said in mover.initial_hashes.items() if said
    )
    return hashlib.sha256(json.dumps(met).encode()).hexdigest()


# What it would do


@dataclass(frozen=True)
class FieldChoice:
    """A field of which the two records say something else: what each says, and whether the gone one's fills a gap."""

    key: str
    label: str
    kept: str
    gone: str
    fills: bool


@dataclass(frozen=True)
class MergePreview:
    """What a merge would do: fields, numbers of rows by kind, and the state that this was read from."""

    choices: list[FieldChoice]
    moved: list[tuple[str, int]]
    joined: list[tuple[str, int]]
    added: list[str]
    state: str


def preview_merge(kept: models.Model, gone: models.Model, *, by) -> MergePreview:
    """What merging the two would do: it is done, looked at, and taken back."""
    with transaction.atomic():
        kept, gone = _locked(kept, gone)
        choices = [
            choice for one, other in _sides(kept, gone) for choice in _differences(one, other)
        ]
        done = _do(kept, gone, by=by, picks=frozenset())
        added = [
            str(get_model(step["model"])._base_manager.get(pk=step["row"]))
            for step in _steps(done, "added")
        ]
        transaction.set_rollback(True)
    moved = Counter(step["model"] for step in _steps(done, "moved") for _row in step["rows"])
    joined = Counter(step["row"]["model"] for step in _steps(done, "deleted"))
    joined[type(kept)._meta.label_lower] -= 1
    return MergePreview(choices, _counted(moved), _counted(+joined), added, done.state)


def _steps(done, kind):
    return [step for step in done.mover.steps if step["step"] == kind]


def _counted(counter):
    return [
        (str(get_model(label)._meta.verbose_name_plural), number)
        for label, number in sorted(counter.items())
    ]


def _differences(kept, gone):
    for field in editable_fields(type(kept)):
        own, other = getattr(kept, field.attname), getattr(gone, field.attname)
        if own != other and other not in (None, ""):
            key = f"{type(kept)._meta.model_name}.{field.name}"
            fills = should_take_value(field, kept, gone, picked=False)
            yield FieldChoice(
                key, str(field.verbose_name), _words(kept, field), _words(gone, field), fills
            )


def _words(record, field):
    if field.is_relation:
        return str(getattr(record, field.name) or "")
    if isinstance(field, models.BooleanField):
        return _("yes") if getattr(record, field.attname) else _("no")
    return str(
        dict(field.flatchoices).get(getattr(record, field.attname), getattr(record, field.attname))
    )
