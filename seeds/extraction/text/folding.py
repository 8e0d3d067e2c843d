"""Normalised text for matching, with offsets back to the printed characters."""

import re

from portal.core.folding import to_simplified

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
PUNCTUATION = "，：；（）！？．％＆／　\xa0•・‧∙⋅﹒【】〔〕［］＂＇﹐︰〝〞「」『』"
FOLDED_PUNCTUATION = ',:;()!?.%&/  ······()()()"\',:""“”‘’'
PUNCTUATION_TABLE = str.maketrans(PUNCTUATION, FOLDED_PUNCTUATION)
DIGIT_TABLE = str.maketrans("０１２３４５６７８９", "0123456789")


def fold_with_offsets(printed: str, *, traditional: bool = False) -> tuple[str, tuple[int, ...]]:
    """Return the normalised text and, for each of its characters, the offset of the printed one."""
    visible = printed
    offsets = tuple(range(len(printed)))
    if INVISIBLE.search(printed):
        offsets = tuple(offset for offset in offsets if not INVISIBLE.match(printed[offset]))
        visible = INVISIBLE.sub("", printed)
    text = visible.translate(PUNCTUATION_TABLE).translate(DIGIT_TABLE)
    if traditional:
        text = to_simplified(text)
    return text, offsets


def strip_invisible(printed: str) -> str:
    """Return a name without invisible characters and outer spaces."""
    return INVISIBLE.sub("", printed).strip()
