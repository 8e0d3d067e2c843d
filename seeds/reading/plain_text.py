"""A text page as its author meant it: a line for each paragraph, nothing that nobody sees."""

import re

from portal.core.hard_wraps import unwrap_paragraphs
from portal.core.text_cleaning import clean_characters, join_wrapped_lines

LINE_END = re.compile(r"\r\n?|\u2029")
LINE_SEPARATOR = "\u2028"


def clean_plain_text(text: str) -> str:
    """Return the text with a line for each paragraph, without invisible characters and double escapes.

    U+2028 ends a line only where the text has no other end of lines.
    """
    text = LINE_END.sub("\n", text)
    if "\n" not in text.strip():
        text = text.replace(LINE_SEPARATOR, "\n")
    lines = [join_wrapped_lines(clean_characters(line)) for line in text.split("\n")]
    return unwrap_paragraphs("\n".join(lines))
