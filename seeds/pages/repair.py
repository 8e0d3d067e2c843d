"""Repair of capture damage that leaves the text recoverable: pinyin put behind characters, doubled commas."""

import re

_VOWELS = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ"
PINYIN = re.compile(rf"(?<=[\u3400-\u9fff])[(（][a-z{_VOWELS}]{{1,7}}[)）]")
DOUBLED = re.compile("[,，]{2,}|[,，](?=[、。；;！？!?])|(?<=[、。])[,，]")
REPLACEMENT = re.compile("\ufffd|锟斤拷|[\ue000-\uf8ff]|Ã[©¨¤¶¼]|â€|锛|銆|鐨勫|烫烫烫")
# A gloss or a slip of the pen is no damage: a page needs this many signs of it.
DAMAGE_FLOOR = 3


def is_damaged(text: str) -> bool:
    """Whether the text carries signs of a garbled capture."""
    return needs_repair(text) or len(REPLACEMENT.findall(text)) >= DAMAGE_FLOOR


def needs_repair(text: str) -> bool:
    """Whether pinyin or doubled commas were put into the text."""
    return len(PINYIN.findall(text)) + len(DOUBLED.findall(text)) >= DAMAGE_FLOOR


def repair(text: str) -> str:
    """Return the text without the injected pinyin and commas; a text without such damage is unchanged."""
    if not needs_repair(text):
        return text
    return DOUBLED.sub(_single, PINYIN.sub("", text))


def _single(match: re.Match[str]) -> str:
    return match[0][0] if len(match[0]) > 1 and match.string[match.end() : match.end() + 1] not in set("、。；;！？!?") else ""
