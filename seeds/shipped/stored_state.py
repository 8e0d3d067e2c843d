"""The stored state of an entry: its rows, their children, and a hash of all."""

import hashlib
import json

from django.contrib.contenttypes.models import ContentType
from django.db import models

from articles.models import Article
from consortia.models.evidence import Fact
from seeds.models import Shipped
from seeds.shipped.kinds import EVIDENCE, ShippedKind

# Columns without anything that a person entered
IGNORED_COLUMNS = {
    "id",
    "changed_at",
    "made_at",
    "sort_key",
    "sort_key_en",
    "pinyin",
    "object_id",
    "width",
    "height",
}


def record_querysets(kind: ShippedKind, pk: int) -> list[tuple[models.QuerySet, ShippedKind]]:
    """The rows that are the record, each with the kind of its children.

    Both texts of a work, or one row in each of the record's tables.
    """
    if kind.model is Article:
        work = Article.objects.filter(pk=pk).values("work")
        return [(Article.objects.filter(work__in=work).order_by("language"), kind)]
    return [(part.model.objects.filter(pk=pk), part) for part in kind.parts or (kind,)]


def related_rows(holder: models.Model, name: str) -> models.QuerySet:
    """The children of a record under that name, without entries of their own, as a figure may be."""
    rows = getattr(holder, name).order_by("pk")
    entries = Shipped.objects.filter(content_type=ContentType.objects.get_for_model(rows.model))
    return rows.exclude(pk__in=entries.values("object_id"))


def lock_record(kind: ShippedKind, pk: int) -> None:
    """Lock the rows of the record until the transaction ends."""
    for rows, _kind in record_querysets(kind, pk):
        list(rows.select_for_update(of=("self",)))


def record_hash(kind: ShippedKind, pk: int) -> str:
    """SHA-256 of the present record, with its children and its evidence."""
    content = [_row_content(row, part) for rows, part in record_querysets(kind, pk) for row in rows]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _row_content(row: models.Model, kind: ShippedKind) -> dict:
    content = {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.name not in IGNORED_COLUMNS
    }
    for name, child_kind in kind.children.items():
        content[name] = _children_content(row, name, child_kind)
    if isinstance(row, Fact):
        content["evidence"] = _children_content(row, "evidence", EVIDENCE)
    if isinstance(row, Article):
        content["tags"] = sorted(row.tags.slugs())
    return content


def _children_content(row: models.Model, name: str, kind: ShippedKind) -> list[dict]:
    return [_row_content(child, kind) for child in related_rows(row, name)]
