"""Titles and snippets of search results, with the matches of the query marked."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.core.folding import fold, fold_with_offsets
from portal.core.names import (
    CHINESE,
    ENGLISH,
    current_language,
    field_value,
    other_language,
    text_in_language,
)
from portal.search.models import SearchEntryText
from portal.search.tokenizer import RUN, ParsedQuery, stem

MARK_TEMPLATES = {True: "<mark>{}</mark>", False: "{}"}
SNIPPET_LEAD = {CHINESE: 20, ENGLISH: 40}  # characters before the first match
SNIPPET_LENGTH = {CHINESE: 90, ENGLISH: 200}  # characters
ELLIPSIS = ("…", False)

Span = tuple[int, int]  # start and end of a match in a text


@dataclass(frozen=True)
class HighlightedText:
    """A text in pieces, each with whether it is marked, and the language of the text."""

    pieces: tuple[tuple[str, bool], ...]
    language: str

    @property
    def text(self) -> SafeString:
        """The text as HTML with its marks."""
        marked = [
            (format_html(MARK_TEMPLATES[is_marked], piece),) for piece, is_marked in self.pieces
        ]
        return format_html_join("", "{}", marked)


class Highlighter:
    """Marks the matches of a query in the texts of its results."""

    def __init__(self, query: ParsedQuery | None):
        runs = list(RUN.finditer(fold(query.text))) if query else []
        self.chinese = sorted({run[0] for run in runs if run["chinese"]}, key=len, reverse=True)
        self.stems = {stem(run[0]) for run in runs if run["word"]}

    def title(self, text: SearchEntryText) -> HighlightedText:
        """The title in the page's language, or the other one where that is blank, with its matches marked."""
        title, language = text_in_language(text, "title", current_language())
        return HighlightedText(_split_at_spans(title, self.spans(title)), language)

    def other_title(self, text: SearchEntryText) -> HighlightedText | None:
        """The title in the other language, if that one alone matches."""
        title, language = text_in_language(text, "title", current_language())
        other = other_language(language)
        other_title = field_value(text, "title", other)
        if not other_title or other_title == title or self.spans(title):
            return None
        spans = self.spans(other_title)
        if not spans:
            return None
        return HighlightedText(_split_at_spans(other_title, spans), other)

    def snippet(self, text: SearchEntryText) -> HighlightedText | None:
        """The part of a text around its first match, of a text in the page's language first.

        Without any match, the beginning of the first text.
        """
        language = current_language()
        texts = [
            (field_value(text, name, code), code)
            for code in (language, other_language(language))
            for name in ("summary", "body")
        ]
        for value, code in texts:
            spans = self.spans(value)
            if spans:
                return HighlightedText(_cut(value, spans, code), code)
        for value, code in texts:
            if value:
                return HighlightedText(_cut(value, [], code), code)
        return None

    def spans(self, text: str) -> list[Span]:
        """The places of the matches, from first to last, without overlaps."""
        if not text:
            return []
        folded, offsets = fold_with_offsets(text)
        matches = {*self._chinese_matches(folded), *self._word_matches(folded)}
        return _merge_spans(
            [
                (offsets[start], offsets[end - 1] + 1)
                for start, end in sorted(matches, key=_by_start)
            ]
        )

    def _chinese_matches(self, folded) -> Iterator[Span]:
        """The places of each Chinese run of the query, or of its pairs where the run does not occur."""
        for run in self.chinese:
            if run in folded:
                yield from _occurrences(folded, run)
                continue
            for place in range(len(run) - 1):
                yield from _occurrences(folded, run[place : place + 2])

    def _word_matches(self, folded) -> Iterator[Span]:
        """The places of the words with the stem of a word of the query."""
        if not self.stems:
            return
        for run in RUN.finditer(folded):
            if run["word"] and stem(run[0]) in self.stems:
                yield run.span()


def _occurrences(text, piece):
    start = text.find(piece)
    while start >= 0:
        end = start + len(piece)
        yield start, end
        start = text.find(piece, end)


def _by_start(span):
    """A sort key: the first span first, the longer of two with the same start first."""
    start, end = span
    return start, -end


def _merge_spans(spans):
    """The spans, those that overlap or touch joined into one."""
    merged = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            last_start, last_end = merged[-1]
            merged[-1] = (last_start, max(end, last_end))
        else:
            merged.append((start, end))
    return merged


def _cut(text, spans, language):
    """The pieces of the part of a text around its first match, on one line."""
    start = _snippet_start(text, spans, language)
    end = min(len(text), start + SNIPPET_LENGTH[language])
    spans_inside = [
        (max(span_start, start) - start, min(span_end, end) - start)
        for span_start, span_end in spans
        if span_start < end
    ]
    pieces = list(_split_at_spans(text[start:end].replace("\n", " "), spans_inside))
    if start:
        pieces.insert(0, ELLIPSIS)
    if end < len(text):
        pieces.append(ELLIPSIS)
    return tuple(pieces)


def _snippet_start(text, spans, language):
    """Where the snippet begins: a little before the first match, in English at the beginning of a word."""
    if not spans:
        return 0
    first_match = spans[0][0]
    start = max(0, first_match - SNIPPET_LEAD[language])
    if start and language == ENGLISH:
        blank = text.find(" ", start, first_match)
        if blank >= 0:
            return blank + 1
    return start


def _split_at_spans(text, spans):
    """The text in pieces, each with whether it is one of the spans; empty pieces are left out."""
    pieces = []
    place = 0
    for start, end in spans:
        pieces.append((text[place:start], False))
        pieces.append((text[start:end], True))
        place = end
    pieces.append((text[place:], False))
    return tuple(piece for piece in pieces if piece[0])
