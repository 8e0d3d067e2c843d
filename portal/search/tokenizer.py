"""The tokeniser: the words that are put into the index, and those that a query looks up.

Chinese runs become pairs of neighbouring characters (and their last character, so that a single one
is found as the beginning of a pair), other words their English stem. Names have marks besides: one
for the whole name, and one for each beginning that leads to it, in letters, pinyin and initials.
"""

import functools
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import snowballstemmer
from pypinyin import lazy_pinyin

from portal.core.folding import fold

# Kana too: there are no blanks between Japanese words
CHINESE_RANGES = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
RUN = re.compile(rf"(?P<chinese>[{CHINESE_RANGES}]+)|(?P<word>[^{CHINESE_RANGES}\s]+)")
CHINESE_CHARACTER = re.compile(f"[{CHINESE_RANGES}]")
WHOLE_PREFIX = "¤"  # marks a whole name
START_PREFIX = "§"  # marks what a name or a word of it begins with
MAX_TOKEN_LENGTH = 60  # characters of a word
MIN_PREFIX_LENGTH = 3  # letters that are looked up as a beginning
MAX_TOKEN_BYTES = 1_000_000  # of an entry's words: PostgreSQL takes no more into one vector
STEMMER_LOCK = threading.Lock()  # the stemmer works on its own state
STEMMER = snowballstemmer.stemmer("english")


def index_tokens(text: str) -> Iterator[str]:
    """The words under which a text is found, repeated as often as they occur."""
    for run in RUN.finditer(fold(text)):
        chinese = run["chinese"]
        if chinese:
            yield from _character_pairs(chinese)
        else:
            yield stem(run["word"][:MAX_TOKEN_LENGTH])


def _character_pairs(run):
    """The pairs of neighbouring characters of a Chinese run, then its last character."""
    return [*map("".join, pairwise(run)), run[-1]]


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The English stem of a folded word."""
    with STEMMER_LOCK:
        return STEMMER.stemWord(word)


def latin_words(text: str) -> list[str]:
    """The words of a text that are not Chinese, folded, in their full length."""
    return [run["word"] for run in RUN.finditer(fold(text)) if run["word"]]


def name_tokens(name: str) -> Iterator[str]:
    """The marks of a name: those of a title, and the beginnings of its pinyin and initials."""
    yield from title_tokens(name)
    key = _without_blanks(fold(name))
    if CHINESE_CHARACTER.search(key):
        yield from _pinyin_starts(lazy_pinyin(key))


def title_tokens(title: str) -> Iterator[str]:
    """The marks of a title that is no name: one for the whole, and one for each of its words."""
    spelling = fold(title)
    key = _without_blanks(spelling)
    if key:
        yield WHOLE_PREFIX + key
    for run in RUN.finditer(spelling):
        if run["word"]:
            yield START_PREFIX + run["word"][:MAX_TOKEN_LENGTH]


def _pinyin_starts(syllables):
    """The pinyin and the initials of a name, from each of its syllables on."""
    for place in range(len(syllables)):
        rest = syllables[place:]
        yield START_PREFIX + "".join(rest)[:MAX_TOKEN_LENGTH]
        if len(rest) >= MIN_PREFIX_LENGTH:
            initials = "".join(syllable[0] for syllable in rest)
            yield START_PREFIX + initials[:MAX_TOKEN_LENGTH]


def _without_blanks(spelling):
    return "".join(spelling.split())[:MAX_TOKEN_LENGTH]


def pinyin(text: str) -> str:
    """The pinyin of a text in plain letters, without blanks and punctuation."""
    return "".join(lazy_pinyin(_without_blanks(fold(text))))


def join_tokens(*parts: Iterable[str]) -> list[str]:
    """One line of distinct words for each part.

    Together at most MAX_TOKEN_BYTES long, the excess cut off at the end.
    """
    bytes_left = MAX_TOKEN_BYTES
    lines = []
    for part in parts:
        line = " ".join(dict.fromkeys(part)).encode()
        if len(line) > bytes_left:
            last_blank = line.rfind(b" ", 0, bytes_left + 1)
            line = line[: last_blank + 1].rstrip()
        bytes_left -= len(line) + 1
        lines.append(line.decode())
    return lines


@dataclass(frozen=True)
class QueryToken:
    """One word to look up, as a whole or as a prefix of words."""

    text: str
    is_prefix: bool = False


@dataclass(frozen=True)
class ParsedQuery:
    """A query: an entry matches if it holds every term, each through one of its words.

    It matches as well by the name as a whole, or by `joined_prefix`, the Latin words written as
    one.
    """

    text: str
    terms: tuple[tuple[QueryToken, ...], ...]
    whole_name: QueryToken
    joined_prefix: QueryToken | None = None


def parse_query(text: str) -> ParsedQuery | None:
    """The query that somebody typed; None where it holds nothing to look up."""
    spelling = fold(text)
    runs = list(RUN.finditer(spelling))
    terms = _query_terms(runs)
    if not terms:
        return None
    key = _without_blanks(spelling)
    return ParsedQuery(
        text,
        terms,
        whole_name=QueryToken(WHOLE_PREFIX + key),
        joined_prefix=_joined_prefix(runs, key),
    )


def _query_terms(runs):
    """The distinct terms of all runs, in their order."""
    terms = []
    for run in runs:
        if run["chinese"]:
            terms += _chinese_terms(run[0])
        else:
            terms.append(_latin_term(run[0]))
    return tuple(dict.fromkeys(terms))


def _joined_prefix(runs, key):
    """The prefix for several Latin words, which may be the syllables of a Chinese name.

    None for any other query.
    """
    if len(runs) < 2 or len(key) < MIN_PREFIX_LENGTH:
        return None
    if any(run["chinese"] for run in runs):
        return None
    return QueryToken(START_PREFIX + key, is_prefix=True)


def _chinese_terms(run):
    """A term for each pair of neighbouring characters.

    For a single character, the pairs that begin with it.
    """
    if len(run) == 1:
        return [(QueryToken(run, is_prefix=True),)]
    return [(QueryToken(run[place : place + 2]),) for place in range(len(run) - 1)]


def _latin_term(run):
    """One term: the stem of the word, or a word of a name that begins with it."""
    word = run[:MAX_TOKEN_LENGTH]
    stem_token = QueryToken(stem(word))
    if len(word) < MIN_PREFIX_LENGTH:
        return (stem_token,)
    return stem_token, QueryToken(START_PREFIX + word, is_prefix=True)


def as_prefix_query(query: ParsedQuery) -> ParsedQuery:
    """The same query while it is being typed: Latin words are looked up as beginnings, however short."""
    prefixes = {}
    for full_word in latin_words(query.text):
        word = full_word[:MAX_TOKEN_LENGTH]
        prefixes[stem(word)] = QueryToken(START_PREFIX + word, is_prefix=True)
    terms = []
    for term in query.terms:
        prefix = prefixes.get(term[0].text)
        terms.append((term[0], prefix) if prefix else term)
    return replace(query, terms=tuple(terms))
