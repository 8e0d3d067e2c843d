"""The text of a proposal's article, its evidence marked."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.core import html
from seeds.models import Proposal


@dataclass(frozen=True)
class HighlightedParagraph:
    """A numbered paragraph with the words marked that the proposal rests on."""

    number: int
    text: SafeString
    has_quote: bool


def highlight_paragraphs(proposal: Proposal | None) -> list[HighlightedParagraph]:
    """The paragraphs of the proposal's article; none where there is no article."""
    if proposal is None or proposal.article is None:
        return []
    quotes: dict[int, list[str]] = {}
    for each in proposal.evidence:
        if each["quote"]:
            quotes.setdefault(each["paragraph"], []).append(each["quote"])
    texts = enumerate(html.paragraphs(proposal.article.body), 1)
    return [
        HighlightedParagraph(
            number, highlight_quotes(text, quotes.get(number, [])), number in quotes
        )
        for number, text in texts
    ]


def highlight_quotes(text: str, quotes: list[str]) -> SafeString:
    """The text as safe HTML, the first place of each quote marked; marks that meet become one."""
    spans = sorted(
        (text.find(quote), text.find(quote) + len(quote))
        for quote in quotes
        if quote and quote in text
    )
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    pieces, at = [], 0
    for start, end in joined:
        pieces += [
            (format_html("{}", text[at:start]),),
            (format_html("<mark>{}</mark>", text[start:end]),),
        ]
        at = end
    return format_html_join("", "{}", [*pieces, (text[at:],)])
