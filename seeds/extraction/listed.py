"""Items of a Chinese list that only their neighbours make names: 「百度、华为、某某公司」."""

from seeds.extraction.chinese_names import ends_name, is_root
from seeds.extraction.lexicon import lexicon
from seeds.extraction.model import ORGANISATION, Mention
from seeds.extraction.words import Words

SEPARATORS = frozenset("、和与及")
LONGEST, SHORTEST = 14, 2


def with_list_items(words: Words, named: list[Mention], people: list[Mention]) -> list[Mention]:
    """Return the names with the items beside them that no head noun shows to be one."""
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


def _item_start(words: Words, end: int) -> int:
    index = words.index_at(end - 1)
    while index >= 0 and not _is_edge(words, index) and end - words.starts[index] <= LONGEST:
        index -= 1
    return words.starts[index] + len(words.words[index]) if index >= 0 else 0


def _item_end(words: Words, start: int) -> int:
    index = words.index_at(start)
    while index < len(words.words) and not _is_edge(words, index) and words.starts[index] - start <= LONGEST:
        index += 1
    return words.starts[index] if index < len(words.words) else len(words.text)


def _is_edge(words: Words, index: int) -> bool:
    return words.words[index] in SEPARATORS or ends_name(words, index)


def _item(words: Words, start: int, end: int, taken: list[Mention]) -> Mention | None:
    text = words.text[start:end]
    if not SHORTEST <= len(text) <= LONGEST or any(start < each.end and each.start < end for each in taken):
        return None
    first, last = words.index_at(start), words.index_at(end - 1)
    generic = lexicon("zh")["generic"]
    inner = range(first, last + 1)
    if all(words.words[n] in generic for n in inner) or any(words.tags[n][0] in "vad" and words.tags[n] != "vn" for n in inner):
        return None
    is_between = words.text[start - 1 : start] == "、" and words.text[end : end + 1] == "、" and len(text) <= LONGEST // 2
    is_name = is_between or any(words.tags[n] in {"ns", "nz", "nt", "eng", "nr", "nrt"} for n in inner) or is_root(words, first)
    return Mention(start=start, end=end, kind=ORGANISATION, name=text, head="", sure=False) if is_name else None
