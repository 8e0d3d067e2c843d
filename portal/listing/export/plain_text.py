"""Words that leave the portal in other formats than HTML."""

import re
from urllib.parse import quote

# What neither XML 1.0 nor a spreadsheet can hold, and marks that turn the reading direction of what follows
CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def strip_control_characters(text) -> str:
    """The text without control characters, on which XML and spreadsheets break."""
    return CONTROL_CHARACTERS.sub("", str(text))


def one_line(text) -> str:
    """The text as one line that turns nothing after it: for titles, subjects and file names."""
    return " ".join(BIDI_CONTROLS.sub("", strip_control_characters(text)).split())


def content_disposition(plain_name: str, name: str) -> str:
    """The header of a download with its name in the reader's language, and one of plain letters for old programs (RFC 6266)."""
    return (
        f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{quote(one_line(name), safe='')}"
    )
