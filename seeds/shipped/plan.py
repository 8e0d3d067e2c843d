"""What an import of the shipped data would do: each entry against what stands in the database."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db import models

from articles.models import Article
from consortia.models import Consortium
from seeds.models import Shipped
from seeds.shipped.entries import Entry
from seeds.shipped.kinds import BY_NAME

# Columns that say nothing about what a person wrote
UNTOLD = {"id", "changed_at", "made_at", "sort_key", "sort_key_en", "object_id", "width", "height"}


class Action(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"  # somebody edited the record since
    GONE = "gone"  # somebody deleted the record, or one that it points at


@dataclass(frozen=True)
class Step:
    """One entry, what is to be done about it, and the record that stands for it."""

    entry: Entry
    action: Action
    shipped: Shipped | None = None


def plan(entries: Iterable[Entry]) -> list[Step]:
    """A step for every entry, in their order; nothing is written."""
    known = {shipped.key: shipped for shipped in Shipped.objects.select_related("content_type").prefetch_related("record")}
    steps = [_step(entry, known.get(entry.name)) for entry in entries]
    gone = {step.entry.name for step in steps if step.shipped and step.shipped.record is None}
    return _without_lost(steps, gone)


def _without_lost(steps, gone):
    """The same steps, but nothing is written that points at what somebody deleted."""
    found = []
    for step in steps:
        if step.action in {Action.NEW, Action.CHANGED} and step.entry.targets() & gone:
            found.append(Step(step.entry, Action.GONE, step.shipped))
        else:
            found.append(step)
    left_out = {step.entry.name for step in found if step.action is Action.GONE and step.shipped is None} - gone
    return _without_lost(found, gone | left_out) if left_out else found


def _step(entry, shipped):
    if shipped is None:
        return Step(entry, Action.NEW)
    if shipped.entry_hash == entry.digest():
        return Step(entry, Action.UNCHANGED, shipped)
    if shipped.record is None:
        return Step(entry, Action.GONE, shipped)
    untouched = shipped.record_hash == record_hash(shipped.record, entry)
    return Step(entry, Action.CHANGED if untouched else Action.KEPT, shipped)


def record_hash(record: models.Model, entry: Entry) -> str:
    """SHA-256 of the record as it stands, with its rows and its evidence, however it came to be so."""
    told = json.dumps([_told(one, entry.kind) for one in _both(record)], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def _both(record):
    if isinstance(record, Article):
        return Article.objects.filter(work=record.work).order_by("language")
    return [record.organisation, record] if isinstance(record, Consortium) else [record]


def _told(record, kind):
    told = {field.name: field.value_from_object(record) for field in record._meta.concrete_fields if field.name not in UNTOLD}
    for name, child in kind.children.items():
        manager = getattr(record, name, None)
        # Of a consortium's organisation, `memberships` are those that it has in others
        if manager is not None and getattr(manager, "field", child).name in {child.parent, child.name}:
            told[name] = [_told(row, child) for row in manager.order_by("pk")]
    if hasattr(record, "evidence"):
        told["evidence"] = [_told(piece, BY_NAME["region"]) for piece in record.evidence.order_by("pk")]
    if isinstance(record, Article):
        del told["evidence"]
        told["tags"] = sorted(record.tags.slugs())
    return told
