"""Items of a Chinese list that only their neighbours make names: 「百度、华为、某某公司」."""

import re
from collections.abc import Iterable
from dataclasses import replace

from seeds.extraction.annotation import ORGANISATION, Mention
from seeds.extraction.mentions.zh_name_boundaries import is_name_boundary, is_name_start
from seeds.extraction.rules.lexicon import chinese_places, lexicon
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.zh_words import TokenizedText

PATTERNS = load_patterns("zh_lists")

LABEL_ENDS = (
    "方",
    "者",
    "单位",
    "企业",
    "院校",
    "高校",
)  # of what a body is called, right before its name
LIST_COMMA = "、"
LIST_SEPARATORS = frozenset("、和与及")
MAX_BRAND_LENGTH = 8
BRAND_NAME = PATTERNS["brand_name"]
ONE_CHARACTER = re.compile(r"[^\W\d_]")
CUT_OFF_CHARACTER = PATTERNS["cut_off_character"]
CUT_OFF_LENGTH = 3
MIN_ITEM_LENGTH = 2
MAX_ITEM_LENGTH = 14
MAX_PLAIN_ITEM_LENGTH = 7
NAME_TAGS = frozenset({"ns", "nz", "nt", "eng", "nr", "nrt"})
NON_NAME_TAG_INITIALS = "vad"
VERBAL_NOUN_TAG = "vn"
PLACE_TAG = "ns"


def add_list_items(
    tokenized: TokenizedText, names: list[Mention], people: list[Mention]
) -> list[Mention]:
    """Return the names together with the items of lists that are names only by their neighbours."""
    completed = [_completed_name(tokenized, name, names, people) for name in names]
    marked = [*completed, *people]
    items: list[Mention] = []
    for name in completed:
        _add_items_before(tokenized, name, items, marked)
        _add_items_behind(tokenized, name, items, marked)
    return sorted([*completed, *items], key=lambda mention: mention.start)


def _add_items_before(
    tokenized: TokenizedText, name: Mention, items: list[Mention], marked: list[Mention]
) -> None:
    """Add to `items` those of the list that ends with a name."""
    start = name.start
    while start and tokenized.text[start - 1] in LIST_SEPARATORS:
        end = start - 1
        start = _item_start(tokenized, end)
        item = _list_item(tokenized, start, end, (*marked, *items))
        if item is None:
            return
        items.append(item)


def _add_items_behind(
    tokenized: TokenizedText, name: Mention, items: list[Mention], marked: list[Mention]
) -> None:
    """Add to `items` those of the list that begins with a name."""
    end = name.end
    while end < len(tokenized.text) and tokenized.text[end] in LIST_SEPARATORS:
        start = end + 1
        end = _item_end(tokenized, start)
        item = _list_item(tokenized, start, end, (*marked, *items))
        if item is None:
            return
        items.append(item)


def _completed_name(
    tokenized: TokenizedText, name: Mention, names: list[Mention], people: list[Mention]
) -> Mention:
    """The name from the list comma on, where only a few characters stand between the two."""
    start = _beginning_of_item(tokenized, name, names)
    if start is None:
        return name
    beginning = tokenized.text[start : name.start]
    if beginning.endswith(LABEL_ENDS):
        return name
    if not ONE_CHARACTER.fullmatch(beginning) and not BRAND_NAME.fullmatch(beginning):
        return name
    if any(other.overlaps_span(start, name.start) for other in (*people, *names)):
        return name
    return replace(name, start=start, name=tokenized.text[start : name.end])


def _beginning_of_item(tokenized: TokenizedText, name: Mention, names: list[Mention]) -> int | None:
    """Where the list item with a name begins before it, if its beginning was cut off."""
    low = max(0, name.start - MAX_BRAND_LENGTH)
    comma = tokenized.text.rfind(LIST_COMMA, low, name.start)
    if comma >= 0 and any(other.end == comma for other in names):
        return comma + 1
    low = max(0, name.start - CUT_OFF_LENGTH)
    cut_off = CUT_OFF_CHARACTER.search(tokenized.text, low, name.start)
    if not cut_off or is_name_start(tokenized, tokenized.token_index(name.start)):
        return None
    return cut_off.end() - 1


