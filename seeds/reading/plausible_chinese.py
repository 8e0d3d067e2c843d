"""Whether decoded text reads as Chinese, by the characters that written Chinese uses most."""

import re

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
SAMPLE_LENGTH = 20_000
# Chinese prose has about half of its characters in FREQUENT_CHARACTERS, wrong decodings under a tenth.
MIN_FREQUENT_SHARE = 0.15
# Too few characters for a frequency: ask for the levels of the standards that hold common characters.
SHORT_TEXT_LENGTH = 20
MIN_COMMON_SHARE = 0.6


def frequent_share(text: str) -> float:
    """Return the share of the Chinese characters that are frequent ones."""
    characters = CHINESE.findall(text[:SAMPLE_LENGTH])
    return sum(c in FREQUENT_CHARACTERS for c in characters) / max(len(characters), 1)


def common_share(text: str, codec: str) -> float:
    """Return the share of the Chinese characters in the levels of the standard for common ones."""
    characters = CHINESE.findall(text[:SAMPLE_LENGTH])
    return sum(is_common(c, codec) for c in characters) / max(len(characters), 1)


def is_common(character: str, codec: str) -> bool:
    """Whether the codec's standard has the character among the common ones."""
    lowest, highest = COMMON_RANGES[codec]
    code = character.encode(codec, "replace").hex()
    return len(code) == len(lowest) and lowest <= code <= highest


def is_plausible(text: str, codec: str) -> bool:
    """Whether the text, decoded by a Chinese codec, reads as Chinese."""
    characters = CHINESE.findall(text[:SAMPLE_LENGTH])
    if not characters:
        return False
    if frequent_share(text) >= MIN_FREQUENT_SHARE:
        return True
    return len(characters) < SHORT_TEXT_LENGTH and common_share(text, codec) >= MIN_COMMON_SHARE
