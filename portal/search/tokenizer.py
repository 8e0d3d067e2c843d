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

from portal.core.folding import folded

CHINESE = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"  # kana too: no blanks between words
RUN = re.compile(rf"(?P<chinese>[{CHINESE}]+)|(?P<word>[^{CHINESE}\s]+)")
SIGN = re.compile(f"[{CHINESE}]")
WHOLE, START = "¤", "§"  # mark a whole name, and what a name or a word of it begins with
LONGEST = 60  # characters of a word
SHORTEST_START = 3  # letters that are looked up as a beginning
MOST_BYTES = 1_000_000  # of an entry's words: PostgreSQL takes no more into one vector
LOCK = threading.Lock()  # the stemmer works on its own state
STEMMER = snowballstemmer.stemmer("english")


def index_words(text: str) -> Iterator[str]:
    """The words under which a text is found, again and again where they are said again."""
    for run in RUN.finditer(folded(text)):
        yield from _pairs(run["chinese"]) if run["chinese"] else (stem(run["word"][:LONGEST]),)


def _pairs(run):
    return [*map("".join, pairwise(run)), run[-1]]


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The English stem of a folded word."""
    with LOCK:
        return STEMMER.stemWord(word)


def name_words(name: str) -> Iterator[str]:
    """The marks of a name: itself as a whole, and the beginnings that lead to it."""
    yield from title_words(name)
    key = _key(folded(name))
    if SIGN.search(key):
        yield from _sounds(lazy_pinyin(key))


def title_words(title: str) -> Iterator[str]:
    """The marks of a title that is no name: itself as a whole, and the beginnings of its words."""
    spelling = folded(title)
    if key := _key(spelling):
        yield WHOLE + key
    for run in RUN.finditer(spelling):
        if run["word"]:
            yield START + run["word"][:LONGEST]


def _sounds(syllables):
    """The pinyin and the initials of a name, from each of its syllables on."""
    for place in range(len(syllables)):
        rest = syllables[place:]
        yield START + "".join(rest)[:LONGEST]
        if len(rest) >= SHORTEST_START:
            yield START + "".join(syllable[0] for syllable in rest)[:LONGEST]


def _key(spelling):
    return "".join(spelling.split())[:LONGEST]


def pinyin(text: str) -> str:
    """The sound of a text in letters, blanks and marks left out."""
    return "".join(lazy_pinyin(_key(folded(text))))


def joined(*parts: Iterator[str]) -> list[str]:
    """Each part's words as one line, each word once in it; what is too much for a vector is left out from the end."""
    room, lines = MOST_BYTES, []
    for part in parts:
        line = " ".join(dict.fromkeys(part)).encode()
        if len(line) > room:
            line = line[: line.rfind(b" ", 0, room + 1) + 1].rstrip()
        room -= len(line) + 1
        lines.append(line.decode())
    return lines


@dataclass(frozen=True)
class Word:
    """One word to look up, or what words begin with."""

    text: str
    is_start: bool = False


@dataclass(frozen=True)
class Query:
    """What a text asks for: every term, each through one of its words; or what `sound` gives for all of them together."""

    text: str
    terms: tuple[tuple[Word, ...], ...]
    whole: Word
    sound: Word | None = None


def parsed(text: str) -> Query | None:
    """The query that somebody typed; None where it holds nothing to look up."""
    spelling = folded(text)
    runs = list(RUN.finditer(spelling))
    terms = dict.fromkeys(term for run in runs for term in (_chinese(run[0]) if run["chinese"] else [_latin(run[0])]))
    if not terms:
        return None
    key = _key(spelling)
    spoken = len(runs) > 1 and len(key) >= SHORTEST_START and not any(run["chinese"] for run in runs)
    return Query(text, tuple(terms), Word(WHOLE + key), Word(START + key, is_start=True) if spoken else None)


def _chinese(run):
    return (
        [(Word(run, is_start=True),)] if len(run) == 1 else [(Word(run[place : place + 2]),) for place in range(len(run) - 1)]
    )


def _latin(run):
    word = run[:LONGEST]
    start = (Word(START + word, is_start=True),) if len(word) >= SHORTEST_START else ()
    return (Word(stem(word)), *start)


def beginning(query: Query) -> Query:
    """The same query while it is being typed: words of Latin letters are looked up as beginnings, however short."""
    words = [run["word"][:LONGEST] for run in RUN.finditer(folded(query.text)) if run["word"]]
    starts = {stem(word): Word(START + word, is_start=True) for word in words}
    terms = (term if term[0].text not in starts else (term[0], starts[term[0].text]) for term in query.terms)
    return replace(query, terms=tuple(terms))
