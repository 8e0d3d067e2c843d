"""Text whose bytes are not all of one encoding: pieces of another one, and bytes of no character."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from seeds.reading.plausible_chinese import (
    CHINESE,
    CHINESE_CODECS,
    FREQUENT_CHARACTERS,
    MIN_COMMON_SHARE,
    common_share,
    frequent_share,
    is_common,
)

REPLACEMENT = "\ufffd"
# Bytes that are part of no character of two or four bytes: a piece ends there whatever its encoding
SEPARATOR = re.compile(rb"([\x00-\x2f\x3a-\x3f]+)")
PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
WIDE_BLANK_OF_GBK = "\ue5e5"  # A3 A0, which old editors wrote for the wide blank
# A piece in another encoding
MIN_PIECE_LENGTH = 2  # Chinese characters
MIN_PIECE_FREQUENT_SHARE = 0.3
# The costs of reading bytes as a character: the reading of a damaged piece that costs least is taken.
FREQUENT_COST, COMMON_COST, LATIN_COST, RARE_COST, DAMAGE_COST = 0, 1, 2, 5, 8
MAX_REPAIRED_LENGTH = 20_000  # bytes of a piece; a longer one is not searched for the best reading


@dataclass(frozen=True)
class RepairedText:
    """Decoded text; `damage` counts its places marked by U+FFFD, `foreign` characters of other encodings."""

    text: str
    damage: int = 0
    foreign: int = 0


@dataclass(frozen=True)
class ByteReading:
    """A character, and from how many bytes and at what cost it was read."""

    character: str
    length: int
    cost: int


def decode_strictly(raw: bytes, codec: str) -> str | None:
    """The text, None where a byte belongs to no character or a character has no meaning of its own."""
    # Python has codecs from bytes to bytes as well (hex, zip): those raise LookupError here.
    try:
        text = raw.decode(codec)
    except (UnicodeError, LookupError):
        return None
    if codec not in CHINESE_CODECS:
        return text
    text = text.replace(WIDE_BLANK_OF_GBK, "\u3000")
    return None if PRIVATE_USE.search(text) else text


def decode_damaged(raw: bytes, codec: str) -> RepairedText:
    """Decode bytes that are mostly of one encoding; what is sound stays as it is.

    Linear in the number of bytes.
    """
    pieces = list(_decode_lines(raw, codec))
    return RepairedText(
        "".join(piece.text for piece in pieces),
        sum(piece.damage for piece in pieces),
        sum(piece.foreign for piece in pieces),
    )


def _decode_lines(raw: bytes, codec: str) -> Iterator[RepairedText]:
    for line in raw.splitlines(keepends=True):
        text = decode_strictly(line, codec)
        if text is not None:
            yield RepairedText(text)
        else:
            yield from (_decode_piece(piece, codec) for piece in SEPARATOR.split(line))


def _decode_piece(piece: bytes, codec: str) -> RepairedText:
    text = decode_strictly(piece, codec)
    if text is not None:
        return RepairedText(text)
    foreign = _decode_foreign(piece, codec)
    if foreign:
        return RepairedText(foreign, foreign=len(foreign))
    text = _repair(piece, codec)
    return RepairedText(text, damage=text.count(REPLACEMENT))


def _decode_foreign(piece: bytes, codec: str) -> str:
    """The piece in the other encoding in which it reads as Chinese, "" where there is none."""
    if codec == "utf-8":
        text = piece.decode(codec, "replace")
        if len(CHINESE.findall(text)) > text.count(REPLACEMENT):
            return ""
        others = CHINESE_CODECS
    else:
        others = ("utf-8",)
    for other in others:
        text = decode_strictly(piece, other)
        if text and _is_piece_of(text, other):
            return text
    return ""


def _is_piece_of(text: str, codec: str) -> bool:
    if len(CHINESE.findall(text)) < MIN_PIECE_LENGTH:
        return False
    if codec == "utf-8":
        return True
    return (
        frequent_share(text) >= MIN_PIECE_FREQUENT_SHARE
        or common_share(text, codec) > MIN_COMMON_SHARE
    )


def _repair(piece: bytes, codec: str) -> str:
    if codec not in CHINESE_CODECS or len(piece) > MAX_REPAIRED_LENGTH:
        return PRIVATE_USE.sub(REPLACEMENT, piece.decode(codec, "replace"))
    return _cheapest_text(piece, codec)


def _cheapest_text(piece: bytes, codec: str) -> str:
    """The reading with the most ordinary characters: a lost byte does not shift all that follow it."""
    costs = [0] * (len(piece) + 1)
    steps: list[ByteReading] = []
    for start in range(len(piece) - 1, -1, -1):
        step = min(
            _readings(piece[start : start + 4], codec),
            key=lambda reading: reading.cost + costs[start + reading.length],
        )
        costs[start] = step.cost + costs[start + step.length]
        steps.append(step)
    steps.reverse()
    characters = []
    place = 0
    while place < len(piece):
        characters.append(steps[place].character)
        place += steps[place].length
    return "".join(characters)


def _readings(raw: bytes, codec: str) -> Iterator[ByteReading]:
    """How the bytes may begin: as a character, or as damage of one byte or two."""
    if raw[0] < 0x80:
        yield ByteReading(chr(raw[0]), 1, LATIN_COST)
        return
    if raw[0] == 0x80 and codec == "gb18030":
        yield ByteReading("€", 1, COMMON_COST)  # Windows has it there, the standard nothing
    if len(raw) > 1:
        double = _double_byte(raw[:2], codec)
        if double:
            yield double
    four = decode_strictly(raw, codec) if codec == "gb18030" else None
    if four is not None and len(four) == 1:
        yield ByteReading(four, len(raw), RARE_COST + 1)
    yield ByteReading(REPLACEMENT, 1, DAMAGE_COST)
    if len(raw) > 1:
        yield ByteReading(REPLACEMENT, 2, DAMAGE_COST + 1)


@functools.lru_cache(maxsize=50_000)
def _double_byte(pair: bytes, codec: str) -> ByteReading | None:
    character = decode_strictly(pair, codec)
    if character is None or len(character) != 1:
        return None
    if character in FREQUENT_CHARACTERS:
        return ByteReading(character, 2, FREQUENT_COST)
    if is_common(character, codec) or not CHINESE.match(character):
        return ByteReading(character, 2, COMMON_COST)
    return ByteReading(character, 2, RARE_COST)
