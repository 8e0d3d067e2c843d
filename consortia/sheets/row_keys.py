"""Row keys: what the portal writes into its exports to know a row again when the file comes back.

A key ends in check letters, so that one that was typed, or counted up by dragging a cell, is noticed.
"""

import re
import zlib

ROW_KEY = re.compile(r"([A-Z])(\d{1,18})-([A-Z]{3})")
CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUWXY"
PREFIXES = {"members": "M", "training_bases": "B", "agreements": "A"}  # by the kind of sheet


def make_row_key(kind: str, pk: int) -> str:
    """The key of a record in the export of that kind, such as `M123-KTQ`."""
    body = f"{PREFIXES[kind]}{pk}"
    return f"{body}-{_check_letters(body)}"


def parse_row_key(kind: str, text: str) -> int | None:
    """The record's primary key; None for a text that is no key of this kind."""
    match = ROW_KEY.fullmatch(text.strip().upper())
    if match is None or match[1] != PREFIXES[kind]:
        return None
    body = f"{match[1]}{match[2]}"
    return int(match[2]) if _check_letters(body) == match[3] else None


def _check_letters(body: str) -> str:
    number = zlib.crc32(body.encode())
    letters = ""
    for _place in range(3):
        number, rest = divmod(number, len(CHECK_LETTERS))
        letters += CHECK_LETTERS[rest]
    return letters
