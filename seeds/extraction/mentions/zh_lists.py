"""Items of a Chinese list that only their neighbours make names: 「百度、华为、某某公司」."""

import re
from dataclasses import replace

from seeds.extraction.mentions.zh_organisations import is_name_boundary, is_name_start
from seeds.extraction.model import ORGANISATION, Mention
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.text.zh_words import TokenizedText

MAX_BRAND_LENGTH = 8
BRAND_NAME = re.compile("(?:(?![由在为对向被是的和与及同将把等])[\u3400-\u9fff]){2,7}")
# One character between a word that a name follows and the rest of the name.
CUT_OFF_CHARACTER = re.compile(
    "[与和同由为、](?![由在为对向被是的和与及同将把等该其原而经让请令使据按以从于至给当如因若但且并或各某每本另现前后首达到赴邀约携所了着们校院])[\u3400-\u9fff]$"
)
LIST_SEPARATORS = frozenset("、和与及")
MAX_ITEM_LENGTH, MIN_ITEM_LENGTH = 14, 2


def add_list_items(
    words: TokenizedText, named: list[Mention], people: list[Mention]
) -> list[Mention]:
    """Return the names with the items beside them that no head noun shows to be one."""
    named = [_whole(words, mention, named, people) for mention in named]
    taken = [*named, *people]
    found = list(named)
    for mention in named:
        place = mention.start
        while place and words.text[place - 1] == "、":
            start = _item_start(words, place - 1)
            item = _item(words, start, place - 1, taken)
            if item is None:
                break
            found.append(item)
            taken.append(item)
            place = start
        place = mention.end
        while words.text[place : place + 1] == "、":
            end = _item_end(words, place + 1)
            item = _item(words, place + 1, end, taken)
            if item is None:
                break
            found.append(item)
            taken.append(item)
            place = end
    return sorted(found, key=lambda each: each.start)


def _whole(
    words: TokenizedText, mention: Mention, named: list[Mention], people: list[Mention]
) -> Mention:
    """The name from the comma of the list on, where only a few characters are left between the two."""
    start = words.text.rfind("、", max(0, mention.start - MAX_BRAND_LENGTH), mention.start) + 1
    is_listed = bool(start) and any(each.end == start - 1 for each in named)
    begun = CUT_OFF_CHARACTER.search(words.text, max(0, mention.start - 3), mention.start)
    if not is_listed and begun and not is_name_start(words, words.token_index(mention.start)):
        start, is_listed = begun.end() - 1, True
    left = words.text[start : mention.start]
    if (
        not is_listed
        or not (len(left) == 1 or BRAND_NAME.fullmatch(left))
        or any(start < each.end and each.start < mention.start for each in people)
    ):
        return mention
    return replace(mention, start=start, name=words.text[start : mention.end])


def _item_start(words: TokenizedText, end: int) -> int:
    index = words.token_index(end - 1)
    while (
        index >= 0 and not _is_edge(words, index) and end - words.starts[index] <= MAX_ITEM_LENGTH
    ):
        index -= 1
    return words.starts[index] + len(words.words[index]) if index >= 0 else 0


def _item_end(words: TokenizedText, start: int) -> int:
    index = words.token_index(start)
    while (
        index < len(words.words)
        and not _is_edge(words, index)
        and words.starts[index] - start <= MAX_ITEM_LENGTH
    ):
        index += 1
    return words.starts[index] if index < len(words.words) else len(words.text)


def _is_edge(words: TokenizedText, index: int) -> bool:
    return words.words[index] in LIST_SEPARATORS or is_name_boundary(words, index)


def _item(words: TokenizedText, start: int, end: int, taken: list[Mention]) -> Mention | None:
    text = words.text[start:end]
    if not MIN_ITEM_LENGTH <= len(text) <= MAX_ITEM_LENGTH or any(
        start < each.end and each.start < end for each in taken
    ):
        return None
    first, last = words.token_index(start), words.token_index(end - 1)
    generic = lexicon("zh")["generic"]
    inner = range(first, last + 1)
    if all(words.words[n] in generic for n in inner) or any(
        words.tags[n][0] in "vad" and words.tags[n] != "vn" for n in inner
    ):
        return None
    is_between = (
        words.text[start - 1 : start] == "、"
        and words.text[end : end + 1] == "、"
        and len(text) <= MAX_ITEM_LENGTH // 2
    )
    is_name = (
        is_between
        or any(words.tags[n] in {"ns", "nz", "nt", "eng", "nr", "nrt"} for n in inner)
        or is_name_start(words, first)
    )
    return (
        Mention(start=start, end=end, kind=ORGANISATION, name=text, subtype="", is_certain=False)
        if is_name
        else None
    )
