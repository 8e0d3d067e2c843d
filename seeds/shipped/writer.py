"""Writing entries as records: first the records, so that every reference resolves, then their children."""

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
    """Writes entries; `keys` and `texts` hold the primary keys of records and of articles' texts."""

    def __init__(self, steps: Iterable[ShippedStep], *, by):
        super().__init__(by=by)
        self.keys = {step.name: step.shipped.object_id for step in steps if step.shipped}
        works = {}
        for name, pk in self.keys.items():
            kind, _slash, key = name.partition("/")
            if kind == "article":
                works[pk] = key
        self.texts = load_text_keys(works)

    # The three passes

    def write(self, step: ShippedStep) -> None:
        """Write the record itself, and store which entry it stands for."""
        entry = step.entry
        self.current_entry = entry
        record = self.write_record(entry, step.shipped.record if step.shipped else None)
        self.keys[entry.name] = record.pk
        columns = {
            "content_type": ContentType.objects.get_for_model(record),
            "object_id": record.pk,
            "entry_hash": entry.digest(),
            "record_hash": "",
        }
        Shipped.objects.update_or_create(key=entry.name, defaults=columns)

    def write_related(self, entry: ShippedEntry) -> None:
        """Write the children and the evidence of a record; an article has its key points already."""
        if entry.kind.name == "article":
            return
        for records, part in record_querysets(entry.kind, self.keys[entry.name]):
            self.write_children(records.get(), entry, part)

    def store_hashes(self, entries: Iterable[ShippedEntry]) -> None:
        """Store the hash of each record as it was written."""
        for entry in entries:
            written_hash = record_hash(entry.kind, self.keys[entry.name])
            Shipped.objects.filter(key=entry.name).update(record_hash=written_hash)

    # Records

    def write_record(self, entry: ShippedEntry, record: models.Model | None) -> models.Model:
        """The record of an entry, without its children."""
        if entry.kind.name == "article":
            return write_article(self, entry, record)
        if entry.kind.name == "consortium":
            return self.write_consortium(entry, record)
        values = {**self.columns(entry, entry.kind), **self.implied_columns(entry)}
        return self.save_if_changed(record or entry.kind.model(), values)

    def write_consortium(self, entry: ShippedEntry, record: Consortium | None) -> Consortium:
        """A consortium: first its organisation, then its own row."""
        new_organisation = Organisation(kind=OrganisationKind.CONSORTIUM)
        organisation = record.organisation if record else new_organisation
        self.save_if_changed(organisation, self.columns(entry, CONSORTIUM_ORGANISATION))
        consortium = record or Consortium(organisation=organisation)
        return self.save_if_changed(consortium, self.columns(entry, CONSORTIUM_DETAILS))

    def columns(self, entry: ShippedEntry, kind: ShippedKind) -> dict:
        """The columns that the kind's keys fill; a key that the entry lacks gets its default."""
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
        """The primary key of the record that the reference means."""
        names = (f"{kind}/{ref.key}" for kind in ref.kinds)
        return next(self.keys[name] for name in names if name in self.keys)

    def subject_columns(self, ref: EntryRef | None) -> dict:
        """The columns of a figure for its subject; of a consortium, for its organisation."""
        if ref is None:
            return {"content_type_id": None, "object_id": None}
        kind = KINDS_BY_NAME[ref.kinds[0]]
        model = Organisation if kind.parts else kind.model
        content_type = ContentType.objects.get_for_model(model)
        return {"content_type_id": content_type.pk, "object_id": self.key(ref)}

    def implied_columns(self, entry: ShippedEntry) -> dict:
        """The columns that follow from the key of an entry."""
        if entry.kind.name == "topic":
            name = entry.values.get("name") or entry.values.get("name_en", "")
            return {"slug": entry.key, "name": name}
        if entry.kind.name == "region" and not entry.key.endswith("0000"):
            return {"parent_id": self.keys[f"region/{entry.key[:2]}0000"]}
        return {"slug": entry.key} if entry.kind.key_field == "slug" else {}

    # Children of a record

    def write_children(self, record: models.Model, entry: ShippedEntry, kind: ShippedKind) -> None:
        """The children and the evidence of a record or of a row, and theirs."""
        for name, child_kind in kind.children.items():
            children = entry.children.get(name, ())
            wanted = [(child, self.columns(child, child_kind)) for child in children]
            for child, row in self.sync_rows(record, name, child_kind, wanted):
                self.write_children(row, child, child_kind)
        if kind.needs_evidence:
            evidence = [(entry, columns) for columns in self.evidence_columns(entry)]
            self.sync_rows(record, "evidence", EVIDENCE, evidence)

    def evidence_columns(self, entry: ShippedEntry) -> list[dict]:
        """The columns of the paragraphs that an entry rests on, in both languages of each article."""
        rows = []
        for source in entry.sources:
            quotes = {Language.CHINESE: source.quote, Language.ENGLISH: source.quote_en}
            for language, quote in quotes.items():
                rows.append(
                    {
                        "field": source.field,
                        "article_id": self.texts[source.article, language],
                        "paragraph": source.paragraph,
                        "quote": quote,
                        "supports": source.supports,
                    }
                )
        return rows
