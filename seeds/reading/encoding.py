"""The encoding of a captured page, and its text; what is sound is not lost for the odd damaged byte."""

import codecs
import re
from dataclasses import dataclass

from seeds.reading.damaged_text import RepairedText, decode_damaged, decode_strictly
from seeds.reading.decoded_page import PageRefused
from seeds.reading.plausible_chinese import (
    CHINESE_CODECS,
    common_share,
    frequent_share,
    is_plausible,
)

DAMAGED = "damaged_bytes"  # the flag of a page with bytes that belong to no character
MIXED = "mixed_encodings"  # the flag of a page with pieces in a second encoding
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WIDE_CODECS = ("utf-16-le", "utf-16-be")
DECLARED_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.I
)
# Pages say gb2312 or gbk and use characters of gb18030, the superset of both.
CHARSET_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "big5-hkscs": "big5hkscs",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
}
DECLARATION_BYTES = 4096
SPLIT_PAIR = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
MARKUP = re.compile("<[^<>]{0,2000}>")
# Damage is borne where ten times as many characters are sound, and up to one place in fifty
MIN_SOUND_PER_DAMAGE = 10
CHARACTERS_PER_DAMAGE = 50
MIN_WIDE_SHARE = 0.9  # of the NULs of UTF-16 stand on one side of the pairs
MANY_NULS = 0.2  # of all bytes; with fewer, as in prose, the characters must speak for UTF-16
MIN_UTF16_FREQUENT_SHARE = 0.3


@dataclass(frozen=True)
class EncodedText:
    """The text of a page, the name of its encoding, and flags that tell what is wrong with its bytes."""

    text: str
    encoding: str
    flags: tuple[str, ...] = ()


def decode(raw: bytes, *, markup: bool = False, charset: str = "") -> EncodedText:
    """Return the text of the bytes; raises PageRefused when no known encoding fits.

    `charset` is what the page came with, as an archive states it; it counts as a first declaration.

    Order: byte order mark, UTF-16 by its NULs, UTF-8, GB18030 or Big5 by the more plausible Chinese, among
    equals the declared one. Where none fits throughout, the one that fits overwhelmingly is taken, and U+FFFD
    stands for what does not. A declared single-byte charset comes last, because any bytes decode in it.
    """
    for mark, codec in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decode_marked(raw, codec)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    declared = _declared_charsets(raw, charset) if markup else ()
    found = (
        _decode_wide(raw)
        or _decode_utf8(raw, declared)
        or _decode_chinese(raw, declared)
        or _decode_damaged_chinese(raw, declared)
        or _decode_wide_chinese(raw)
        or _decode_declared(raw, declared)
        or _decode_damaged_ascii(raw)
    )
    if found is None:
        raise PageRefused("The encoding cannot be told: not UTF-8, UTF-16, GB18030 or Big5.")
    return found


def _decode_marked(raw: bytes, codec: str) -> EncodedText:
    text = raw.decode(codec, "replace")
    found = _accept(RepairedText(text, text.count("\ufffd")), codec)
    if found is None:
        raise PageRefused(f"The page begins with the mark of {codec} but is not written in it.")
    return found


