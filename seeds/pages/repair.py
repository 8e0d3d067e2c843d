"""Repair of capture damage that leaves the text recoverable: pinyin put behind characters, doubled commas."""

import re

_VOWELS = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ"
INJECTED_PINYIN = re.compile(rf"(?<=[\u3400-\u9fff])[(（][a-z{_VOWELS}]{{1,7}}[)）]")
DOUBLED_COMMAS = re.compile("[,，]{2,}|[,，](?=[、。；;！？!?])|(?<=[、。])[,，]")
_BYTE_SIGNS = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
MOJIBAKE = re.compile(
    "\ufffd|锟斤拷|[\ue000-\uf8ff]|Ã[©¨¤¶¼]|â€|锛|銆|鐨勫|烫烫烫|"
    # Chinese in UTF-8, and in GBK, that was read as if it were western European
    f"[ä-é][{_BYTE_SIGNS}]{{2}}|[\xa1-\xff]{{8}}"
)
# A gloss or a slip of the pen is no damage: a page needs this many signs of it.
MIN_DAMAGE_SIGNS = 3


def is_damaged(text: str) -> bool:
    """Whether the text carries signs of a garbled capture."""
    return needs_repair(text) or len(MOJIBAKE.findall(text)) >= MIN_DAMAGE_SIGNS


def needs_repair(text: str) -> bool:
    """Whether pinyin or doubled commas were put into the text."""
    signs = len(INJECTED_PINYIN.findall(text)) + len(DOUBLED_COMMAS.findall(text))
    return signs >= MIN_DAMAGE_SIGNS


def repair_text(text: str) -> str:
    """Return the text without the injected pinyin and commas; a text without such damage is unchanged."""
    if not needs_repair(text):
        return text
    return DOUBLED_COMMAS.sub(_single_comma, INJECTED_PINYIN.sub("", text))


def _single_comma(match: re.Match[str]) -> str:
    """Return what replaces doubled commas: one of them, none before another mark."""
    is_doubled = len(match[0]) > 1
    following = match.string[match.end() : match.end() + 1]
    if not is_doubled or following in set("、。；;！？!?"):
        return ""
    return match[0][0]
