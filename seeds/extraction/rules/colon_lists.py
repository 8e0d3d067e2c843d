"""Lists behind a colon whose items semicolons part: "there are three initiators: A; B; C"."""

from seeds.extraction.annotation import Mention, Sentence

COLONS = (":", "—")
ITEM_SEPARATOR = ";"
ITEM_ENDS = (";", "。", "")


def with_items_of_colon_list(
    sentence: Sentence, groups: list[tuple[Mention, ...]], names: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """Return the names with those of the items behind them, if the names begin a list behind a colon.

    An item is a list of names alone: words before or behind its names end the list.
    """
    text = sentence.text
    if not text[: names[0].start].rstrip(" “").endswith(COLONS):
        return names
    items = list(names)
    for group in groups:
        if group[0].start < items[-1].end:
            continue
        if text[items[-1].end : group[0].start].strip() != ITEM_SEPARATOR:
            break
        if text[group[-1].end : group[-1].end + 1] not in ITEM_ENDS:
            break
        items += group
    return tuple(items)
