"""What is offered while somebody types, and names like one that is nowhere."""

from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher, get_close_matches

from django.db.models import Case, Q, QuerySet, Value, When

from portal.core.folding import fold
from portal.search.models import SearchEntry
from portal.search.query import force_index_scan, keys_with_title_word, title_hits
from portal.search.registry import SEARCH_KINDS
from portal.search.results import entry_url
from portal.search.snippets import HighlightedText, Highlighter
from portal.search.tokenizer import (
    RUN,
    START_PREFIX,
    WHOLE_PREFIX,
    ParsedQuery,
    QueryToken,
    as_prefix_query,
    index_tokens,
    pinyin,
)

MAX_SUGGESTIONS = 8  # suggestions
MAX_SIMILAR, MAX_CANDIDATES, MIN_SIMILARITY = (
    5,
    100,
    0.7,
)  # near names, records that are compared, and how like they have to be
MAX_LOOKUP_WORDS = 24  # words of a query that are looked up in names
TITLE_FIELDS = ("text__title", "text__title_en")


@dataclass(frozen=True)
class Suggestion:
    """A record by its name, with the way to it."""

    kind: str
    label: object
    title: HighlightedText
    address: str


@force_index_scan()
def suggestions(query: ParsedQuery, *, at: datetime) -> list[Suggestion]:
    """Records of which a name or a title holds or begins with what was typed, names first."""
    typed = as_prefix_query(query)
    found = title_hits(SearchEntry.objects.visible(at=at), typed)
    names_first = Case(When(kind__in=_named(), then=Value(0)), default=Value(1))
    rows = _titled(found).order_by(names_first, "-rank", "-pk")[:MAX_SUGGESTIONS]
    return [_suggestion(entry, Highlighter(query)) for entry in rows]


@force_index_scan()
def similar_names(query: ParsedQuery, *, at: datetime) -> list[Suggestion]:
    """Records with a name that is spelt or sounds like the query, the likest first."""
    alike = [(_likeness(query, entry), entry) for entry in _candidates(query, at)]
    alike = sorted(
        (pair for pair in alike if pair[0] >= MIN_SIMILARITY),
        key=lambda pair: (-pair[0], pair[1].pk),
    )
    return [_suggestion(entry, Highlighter(None)) for _likeness, entry in alike[:MAX_SIMILAR]]


def _named():
    return [kind.name for kind in SEARCH_KINDS.values() if kind.has_names]


def _titled(entries: QuerySet[SearchEntry], *more: str) -> QuerySet[SearchEntry]:
    return entries.select_related("text").only("kind", "number", "number_en", *TITLE_FIELDS, *more)


def _suggestion(entry, marker):
    kind = SEARCH_KINDS[entry.kind]
    title = marker.other_title(entry.text) or marker.title(entry.text)
    return Suggestion(kind.name, kind.label, title, entry_url(entry))


def _candidates(query, at):
    """The named records that share the sound or most of the words."""
    conditions = [Q(pk__in=keys_with_title_word(word)) for word in _pieces(query)]
    shared = sum(
        (Case(When(condition, then=Value(1)), default=Value(0)) for condition in conditions),
        Value(0),
    )
    some = Q()
    for condition in conditions:
        some |= condition
    named = SearchEntry.objects.visible(at=at).filter(some, kind__in=_named())
    return (
        _titled(named, "text__title_words")
        .annotate(shared=shared)
        .order_by("-shared", "-pk")[:MAX_CANDIDATES]
    )


def _pieces(query):
    """What is looked up for a near name: the sound of the whole, pairs of characters, how words begin."""
    words = [run["word"] for run in RUN.finditer(fold(query.text)) if run["word"]]
    starts = [
        START_PREFIX + pinyin(query.text),
        *(START_PREFIX + start for word in words for start in _starts(word)),
    ]
    pairs = [word for word in index_tokens(query.text) if len(word) > 1]
    pieces = [*(QueryToken(start, is_prefix=True) for start in starts), *map(QueryToken, pairs)]
    return list(dict.fromkeys(pieces))[:MAX_LOOKUP_WORDS]


def _starts(word):
    """How a word begins, and how it would if one of its first letters were too many or in the place of the next."""
    yield word[:3]
    for place in range(min(3, len(word) - 1)):
        yield (word[:place] + word[place + 1 :])[:3]
        yield (word[:place] + word[place + 1] + word[place] + word[place + 2 :])[:4]


def _likeness(query, entry):
    """How like the likest name is, as a whole, in sound or word by word: 1 for the same."""
    marks = entry.text.title_words.split()
    names = [mark[1:] for mark in marks if mark[0] == WHOLE_PREFIX]
    starts = [mark[1:] for mark in marks if mark[0] == START_PREFIX]
    words = [run["word"] for run in RUN.finditer(fold(query.text)) if run["word"]]
    by_word = [_likest(word, starts) for word in words]
    sound = pinyin(query.text)
    whole = max(
        _likest(query.whole_name.text[1:], names), _likest(sound, [pinyin(name) for name in names])
    )
    return max(whole, sum(by_word) / len(by_word) if by_word else 0)


def _likest(text, others):
    """The likeness of the likest of these; 0 where none is like it."""
    found = get_close_matches(text, others, n=1, cutoff=MIN_SIMILARITY)
    return SequenceMatcher(None, found[0], text).ratio() if found else 0
