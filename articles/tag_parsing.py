"""Parsing of a line of tags: Chinese and Latin commas separate them, spaces do not."""

import re

SEPARATORS = re.compile(r"[，、,;；\n]")


def split_tags(text: str) -> list[str]:
    """The tags of a typed line, each once, in their order, their whitespace collapsed."""
    tags = [" ".join(tag.split()) for tag in SEPARATORS.split(text or "")]
    return list(dict.fromkeys(tag for tag in tags if tag))


def join_tags(tags) -> str:
    """The line that `split_tags` reads back."""
    return ", ".join(sorted(tag.name for tag in tags))
