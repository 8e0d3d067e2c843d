"""Writing the read model of lists: rows follow the search entries, counts follow the rows.

All of it happens in the transaction of the change. Counts are written as differences, so that two
transactions never wait for one another.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import connection, transaction

from portal.core.names import CHINESE, ENGLISH
from portal.listing.models import ListCount, ListRow
from portal.search.registry import SearchDocument

WHOLE_LIST = ""  # the choice of a list without a filter
CHUNK_SIZE = 500
MERGE_EVERY = 10_000  # differences after which those of one count are added up
MERGE_LOCK = 0x6C697374  # of PostgreSQL's advisory locks
# What the counts of all rows differ by from the stored ones, in one statement, and so of one moment
COUNT_DIFFERENCES = """
SELECT kind, chosen, choice, SUM(chinese), SUM(english) FROM (
    SELECT a.kind, a.choice AS chosen, b.choice,
        CASE WHEN a.in_chinese THEN 1 ELSE 0 END AS chinese,
        CASE WHEN a.in_english THEN 1 ELSE 0 END AS english
    FROM core_listrow a JOIN core_listrow b ON b.entry_id = a.entry_id
    WHERE a.in_chinese = b.in_chinese AND a.in_english = b.in_english
    AND (a.choice = '' OR b.choice = '' OR {facet_of_a} <> {facet_of_b})
    UNION ALL
    SELECT kind, chosen, choice, -in_chinese, -in_english FROM core_listcount
) counted GROUP BY kind, chosen, choice HAVING SUM(chinese) <> 0 OR SUM(english) <> 0
"""
ROW_FIELDS = (
    "entry_id",
    "kind",
    "choice",
    "position",
    "number",
    "in_chinese",
    "in_english",
    "public_from",
    "public_until",
)

RowValues = tuple  # in the order of ROW_FIELDS
CountKey = tuple[str, str, str]  # kind, chosen, choice


@dataclass(frozen=True)
class StoredRows:
    """The rows of entries that are about to be replaced, with their keys."""

    keys: dict[RowValues, int]


def read_rows(entries: Collection[int]) -> StoredRows:
    """The stored rows of these entries."""
    if not entries:
        return StoredRows({})
    rows = ListRow.objects.filter(entry__in=entries).order_by()
    return StoredRows({tuple(values): pk for pk, *values in rows.values_list("pk", *ROW_FIELDS)})


def replace_rows(stored: StoredRows, documents: Iterable[tuple[int, SearchDocument]]) -> None:
    """Replace stored rows by those of documents with their entries; equal ones stay untouched."""
    current = set()
    for entry, document in documents:
        current.update(_rows_of_document(entry, document))
    gone = stored.keys.keys() - current
    added = current - stored.keys.keys()
    _delete(ListRow, [stored.keys[row] for row in gone])
    ListRow.objects.bulk_create(
        [ListRow(**dict(zip(ROW_FIELDS, row, strict=True))) for row in sorted(added, key=_by_entry)]
    )
    touched = {row[0] for row in gone | added}
    difference = _count_rows(row for row in current if row[0] in touched)
    difference.subtract(_count_rows(row for row in stored.keys if row[0] in touched))
    _insert_counts(difference)


def _by_entry(row):
    return row[0], row[2]


def _rows_of_document(entry, document) -> Iterator[RowValues]:
    for place in document.places:
        for choice in (WHOLE_LIST, *place.choices):
            yield (
                entry,
                document.kind,
                choice,
                place.position,
                place.number,
                CHINESE in place.languages,
                ENGLISH in place.languages,
                document.public_from,
                document.public_until,
            )


def _delete(model, pks):
    for start in range(0, len(pks), CHUNK_SIZE):
        rows = model.objects.filter(pk__in=pks[start : start + CHUNK_SIZE])
        rows._raw_delete(rows.db)


# Counts


def _count_rows(rows: Iterable[RowValues]) -> Counter:
    """How many of the rows are in each two lists, by (key of the count, language)."""
    counts = Counter()
    for _place, of_place in groupby(sorted(rows, key=_by_place), key=_by_place):
        first, *others = of_place
        languages = [
            language
            for language, is_shown in ((CHINESE, first[5]), (ENGLISH, first[6]))
            if is_shown
        ]
        choices = [first[2], *(row[2] for row in others)]
        for key in counted_pairs(first[1], choices):
            for language in languages:
                counts[key, language] += 1
    return counts


def _by_place(row):
    """A sort key: the rows of one entry on the pages of the same languages stand together."""
    return row[0], row[5], row[6]


def counted_pairs(kind: str, choices: Collection[str]) -> Iterator[CountKey]:
    """The keys of the counts in which a record with these choices counts.

    Two values of one facet are no pair: a facet's choices are counted without its own filter.
    """
    facets = [(choice, choice.partition(":")[0]) for choice in choices]
    for chosen, facet in facets:
        for choice, other_facet in facets:
            if facet != other_facet or not facet:
                yield kind, chosen, choice


def _insert_counts(difference: Counter) -> None:
    numbers: dict[CountKey, dict[str, int]] = {}
    for (key, language), number in difference.items():
        if number:
            numbers.setdefault(key, {})[language] = number
    created = ListCount.objects.bulk_create(
        [_build_count(key, by_language) for key, by_language in sorted(numbers.items())]
    )
    if created and created[-1].pk // MERGE_EVERY != (created[0].pk - 1) // MERGE_EVERY:
        merge_counts()


def _build_count(key, by_language):
    kind, chosen, choice = key
    return ListCount(
        kind=kind,
        chosen=chosen,
        choice=choice,
        in_chinese=by_language.get(CHINESE, 0),
        in_english=by_language.get(ENGLISH, 0),
    )


def count_differences() -> Counter:
    """What the stored counts lack of those of the rows, by (key of the count, language); empty as a rule."""
    find = "strpos" if connection.vendor == "postgresql" else "instr"
    facets = {
        f"facet_of_{row}": f"substr({row}.choice, 1, {find}({row}.choice, ':'))" for row in "ab"
    }
    differences = Counter()
    with connection.cursor() as cursor:
        cursor.execute(COUNT_DIFFERENCES.format(**facets))
        for kind, chosen, choice, chinese, english in cursor.fetchall():
            key = (kind, chosen, choice)
            differences[key, CHINESE] = int(chinese)
            differences[key, ENGLISH] = int(english)
    return differences


def correct_counts() -> None:
    """Count all rows, and make good what the stored counts differ by."""
    _insert_counts(count_differences())
    merge_counts()


@transaction.atomic
def merge_counts() -> None:
    """Make one row of all differences of a count; nothing where another transaction does so."""
    if not _lock_merging():
        return
    rows = ListCount.objects.order_by("kind", "chosen", "choice")
    merged = []
    outdated = []
    values = rows.values_list("kind", "chosen", "choice", "pk", "in_chinese", "in_english")
    for key, of_key in groupby(values, key=lambda row: row[:3]):
        differences = list(of_key)
        chinese = sum(row[4] for row in differences)
        english = sum(row[5] for row in differences)
        is_empty = not chinese and not english
        if len(differences) > 1 or is_empty:
            outdated += [row[3] for row in differences]
            if not is_empty:
                merged.append(_build_count(key, {CHINESE: chinese, ENGLISH: english}))
    _delete(ListCount, outdated)
    ListCount.objects.bulk_create(merged, batch_size=CHUNK_SIZE)


def _lock_merging():
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [MERGE_LOCK])
        return cursor.fetchone()[0]
