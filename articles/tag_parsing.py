"""How a line of tags is read: Chinese and Latin commas part them, blanks do not."""

import re

SEPARATORS = re.compile(r"[，、,;；\n]")


def split_tags(text: str) -> list[str]:
    """The tags of a typed line, each once, in their order."""
    return list(
        dict.fromkeys(" ".join(tag.split()) for tag in SEPARATORS.split(text or "") if tag.strip())
    )


def join_tags(tags) -> str:
    """The line that `split_tags` reads back."""
    return ", ".join(sorted(tag.name for tag in tags))
