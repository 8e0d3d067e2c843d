"""Writing the search table.

Entries are replaced where their record changed, and the whole table can be rebuilt.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

from portal.search.models import SearchEntry, SearchEntryText
from portal.search.registry import SEARCH_KINDS, SearchDocument, build_documents
from portal.search.tokenizer import index_tokens, join_tokens, name_tokens, title_tokens

CHUNK_SIZE = 200  # records that are read at once
ENTRY_FIELDS = ("kind", "key", "number", "number_en", "day", "public_from", "public_until")
TEXT_FIELDS = ("title", "title_en", "summary", "summary_en", "body", "body_en")


@transaction.atomic
def refresh_entries(kind: str, keys: Collection[int], *, at: datetime | None = None) -> None:
    """Bring the entries of these records up to date; entries that already are stay untouched."""
    at = at or timezone.now()
    for chunk in _chunks(sorted(set(keys))):
        _refresh_chunk(kind, chunk, at)


def _chunks(keys):
    for start in range(0, len(keys), CHUNK_SIZE):
        yield keys[start : start + CHUNK_SIZE]


def _refresh_chunk(kind, keys, at):
    _lock_records(kind, keys)
    entries = _stored_entries(kind, keys)
    documents = _current_documents(kind, keys, at)
    outdated = []
    rows = []
    for key in keys:
        stored_digests = [entry.digest for entry in entries[key]]
        current_digests = [digest for _document, digest in documents[key]]
        if stored_digests != current_digests:
            pks = [entry.pk for entry in entries[key]]
            outdated.extend(pks)
            rows.extend(_reuse_pks(documents[key], pks))
    _delete_entries(outdated)
    _insert_rows(rows)


def _stored_entries(kind, keys):
    """The entries of each record, in the order of time."""
    entries = defaultdict(list)
    for entry in SearchEntry.objects.filter(kind=kind, key__in=keys).order_by("public_from"):
        entries[entry.key].append(entry)
    return entries


def _current_documents(kind, keys, at):
    """The documents of each record with their digests, in the order of time."""
    documents = defaultdict(list)
    for document in build_documents(kind, keys, at=at):
        documents[document.key].append((document, document_digest(document)))
    return documents


def _lock_records(kind, keys):
    """On PostgreSQL, wait for other transactions that index these records.

    What is read next is then what they left.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            names = [f"{kind} {key}" for key in keys]
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(%s::text[]) AS name",
                [names],
            )


def _reuse_pks(documents, pks):
    """Rows to insert; former entries pass on their keys, so that places in a list stay."""
    padded_pks = pks + [None] * len(documents)
    return [
        (document, digest, pk)
        for (document, digest), pk in zip(documents, padded_pks, strict=False)
    ]


def document_digest(document: SearchDocument) -> str:
    """The SHA-256 of all fields: equal for two documents with the same contents."""
    contents = {**vars(document), "facets": sorted(document.facets)}
    text = json.dumps(contents, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _delete_entries(pks):
    if not pks:
        return
    for model in (SearchEntryText, SearchEntry):
        rows = model.objects.filter(pk__in=pks)
        rows._raw_delete(rows.db)


def insert_documents(documents: Iterable[SearchDocument]) -> None:
    """Insert documents as new entries, without looking for earlier ones."""
    _insert_rows([(document, document_digest(document), None) for document in documents])


def _insert_rows(rows):
    """Insert rows of a document, its digest and the primary key of its entry (None: a new one)."""
    if not rows:
        return
    entries = SearchEntry.objects.bulk_create([_build_entry(*row) for row in rows])
    texts = [
        _build_text(entry, document)
        for entry, (document, _digest, _pk) in zip(entries, rows, strict=True)
    ]
    SearchEntryText.objects.bulk_create(texts)


def _build_entry(document, digest, pk):
    values = {name: getattr(document, name) for name in ENTRY_FIELDS}
    facets = "".join(f" {name}:{value} " for name, value in sorted(document.facets))
    return SearchEntry(
        pk=pk,
        year=document.day.year,
        ordinal=document.day.toordinal(),
        facets=facets,
        digest=digest,
        **values,
    )


def _build_text(entry, document):
    values = {name: getattr(document, name) for name in TEXT_FIELDS}
    title_words, summary_words, body_words = join_tokens(
        _title_tokens(document),
        index_tokens(f"{document.summary}\n{document.summary_en}"),
        index_tokens(f"{document.body}\n{document.body_en}"),
    )
    return SearchEntryText(
        entry=entry,
        title_words=title_words,
        summary_words=summary_words,
        body_words=body_words,
        **values,
    )


def _title_tokens(document):
    """The words of all titles and names, then their marks."""
    names = [document.title, document.title_en, *document.names]
    yield from index_tokens("\n".join(names))
    name_marks = name_tokens if SEARCH_KINDS[document.kind].has_names else title_tokens
    for name in names:
        yield from name_marks(name)


def _ignore_progress(_number):
    pass


def rebuild_index(*, each: Callable[[int], object] = _ignore_progress) -> int:
    """Compare every entry with its record, delete those of no record, and return how many records were read.

    The table can be searched meanwhile; `each` is called with the number of records done since the last call.
    """
    done = 0
    for kind, keys in indexable_keys().items():
        for chunk in _chunks(keys):
            refresh_entries(kind, chunk)
            each(len(chunk))
            done += len(chunk)
        _refresh_orphans(kind)
    unknown = SearchEntry.objects.exclude(kind__in=SEARCH_KINDS)
    _delete_entries(unknown.values_list("pk", flat=True))
    return done


def _refresh_orphans(kind):
    """Refresh the entries whose record is no longer indexable."""
    keys = set(SEARCH_KINDS[kind].keys())
    orphans = SearchEntry.objects.filter(kind=kind).exclude(key__in=keys)
    refresh_entries(kind, orphans.values_list("key", flat=True))


def indexable_keys() -> dict[str, list[int]]:
    """The keys of all records that may have an entry, by kind."""
    return {kind.name: sorted(set(kind.keys())) for kind in SEARCH_KINDS.values()}


def index_contents() -> Iterator[tuple]:
    """The table's lasting contents in a fixed order, to compare two states of it.

    Primary keys and digests are left out, and so are entries whose time is over.
    """
    entry_fields = _field_names(SearchEntry, leave_out={"id", "digest"})
    text_fields = _field_names(SearchEntryText, leave_out={"entry"})
    lasting = SearchEntry.objects.exclude(public_until__lte=timezone.now())
    for entry in lasting.select_related("text").order_by("kind", "key", "public_from"):
        values = [getattr(entry, name) for name in entry_fields]
        texts = [getattr(entry.text, name) for name in text_fields]
        yield (*values, *texts)


def _field_names(model, *, leave_out):
    names = [field.name for field in model._meta.concrete_fields]
    return [name for name in names if name not in leave_out]
