"""Headlines that a page prints on more than one line."""

import re

from portal.core.text_cleaning import join_wrapped_lines

MAX_LINES = 3
MIN_LENGTH = 4  # characters of a part
# Ends of a line that a headline goes on behind
_UNFINISHED = re.compile(
    "(?:[与和及、的将在对为以由向从]|\\b(?:and|of|the|for|with|in|on|to|at|by|a|an))$"
)
_SUBTITLE_MARKS = ("—", "--", "（", "(")
_OPENING = "“《「『（("
_CLOSING = "”》」』）)"


def join_broken_title(lines: list[str], title: str) -> list[str]:
    """Return the lines with those as one that make the title together."""
    wanted = _without_blanks(title)
    for start in range(len(lines)):
        for end in range(start + 2, min(start + MAX_LINES, len(lines)) + 1):
            parts = lines[start:end]
            if any(part.startswith(_SUBTITLE_MARKS) for part in parts[1:]):
                continue
            if wanted and _without_blanks("".join(parts)) == wanted:
                return [*lines[:start], join_wrapped_lines("\n".join(parts)), *lines[end:]]
    return lines


def title_from_lines(lines: list[str], index: int) -> str:
    """Return the title at the index, with the line above or below it where it was broken in mid-phrase."""
    title = lines[index]
    if index and _is_unfinished(lines[index - 1]):
        title = join_wrapped_lines(f"{lines[index - 1]}\n{title}")
    if index + 1 < len(lines) and _is_unfinished(title):
        title = join_wrapped_lines(f"{title}\n{lines[index + 1]}")
    return title


def _is_unfinished(line: str) -> bool:
    if len(line) < MIN_LENGTH:
        return False
    opened = sum(map(line.count, _OPENING)) - sum(map(line.count, _CLOSING))
    return opened > 0 or bool(_UNFINISHED.search(line))


def _without_blanks(text: str) -> str:
    return "".join(text.split())
