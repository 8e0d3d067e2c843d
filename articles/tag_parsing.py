"""Parsing of a line of tags: Chinese and Latin commas separate them, spaces do not."""

import re

SEPARATORS = re.compile(r"[，、,;；\n]")
# Full-width letters and digits, as Chinese keyboards give them: “ＡＩ人才” is “AI人才”
NARROW = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}


def split_tags(text: str) -> list[str]:
    """The tags of a typed line, each once and in order, with narrow letters and single blanks."""
    tags = [narrow_name(tag) for tag in SEPARATORS.split(text or "")]
    return list(dict.fromkeys(tag for tag in tags if tag))


def narrow_name(text: str) -> str:
    """Return a name with single blanks and without full-width letters and digits."""
    return " ".join(text.translate(NARROW).split())


def join_tags(tags) -> str:
    """The line that `split_tags` reads back."""
    return ", ".join(sorted(tag.name for tag in tags))
