"""The blocks of a text while it is read: each open list, cell or quote is a frame that its pieces are put into."""

import re
from collections.abc import Iterator
from itertools import groupby

HEADING_TAG = re.compile(r"h[1-6]")
LIST_TAGS = ("ul", "ol")
ROW_TAGS = ("table", "thead", "tbody", "tr")
CELL_TAGS = ("th", "td", "caption")
HEADER_ROWS = re.compile(r"<tbody>(<tr>(?:<th\b[^>]*>(?:(?!</?t[hdr]\b).)*</th>)+</tr>)", re.DOTALL)


class OpenElement:
    """An open box and its pieces: ("p" or "h1" …, text), ("item", text, (level, ordered)), ("block", html), ("list", html)."""

    def __init__(self, tag: str, attributes: str = ""):
        self.tag = tag
        self.attributes = attributes
        self.pieces = []

    def piece(self) -> tuple:
        """The closed box as a piece of the one around it; an empty one is nothing but an empty cell."""
        inner = self._inner()
        if not inner and self.tag not in CELL_TAGS:
            return ("block", "")
        kind = "list" if self.tag in LIST_TAGS else "li" if self.tag == "li" else "block"
        return (kind, f"<{self.tag}{self.attributes}>{inner}</{self.tag}>")

    def blocks(self) -> list[str]:
        """The pieces as HTML, one string for each block; stray items are a list of their own."""
        blocks = []
        for kind, group in groupby(self._leveled(), key=lambda piece: piece[0]):
            if kind == "item":
                blocks.append(nested_list([(*piece[2], piece[1]) for piece in group]))
            elif kind == "li":
                blocks.append(f"<ul>{''.join(piece[1] for piece in group)}</ul>")
            else:
                blocks += [
                    piece[1] if kind in {"block", "list"} else f"<{kind}>{piece[1]}</{kind}>"
                    for piece in group
                ]
        return [block for block in blocks if block]

    def _leveled(self):
        """The pieces with headings in the levels of an article, whose own title is the first."""
        shift = any(piece[0] == "h1" for piece in self.pieces)
        for piece in self.pieces:
            if HEADING_TAG.fullmatch(piece[0]):
                level = int(piece[0][1]) + shift
                yield (f"h{min(max(level, 2), 4)}", piece[1])
            else:
                yield piece

    def _inner(self) -> str:
        if self.tag in LIST_TAGS:
            return "".join(self._items())
        if self.tag in ROW_TAGS:
            made = "".join(piece[1] for piece in self.pieces if piece[0] == "block")
            return (
                HEADER_ROWS.sub(r"<thead>\1</thead><tbody>", made).replace("<tbody></tbody>", "")
                if self.tag == "table"
                else made
            )
        if self.tag in CELL_TAGS or self.tag == "li":
            return self._bare()
        return "".join(self.blocks())

    def _items(self) -> Iterator[str]:
        """The items of a list; a list between them, as Word writes it, belongs to the one before."""
        items = []
        for kind, inner, *_rest in self.pieces:
            if kind == "list" and items:
                items[-1] = f"{items[-1].removesuffix('</li>')}{inner}</li>"
            elif inner:
                items.append(inner if kind == "li" else f"<li>{inner}</li>")
        yield from items

    def _bare(self) -> str:
        """The text of an item or cell without a paragraph around it; several paragraphs stay apart."""
        texts = [
            piece for piece in self.pieces if piece[0] == "p" or HEADING_TAG.fullmatch(piece[0])
        ]
        if self.tag in CELL_TAGS:
            others = [piece[1] for piece in self.pieces if piece[0] in {"block", "list"}]
            return "<br>".join(piece[1] for piece in texts) + "".join(others)
        if len(texts) == 1 and self.pieces[0] is texts[0]:
            rest = OpenElement("")
            rest.pieces = self.pieces[1:]
            return texts[0][1] + "".join(rest.blocks())
        return "".join(self.blocks())


def nested_list(items: list[tuple[int, bool, str]]) -> str:
    """A list of lists out of flat items, each with its level, whether it is numbered, and its text."""
    made, open_lists = [], []
    for level, ordered, text in items:
        while open_lists and open_lists[-1][0] > level:
            made.append(f"</li></{open_lists.pop()[1]}>")
        if open_lists and open_lists[-1][0] == level:
            made.append("</li>")
        else:
            open_lists.append((level, "ol" if ordered else "ul"))
            made.append(f"<{open_lists[-1][1]}>")
        made.append(f"<li>{text}")
    made += [f"</li></{tag}>" for _level, tag in reversed(open_lists)]
    return "".join(made)
