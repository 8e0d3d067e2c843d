"""Keeping the search table: entries made anew where they say something else, the whole of it where it was lost."""

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


@transaction.atomic
def refresh_entries(kind: str, keys: Collection[int], *, at: datetime | None = None) -> None:
    """Have the entries of these records say what the records say now; those that do already stay as they are."""
    keys = sorted(set(keys))
    for start in range(0, len(keys), CHUNK_SIZE):
        _refresh(kind, keys[start : start + CHUNK_SIZE], at or timezone.now())


def _refresh(kind, keys, at):
    _wait_for_others(kind, keys)
    old, new = defaultdict(list), defaultdict(list)
    for entry in SearchEntry.objects.filter(kind=kind, key__in=keys).order_by("public_from"):
        old[entry.key].append(entry)
    for draft in build_documents(kind, keys, at=at):
        new[draft.key].append((draft, document_digest(draft)))
    moved = [
        key
        for key in keys
        if [entry.digest for entry in old[key]] != [mark for _draft, mark in new[key]]
    ]
    _forget([entry.pk for key in moved for entry in old[key]])
    _write([(draft, mark, pk) for key in moved for draft, mark, pk in _placed(new[key], old[key])])


def _wait_for_others(kind, keys):
    """On PostgreSQL, until nobody else has these records in hand: what is read next is then what they left."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            names = [f"{kind} {key}" for key in keys]
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(%s::text[]) AS name",
                [names],
            )


def _placed(found, entries):
    """The drafts with their digests and the keys that their entries keep, so that places in a list stay what they were."""
    kept = [entry.pk for entry in entries] + [None] * len(found)
    return [(draft, mark, pk) for (draft, mark), pk in zip(found, kept, strict=False)]


def document_digest(draft: SearchDocument) -> str:
    """The same for two drafts that say the same."""
    said = {**vars(draft), "facets": sorted(draft.facets)}
    return hashlib.sha256(
        json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True).encode()
    ).hexdigest()


def _forget(entries):
    for model in (SearchEntryText, SearchEntry):
        rows = model.objects.filter(pk__in=entries)
        rows._raw_delete(rows.db)


def insert_documents(made: Iterable[SearchDocument]) -> None:
    """New entries as they are, for records that have none."""
    _write([(draft, document_digest(draft), None) for draft in made])


def _write(made):
    rows = SearchEntry.objects.bulk_create([_entry(draft, mark, pk) for draft, mark, pk in made])
    pairs = list(zip(rows, (draft for draft, _mark, _pk in made), strict=True))
    SearchEntryText.objects.bulk_create([_text(row, draft) for row, draft in pairs])


def _entry(draft, mark, pk):
    copied = ("kind", "key", "number", "number_en", "day", "public_from", "public_until")
    values = {name: getattr(draft, name) for name in copied}
    facets = "".join(f" {name}:{value} " for name, value in sorted(draft.facets))
    return SearchEntry(
        pk=pk,
        year=draft.day.year,
        ordinal=draft.day.toordinal(),
        facets=facets,
        digest=mark,
        **values,
    )


def _text(row, draft):
    shown = {
        f"{name}{side}": getattr(draft, f"{name}{side}")
        for name in ("title", "summary", "body")
        for side in ("", "_en")
    }
    titles, bodies, summaries, marks = _words(draft)
    lines = dict(
        zip(
            ("title_words", "summary_words", "body_words"),
            join_tokens([*titles, *marks], summaries, bodies),
            strict=True,
        )
    )
    return SearchEntryText(entry=row, **shown, **lines)


def _words(draft):
    named = SEARCH_KINDS[draft.kind].has_names
    names = [draft.title, draft.title_en, *draft.names]
    marks = [
        word for name in names for word in (name_tokens(name) if named else title_tokens(name))
    ]
    titles = index_tokens("\n".join(names))
    return (
        titles,
        index_tokens(f"{draft.body}\n{draft.body_en}"),
        index_tokens(f"{draft.summary}\n{draft.summary_en}"),
        marks,
    )


def rebuild_index(*, each: Callable[[int], object] = lambda _number: None) -> int:
    """How many records were gone through: every entry is compared with its record, and those of no record are taken out.

    The table can be searched meanwhile; `each` hears how many more are done.
    """
    done = 0
    for kind, keys in indexable_keys().items():
        for start in range(0, len(keys), CHUNK_SIZE):
            part = keys[start : start + CHUNK_SIZE]
            refresh_entries(kind, part)
            each(len(part))
            done += len(part)
        gone = SearchEntry.objects.filter(kind=kind).exclude(key__in=set(SEARCH_KINDS[kind].keys()))
        refresh_entries(kind, gone.values_list("key", flat=True))
    _forget(SearchEntry.objects.exclude(kind__in=SEARCH_KINDS).values_list("pk", flat=True))
    return done


def indexable_keys() -> dict[str, list[int]]:
    """The keys of all records that may have an entry, by kind."""
    return {kind.name: sorted(set(kind.keys())) for kind in SEARCH_KINDS.values()}


def index_contents() -> Iterator[tuple]:
    """All that the table holds but its own numbers and what is over, in a fixed order, to compare two states of it."""
    lasting = SearchEntry.objects.exclude(public_until__lte=timezone.now())
    for entry in lasting.select_related("text").order_by("kind", "key", "public_from"):
        values = [
            getattr(entry, field.name)
            for field in SearchEntry._meta.concrete_fields
            if field.name not in {"id", "digest"}
        ]
        texts = [
            getattr(entry.text, field.name)
            for field in SearchEntryText._meta.concrete_fields
            if field.name != "entry"
        ]
        yield (*values, *texts)
