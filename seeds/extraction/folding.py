"""One spelling for what rules look at, with the way back to the characters as printed."""

import functools
import re

from opencc import OpenCC

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
TRADITIONAL = re.compile("[\u3400-\u9fff]")
PRINTED = "，：；（）！？．％＆／　\xa0•・‧∙⋅﹒【】〔〕［］＂＇﹐︰〝〞「」『』"
FOLDED = ',:;()!?.%&/  ······()()()"\',:""“”‘’'
MARKS = str.maketrans(PRINTED, FOLDED)
DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def fold(printed: str, *, traditional: bool = False) -> tuple[str, tuple[int, ...]]:
    """Return the text in one spelling and, for each of its characters, the place of the printed one."""
    places = tuple(range(len(printed)))
    if INVISIBLE.search(printed):
        places = tuple(place for place in places if not INVISIBLE.match(printed[place]))
    visible = "".join(printed[place] for place in places) if len(places) < len(printed) else printed
    text = visible.translate(MARKS).translate(DIGITS)
    return (simplified(text) if traditional else text), places


def simplified(text: str) -> str:
    """Return the text in simplified characters, one for one."""
    converted = _converter().convert(text)
    return converted if len(converted) == len(text) else "".join(map(_simplified_character, text))


def clean(printed: str) -> str:
    """Return a name without the characters that nobody sees."""
    return INVISIBLE.sub("", printed).strip()


@functools.cache
def _simplified_character(character: str) -> str:
    converted = _converter().convert(character) if TRADITIONAL.match(character) else character
    return converted if len(converted) == 1 else character


@functools.cache
def _converter() -> OpenCC:
    return OpenCC("t2s")
