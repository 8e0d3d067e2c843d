"""Citations of pages: by the Chinese standard GB/T 7714—2015 and in plain English."""

import calendar
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, override

from portal.core.names import CHINESE, ENGLISH, text_in_language

# For the day on which the reader cites it, which the page does not know
ACCESS_DATE_PLACEHOLDERS = {CHINESE: "[引用日期]", ENGLISH: "[date]"}
SENTENCE_ENDS = (".", "。", "?", "？", "!", "！")


@dataclass(frozen=True)
class Citation:
    """What a citation names: the author, the title, the day of the last public change and the address.

    `website` is the site, where that is not the author.
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
        dates = f"({self.day}){ACCESS_DATE_PLACEHOLDERS[CHINESE]}"
        author = _as_sentence(self.author)
        return f"{author} {self.title}[{self.medium}]. {dates}. {self.address}."

    @property
    def english(self) -> str:
        """The reference in plain English, the author first."""
        day = f"{self.day.year}, {calendar.month_name[self.day.month]} {self.day.day}"
        parts = [f"{_as_sentence(self.author)} ({day}).", _as_sentence(self.title)]
        if self.website:
            parts.append(_as_sentence(self.website))
        parts.append(f"Retrieved {ACCESS_DATE_PLACEHOLDERS[ENGLISH]}, from {self.address}")
        return " ".join(parts)


def _as_sentence(text):
    return text if text.endswith(SENTENCE_ENDS) else f"{text}."


def site_name(language: str) -> str:
    """The name of the portal in that language."""
    with override(language):
        return gettext("Industry–Education Portal")


def record_citations(record, *, address: str, day: date) -> dict[str, Citation]:
    """The citations of a record as it was on the day of its last change, by language."""
    field = "title" if hasattr(record, "title_en") else "name"
    citations = {}
    for code in (CHINESE, ENGLISH):
        title, _language = text_in_language(record, field, code)
        citations[code] = Citation(site_name(code), title, day, address, medium="DB/OL")
    return citations
