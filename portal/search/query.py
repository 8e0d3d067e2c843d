"""Which entries a query finds, in which order: the one place that knows of the two databases."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import BigIntegerField, BooleanField, Case, F, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from portal.listing.keyset import KeysetOrder
from portal.search.models import SearchEntry
from portal.search.tokenizer import ParsedQuery, QueryToken

TITLE_COLUMNS, LEAD_COLUMNS, ALL_COLUMNS = (
    ("title_words",),
    ("title_words", "summary_words"),
    ("title_words", "summary_words", "body_words"),
)
VECTOR_COLUMNS = {TITLE_COLUMNS: "title_vector", LEAD_COLUMNS: "lead_vector", ALL_COLUMNS: "vector"}
RANK_TEXT, RANK_SUMMARY, RANK_TITLE, RANK_NAME = range(
    4
)  # where an entry holds the query, the best last
RANK_STEP = 10_000_000  # more than there are days: where the query stands outranks every day


@contextmanager
def force_index_scan() -> Iterator[None]:
    """While queries are asked: PostgreSQL takes it to be cheap to unpack vectors, and would go through those of every entry."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        yield


def hits(query: ParsedQuery, *, at: datetime) -> QuerySet[SearchEntry]:
    """All entries that the public may see at that moment and that hold every term of the query."""
    return filter_matching(SearchEntry.objects.visible(at=at), query)


def filter_matching(
    entries: QuerySet[SearchEntry], query: ParsedQuery, places: tuple[str, ...] = ALL_COLUMNS
) -> QuerySet[SearchEntry]:
    """Those that hold every term in these places.

    On PostgreSQL the condition is the row's own: through a subquery all entries would be read, to be joined with the hits.
    """
    if connection.vendor == "postgresql":
        condition = f"core_searchentry.{VECTOR_COLUMNS[places]} @@ %s::tsquery"
        return entries.filter(RawSQL(condition, [_expression(query)], BooleanField()))  # noqa: S611  the words are a parameter
    return entries.filter(pk__in=matching_keys(query, places))


def matching_keys(query: ParsedQuery, places: tuple[str, ...]) -> RawSQL:
    """The keys of the entries that hold every term in these places."""
    return _matching(_expression(query), places)


def keys_with_title_word(word: QueryToken) -> RawSQL:
    """The keys of the entries that have this word in a title."""
    return _matching(_one(word), TITLE_COLUMNS)


def _matching(expression, places):
    if connection.vendor == "postgresql":
        asked, words = (
            f"SELECT id FROM core_searchentry WHERE {VECTOR_COLUMNS[places]} @@ %s::tsquery",
            expression,
        )
    else:
        asked, words = (
            "SELECT rowid FROM core_words WHERE core_words MATCH %s",
            f"{{{' '.join(places)}}} : ({expression})",
        )
    return RawSQL(asked, [words])  # noqa: S611  the words are a parameter


def _expression(query):
    """The query in the language of the database; its words hold letters and digits only, so that none ends its quotes."""
    both, either = (" & ", " | ") if connection.vendor == "postgresql" else (" AND ", " OR ")
    terms = both.join(f"({either.join(map(_one, term))})" for term in query.terms)
    return either.join(
        [f"({terms})", *(_one(word) for word in (query.whole_name, query.joined_prefix) if word)]
    )


def _one(word):
    if connection.vendor == "postgresql":
        return f"'{word.text}'{':*' if word.is_prefix else ''}"
    return f'"{word.text}"{" *" if word.is_prefix else ""}'


def title_hits(entries: QuerySet[SearchEntry], query: ParsedQuery) -> QuerySet[SearchEntry]:
    """Those with the query in a title, with their `rank`: whole names before others, the newest first in each."""
    return _ranked(
        filter_matching(entries, query, TITLE_COLUMNS),
        best=(keys_with_title_word(query.whole_name), RANK_NAME),
        rest=RANK_TITLE,
    )


def text_hits(entries: QuerySet[SearchEntry], query: ParsedQuery) -> QuerySet[SearchEntry]:
    """Those with the query in no title, with their `rank`: summaries before texts, the newest first in each."""
    untitled = filter_matching(entries, query).exclude(pk__in=matching_keys(query, TITLE_COLUMNS))
    return _ranked(
        untitled, best=(matching_keys(query, LEAD_COLUMNS), RANK_SUMMARY), rest=RANK_TEXT
    )


def _ranked(entries, best, rest):
    keys, place = best
    place = Case(
        When(pk__in=keys, then=Value(place)), default=Value(rest), output_field=BigIntegerField()
    )
    return entries.annotate(rank=place * RANK_STEP + F("ordinal"))


@dataclass(frozen=True)
class ChainedQuerySets:
    """Rows of several queries read as one: a later query is asked only where those before it are used up."""

    queries: Sequence[QuerySet]

    def __getitem__(self, asked: slice) -> list:
        rows = []
        for query in self.queries:
            if len(rows) < asked.stop:
                rows += query[: asked.stop - len(rows)]
        return rows


@dataclass(frozen=True)
class RankOrder(KeysetOrder):
    """The order of what a query finds among entries: by the rank, which no field of the table holds.

    Most pages end among the titles, so that the many texts that hold a common word need not be put in order.
    """

    path: str = "rank"
    query: ParsedQuery | None = None

    def apply(
        self, queryset: QuerySet[SearchEntry], *, backwards: bool = False
    ) -> ChainedQuerySets:
        """The entries that hold the query, in this order or in its opposite."""
        return self._in_order(
            [title_hits(queryset, self.query), text_hits(queryset, self.query)], backwards=backwards
        )

    def rows_after(
        self, queryset: QuerySet[SearchEntry], cursor: str, *, backwards: bool = False
    ) -> ChainedQuerySets:
        """Those past the cursor; ValidationError for a cursor that cannot be read."""
        beyond = self.after_cursor(cursor, queryset.model, backwards=backwards)
        is_titled = int(cursor.partition("~")[0]) >= RANK_TITLE * RANK_STEP
        parts = [
            part(queryset, self.query).filter(beyond)
            for part in (title_hits, text_hits)
            if part is text_hits or is_titled or backwards
        ]
        return self._in_order(parts, backwards=backwards)

    def _in_order(self, parts, *, backwards):
        ordered = [super(RankOrder, self).apply(part, backwards=backwards) for part in parts]
        return ChainedQuerySets(ordered[::-1] if backwards else ordered)

    def _field(self, model):
        return BigIntegerField()
