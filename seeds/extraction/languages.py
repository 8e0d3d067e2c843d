"""The languages that extraction reads; what differs stands in modules of their own: `zh_…`, `en_…`."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

ZH = "zh"
EN = "en"
LANGUAGES = (ZH, EN)


class HasLanguage(Protocol):
    """What says in which language it is."""

    language: str


Item = TypeVar("Item", bound=HasLanguage)


def in_language(items: Iterable[Item], language: str) -> list[Item]:
    """Return the items of a language, in order."""
    return [item for item in items if item.language == language]
