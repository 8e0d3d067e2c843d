"""The difference of two bodies block by block: paragraphs with their numbers, headings, tables as tables."""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.paragraph_changes import pair_texts
from portal.audit.text_diff import render_diff
from portal.core import html

ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
# As core.html numbers paragraphs, which may stand in the cells of a table too
BLOCK = re.compile(
    r"(?P<paragraph><(?P<tag>p|li(?!>\s*<p>))>.*?(?=</(?P=tag)>|<ul>|<ol>|<p>))"
    r"|<table\b.*?</table>|<figure\b.*?</figure>|<h[234]>.*?</h[234]>",
    re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item or table of a body, with the numbers of the paragraphs in it."""

    markup: str
    first: int | None
    last: int | None
    table: int | None = None

    @property
    def text(self) -> str:
        """Its plain words, a line for each row of a table."""
        return html.plain_text(self.markup)

    @property
    def is_table(self) -> bool:
        """Whether it is shown as a table."""
        return self.markup.startswith("<table")

    @property
    def label(self) -> str:
        """The number or numbers by which it is cited; a heading has none."""
        if self.first is None:
            return _("Table %d") % self.table if self.table else ""
        return f"¶{self.first}" if self.first == self.last else f"¶{self.first}–{self.last}"


@dataclass(frozen=True)
class BlockDiff:
    """A block that changed, came or went; `paragraph`, or else `table`, is where a remark on it belongs."""

    label: str
    paragraph: int | None
    text: SafeString
    note: str = ""
    is_table: bool = False
    table: int | None = None

    @property
    def anchor(self) -> str:
        """The id of its place in the new text; blank where it has none."""
        if self.paragraph:
            return f"p{self.paragraph}"
        return f"t{self.table}" if self.table else ""


def split_blocks(body: str) -> list[Block]:
    """The blocks of a body in reading order."""
    blocks = []
    number = tables = 0
    for match in BLOCK.finditer(body):
        count = 1 if match["paragraph"] else len(html.PARAGRAPH.findall(match[0]))
        first, last = (number + 1, number + count) if count else (None, None)
        number += count
        is_table = match[0].startswith("<table")
        tables += is_table
        blocks.append(Block(match[0], first, last, tables if is_table else None))
    return blocks


def diff_bodies(before: str, after: str) -> list[BlockDiff]:
    """The blocks of the new body that differ from the old one, and those that went, in reading order."""
    old, new = split_blocks(before), split_blocks(after)
    diffs = []
    for place, new_place in pair_texts(
        [block.text for block in old], [block.text for block in new]
    ):
        old_block = None if place is None else old[place]
        new_block = None if new_place is None else new[new_place]
        if old_block and new_block:
            if old_block.markup != new_block.markup:
                diffs.append(_changed(old_block, new_block))
        elif new_block:
            diffs.append(
                _one_sided(
                    new_block, Block("", None, None), new_block, pgettext("of a paragraph", "new")
                )
            )
        else:
            diffs.append(
                _one_sided(
                    old_block,
                    old_block,
                    Block("", None, None),
                    pgettext("of a paragraph", "taken out"),
                )
            )
    return diffs


def _changed(old: Block, new: Block) -> BlockDiff:
    note = _("only its form changed") if old.text == new.text else ""
    if old.is_table and new.is_table:
        shown = _diff_tables(old, new)
        return BlockDiff(new.label, new.first, shown, note, is_table=True, table=new.table)
    return BlockDiff(new.label, new.first, render_diff(old.markup, new.markup), note)


def _one_sided(block: Block, old: Block, new: Block, note: str) -> BlockDiff:
    """The diff of a block that came or went."""
    paragraph = new.first
    if block.is_table:
        shown = _diff_tables(old, new)
        return BlockDiff(block.label, paragraph, shown, note, is_table=True, table=new.table)
    return BlockDiff(block.label, paragraph, render_diff(old.markup, new.markup), note)


def _diff_tables(old: Block, new: Block) -> SafeString:
    """The new table with the differences in its cells; rows that came or went are marked whole."""
    rows, new_rows = _rows(old.markup), _rows(new.markup)
    pairs = pair_texts(["\n".join(row) for row in rows], ["\n".join(row) for row in new_rows])
    lines = [
        _diff_rows(
            [] if place is None else rows[place], [] if new_place is None else new_rows[new_place]
        )
        for place, new_place in pairs
    ]
    rows_html = format_html_join("", "<tr>{}</tr>", ((line,) for line in lines))
    return format_html("<table>{}</table>", rows_html)


def _rows(markup: str) -> list[list[str]]:
    return [CELL.findall(row) for row in ROW.findall(markup)]


def _diff_rows(old: list[str], new: list[str]) -> SafeString:
    width = max(len(old), len(new))
    padded = [*old, *[""] * (width - len(old))]
    new_padded = [*new, *[""] * (width - len(new))]
    cells = (
        (render_diff(before, after),) for before, after in zip(padded, new_padded, strict=True)
    )
    return format_html_join("", "<td>{}</td>", cells)
