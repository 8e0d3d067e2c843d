"""Persons in a Chinese sentence, and the posts before their names."""

import re
from collections.abc import Iterable, Iterator

from seeds.extraction.annotation import PERSON, Mention
from seeds.extraction.mentions.zh_unlisted_ends import unlisted_name_end
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.zh_words import TokenizedText
from seeds.pages.person_names import SURNAMES

PATTERNS = load_patterns("zh_people")

HAN = "\u3400-\u9fff"
PERSON_TAG = "nr"
TITLE_ALTERNATIVES = lexicon("zh").title_pattern
COMPOUND_SURNAMES = lexicon("zh")["compound_surnames"]
COMPOUND_SURNAME_LENGTH = 2
MIN_NAME_LENGTH = 2
MAX_NAME_LENGTH = 3
MAX_COMPOUND_NAME_LENGTH = 4
FOREIGN_NAME = re.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}}")
HAN_WORD = re.compile(rf"[{HAN}]+")
TITLE_BEFORE_NAME = re.compile(
    rf"""
    (?:
        (?P<title>{TITLE_ALTERNATIVES})
        |(?:签约人|签字人|签署人|揭牌人|主持人|签约代表)[:为是]
        |聘请|推举|推选|任命|聘任|增补
    )
    (?:\([^()]{{1,12}}\)|\))?
    """,
    re.VERBOSE,
)
# Surnames that are mostly other words: behind a title, before the end of an item.
RARE_SURNAME_NAME = re.compile(rf"[初海步满][{HAN}]{{1,2}}(?=[、,。;)]|签|代表|出席|共同|分别)")
LIST_SEPARATOR = PATTERNS["list_separator"]
SEPARATORS_BEFORE_NAME = "、和与"
NAME_END = re.compile(r"[\s、,。;:()!?《“”\"—…-]|$")
WORDS_AFTER_NAME = tuple(sorted(lexicon("zh")["after_name"], key=len, reverse=True))
LONG_WORDS_AFTER_NAME = tuple(word for word in WORDS_AFTER_NAME if len(word) > 1)
# Last characters of a name that may also be the word behind a shorter one
AMBIGUOUS_LAST_CHARACTERS = "等和与为在说也先又再亲两各"
TEXT_AFTER_FOREIGN_NAME = re.compile(
    f"(?<=[{HAN}]{{2}})(?:{'|'.join(map(re.escape, WORDS_AFTER_NAME))}).*$"
)
POSTS_BEFORE_NAME = re.compile(
    rf"""
    (?:
        (?:原|现任|时任|党委|党总支|党组|纪委|常务|执行|首席|第一|代|兼|工会)*
        (?:(?![由请聘在和与任是为对向及等])[{HAN}]){{0,4}}?
        (?:{TITLE_ALTERNATIVES})
        (?:兼|[、,])?
    ){{1,5}}$
    """,
    re.VERBOSE,
)
MAX_POSTS_LENGTH = 60
SEPARATOR_BEFORE_POST = PATTERNS["separator_before_post"]
ORGANISATION_SUFFIXES = ("大学", "学院", "公司", "集团", "协会", "学会")
OWN_BODIES = ("我校", "我院", "本校", "本院", "该校", "该院", "我司")
SCHOOL_SUFFIXES = ("学院", "大学")
NAME_START = PATTERNS["name_start"]
TITLE_AFTER_NAME = PATTERNS["title_after_name"]
REPRESENTATIVE = "代表"  # or the verb, with a body behind it
REPRESENTING = PATTERNS["representing"]
NON_NAMES = tuple(lexicon("zh")["no_names"])  # words that begin with a surname


def find_people(tokenized: TokenizedText, known: Iterable[str] = ()) -> list[Mention]:
    """Return the persons of the sentence; `known` are names found elsewhere in the article."""
    text = tokenized.text
    # Ends by start; a later source replaces the end of an earlier one.
    ends = {
        **dict(_tagged_spans(tokenized)),
        **dict(_spans_behind_title(tokenized)),
        **dict(_spans_before_title(text)),
        **dict(_known_spans(text, known)),
    }
    ends |= dict(_spans_before_list(text, ends))
    ends |= _spans_in_list(text, ends)
    people: list[Mention] = []
    for start in sorted(ends):
        if people and start < people[-1].end:
            continue
        end = ends[start]
        people.append(Mention(start=start, end=end, kind=PERSON, name=text[start:end]))
    return people


def find_post_before(text: str, start: int, behind: int = 0) -> str:
    """Return the posts right before a name that begin at the position `behind` or later."""
    low = max(behind, start - MAX_POSTS_LENGTH)
    match = POSTS_BEFORE_NAME.search(text[low:start])
    if not match:
        return ""
    return SEPARATOR_BEFORE_POST.sub("", match[0]).strip("、,")


