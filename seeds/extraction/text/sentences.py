"""The sentences of an article, with offsets back to its paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from seeds.extraction.annotation import Sentence
from seeds.extraction.languages import EN, ZH
from seeds.extraction.text.budget import MAX_SENTENCE_LENGTH, Budget
from seeds.extraction.text.folding import fold_with_offsets
from seeds.extraction.text.glued_words import split_glued_words
from seeds.extraction.text.spans import Span
from seeds.extraction.text.table_rows import RowLine, TextLine, find_rows

LINE = re.compile(r"[^\n]+")
CELL_SEPARATOR = " | "
LABEL_SEPARATOR = ": "
LABEL_CELL = re.compile(
    r"[\u3400-\u9fff]{1,6}(?:主办|承办|协办|支持|指导)?(?:单位|方|时间|地点|主题|人数)"
)
HAN_CHARACTER = re.compile("[\u3400-\u9fff]")
LATIN_WORD = re.compile("[A-Za-z]{2,}")
CHINESE_SENTENCE_END = re.compile('[。!?！？][”’")]*|\n+')
ENGLISH_SENTENCE_END = re.compile(
    r"""
    # A full stop behind one of these is part of an abbreviation.
    (?<!\bCo)(?<!\bNo)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)(?<!\bSt)(?<!\bInc)(?<!\bSdn)
    (?<!\bTs)(?<!\bIr)(?<!\bEngr)(?<!\b[A-Z])(?<![\s:;]\d)
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


@dataclass(frozen=True)
class NormalisedParagraph:
    """A paragraph as printed, and its normalised text with offsets back to what is printed."""

    number: int
    printed: str
    text: str
    offsets: tuple[int, ...]


def split_sentences(
    title: str, paragraphs: tuple[str, ...], *, traditional: bool, budget: Budget
) -> tuple[Sentence, ...]:
    """Split title and paragraphs into sentences and rows of tables, as far as the budget goes."""
    normalised = list(_normalise((title, *paragraphs), traditional=traditional, budget=budget))
    rows = _rows_by_paragraph(normalised)
    sentences: list[Sentence] = []
    for paragraph in normalised:
        for sentence in _sentences_of(paragraph, rows.get(paragraph.number, ())):
            sentences.append(replace(sentence, number=len(sentences)))
    return tuple(sentences)


def _normalise(
    texts: tuple[str, ...], *, traditional: bool, budget: Budget
) -> Iterator[NormalisedParagraph]:
    """Yield the paragraphs, as far as the budget goes."""
    for number, printed in enumerate(texts):
        if budget.is_spent:
            return
        granted = budget.spend(len(printed))
        folded = fold_with_offsets(printed[:granted], traditional=traditional)
        text, offsets = split_glued_words(*folded)
        yield NormalisedParagraph(number, printed, text, offsets)


def _rows_by_paragraph(paragraphs: list[NormalisedParagraph]) -> dict[int, list[RowLine]]:
    """The rows of tables in the text below the title, by the number of their paragraph."""
    lines = [
        TextLine(paragraph.number, line.span(), line[0])
        for paragraph in paragraphs[1:]
        for line in LINE.finditer(paragraph.text)
    ]
    rows: dict[int, list[RowLine]] = {}
    for row in find_rows(lines):
        rows.setdefault(row.line.paragraph, []).append(row)
    return rows


def _sentences_of(paragraph: NormalisedParagraph, rows: Sequence[RowLine]) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph; a row is one sentence, whatever marks stand in it."""
    start = 0
    for row in rows:
        row_start, row_end = row.line.span
        yield from _sentences_within(paragraph, start, row_start)
        yield _row_sentence(paragraph, row)
        start = row_end
    yield from _sentences_within(paragraph, start, len(paragraph.text))


def _sentences_within(paragraph: NormalisedParagraph, start: int, end: int) -> Iterator[Sentence]:
    for first, last in _sentence_spans(paragraph.text[start:end]):
        text = paragraph.text[start + first : start + last]
        yield Sentence(
            number=0,
            paragraph=paragraph.number,
            text=text,
            paragraph_text=paragraph.printed,
            offsets=paragraph.offsets[start + first : start + last],
            language=find_language(text),
        )


def _row_sentence(paragraph: NormalisedParagraph, row: RowLine) -> Sentence:
    """The sentence of a row, its cells parted by bars whatever parts them on the page."""
    row_start, _ = row.line.span
    separator = LABEL_SEPARATOR if _is_labelled(row) else CELL_SEPARATOR
    text = ""
    offsets: list[int] = []
    cells: list[Span] = []
    for start, end in row.cells:
        if cells:
            text += separator
            offsets += [_offset_at(paragraph, row_start + start)] * len(separator)
        cells.append((len(text), len(text) + end - start))
        text += row.line.text[start:end]
        offsets += paragraph.offsets[row_start + start : row_start + end]
    return Sentence(
        number=0,
        paragraph=paragraph.number,
        text=text[:MAX_SENTENCE_LENGTH],
        paragraph_text=paragraph.printed,
        offsets=tuple(offsets[:MAX_SENTENCE_LENGTH]),
        language=find_language(text),
        table=row.table,
        cells=tuple(cell for cell in cells if cell[1] <= MAX_SENTENCE_LENGTH),
    )


def _is_labelled(row: RowLine) -> bool:
    """Whether a row holds a label and its value, which are read like a line with a colon."""
    if len(row.cells) != 2:
        return False
    return bool(LABEL_CELL.fullmatch(row.line.text, *row.cells[0]))


def _offset_at(paragraph: NormalisedParagraph, place: int) -> int:
    """The printed position before a place of the normalised text."""
    return paragraph.offsets[max(0, place - 1)]


def find_language(text: str) -> str:
    """Return the language of a text: English if it has more Latin words than Chinese characters."""
    has_more_words = len(LATIN_WORD.findall(text)) > len(HAN_CHARACTER.findall(text))
    return EN if has_more_words else ZH


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
    yield from SENTENCE_ENDS[find_language(text)](text)
    yield len(text)


def _chinese_sentence_ends(text: str) -> Iterator[int]:
    for match in CHINESE_SENTENCE_END.finditer(text):
        yield match.end()


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


SENTENCE_ENDS = {ZH: _chinese_sentence_ends, EN: _english_sentence_ends}
