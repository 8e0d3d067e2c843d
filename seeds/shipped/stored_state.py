"""What stands in the database for an entry: its rows, what hangs on them, and a hash of it all."""

import hashlib
import json

from django.contrib.contenttypes.models import ContentType
from django.db import models

from articles.models import Article
from consortia.models.evidence import Fact
from seeds.models import Shipped
from seeds.shipped.kinds import EVIDENCE, ShippedKind

# Columns that say nothing about what a person wrote
IGNORED_COLUMNS = {
    "id",
    "changed_at",
    "made_at",
    "sort_key",
    "sort_key_en",
    "object_id",
    "width",
    "height",
}


def record_querysets(kind: ShippedKind, pk: int) -> list[tuple[models.QuerySet, ShippedKind]]:
    """The rows that are the record: both texts of a work, or one in each of its tables, with what the table holds."""
    if kind.model is Article:
        work = Article.objects.filter(pk=pk).values("work")
        return [(Article.objects.filter(work__in=work).order_by("language"), kind)]
    return [(part.model.objects.filter(pk=pk), part) for part in kind.parts or (kind,)]


def related_rows(holder: models.Model, name: str) -> models.QuerySet:
    """The rows that hang on a record under that name, without those that are entries of their own, as a figure may be."""
    rows = getattr(holder, name).order_by("pk")
    entries = Shipped.objects.filter(content_type=ContentType.objects.get_for_model(rows.model))
    return rows.exclude(pk__in=entries.values("object_id"))


def lock_record(kind: ShippedKind, pk: int) -> None:
    """Wait until nobody else writes the record, and keep it until the transaction ends."""
    for rows, _ in record_querysets(kind, pk):
        list(rows.select_for_update(of=("self",)))


def record_hash(kind: ShippedKind, pk: int) -> str:
    """SHA-256 of the record as it stands, with its rows and its evidence, however it came to be so."""
    told = [_told(row, part) for rows, part in record_querysets(kind, pk) for row in rows]
    return hashlib.sha256(
        json.dumps(told, ensure_ascii=False, sort_keys=True, default=str).encode()
    ).hexdigest()


def _told(record, kind):
    told = {
        field.name: field.value_from_object(record)
        for field in record._meta.concrete_fields
        if field.name not in IGNORED_COLUMNS
    }
    for name, child in kind.children.items():
        told[name] = [_told(row, child) for row in related_rows(record, name)]
    if isinstance(record, Fact):
        told["evidence"] = [_told(piece, EVIDENCE) for piece in related_rows(record, "evidence")]
    if isinstance(record, Article):
        told["tags"] = sorted(record.tags.slugs())
    return told
