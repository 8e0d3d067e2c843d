"""What became of each numbered paragraph of a text in its next version: kept, moved, changed or gone."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from portal.audit.text_diff import TOKEN
from portal.core import html

MIN_LIKENESS = 0.3  # below that, a paragraph in the same place is another one


@dataclass(frozen=True)
class ParagraphChange:
    """One paragraph of the old text, and what stands in its place; no new number where it is gone."""

    number: int
    before: str
    new_number: int | None
    after: str

    @property
    def has_changed(self) -> bool:
        """Whether its words are others."""
        return self.before != self.after


def compare_paragraphs(old_body: str, new_body: str) -> dict[int, ParagraphChange]:
    """Every paragraph of the old text by its number, beside its counterpart in the new one."""
    old, new = html.paragraphs(old_body), html.paragraphs(new_body)
    changes = {}
    for place, new_place in pair_texts(old, new):
        if place is None:
            continue
        after = "" if new_place is None else new[new_place]
        new_number = None if new_place is None else new_place + 1
        changes[place + 1] = ParagraphChange(place + 1, old[place], new_number, after)
    return changes


def pair_texts(old: list[str], new: list[str]) -> list[tuple[int | None, int | None]]:
    """The places of the old and the new texts that correspond, in reading order.

    One side is None where a text went or came.
    """
    pairs = []
    for kind, start, end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind == "equal" or end - start == new_end - new_start:
            places = zip(range(start, end), range(new_start, new_end), strict=True)
            pairs += places
        else:
            pairs += _pair_block(old, new, range(start, end), range(new_start, new_end))
    return pairs


def _pair_block(old, new, places: range, new_places: range) -> list:
    """The pairs of a block of rewritten texts, by likeness and in order; the rest came or went."""
    pairs = []
    first_free = new_places.start
    for place in places:
        candidates = range(first_free, new_places.stop)
        counterpart = _most_alike(old[place], new, candidates)
        if counterpart is None:
            pairs.append((place, None))
            continue
        pairs += [(None, skipped) for skipped in range(first_free, counterpart)]
        pairs.append((place, counterpart))
        first_free = counterpart + 1
    return pairs + [(None, added) for added in range(first_free, new_places.stop)]


def _most_alike(text: str, texts: list[str], places: range) -> int | None:
    """The place among these of the text that is most like this one; None if none is."""
    best, best_likeness = None, MIN_LIKENESS
    for place in places:
        likeness = SequenceMatcher(None, text, texts[place], autojunk=False).ratio()
        if likeness > best_likeness:
            best, best_likeness = place, likeness
    return best


def counterpart_of_quote(quote: str, before: str, after: str) -> str:
    """The words of the new paragraph that stand where the quote stood; the quote itself if it still does."""
    if not quote or quote in after:
        return quote
    start = before.find(quote)
    if start < 0 or not _are_alike(before, after):
        return ""
    spans, new_spans = _token_spans(before), _token_spans(after)
    inside = [place for place, span in enumerate(spans) if _overlaps(span, start, len(quote))]
    first, last = inside[0], inside[-1] + 1
    tokens = [before[begin:end] for begin, end in spans]
    new_tokens = [after[begin:end] for begin, end in new_spans]
    places = []
    matcher = SequenceMatcher(None, tokens, new_tokens, autojunk=False)
    for kind, begin, end, new_begin, new_end in matcher.get_opcodes():
        if end <= first or begin >= last:
            continue
        if kind == "equal":
            shift = new_begin - begin
            places += range(max(begin, first) + shift, min(end, last) + shift)
        else:
            places += range(new_begin, new_end)
    return after[new_spans[places[0]][0] : new_spans[places[-1]][1]].strip() if places else ""


def _are_alike(before: str, after: str) -> bool:
    return SequenceMatcher(None, before, after, autojunk=False).ratio() > MIN_LIKENESS


def _token_spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in TOKEN.finditer(text)]


def _overlaps(span: tuple[int, int], start: int, length: int) -> bool:
    return span[0] < start + length and span[1] > start
