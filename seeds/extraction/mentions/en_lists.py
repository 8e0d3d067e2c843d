"""Items of an English list that only their neighbours make names."""

import re
from collections.abc import Iterable

from seeds.extraction.annotation import ORGANISATION, Mention
from seeds.extraction.rules.lexicon import english_places, lexicon
from seeds.pages.person_names import PINYIN

LIST_ITEM = r"([A-Z][\w-]+(?:\s[A-Z][\w-]+){0,3})"
NEXT_LIST_ITEM = re.compile(
    rf"""
    (?:,\s(?:and\s)?|\sand\s){LIST_ITEM}
    (?=,\s(?:and\s)?(?:the\s)?[A-Z]|\sand\s|,\swith|\.|$|;)
    """,
    re.VERBOSE,
)
LAST_LIST_ITEM = re.compile(
    rf"(?:,\s|\b(?:with|by|between|are|were|include|includes|included|including|namely)\s|:\s)(?:the\s)?{LIST_ITEM},\s(?:and\s)?(?:the\s)?$"
)
MONTHS = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)


def find_list_items(text: str, names: Iterable[Mention]) -> list[Mention]:
    """Return the items of lists that are names only because their neighbours are."""
    names = list(names)
    items: list[Mention] = []
    for name in names:
        items += _items_behind(text, name, names)
        items += _items_before(text, name, [*names, *items])
    return items


def _items_before(text: str, name: Mention, names: list[Mention]) -> list[Mention]:
    """The items of the list that ends with a name."""
    items: list[Mention] = []
    place = name.start
    while True:
        item = _list_item(LAST_LIST_ITEM.search(text, 0, place))
        if item is None or item.overlaps_any([*names, *items]):
            return items
        items.append(item)
        place = item.start


def _items_behind(text: str, name: Mention, names: list[Mention]) -> list[Mention]:
    """The items of the list that begins with a name."""
    items: list[Mention] = []
    end = name.end
    while True:
        item = _list_item(NEXT_LIST_ITEM.match(text, end))
        if item is None or item.overlaps_any(names):
            return items
        items.append(item)
        end = item.end


def _list_item(match: re.Match[str] | None) -> Mention | None:
    """The organisation of a matched list item, if it may be one."""
    if not match or not _may_be_name(match[1]):
        return None
    return Mention(
        start=match.start(1),
        end=match.end(1),
        kind=ORGANISATION,
        name=match[1],
        is_certain=False,
    )


def _may_be_name(item: str) -> bool:
    """Whether a list item is neither a person, a title, a month nor a place."""
    words = item.split()
    lists = lexicon("en")
    other_words = lists["titles"] | lists["leaders"] | MONTHS
    if not other_words.isdisjoint(words) or item in english_places():
        return False
    if len(words) != 2 or words[0] not in lists["surnames"]:
        return True
    return not PINYIN.fullmatch(words[1])
