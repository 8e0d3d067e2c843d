"""The sentences of an article, with the way back to its paragraphs."""

import re
from collections.abc import Iterator

from seeds.extraction.model import Sentence
from seeds.extraction.text.budget import MAX_SENTENCE_LENGTH, Budget
from seeds.extraction.text.folding import fold_with_offsets

HAN_CHARACTER = re.compile("[\u3400-\u9fff]")
LATIN_WORD = re.compile("[A-Za-z]{2,}")
CHINESE_SENTENCE_END = re.compile('[。!?！？][”’")]*|\n+')
ENGLISH_SENTENCE_END = re.compile(
    r"(?<!\bCo)(?<!\bNo)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)(?<!\bSt)(?<!\bInc)(?<!\bTs)(?<!\bIr)(?<!\bEngr)"
    r"(?<!\b[A-Z])(?<!\bJan)(?<!\bFeb)(?<!\bMar)(?<!\bApr)(?<!\bJun)(?<!\bJul)(?<!\bAug)(?<!\bSept)(?<!\bSep)(?<!\bOct)"
    r"(?<!\bNov)(?<!\bDec)[.!?][”’\")\]]*(?=\s+[\"“‘(]?[A-Z0-9]|\s*$)|\n+|\s-\s(?=[A-Z])|Group\s\d+:?\s"
)
COMPANY_SUFFIX = re.compile(r"\bLtd\.?$")


def split_sentences(
    title: str, paragraphs: tuple[str, ...], *, traditional: bool, budget: Budget
) -> tuple[Sentence, ...]:
    """Return the sentences of title and paragraphs, as far as the budget goes."""
    found: list[Sentence] = []
    for number, printed in enumerate((title, *paragraphs)):
        if budget.is_spent:
            break
        text, at = fold_with_offsets(printed[: budget.spend(len(printed))], traditional=traditional)
        for start, end in _spans(text, english=is_english(text)):
            piece = text[start:end]
            sentence = Sentence(
                number=len(found),
                paragraph=number,
                text=piece,
                paragraph_text=printed,
                offsets=at[start:end],
                is_english=is_english(piece),
            )
            found.append(sentence)
    return tuple(found)


def is_english(text: str) -> bool:
    """Whether most of the words are English ones."""
    return len(LATIN_WORD.findall(text)) > len(HAN_CHARACTER.findall(text))


def _spans(text: str, *, english: bool) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _ends(text, english=english):
        for begin in range(start, end, MAX_SENTENCE_LENGTH):
            stop = min(begin + MAX_SENTENCE_LENGTH, end)
            bare = text[begin:stop]
            left = len(bare) - len(bare.lstrip())
            if bare.strip():
                yield begin + left, begin + len(bare.rstrip())
        start = end


def _ends(text: str, *, english: bool) -> Iterator[int]:
    for match in (ENGLISH_SENTENCE_END if english else CHINESE_SENTENCE_END).finditer(text):
        follows = text[match.end() : match.end() + 24].lstrip()
        if english and COMPANY_SUFFIX.search(text[: match.start()][-4:]) and _goes_on(follows):
            continue
        yield match.end()
    yield len(text)


def _goes_on(follows: str) -> bool:
    """Whether the words behind "Ltd." belong to its sentence."""
    return not follows or follows[0].islower() or follows[0] in ",;(&"
