"""The sentences of an article, with offsets back to its paragraphs."""

import re
from collections.abc import Iterator

from seeds.extraction.schema import Sentence
from seeds.extraction.text.budget import MAX_SENTENCE_LENGTH, Budget
from seeds.extraction.text.folding import fold_with_offsets

HAN_CHARACTER = re.compile("[\u3400-\u9fff]")
LATIN_WORD = re.compile("[A-Za-z]{2,}")
CHINESE_SENTENCE_END = re.compile('[。!?！？][”’")]*|\n+')
ENGLISH_SENTENCE_END = re.compile(
    r"""
    # A full stop behind one of these is part of an abbreviation.
    (?<!\bCo)(?<!\bNo)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)(?<!\bSt)(?<!\bInc)
    (?<!\bTs)(?<!\bIr)(?<!\bEngr)(?<!\b[A-Z])
    (?<!\bJan)(?<!\bFeb)(?<!\bMar)(?<!\bApr)(?<!\bJun)(?<!\bJul)
    (?<!\bAug)(?<!\bSept)(?<!\bSep)(?<!\bOct)(?<!\bNov)(?<!\bDec)
    [.!?][”’\")\]]*(?=\s+[\"“‘(]?[A-Z0-9]|\s*$)
    | \n+
    | \s-\s(?=[A-Z])  # the dash between the key points of a digest
    | Group\s\d+:?\s
    """,
    re.VERBOSE,
)
COMPANY_SUFFIX = re.compile(r"\bLtd\.?$")
MAX_SUFFIX_LENGTH = 4
LOOK_AHEAD_LENGTH = 24


def split_sentences(
    title: str, paragraphs: tuple[str, ...], *, traditional: bool, budget: Budget
) -> tuple[Sentence, ...]:
    """Split title and paragraphs into sentences, as far as the budget goes."""
    sentences: list[Sentence] = []
    for number, printed in enumerate((title, *paragraphs)):
        if budget.is_spent:
            break
        granted = budget.spend(len(printed))
        text, offsets = fold_with_offsets(printed[:granted], traditional=traditional)
        for start, end in _sentence_spans(text):
            sentence_text = text[start:end]
            sentence = Sentence(
                number=len(sentences),
                paragraph=number,
                text=sentence_text,
                paragraph_text=printed,
                offsets=offsets[start:end],
                is_english=is_english(sentence_text),
            )
            sentences.append(sentence)
    return tuple(sentences)


def is_english(text: str) -> bool:
    """Whether the text has more Latin words than Chinese characters."""
    return len(LATIN_WORD.findall(text)) > len(HAN_CHARACTER.findall(text))


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences without outer spaces, overlong ones cut."""
    start = 0
    for end in _sentence_ends(text):
        for begin in range(start, end, MAX_SENTENCE_LENGTH):
            piece = text[begin : min(begin + MAX_SENTENCE_LENGTH, end)]
            indent = len(piece) - len(piece.lstrip())
            if piece.strip():
                yield begin + indent, begin + len(piece.rstrip())
        start = end


def _sentence_ends(text: str) -> Iterator[int]:
    if is_english(text):
        yield from _english_sentence_ends(text)
    else:
        for match in CHINESE_SENTENCE_END.finditer(text):
            yield match.end()
    yield len(text)


def _english_sentence_ends(text: str) -> Iterator[int]:
    for match in ENGLISH_SENTENCE_END.finditer(text):
        before = text[: match.start()][-MAX_SUFFIX_LENGTH:]
        is_company = COMPANY_SUFFIX.search(before)
        if is_company and _continues_sentence(text, match.end()):
            continue
        yield match.end()


def _continues_sentence(text: str, position: int) -> bool:
    """Whether the words behind "Ltd." belong to its sentence."""
    following = text[position : position + LOOK_AHEAD_LENGTH].lstrip()
    if not following:
        return True
    return following[0].islower() or following[0] in ",;(&"
