"""Suggestions while a query is typed, and names similar to a query that finds nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher, get_close_matches

from django.db.models import Case, Q, QuerySet, Value, When

from portal.search.models import SearchEntry
from portal.search.query import force_index_scan, keys_with_title_word, title_hits
from portal.search.registry import SEARCH_KINDS
from portal.search.results import entry_url
from portal.search.snippets import HighlightedText, Highlighter
from portal.search.tokenizer import (
    START_PREFIX,
    WHOLE_PREFIX,
    ParsedQuery,
    QueryToken,
    as_prefix_query,
    index_tokens,
    latin_words,
    pinyin,
)

MAX_SUGGESTIONS = 8
MAX_SIMILAR = 5  # similar names that are shown
MAX_CANDIDATES = 100  # records whose names are compared with the query
MIN_SIMILARITY = 0.7  # of 1, which stands for the same
MAX_LOOKUP_WORDS = 24  # words of a query that are looked up in names
PREFIX_LETTERS = 3  # of a word that is looked up in names
TITLE_FIELDS = ("text__title", "text__title_en")


@dataclass(frozen=True)
class Suggestion:
    """A record by its name, with its address."""

    kind: str
    label: object
    title: HighlightedText
    address: str


@force_index_scan()
def suggestions(query: ParsedQuery, *, at: datetime) -> list[Suggestion]:
    """Records with a name or title that contains the query or begins with it, names first."""
    entries = title_hits(SearchEntry.objects.visible(at=at), as_prefix_query(query))
    names_first = Case(When(kind__in=_kinds_with_names(), then=Value(0)), default=Value(1))
    rows = _with_titles(entries).order_by(names_first, "-rank", "-pk")[:MAX_SUGGESTIONS]
    highlighter = Highlighter(query)
    return [_build_suggestion(entry, highlighter) for entry in rows]


@force_index_scan()
def similar_names(query: ParsedQuery, *, at: datetime) -> list[Suggestion]:
    """Records with a name that is spelt or sounds like the query, the most similar first."""
    matches = []
    for entry in _candidates(query, at):
        similarity = _similarity(query, entry)
        if similarity >= MIN_SIMILARITY:
            matches.append((similarity, entry))
    matches.sort(key=_most_similar_first)
    unmarked = Highlighter(None)
    return [_build_suggestion(entry, unmarked) for _similarity, entry in matches[:MAX_SIMILAR]]


def _most_similar_first(match):
    similarity, entry = match
    return -similarity, entry.pk


def _kinds_with_names():
    return [kind.name for kind in SEARCH_KINDS.values() if kind.has_names]


def _with_titles(entries: QuerySet[SearchEntry], *more_fields: str) -> QuerySet[SearchEntry]:
    """The entries with what a suggestion shows, and nothing else."""
    fields = ("kind", "number", "number_en", *TITLE_FIELDS, *more_fields)
    return entries.select_related("text").only(*fields)


def _build_suggestion(entry, highlighter):
    kind = SEARCH_KINDS[entry.kind]
    title = highlighter.other_title(entry.text) or highlighter.title(entry.text)
    return Suggestion(kind.name, kind.label, title, entry_url(entry))


def _candidates(query, at):
    """The records with names that share words or sounds with the query, those that share most first."""
    any_shared = Q()
    shared_count = Value(0)
    for token in _lookup_tokens(query):
        condition = Q(pk__in=keys_with_title_word(token))
        any_shared |= condition
        shared_count += Case(When(condition, then=Value(1)), default=Value(0))
    entries = SearchEntry.objects.visible(at=at).filter(any_shared, kind__in=_kinds_with_names())
    return (
        _with_titles(entries, "text__title_words")
        .annotate(shared=shared_count)
        .order_by("-shared", "-pk")[:MAX_CANDIDATES]
    )


def _lookup_tokens(query):
    """What is looked up in names: the pinyin of the whole, how its words begin, and pairs of characters."""
    starts = [pinyin(query.text)]
    for word in latin_words(query.text):
        starts.extend(_word_starts(word))
    tokens = [QueryToken(START_PREFIX + start, is_prefix=True) for start in starts]
    tokens += [QueryToken(word) for word in index_tokens(query.text) if len(word) > 1]
    return list(dict.fromkeys(tokens))[:MAX_LOOKUP_WORDS]


def _word_starts(word) -> Iterator[str]:
    """The beginning of a word, also as it would be without one of its letters or with two swapped."""
    yield word[:PREFIX_LETTERS]
    for place in range(min(PREFIX_LETTERS, len(word) - 1)):
        before = word[:place]
        first = word[place]
        second = word[place + 1]
        after = word[place + 2 :]
        yield (before + second + after)[:PREFIX_LETTERS]
        yield (before + second + first + after)[: PREFIX_LETTERS + 1]


def _similarity(query, entry):
    """The similarity (0 to 1) of the entry's closest name, as a whole, in pinyin or word by word."""
    marks = entry.text.title_words.split()
    names = [mark[1:] for mark in marks if mark[0] == WHOLE_PREFIX]
    starts = [mark[1:] for mark in marks if mark[0] == START_PREFIX]
    spelling = _best_ratio(query.whole_name.text[1:], names)
    sound = _best_ratio(pinyin(query.text), [pinyin(name) for name in names])
    return max(spelling, sound, _similarity_by_word(query, starts))


def _similarity_by_word(query, starts):
    """The mean of the best matches of the query's words; 0 for a query without Latin words."""
    words = latin_words(query.text)
    if not words:
        return 0
    return sum(_best_ratio(word, starts) for word in words) / len(words)


def _best_ratio(text, candidates):
    """The similarity of the closest candidate; 0 where none is close enough."""
    closest = get_close_matches(text, candidates, n=1, cutoff=MIN_SIMILARITY)
    return SequenceMatcher(None, closest[0], text).ratio() if closest else 0