def _accept(repaired: RepairedText, name: str) -> EncodedText | None:
    """The text with its flags, None where too much of it is damaged."""
    visible = len(MARKUP.sub("", repaired.text).strip())
    most = min(visible // MIN_SOUND_PER_DAMAGE, 1 + visible // CHARACTERS_PER_DAMAGE)
    if repaired.damage > most:
        return None
    flags = {DAMAGED: repaired.damage, MIXED: repaired.foreign}
    return EncodedText(repaired.text, name, tuple(flag for flag, count in flags.items() if count))


def _declared_charsets(raw: bytes, charset: str) -> tuple[str, ...]:
    """Return the codecs that are declared and that Python knows, in order."""
    names = [charset.lower()] + [
        match[1].decode("ascii", "ignore").lower()
        for match in DECLARED_CHARSET.finditer(raw[:DECLARATION_BYTES])
    ]
    codec_names = []
    for name in names:
        try:
            known = codecs.lookup(name).name
        except LookupError:
            continue
        codec_names.append(CHARSET_ALIASES.get(name, CHARSET_ALIASES.get(known, known)))
    return tuple(dict.fromkeys(codec_names))


def _decode_wide(raw: bytes) -> EncodedText | None:
    """UTF-16 without a mark: the NULs of its Latin letters stand on one side of the pairs."""
    total = raw.count(0)
    if total < 2:
        return None
    for codec, nuls in zip(WIDE_CODECS, (raw[1::2].count(0), raw[::2].count(0)), strict=True):
        if nuls < MIN_WIDE_SHARE * total:
            continue
        text = raw.decode(codec, "replace").rstrip("\x00")
        is_chinese = frequent_share(text) >= MIN_UTF16_FREQUENT_SHARE
        if CONTROLS.search(text) or not (is_chinese or total >= MANY_NULS * len(raw)):
            continue
        return _accept(RepairedText(text, text.count("\ufffd")), "utf-16")
    return None


def _decode_wide_chinese(raw: bytes) -> EncodedText | None:
    """UTF-16 without a mark and without Latin letters, by its frequent characters."""
    for codec in WIDE_CODECS:
        text = decode_strictly(raw, codec)
        if text and frequent_share(text) >= MIN_UTF16_FREQUENT_SHARE:
            return EncodedText(text, "utf-16")
    return None


def _decode_utf8(raw: bytes, declared: tuple[str, ...]) -> EncodedText | None:
    text = decode_strictly(raw, "utf-8")
    if text is not None:
        is_other = any(_is_better(raw, codec, text) for codec in declared)
        return None if is_other else EncodedText(text, "utf-8")
    raw = SPLIT_PAIR.sub(_joined_pair, raw)
    replaced = raw.decode("utf-8", "replace")
    damage = replaced.count("\ufffd")
    if _count_wide(replaced) < 2 * damage:
        return None
    repaired = decode_damaged(raw, "utf-8")
    sound = _count_wide(repaired.text) - repaired.damage - repaired.foreign
    if sound < max(repaired.damage * MIN_SOUND_PER_DAMAGE, repaired.foreign):
        return None
    return _accept(repaired, "utf-8")


def _joined_pair(match: re.Match[bytes]) -> bytes:
    """The UTF-8 of a character that an old program wrote as the two halves of its UTF-16."""
    halves = match[0].decode("utf-8", "surrogatepass")
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le").encode()


def _count_wide(text: str) -> int:
    """The number of characters outside ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _is_better(raw: bytes, codec: str, text: str) -> bool:
    # A few GB18030 characters can be valid UTF-8 by chance; then the declaration decides.
    if codec not in CHINESE_CODECS or text.isascii():
        return False
    other = decode_strictly(raw, codec)
    return other is not None and frequent_share(other) > frequent_share(text)


def _decode_chinese(raw: bytes, declared: tuple[str, ...]) -> EncodedText | None:
    """Return the most plausible Chinese text and its encoding; among equals the declared one."""
    texts = {codec: decode_strictly(raw, codec) for codec in _chinese_codecs(declared)}
    codec = _most_plausible({codec: text for codec, text in texts.items() if text is not None})
    return EncodedText(texts[codec], _codec_name(codec)) if codec else None


def _decode_damaged_chinese(raw: bytes, declared: tuple[str, ...]) -> EncodedText | None:
    found = {}
    for codec in _chinese_codecs(declared):
        accepted = _accept(decode_damaged(raw, codec), _codec_name(codec))
        if accepted:
            found[codec] = accepted
    codec = _most_plausible({codec: accepted.text for codec, accepted in found.items()})
    return found[codec] if codec else None


def _chinese_codecs(declared: tuple[str, ...]) -> list[str]:
    """The Chinese codecs, the declared ones first."""
    return [
        codec for codec in dict.fromkeys((*declared, *CHINESE_CODECS)) if codec in CHINESE_CODECS
    ]


def _codec_name(codec: str) -> str:
    return codec.removesuffix("hkscs")


def _most_plausible(texts: dict[str, str]) -> str:
    """The codec whose text reads most as Chinese, among equals the first; "" where none does."""
    plausible = [codec for codec, text in texts.items() if is_plausible(text, codec)]
    return max(
        plausible,
        key=lambda codec: (frequent_share(texts[codec]), common_share(texts[codec], codec)),
        default="",
    )


def _decode_declared(raw: bytes, declared: tuple[str, ...]) -> EncodedText | None:
    for codec in declared:
        text = None if codec.startswith("utf") else decode_strictly(raw, codec)
        if text is not None and codec not in CHINESE_CODECS:
            return EncodedText(text, codec)
    return None


def _decode_damaged_ascii(raw: bytes) -> EncodedText | None:
    """English with the odd byte of an encoding that nobody named."""
    repaired = decode_damaged(raw, "utf-8")
    return None if repaired.foreign else _accept(repaired, "utf-8")
