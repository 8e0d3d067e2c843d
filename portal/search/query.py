"""Full-text queries against the search table: the one module that knows of the two databases."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import BigIntegerField, BooleanField, Case, F, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from portal.listing.keyset import KeysetOrder, split_cursor
from portal.search.models import SearchEntry
from portal.search.tokenizer import ParsedQuery, QueryToken

TITLE_COLUMNS = ("title_words",)
LEAD_COLUMNS = ("title_words", "summary_words")
ALL_COLUMNS = ("title_words", "summary_words", "body_words")
VECTOR_COLUMNS = {TITLE_COLUMNS: "title_vector", LEAD_COLUMNS: "lead_vector", ALL_COLUMNS: "vector"}
# Where an entry holds the query, the best last
RANK_TEXT, RANK_SUMMARY, RANK_TITLE, RANK_NAME = range(4)
RANK_STEP = 10_000_000  # more than there are days: where the query stands outranks every day


def _is_postgresql():
    return connection.vendor == "postgresql"


@contextmanager
def force_index_scan() -> Iterator[None]:
    """Keep PostgreSQL from sequential scans.

    It takes unpacking vectors to be cheap, and would read those of every entry.
    """
    if not _is_postgresql():
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        yield


def hits(query: ParsedQuery, *, at: datetime) -> QuerySet[SearchEntry]:
    """The entries that are public at that moment and match the query."""
    return filter_matching(SearchEntry.objects.visible(at=at), query)


def filter_matching(
    entries: QuerySet[SearchEntry], query: ParsedQuery, places: tuple[str, ...] = ALL_COLUMNS
) -> QuerySet[SearchEntry]:
    """The entries that match the query in these columns.

    On PostgreSQL the condition is the row's own: through a subquery all entries would be read, to
    be joined with the hits.
    """
    if _is_postgresql():
        condition = f"core_searchentry.{VECTOR_COLUMNS[places]} @@ %s::tsquery"
        return entries.filter(RawSQL(condition, [_match_expression(query)], BooleanField()))  # noqa: S611  the words are a parameter
    return entries.filter(pk__in=matching_keys(query, places))


def matching_keys(query: ParsedQuery, places: tuple[str, ...]) -> RawSQL:
    """The keys of the entries that match the query in these columns."""
    return _keys_subquery(_match_expression(query), places)


def keys_with_title_word(word: QueryToken) -> RawSQL:
    """The keys of the entries that have this word in a title."""
    return _keys_subquery(_token_expression(word), TITLE_COLUMNS)


def _keys_subquery(expression, places):
    if _is_postgresql():
        vector = VECTOR_COLUMNS[places]
        sql = f"SELECT id FROM core_searchentry WHERE {vector} @@ %s::tsquery"  # noqa: S608  names of our own
        parameter = expression
    else:
        sql = "SELECT rowid FROM core_words WHERE core_words MATCH %s"
        parameter = f"{{{' '.join(places)}}} : ({expression})"
    return RawSQL(sql, [parameter])  # noqa: S611  the words are a parameter


def _match_expression(query):
    """The query in the language of the database.

    Its words hold letters and digits only, so that none ends its quotes.
    """
    and_operator, or_operator = (" & ", " | ") if _is_postgresql() else (" AND ", " OR ")
    terms = []
    for term in query.terms:
        alternatives = or_operator.join(map(_token_expression, term))
        terms.append(f"({alternatives})")
    expressions = [f"({and_operator.join(terms)})", _token_expression(query.whole_name)]
    if query.joined_prefix:
        expressions.append(_token_expression(query.joined_prefix))
    return or_operator.join(expressions)


def _token_expression(token):
    if _is_postgresql():
        return f"'{token.text}'{':*' if token.is_prefix else ''}"
    return f'"{token.text}"{" *" if token.is_prefix else ""}'


def title_hits(entries: QuerySet[SearchEntry], query: ParsedQuery) -> QuerySet[SearchEntry]:
    """The entries that match in a title, annotated with `rank`.

    Whole names rank before others, the newest first in each.
    """
    return _with_rank(
        filter_matching(entries, query, TITLE_COLUMNS),
        best_keys=keys_with_title_word(query.whole_name),
        best_place=RANK_NAME,
        other_place=RANK_TITLE,
    )


def text_hits(entries: QuerySet[SearchEntry], query: ParsedQuery) -> QuerySet[SearchEntry]:
    """The entries that match in no title, annotated with `rank`.

    Summaries rank before texts, the newest first in each.
    """
    matching = filter_matching(entries, query)
    return _with_rank(
        matching.exclude(pk__in=matching_keys(query, TITLE_COLUMNS)),
        best_keys=matching_keys(query, LEAD_COLUMNS),
        best_place=RANK_SUMMARY,
        other_place=RANK_TEXT,
    )


def _with_rank(entries, *, best_keys, best_place, other_place):
    place = Case(
        When(pk__in=best_keys, then=Value(best_place)),
        default=Value(other_place),
        output_field=BigIntegerField(),
    )
    return entries.annotate(rank=place * RANK_STEP + F("ordinal"))


@dataclass(frozen=True)
class ChainedQuerySets:
    """Rows of several queries read as one: a later query runs only where those before it are used up."""

    queries: Sequence[QuerySet]

    def __getitem__(self, requested: slice) -> list:
        rows = []
        for query in self.queries:
            if len(rows) < requested.stop:
                rows += query[: requested.stop - len(rows)]
        return rows


@dataclass(frozen=True)
class RankOrder(KeysetOrder):
    """The order by relevance of the entries that match a query: by a rank that no column holds.

    Most pages end among the titles, so that the many texts that hold a common word need not be put in order.
    """

    path: str = "rank"
    query: ParsedQuery | None = None

    def apply(
        self, queryset: QuerySet[SearchEntry], *, backwards: bool = False
    ) -> ChainedQuerySets:
        """The matching entries, in this order or in its opposite."""
        return self._chain(
            [title_hits(queryset, self.query), text_hits(queryset, self.query)], backwards=backwards
        )

    def rows_after(
        self, queryset: QuerySet[SearchEntry], cursor: str, *, backwards: bool = False
    ) -> ChainedQuerySets:
        """The matching entries past the cursor.

        Raises ValidationError for a cursor that cannot be read.
        """
        beyond = self.after_cursor(cursor, queryset.model, backwards=backwards)
        rank = int(split_cursor(cursor)[0])
        parts = []
        if backwards or rank >= RANK_TITLE * RANK_STEP:
            parts.append(title_hits(queryset, self.query))
        parts.append(text_hits(queryset, self.query))
        return self._chain([part.filter(beyond) for part in parts], backwards=backwards)

    def _chain(self, parts, *, backwards):
        ordered = [super(RankOrder, self).apply(part, backwards=backwards) for part in parts]
        if backwards:
            ordered.reverse()
        return ChainedQuerySets(ordered)

    def field_of(self, model):
        return BigIntegerField()
