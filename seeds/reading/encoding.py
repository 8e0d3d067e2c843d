"""The encoding of a captured page, decided strictly: without replacement characters."""

import codecs
import re

from seeds.reading.decoded_page import PageRefused

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
DECLARED_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.I
)
# Pages say gb2312 or gbk and use characters of gb18030, the superset of both.
CHARSET_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5-hkscs": "big5hkscs",
    "big5": "big5hkscs",
}
DECLARATION_BYTES = 4096
# Codec -> first and last code of its common characters, in hexadecimal
COMMON_RANGES = {"gb18030": ("b0a1", "d7f9"), "big5hkscs": ("a440", "c67e")}
CHINESE_CODECS = tuple(COMMON_RANGES)

# The most frequent characters of written Chinese, with the traditional forms of those that have one.
FREQUENT_CHARACTERS = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用"
    "道行所然家种事成方多经"
    "么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第"
    "公此已工使情明性知全三"
    "又关点正业外将两高间由问很最重并物手应向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表"
    "化老给世位次度门任常先"
    "海通教原东声提立及比员解水名真论处走义各入几口认条平系气题活别打四神总何电数安少报才结反受目太量再感建"
    "务做接必场件计管期市直"
    "德资命山金指许统区保至队形社便空决治展马科司五基书非则听却界达光放强即像难且权思王象完设式色路记品住告"
    "类求据程北边张该交规万"
    "取望术领共确传师观清今切院让识候带导争运联合职技培训集团融校企业签约举召会议协委务省县议"
    "這個們來為國說時對於後過發裡經學現當動還進樣開從實無與長機業間問關點將兩應頭體見產話給論處義認條氣題別"
    "總電數報結務場計資許統"
    "區隊決馬書則聽達強難權設類據邊張該規萬術領確傳師觀讓識帶導爭運聯職訓團簽約舉會議協縣種麼還沒並內員東聲"
    "樂"
)
CHINESE = re.compile("[\u3400-\u9fff]")
PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
SAMPLE_LENGTH = 20_000
# Chinese prose has about half of its characters in FREQUENT_CHARACTERS, wrong decodings under a tenth.
MIN_FREQUENT_SHARE = 0.15
# Too few characters for a frequency: ask for the levels of the standards that hold common characters.
SHORT_TEXT_LENGTH = 20
MIN_COMMON_SHARE = 0.6


def decode(raw: bytes, *, markup: bool = False) -> tuple[str, str]:
    """Return the text and the name of its encoding; raises PageRefused when no known encoding fits.

    Order: byte order mark, UTF-8, the charset that markup declares, GB18030 or Big5 by the more plausible
    Chinese; a declared single-byte charset comes last, because any bytes decode in it.
    """
    for mark, codec, name in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decode_marked(raw, codec), name
    declared = _declared_charset(raw) if markup else ""
    utf8_text = _try_codec(raw, "utf-8")
    if utf8_text is not None and not _is_declared_better(raw, declared, utf8_text):
        return utf8_text, "utf-8"
    chinese = _decode_chinese(raw, declared)
    if chinese:
        return chinese
    text = _try_codec(raw, declared) if declared else None
    if text is None or PRIVATE_USE.search(text):
        raise PageRefused("The encoding cannot be told: not UTF-8, UTF-16, GB18030 or Big5.")
    return text, declared


def _decode_marked(raw: bytes, codec: str) -> str:
    text = _try_codec(raw, codec)
    if text is None:
        raise PageRefused(f"The page begins with the mark of {codec} but is not written in it.")
    return text


def _declared_charset(raw: bytes) -> str:
    """Return the codec that the markup declares, "" when it declares none that is known."""
    match = DECLARED_CHARSET.search(raw[:DECLARATION_BYTES])
    if not match:
        return ""
    name = match[1].decode("ascii", "ignore").lower()
    try:
        return CHARSET_ALIASES.get(name, codecs.lookup(name).name)
    except LookupError:
        return ""


def _is_declared_better(raw: bytes, declared: str, text: str) -> bool:
    # A few GB18030 characters can be valid UTF-8 by chance; then the declaration decides.
    if declared in ("", "utf-8", "ascii") or text.isascii():
        return False
    other = _try_codec(raw, declared)
    return other is not None and _frequent_share(other) > _frequent_share(text)


def _decode_chinese(raw: bytes, declared: str) -> tuple[str, str] | None:
    """Return the most plausible Chinese text and its encoding; among equals the declared one."""
    candidates = []
    for rank, codec in enumerate(dict.fromkeys((declared, *CHINESE_CODECS))):
        if codec not in CHINESE_CODECS:
            continue
        text = _try_codec(raw, codec)
        if text is not None and _is_plausible(text, codec):
            candidates.append(
                (_frequent_share(text), _common_share(text, codec), -rank, text, codec)
            )
    if not candidates:
        return None
    *_, text, codec = max(candidates)
    return text, codec.removesuffix("hkscs")


def _try_codec(raw: bytes, codec: str) -> str | None:
    # Python has codecs from bytes to bytes as well (hex, zip): those raise LookupError here.
    try:
        return raw.decode(codec)
    except (UnicodeError, LookupError):
        return None


def _frequent_share(text: str) -> float:
    """Return the share of the Chinese characters that are frequent ones."""
    characters = CHINESE.findall(text[:SAMPLE_LENGTH])
    return sum(c in FREQUENT_CHARACTERS for c in characters) / max(len(characters), 1)


def _common_share(text: str, codec: str) -> float:
    """Return the share of the Chinese characters in the levels of the standard for common ones."""
    lowest, highest = COMMON_RANGES[codec]
    codes = [c.encode(codec, "replace").hex() for c in CHINESE.findall(text[:SAMPLE_LENGTH])]
    common = [code for code in codes if _is_between(code, lowest, highest)]
    return len(common) / max(len(codes), 1)


def _is_between(code: str, lowest: str, highest: str) -> bool:
    return len(code) == len(lowest) and lowest <= code <= highest


def _is_plausible(text: str, codec: str) -> bool:
    characters = CHINESE.findall(text[:SAMPLE_LENGTH])
    if not characters or PRIVATE_USE.search(text):
        return False
    if _frequent_share(text) >= MIN_FREQUENT_SHARE:
        return True
    return len(characters) < SHORT_TEXT_LENGTH and _common_share(text, codec) >= MIN_COMMON_SHARE
