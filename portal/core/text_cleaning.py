"""Text as its author meant it: no invisible characters, no marks escaped twice, no line breaks of a source.

The reader of captured pages and the editor's paste clean foreign text here.
"""

import re
from html import unescape

# Characters without width: soft hyphen, joiners, marks of direction, variation selectors, byte order marks,
# the place of an object that was not copied; controls other than tab and the ends of lines.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffc\U000e0000-\U000e01ef]"
)
# Pictures of an icon font; between two Chinese characters they stand for one that was lost
_PRIVATE_USE = "\ue000-\uf8ff"
_LOST_CHARACTER = re.compile(f"(?<=[\u3400-\u9fff])[{_PRIVATE_USE}](?=[\u3400-\u9fff])")
_ICON = re.compile(f"[{_PRIVATE_USE}]")
# U+2028 breaks a line inside a paragraph, as a line break of a source does
LINE_SEPARATORS = re.compile("[\u2028\u2029\x85]")
_NAMES = (
    "amp lt gt quot apos nbsp ensp emsp thinsp zwj zwnj lrm rlm shy ldquo rdquo lsquo rsquo sbquo bdquo "
    "laquo raquo mdash ndash hellip middot bull times divide deg plusmn copy reg trade sect para yen euro "
    "pound cent"
)
# What is left of a character reference that was escaped twice; a plain “&” never is one.
ESCAPED_TWICE = re.compile(
    rf"&(?:(?:{'|'.join(_NAMES.split())})|#\d{{2,6}}|#[xX][0-9a-fA-F]{{2,5}});|&nbsp(?![;\w])"
)
MAX_ESCAPES = 3

_WIDE = "\u2e80-\u2fdf\u3000-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U000323af"
_HAN = "\u3400-\u9fff"
_SHARED_MARKS = "\xb7\u2014\u2018-\u201d\u2026"  # marks of Chinese and of English texts
INLINE_TAG = r"</?(?:a|b|em|font|i|s|span|strong|u)\b[^<>]*>"
_BREAK = rf"((?:{INLINE_TAG}|[ \t\r\n])++)"
# A break with a Chinese character on one side, and on the other one or a mark that Chinese uses too
_CHINESE_BREAKS = (
    re.compile(rf"([{_WIDE}]){_BREAK}(?=[{_WIDE}{_SHARED_MARKS}])"),
    re.compile(rf"([{_SHARED_MARKS}]){_BREAK}(?=[{_WIDE}])"),
    re.compile(rf"([{_WIDE}][{_SHARED_MARKS}]){_BREAK}(?=[{_SHARED_MARKS}])"),
)
# A break beside a figure or a Latin letter in a Chinese sentence
_NARROW_BREAK = re.compile(rf"([{_WIDE}0-9A-Za-z%]){_BREAK}(?=[{_WIDE}0-9A-Za-z])")
_CLAUSE_MARK = re.compile("[，。；、]")
_CLOSE_STYLE = re.compile(rf"[{_HAN}][0-9A-Za-z]|[0-9A-Za-z%][{_HAN}]")
_SPACED_STYLE = re.compile(rf"[{_HAN}] [0-9A-Za-z]|[0-9A-Za-z%] [{_HAN}]")
# A compound that was broken behind its hyphen; “pre- and post-war” is none
_HYPHEN_BREAK = re.compile(r"(?<=[a-z]-)[ \t\r]*\n[ \t\r]*(?=(?!and\b|or\b|to\b)[a-z])")
_LINE_BREAK = re.compile(r"[ \t\r]*\n[ \t\r\n]*")
_BLANKS = re.compile(r"[ \t\r\n]+")


def remove_invisible(text: str) -> str:
    """The text without characters that nobody sees; separators of lines become line breaks."""
    return INVISIBLE.sub("", LINE_SEPARATORS.sub("\n", text))


def clean_characters(text: str) -> str:
    """The text without invisible characters, and with the characters that “&nbsp;” or “&ldquo;” stand for."""
    for _ in range(MAX_ESCAPES):
        if "&" not in text:
            break
        text = ESCAPED_TWICE.sub(_unescape_reference, text)
    return _remove_icons(remove_invisible(text))


def _remove_icons(text: str) -> str:
    return _ICON.sub("", _LOST_CHARACTER.sub("\ufffd", text))


def _unescape_reference(match: re.Match) -> str:
    return unescape(f"{match[0].removesuffix(';')};")


def join_wrapped_lines(text: str) -> str:
    """The text in one line: no blank where a line was broken between Chinese characters, one elsewhere.

    Beside a figure or a Latin letter the rest of a Chinese text tells whether its author puts blanks there.
    Tags of inline markup stay where they are, and are looked through.
    """
    if "\n" not in text:
        return text
    for pattern in _CHINESE_BREAKS:
        text = pattern.sub(_join_at_break, text)
    if "\n" in text and _sets_figures_close(text):
        text = _NARROW_BREAK.sub(_join_at_narrow_break, text)
    return _LINE_BREAK.sub(" ", _HYPHEN_BREAK.sub("", text))


def _sets_figures_close(text: str) -> bool:
    """Whether a Chinese text has no blanks between its characters and figures or Latin letters."""
    if not _CLAUSE_MARK.search(text):
        return False
    return len(_CLOSE_STYLE.findall(text)) > len(_SPACED_STYLE.findall(text))


def _join_at_narrow_break(match: re.Match) -> str:
    character = match[1]
    following = match.string[match.end()]
    are_letters = character.isascii() and following.isascii()
    if are_letters and not (character.isdigit() and following.isdigit()):
        return match[0]
    return _join_at_break(match)


def _join_at_break(match: re.Match) -> str:
    character, gap = match.groups()
    return character + _BLANKS.sub("", gap) if "\n" in gap else match[0]
