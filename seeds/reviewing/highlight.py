"""The text of a proposal's article with its evidence highlighted."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.core import html
from seeds.models import Proposal


@dataclass(frozen=True)
class HighlightedParagraph:
    """A numbered paragraph in which the quotes of the proposal are marked."""

    number: int
    text: SafeString
    has_quote: bool


def highlight_paragraphs(proposal: Proposal | None) -> list[HighlightedParagraph]:
    """The paragraphs of the proposal's article; none where there is no article."""
    if proposal is None or proposal.article is None:
        return []
    quotes: dict[int, list[str]] = {}
    for evidence in proposal.evidence:
        if evidence["quote"]:
            quotes.setdefault(evidence["paragraph"], []).append(evidence["quote"])
    paragraphs = []
    for number, text in enumerate(html.paragraphs(proposal.article.body), 1):
        highlighted = highlight_quotes(text, quotes.get(number, []))
        paragraphs.append(HighlightedParagraph(number, highlighted, number in quotes))
    return paragraphs


def highlight_quotes(text: str, quotes: list[str]) -> SafeString:
    """The text as safe HTML, the first place of each quote marked; adjacent marks become one."""
    pieces = []
    end_of_last = 0
    for start, end in _quote_spans(text, quotes):
        pieces.append(format_html("{}<mark>{}</mark>", text[end_of_last:start], text[start:end]))
        end_of_last = end
    pieces.append(text[end_of_last:])
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _quote_spans(text: str, quotes: list[str]) -> list[tuple[int, int]]:
    """Return where the quotes stand, in order, overlapping and adjacent ones merged."""
    starts = [(text.find(quote), len(quote)) for quote in quotes if quote]
    spans = sorted((start, start + length) for start, length in starts if start >= 0)
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            first_start, last_end = merged.pop()
            merged.append((first_start, max(end, last_end)))
        else:
            merged.append((start, end))
    return merged
