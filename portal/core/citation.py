"""How a page is cited: by the Chinese standard (GB/T 7714—2015) and in plain English."""

import calendar
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, override

from portal.core.names import CHINESE, ENGLISH, text_in_language

ACCESS_DATE_PLACEHOLDERS = {
    CHINESE: "[引用日期]",
    ENGLISH: "[date]",
}  # the reader's own day: the page does not know it


@dataclass(frozen=True)
class Citation:
    """What a citation names: who answers for it, what it is called, and the day of its last public change.

    `of` is the site where that is not who answers for it.
    """

    author: str
    title: str
    day: date
    address: str
    medium: str = "EB/OL"
    website: str = ""

    @property
    def standard(self) -> str:
        """The reference by GB/T 7714—2015."""
        return f"{_ended(self.author)} {self.title}[{self.medium}]. ({self.day}){ACCESS_DATE_PLACEHOLDERS[CHINESE]}. {self.address}."

    @property
    def english(self) -> str:
        """The reference in plain English, the author first."""
        day = f"{self.day.year}, {calendar.month_name[self.day.month]} {self.day.day}"
        where = f" {_ended(self.website)}" if self.website else ""
        return f"{_ended(self.author)} ({day}). {_ended(self.title)}{where} Retrieved {ACCESS_DATE_PLACEHOLDERS[ENGLISH]}, from {self.address}"


def _ended(text):
    return text if text.endswith((".", "。", "?", "？", "!", "！")) else f"{text}."


def site_name(language: str) -> str:
    """What the portal is called in that language."""
    with override(language):
        return gettext("Industry–Education Portal")


def record_citations(record, *, address: str, day: date) -> dict[str, Citation]:
    """A record as it stood on the day of its last change, for either standard."""
    field = "title" if hasattr(record, "title_en") else "name"
    return {
        code: Citation(
            site_name(code), text_in_language(record, field, code)[0], day, address, medium="DB/OL"
        )
        for code in (CHINESE, ENGLISH)
    }
