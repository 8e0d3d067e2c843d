"""The tokeniser: what is put into the index, and what a query asks of it.

Chinese runs become pairs of neighbouring characters (and their last character, so that a single one is found as the
beginning of a pair), other words their English stem. Names have marks besides: as a whole, and what they begin with, in
letters, pinyin and initials.
"""

import functools
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import snowballstemmer
from pypinyin import lazy_pinyin

from portal.core.folding import fold

CHINESE_RANGES = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"  # kana too: no blanks between words
RUN = re.compile(rf"(?P<chinese>[{CHINESE_RANGES}]+)|(?P<word>[^{CHINESE_RANGES}\s]+)")
CHINESE_CHARACTER = re.compile(f"[{CHINESE_RANGES}]")
WHOLE_PREFIX, START_PREFIX = (
    "¤",
    "§",
)  # mark a whole name, and what a name or a word of it begins with
MAX_TOKEN_LENGTH = 60  # characters of a word
MIN_PREFIX_LENGTH = 3  # letters that are looked up as a beginning
MAX_TOKEN_BYTES = 1_000_000  # of an entry's words: PostgreSQL takes no more into one vector
STEMMER_LOCK = threading.Lock()  # the stemmer works on its own state
STEMMER = snowballstemmer.stemmer("english")


def index_tokens(text: str) -> Iterator[str]:
    """The words under which a text is found, again and again where they are said again."""
    for run in RUN.finditer(fold(text)):
        yield from (
            _pairs(run["chinese"]) if run["chinese"] else (stem(run["word"][:MAX_TOKEN_LENGTH]),)
        )


def _pairs(run):
    return [*map("".join, pairwise(run)), run[-1]]


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The English stem of a folded word."""
    with STEMMER_LOCK:
        return STEMMER.stemWord(word)


def name_tokens(name: str) -> Iterator[str]:
    """The marks of a name: itself as a whole, and the beginnings that lead to it."""
    yield from title_tokens(name)
    key = _key(fold(name))
    if CHINESE_CHARACTER.search(key):
        yield from _sounds(lazy_pinyin(key))


def title_tokens(title: str) -> Iterator[str]:
    """The marks of a title that is no name: itself as a whole, and the beginnings of its words."""
    spelling = fold(title)
    if key := _key(spelling):
        yield WHOLE_PREFIX + key
    for run in RUN.finditer(spelling):
        if run["word"]:
            yield START_PREFIX + run["word"][:MAX_TOKEN_LENGTH]


def _sounds(syllables):
    """The pinyin and the initials of a name, from each of its syllables on."""
    for place in range(len(syllables)):
        rest = syllables[place:]
        yield START_PREFIX + "".join(rest)[:MAX_TOKEN_LENGTH]
        if len(rest) >= MIN_PREFIX_LENGTH:
            yield START_PREFIX + "".join(syllable[0] for syllable in rest)[:MAX_TOKEN_LENGTH]


def _key(spelling):
    return "".join(spelling.split())[:MAX_TOKEN_LENGTH]


def pinyin(text: str) -> str:
    """The sound of a text in letters, blanks and marks left out."""
    return "".join(lazy_pinyin(_key(fold(text))))


def join_tokens(*parts: Iterator[str]) -> list[str]:
    """Each part's words as one line, each word once in it; what is too much for a vector is left out from the end."""
    room, lines = MAX_TOKEN_BYTES, []
    for part in parts:
        line = " ".join(dict.fromkeys(part)).encode()
        if len(line) > room:
            line = line[: line.rfind(b" ", 0, room + 1) + 1].rstrip()
        room -= len(line) + 1
        lines.append(line.decode())
    return lines


@dataclass(frozen=True)
class QueryToken:
    """One word to look up, or what words begin with."""

    text: str
    is_prefix: bool = False


@dataclass(frozen=True)
class ParsedQuery:
    """What a text asks for: every term, each through one of its words; or what `sound` gives for all of them together."""

    text: str
    terms: tuple[tuple[QueryToken, ...], ...]
    whole_name: QueryToken
    joined_prefix: QueryToken | None = None


def parse_query(text: str) -> ParsedQuery | None:
    """The query that somebody typed; None where it holds nothing to look up."""
    spelling = fold(text)
    runs = list(RUN.finditer(spelling))
    terms = dict.fromkeys(
        term for run in runs for term in (_chinese(run[0]) if run["chinese"] else [_latin(run[0])])
    )
    if not terms:
        return None
    key = _key(spelling)
    spoken = (
        len(runs) > 1 and len(key) >= MIN_PREFIX_LENGTH and not any(run["chinese"] for run in runs)
    )
    return ParsedQuery(
        text,
        tuple(terms),
        QueryToken(WHOLE_PREFIX + key),
        QueryToken(START_PREFIX + key, is_prefix=True) if spoken else None,
    )


def _chinese(run):
    return (
        [(QueryToken(run, is_prefix=True),)]
        if len(run) == 1
        else [(QueryToken(run[place : place + 2]),) for place in range(len(run) - 1)]
    )


def _latin(run):
    word = run[:MAX_TOKEN_LENGTH]
    start = (
        (QueryToken(START_PREFIX + word, is_prefix=True),) if len(word) >= MIN_PREFIX_LENGTH else ()
    )
    return (QueryToken(stem(word)), *start)


def as_prefix_query(query: ParsedQuery) -> ParsedQuery:
    """The same query while it is being typed: words of Latin letters are looked up as beginnings, however short."""
    words = [
        run["word"][:MAX_TOKEN_LENGTH] for run in RUN.finditer(fold(query.text)) if run["word"]
    ]
    starts = {stem(word): QueryToken(START_PREFIX + word, is_prefix=True) for word in words}
    terms = (
        term if term[0].text not in starts else (term[0], starts[term[0].text])
        for term in query.terms
    )
    return replace(query, terms=tuple(terms))
