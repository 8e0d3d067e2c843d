"""Spans of text as pairs of start and end."""

from collections.abc import Iterable

Span = tuple[int, int]


def overlaps_any(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares a character with one of the others."""
    start, end = span
    return any(other_start < end and start < other_end for other_start, other_end in others)