def _item_start(tokenized: TokenizedText, end: int) -> int:
    """Where the list item that ends at a position begins."""
    index = tokenized.token_index(end - 1)
    while index >= 0 and end - tokenized.starts[index] <= MAX_ITEM_LENGTH:
        if _is_edge(tokenized, index):
            break
        index -= 1
    if index < 0:
        return 0
    return tokenized.starts[index] + len(tokenized.tokens[index])


def _item_end(tokenized: TokenizedText, start: int) -> int:
    """Where the list item that begins at a position ends."""
    index = tokenized.token_index(start)
    while index < len(tokenized.tokens) and tokenized.starts[index] - start <= MAX_ITEM_LENGTH:
        if _is_edge(tokenized, index):
            break
        index += 1
    if index == len(tokenized.tokens):
        return len(tokenized.text)
    return tokenized.starts[index]


def _is_edge(tokenized: TokenizedText, index: int) -> bool:
    return tokenized.tokens[index] in LIST_SEPARATORS or is_name_boundary(tokenized, index)


def _list_item(
    tokenized: TokenizedText, start: int, end: int, marked: Iterable[Mention]
) -> Mention | None:
    """The organisation that a list item names, if it may be one and overlaps no other mention."""
    if not MIN_ITEM_LENGTH <= end - start <= MAX_ITEM_LENGTH:
        return None
    if any(mention.overlaps_span(start, end) for mention in marked):
        return None
    indices = range(tokenized.token_index(start), tokenized.token_index(end - 1) + 1)
    if _is_description(tokenized, indices) or _is_place(tokenized, start, end):
        return None
    if not _stands_between_commas(tokenized, start, end) and not _has_trade(tokenized, start, end):
        return None
    if not (_is_plain_item(tokenized, start, end) or _has_name_token(tokenized, indices)):
        return None
    return Mention(
        start=start,
        end=end,
        kind=ORGANISATION,
        name=tokenized.text[start:end],
        subtype="",
        is_certain=False,
    )


def _stands_between_commas(tokenized: TokenizedText, start: int, end: int) -> bool:
    """Whether a list comma stands beside an item, so that no conjunction alone makes it one."""
    return LIST_COMMA in (tokenized.text[start - 1 : start], tokenized.text[end : end + 1])


def _has_trade(tokenized: TokenizedText, start: int, end: int) -> bool:
    """Whether an item ends with the trade of a firm."""
    return tokenized.text[start:end].endswith(tuple(lexicon("zh")["short_firms"]))


def _is_place(tokenized: TokenizedText, start: int, end: int) -> bool:
    """Whether an item is a place alone."""
    if tokenized.text[start:end] in chinese_places():
        return True
    index = tokenized.token_index(start)
    return (
        tokenized.tokens[index] == tokenized.text[start:end] and tokenized.tags[index] == PLACE_TAG
    )


def _is_description(tokenized: TokenizedText, indices: range) -> bool:
    """Whether tokens are general words alone or hold a verb, adverb or adjective."""
    generic = lexicon("zh")["generic"]
    if all(tokenized.tokens[index] in generic for index in indices):
        return True
    tags = tokenized.tags[indices.start : indices.stop]
    return any(tag[0] in NON_NAME_TAG_INITIALS and tag != VERBAL_NOUN_TAG for tag in tags)


def _is_plain_item(tokenized: TokenizedText, start: int, end: int) -> bool:
    """Whether a short item stands between two list commas."""
    if end - start > MAX_PLAIN_ITEM_LENGTH:
        return False
    is_behind_comma = tokenized.text[start - 1 : start] == LIST_COMMA
    return is_behind_comma and tokenized.text[end : end + 1] in LIST_SEPARATORS


def _has_name_token(tokenized: TokenizedText, indices: range) -> bool:
    """Whether tokens begin with a place or include a proper name."""
    if any(tokenized.tags[index] in NAME_TAGS for index in indices):
        return True
    return is_name_start(tokenized, indices.start)
