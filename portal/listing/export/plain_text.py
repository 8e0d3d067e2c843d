"""Text for formats other than HTML: without control characters, on one line, in file names."""

import re
from urllib.parse import quote

# What neither XML 1.0 nor a spreadsheet can hold
CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks that turn the reading direction of what follows
BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def strip_control_characters(text) -> str:
    """The text without control characters, on which XML and spreadsheets break."""
    return CONTROL_CHARACTERS.sub("", str(text))


def one_line(text) -> str:
    """The text on one line and without direction marks, for titles, subjects and file names."""
    return " ".join(BIDI_CONTROLS.sub("", strip_control_characters(text)).split())


def content_disposition(plain_name: str, name: str) -> str:
    """The header of a download (RFC 6266).

    It holds the name in the reader's language, and an ASCII one for old programs.
    """
    encoded_name = quote(one_line(name), safe="")
    return f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{encoded_name}"
