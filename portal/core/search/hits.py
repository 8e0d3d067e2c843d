"""Which entries a query finds, in which order: the one place that knows of the two databases."""

from datetime import datetime

from django.db import connection, models
from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from portal.core.lists import Order
from portal.core.search.models import Entry
from portal.core.search.words import Query, Word

TITLE, LEAD, ANYWHERE = ("title_words",), ("title_words", "summary_words"), ("title_words", "summary_words", "body_words")
VECTORS = {TITLE: "title_vector", LEAD: "lead_vector", ANYWHERE: "vector"}
DAYS = 10_000_000  # more than there are days: a place that counts outranks every day


def hits(query: Query, *, at: datetime) -> QuerySet[Entry]:
    """All entries that the public may see at that moment and that hold every term of the query."""
    return Entry.objects.shown(at=at).filter(pk__in=matching(query))


def matching(query: Query, places: tuple[str, ...] = ANYWHERE) -> RawSQL:
    """The keys of the entries that hold every term in these places."""
    return _matching(_expression(query), places)


def bearing(word: Word) -> RawSQL:
    """The keys of the entries that have this word in a title."""
    return _matching(_one(word), TITLE)


def _matching(expression, places):
    if connection.vendor == "postgresql":
        asked, words = f"SELECT entry_id FROM core_entrytext WHERE {VECTORS[places]} @@ %s::tsquery", expression  # noqa: S608  names of our own
    else:
        asked, words = "SELECT rowid FROM core_words WHERE core_words MATCH %s", f"{{{' '.join(places)}}} : ({expression})"
    return RawSQL(asked, [words])  # noqa: S611  the words are a parameter


def _expression(query):
    """The query in the language of the database; its words hold letters and digits only, so that none ends its quotes."""
    both, either = (" & ", " | ") if connection.vendor == "postgresql" else (" AND ", " OR ")
    terms = both.join(f"({either.join(map(_one, term))})" for term in query.terms)
    return f"({terms}){either}{_one(query.sound)}" if query.sound else terms


def _one(word):
    if connection.vendor == "postgresql":
        return f"'{word.text}'{':*' if word.is_start else ''}"
    return f'"{word.text}"{" *" if word.is_start else ""}'


def ranked(entries: QuerySet[Entry], query: Query) -> QuerySet[Entry]:
    """The entries with their `rank`: whole names before titles before summaries before texts, the newest first in each."""
    place = Case(
        When(pk__in=bearing(query.whole), then=Value(3)),
        When(pk__in=matching(query, TITLE), then=Value(2)),
        When(pk__in=matching(query, LEAD), then=Value(1)),
        default=Value(0),
        output_field=models.BigIntegerField(),
    )
    return entries.annotate(rank=place * DAYS + F("ordinal"))


class ByRank(Order):
    """The order of results: by their rank, which no field of the table holds."""

    def _field(self, model):
        return models.BigIntegerField()


ORDERS = {"relevance": ByRank("rank"), "date": Order("day")}
