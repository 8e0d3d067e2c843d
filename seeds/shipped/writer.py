"""Entries written as records: first the records, so that every pointer has its end, then what hangs on them."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models

from articles.models import Language
from consortia.models import Consortium, Organisation, OrganisationKind
from seeds.models import Shipped
from seeds.shipped.articles import load_text_keys, write_article
from seeds.shipped.entries import EntryRef, ShippedEntry
from seeds.shipped.kinds import (
    CONSORTIUM_DETAILS,
    CONSORTIUM_ORGANISATION,
    EVIDENCE,
    KINDS_BY_NAME,
    ShippedKind,
)
from seeds.shipped.plan import ShippedStep
from seeds.shipped.row_updates import ShippedRowWriter
from seeds.shipped.stored_state import record_hash, record_querysets


class ShippedWriter(ShippedRowWriter):
    """Writes entries, knowing which record stands for which key."""

    def __init__(self, steps: Iterable[ShippedStep], *, by):
        super().__init__(by=by)
        self.keys = {step.name: step.shipped.object_id for step in steps if step.shipped}
        works = {
            pk: name.removeprefix("article/")
            for name, pk in self.keys.items()
            if name.startswith("article/")
        }
        self.texts = load_text_keys(works)

    # The three turns

    def write(self, step: ShippedStep) -> None:
        """Write the record itself, and that it stands for the entry."""
        self.current_entry = entry = step.entry
        record = self.record(entry, step.shipped.record if step.shipped else None)
        self.keys[entry.name] = record.pk
        kind = ContentType.objects.get_for_model(record)
        stands = {
            "content_type": kind,
            "object_id": record.pk,
            "entry_hash": entry.digest(),
            "record_hash": "",
        }
        Shipped.objects.update_or_create(key=entry.name, defaults=stands)

    def write_related(self, entry: ShippedEntry) -> None:
        """Write the rows and the evidence of a record; an article has its key points already."""
        if entry.kind.name == "article":
            return
        for records, part in record_querysets(entry.kind, self.keys[entry.name]):
            self.write_children(records.get(), entry, part)

    def store_hashes(self, entries: Iterable[ShippedEntry]) -> None:
        """Remember how each record was left."""
        for entry in entries:
            left = record_hash(entry.kind, self.keys[entry.name])
            Shipped.objects.filter(key=entry.name).update(record_hash=left)

    # Records

    def record(self, entry: ShippedEntry, record: models.Model | None) -> models.Model:
        """The record of an entry, without its rows."""
        if entry.kind.name == "article":
            return write_article(self, entry, record)
        if entry.kind.name == "consortium":
            return self.consortium(entry, record)
        values = {**self.columns(entry, entry.kind), **self.implied_columns(entry)}
        return self.save_if_changed(record or entry.kind.model(), values)

    def consortium(self, entry: ShippedEntry, record: Consortium | None) -> Consortium:
        """A consortium: first the organisation that it is, then what it has beyond."""
        body = record.organisation if record else Organisation(kind=OrganisationKind.CONSORTIUM)
        self.save_if_changed(body, self.columns(entry, CONSORTIUM_ORGANISATION))
        return self.save_if_changed(
            record or Consortium(organisation=body), self.columns(entry, CONSORTIUM_DETAILS)
        )

    def columns(self, entry: ShippedEntry, kind: ShippedKind) -> dict:
        """The columns that the kind's keys fill; what the entry does not say stands at its default."""
        columns = {}
        for name in kind.keys:
            if name == "about":
                columns |= self.subject_columns(entry.values.get(name))
                continue
            field = kind.model_field(name)
            value = entry.values.get(name, field.get_default())
            columns[field.attname] = self.key(value) if isinstance(value, EntryRef) else value
        return columns

    def key(self, ref: EntryRef) -> int:
        """The primary key of the record that the pointer means."""
        return next(
            self.keys[name] for kind in ref.kinds if (name := f"{kind}/{ref.key}") in self.keys
        )

    def subject_columns(self, ref: EntryRef | None) -> dict:
        """The columns of a figure that say what it is about; of a consortium, its organisation."""
        if ref is None:
            return {"content_type_id": None, "object_id": None}
        kind = KINDS_BY_NAME[ref.kinds[0]]
        model = Organisation if kind.parts else kind.model
        return {
            "content_type_id": ContentType.objects.get_for_model(model).pk,
            "object_id": self.key(ref),
        }

    def implied_columns(self, entry: ShippedEntry) -> dict:
        """What follows from an entry's key or place instead of being said."""
        if entry.kind.name == "topic":
            return {
                "slug": entry.key,
                "name": entry.values.get("name") or entry.values.get("name_en", ""),
            }
        if entry.kind.name == "region" and not entry.key.endswith("0000"):
            return {"parent_id": self.keys[f"region/{entry.key[:2]}0000"]}
        return {"slug": entry.key} if entry.kind.key_field == "slug" else {}

    # What hangs on a record

    def write_children(self, record: models.Model, entry: ShippedEntry, kind: ShippedKind) -> None:
        """The rows and the evidence of a record or of a row, and theirs."""
        for name, child in kind.children.items():
            wanted = [(row, self.columns(row, child)) for row in entry.children.get(name, ())]
            for row, laid in self.sync_rows(record, name, child, wanted):
                self.write_children(laid, row, child)
        if kind.needs_evidence:
            self.sync_rows(
                record,
                "evidence",
                EVIDENCE,
                [(entry, piece) for piece in self.evidence_columns(entry)],
            )

    def evidence_columns(self, entry: ShippedEntry) -> list[dict]:
        """The columns of the paragraphs that an entry rests on, in both languages of each article."""
        return [
            {
                "field": source.field,
                "article_id": self.texts[source.article, language],
                "paragraph": source.paragraph,
                "quote": quote,
                "supports": source.supports,
            }
            for source in entry.sources
            for language, quote in (
                (Language.CHINESE, source.quote),
                (Language.ENGLISH, source.quote_en),
            )
        ]
