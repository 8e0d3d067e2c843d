"""The blocks of a pasted text: open elements collect pieces, and become HTML when they close."""

import re
from collections.abc import Iterator
from itertools import groupby

from articles.editor.office_markup import nested_list

HEADING_TAG = re.compile(r"h[1-6]")
TEXT_TAG = re.compile(r"p|h[1-6]")
LIST_TAGS = ("ul", "ol")
ROW_TAGS = ("table", "thead", "tbody", "tr")
CELL_TAGS = ("th", "td", "caption")
HEADER_ROWS = re.compile(r"<tbody>(<tr>(?:<th\b[^>]*>(?:(?!</?t[hdr]\b).)*</th>)+</tr>)", re.DOTALL)
# The headings of an article; its title is the first level
MIN_HEADING_LEVEL = 2
MAX_HEADING_LEVEL = 4


class OpenElement:
    """An open list, cell, quote or document, with the pieces that it has collected.

    A piece is a tuple of its kind and its HTML: ("p" or "h1" …, text), ("li", html), ("list", html)
    or ("block", html); a list item of Word is ("item", text, OfficeListItem).
    """

    def __init__(self, tag: str, attributes: str = ""):
        self.tag = tag
        self.attributes = attributes
        self.pieces = []

    def piece(self) -> tuple:
        """The closed element as a piece of its parent; an empty one, unless it is a cell, has no HTML."""
        inner = self._inner()
        if not inner and self.tag not in CELL_TAGS:
            return ("block", "")
        return (self._kind(), f"<{self.tag}{self.attributes}>{inner}</{self.tag}>")

    def _kind(self) -> str:
        if self.tag in LIST_TAGS:
            return "list"
        return "li" if self.tag == "li" else "block"

    def blocks(self) -> list[str]:
        """The pieces as HTML, one string for each block; stray list items make a list of their own."""
        blocks = []
        for kind, group in groupby(self._with_article_levels(), key=lambda piece: piece[0]):
            blocks += _format_group(kind, list(group))
        return [block for block in blocks if block]

    def _with_article_levels(self) -> Iterator[tuple]:
        """The pieces, their headings moved to the levels that an article has."""
        shift = 1 if any(piece[0] == "h1" for piece in self.pieces) else 0
        for piece in self.pieces:
            if not HEADING_TAG.fullmatch(piece[0]):
                yield piece
                continue
            level = int(piece[0][1]) + shift
            level = min(max(level, MIN_HEADING_LEVEL), MAX_HEADING_LEVEL)
            yield (f"h{level}", piece[1])

    def _inner(self) -> str:
        if self.tag in LIST_TAGS:
            return "".join(self._items())
        if self.tag in ROW_TAGS:
            return self._rows()
        if self.tag in CELL_TAGS:
            return self._cell()
        if self.tag == "li":
            return self._item()
        return "".join(self.blocks())

    def _rows(self) -> str:
        """The inner HTML of a table or a part of one; a first row of header cells becomes its head."""
        rows = "".join(piece[1] for piece in self.pieces if piece[0] == "block")
        if self.tag != "table":
            return rows
        with_head = HEADER_ROWS.sub(r"<thead>\1</thead><tbody>", rows)
        return with_head.replace("<tbody></tbody>", "")

    def _items(self) -> list[str]:
        """The items of a list; a list between two items, as Word writes it, belongs to the one before."""
        items = []
        for kind, inner, *_rest in self.pieces:
            if kind == "list" and items:
                items[-1] = f"{items[-1].removesuffix('</li>')}{inner}</li>"
            elif inner:
                items.append(inner if kind == "li" else f"<li>{inner}</li>")
        return items

    def _texts(self) -> list[tuple]:
        """The pieces that are paragraphs or headings."""
        return [piece for piece in self.pieces if TEXT_TAG.fullmatch(piece[0])]

    def _cell(self) -> str:
        """The inner HTML of a cell: its paragraphs as lines, then its lists and other blocks."""
        lines = "<br>".join(piece[1] for piece in self._texts())
        others = [piece[1] for piece in self.pieces if piece[0] in {"block", "list"}]
        return lines + "".join(others)

    def _item(self) -> str:
        """The inner HTML of a list item: a single first paragraph loses its tag."""
        texts = self._texts()
        if len(texts) != 1 or self.pieces[0] is not texts[0]:
            return "".join(self.blocks())
        rest = OpenElement("")
        rest.pieces = self.pieces[1:]
        return texts[0][1] + "".join(rest.blocks())


def _format_group(kind: str, pieces: list[tuple]) -> list[str]:
    """The HTML of adjacent pieces of one kind."""
    if kind == "item":
        return [nested_list([item for _kind, _text, item in pieces])]
    if kind == "li":
        return [f"<ul>{''.join(piece[1] for piece in pieces)}</ul>"]
    if kind in {"block", "list"}:
        return [piece[1] for piece in pieces]
    return [f"<{kind}>{piece[1]}</{kind}>" for piece in pieces]