def _tagged_spans(tokenized: TokenizedText) -> Iterator[tuple[int, int]]:
    """Yield the spans that the segmenter tags as persons, where a clause or an item begins and ends."""
    text = tokenized.text
    tagged = zip(tokenized.tokens, tokenized.tags, tokenized.starts, strict=True)
    for token, tag, start in tagged:
        if tag != PERSON_TAG or not _looks_like_name(token):
            continue
        end = start + len(token)
        if _may_begin(text, start) and _may_end(text, end):
            yield start, end


def _spans_behind_title(tokenized: TokenizedText) -> Iterator[tuple[int, int]]:
    """Yield the spans of names behind a title, the longest that the text behind them allows."""
    text = tokenized.text
    for title in TITLE_BEFORE_NAME.finditer(text):
        start = title.end()
        rare_name = RARE_SURNAME_NAME.match(text, start)
        end = rare_name.end() if rare_name else _name_end(text, start)
        if not end and title["title"] and title["title"] != REPRESENTATIVE:
            end = unlisted_name_end(tokenized, start)
        if end:
            yield start, end


def _spans_before_title(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of names before a title, where a clause or an item begins."""
    for title in TITLE_AFTER_NAME.finditer(text):
        end = title.start()
        start = _name_start(text, end)
        if start is not None and not text.endswith(SCHOOL_SUFFIXES, 0, end):
            yield start, end


def _known_spans(text: str, known: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of known names."""
    for name in known:
        for match in re.finditer(re.escape(name), text):
            yield match.span()


def _spans_before_list(text: str, starts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans of names that begin a clause and are followed by another name in a list."""
    for next_start in starts:
        if not next_start or text[next_start - 1] not in SEPARATORS_BEFORE_NAME:
            continue
        end = next_start - 1
        start = _name_start(text, end)
        if start is not None:
            yield start, end


def _spans_in_list(text: str, ends: dict[int, int]) -> dict[int, int]:
    """The spans of names without a title that follow another name in a list."""
    spans: dict[int, int] = {}
    open_ends = list(ends.values())
    while open_ends:
        separator = LIST_SEPARATOR.match(text, open_ends.pop())
        if not separator:
            continue
        start = separator.end()
        if start in ends or start in spans:
            continue
        end = _name_end(text, start)
        if end:
            spans[start] = end
            open_ends.append(end)
    return spans


def _looks_like_name(word: str) -> bool:
    """Whether a word of two or three characters begins with a surname and is no common word."""
    if not MIN_NAME_LENGTH <= len(word) <= MAX_NAME_LENGTH:
        return False
    return word[0] in SURNAMES and not word.startswith(NON_NAMES)


def _name_start(text: str, end: int) -> int | None:
    """Where the name that ends at a position begins, if a clause or an item begins there."""
    for start in (end - 3, end - 2):
        if start < 0 or not HAN_WORD.fullmatch(text, start, end):
            continue
        if _looks_like_name(text[start:end]) and _may_begin(text, start):
            return start
    return None


def _name_end(text: str, start: int) -> int | None:
    """Where the name that begins at a position ends, if the text behind it allows a name."""
    foreign_name = FOREIGN_NAME.match(text, start)
    if foreign_name:
        return start + len(TEXT_AFTER_FOREIGN_NAME.sub("", foreign_name[0]))
    if text.startswith(NON_NAMES, start):
        return None
    for length in _possible_lengths(text, start):
        end = start + length
        if end > len(text) or not HAN_WORD.fullmatch(text, start, end):
            continue
        if _may_end(text, end) and not _ends_too_late(text, end, length):
            return end
    return None


def _possible_lengths(text: str, start: int) -> tuple[int, ...]:
    """The lengths that a name with the surname at a position may have, the longest first."""
    if text[start : start + COMPOUND_SURNAME_LENGTH] in COMPOUND_SURNAMES:
        return (4, 3)
    if text[start : start + 1] in SURNAMES:
        return (3, 2)
    return ()


def _ends_too_late(text: str, end: int, length: int) -> bool:
    """Whether the last character of a name is the beginning of the word behind a shorter name."""
    if length == 2:
        return False
    if length == 3 and text.startswith(LONG_WORDS_AFTER_NAME, end - 1):
        return True
    if text[end - 1] not in AMBIGUOUS_LAST_CHARACTERS or not _may_end(text, end - 1):
        return False
    if length < MAX_COMPOUND_NAME_LENGTH:
        return True
    return not text.startswith(LONG_WORDS_AFTER_NAME, end)


def _may_begin(text: str, start: int) -> bool:
    """Whether a clause or an item begins at a position, or an organisation ends there."""
    if NAME_START.search(text[start - 1 : start]):
        return True
    return text.endswith((*ORGANISATION_SUFFIXES, *OWN_BODIES), 0, start)


def _may_end(text: str, end: int) -> bool:
    """Whether a clause or an item ends at a position, or a word follows that stands behind names."""
    if NAME_END.match(text, end):
        return True
    return text.startswith(WORDS_AFTER_NAME, end)
