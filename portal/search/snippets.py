"""What of a text a result shows: the first place that was looked for, and what is said around it, marked."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.core.folding import fold, fold_with_offsets
from portal.core.names import CHINESE, ENGLISH, current_language
from portal.search.models import SearchEntryText
from portal.search.tokenizer import RUN, ParsedQuery, stem

MARK_TEMPLATES = {True: "<mark>{}</mark>", False: "{}"}
SNIPPET_LEAD, SNIPPET_LENGTH = {CHINESE: 20, ENGLISH: 40}, {CHINESE: 90, ENGLISH: 200}  # characters


@dataclass(frozen=True)
class HighlightedText:
    """A text in pieces, each with whether it is marked, and the language that it is in."""

    pieces: tuple[tuple[str, bool], ...]
    language: str

    @property
    def text(self) -> SafeString:
        """The text as HTML with its marks."""
        return format_html_join(
            "",
            "{}",
            ((format_html(MARK_TEMPLATES[is_marked], piece),) for piece, is_marked in self.pieces),
        )


class Highlighter:
    """Marks what a query looks for in the texts of its results."""

    def __init__(self, query: ParsedQuery | None):
        runs = list(RUN.finditer(fold(query.text))) if query else []
        self.chinese = sorted({run[0] for run in runs if run["chinese"]}, key=len, reverse=True)
        self.stems = {stem(run[0]) for run in runs if run["word"]}

    def title(self, text: SearchEntryText) -> HighlightedText:
        """The title for this page, or its other side; where only the other holds the words, this page's, unmarked."""
        title, language = _side(text, "title")
        return HighlightedText(_pieces(title, self.spans(title)), language)

    def other_title(self, text: SearchEntryText) -> HighlightedText | None:
        """The title in the other language where that one alone holds what was looked for."""
        shown, language = _side(text, "title")
        other = text.title if language == ENGLISH else text.title_en
        language = CHINESE if language == ENGLISH else ENGLISH
        if not other or other == shown or self.spans(shown) or not (spans := self.spans(other)):
            return None
        return HighlightedText(_pieces(other, spans), language)

    def snippet(self, text: SearchEntryText) -> HighlightedText | None:
        """What is said around the first hit, in this page's language if it is there; else how the record begins."""
        asked = current_language()
        order = (asked, ENGLISH if asked == CHINESE else CHINESE)
        sides = [
            (getattr(text, name + ("" if code == CHINESE else "_en")), code)
            for code in order
            for name in ("summary", "body")
        ]
        for said, language in sides:
            if spans := self.spans(said):
                return HighlightedText(_cut(said, spans, language), language)
        return next(
            (
                HighlightedText(_cut(said, [], language), language)
                for said, language in sides
                if said
            ),
            None,
        )

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The places of what was looked for, first to last, none in another."""
        if not text:
            return []
        spelling, places = fold_with_offsets(text)
        found = sorted(
            {*self._chinese(spelling), *self._words(spelling)}, key=lambda span: (span[0], -span[1])
        )
        return _apart([(places[start], places[end - 1] + 1) for start, end in found])

    def _chinese(self, spelling):
        for run in self.chinese:
            wanted = (
                [run]
                if run in spelling
                else [run[place : place + 2] for place in range(len(run) - 1)]
            )
            for piece in wanted:
                start = spelling.find(piece)
                while start >= 0:
                    yield start, start + len(piece)
                    start = spelling.find(piece, start + len(piece))

    def _words(self, spelling):
        if self.stems:
            yield from (
                run.span()
                for run in RUN.finditer(spelling)
                if run["word"] and stem(run[0]) in self.stems
            )


def _apart(spans):
    """The spans with those that meet made one."""
    kept = []
    for start, end in spans:
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _side(text, name):
    chinese, english = getattr(text, name), getattr(text, f"{name}_en")
    language = current_language()
    if (english if language == ENGLISH else chinese) or not (chinese or english):
        return (english, ENGLISH) if language == ENGLISH else (chinese, CHINESE)
    return (chinese, CHINESE) if language == ENGLISH else (english, ENGLISH)


def _cut(text, spans, language):
    """The part of a text around its first hit, on one line."""
    start = max(0, spans[0][0] - SNIPPET_LEAD[language]) if spans else 0
    if start and language == ENGLISH:
        start = text.find(" ", start, spans[0][0]) + 1 or start
    end = min(len(text), start + SNIPPET_LENGTH[language])
    inside = [
        (max(begins, start) - start, min(ends, end) - start)
        for begins, ends in spans
        if begins < end
    ]
    part = _pieces(text[start:end].replace("\n", " "), inside)
    return (*([("…", False)] if start else []), *part, *([("…", False)] if end < len(text) else []))


def _pieces(text, spans):
    """The text in pieces, the spans marked."""
    pieces, place = [], 0
    for start, end in spans:
        pieces += [(text[place:start], False), (text[start:end], True)]
        place = end
    return tuple(piece for piece in [*pieces, (text[place:], False)] if piece[0])
