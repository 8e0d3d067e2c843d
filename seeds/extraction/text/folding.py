"""One spelling for what rules look at, with the way back to the characters as printed."""

import re

from portal.core.folding import to_simplified

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
PUNCTUATION = "，：；（）！？．％＆／　\xa0•・‧∙⋅﹒【】〔〕［］＂＇﹐︰〝〞「」『』"
FOLDED_PUNCTUATION = ',:;()!?.%&/  ······()()()"\',:""“”‘’'
PUNCTUATION_TABLE = str.maketrans(PUNCTUATION, FOLDED_PUNCTUATION)
DIGIT_TABLE = str.maketrans("０１２３４５６７８９", "0123456789")


def fold_with_offsets(printed: str, *, traditional: bool = False) -> tuple[str, tuple[int, ...]]:
    """Return the text in one spelling and, for each of its characters, the place of the printed one."""
    places = tuple(range(len(printed)))
    if INVISIBLE.search(printed):
        places = tuple(place for place in places if not INVISIBLE.match(printed[place]))
    visible = "".join(printed[place] for place in places) if len(places) < len(printed) else printed
    text = visible.translate(PUNCTUATION_TABLE).translate(DIGIT_TABLE)
    return (to_simplified(text) if traditional else text), places


def strip_invisible(printed: str) -> str:
    """Return a name without the characters that nobody sees."""
    return INVISIBLE.sub("", printed).strip()
