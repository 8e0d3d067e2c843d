"""The text of an article for verification: what stands in a paragraph, and what a short form means."""

import calendar
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from portal.core import partial_dates
from seeds.extraction.annotation import ACTOR_KINDS
from seeds.extraction.document import annotate_article
from seeds.extraction.text.folding import fold_with_offsets
from seeds.pages import PageArticle
from seeds.second_reader.prompt import readable_paragraphs

MIN_QUOTE_LENGTH = 4
MAX_QUOTE_LENGTH = 400
YEAR_LENGTH = 4
KEPT_TEXTS = 4096  # texts that are compared with many others
BLANKS = re.compile(r"\s+")
NUMBER = re.compile(r"\d+")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@functools.lru_cache(maxsize=KEPT_TEXTS)
def fold(text: str) -> str:
    """The text as the extraction compares it: width, script, marks and blanks do not count."""
    folded, _offsets = fold_with_offsets(text, traditional=True)
    return BLANKS.sub(" ", folded).strip()


def stands_in(text: str, passage: str) -> bool:
    """Whether a text stands in a passage as a whole: it begins and ends inside no Latin word or number."""
    wanted = fold(text)
    if not wanted:
        return False
    pattern = _edge(wanted[0], before=True) + re.escape(wanted) + _edge(wanted[-1])
    return bool(re.search(pattern, passage))


def _edge(character: str, *, before: bool = False) -> str:
    """The pattern that forbids a letter or digit to go on where the text begins or ends in one."""
    if not character.isascii() or not character.isalnum():
        return ""
    return "(?<![A-Za-z0-9])" if before else "(?![A-Za-z0-9])"


@dataclass(frozen=True)
class PrintedMention:
    """A body that a paragraph mentions: where it is printed, and the full name that it stands for, or ""."""

    start: int
    end: int
    full_name: str


@dataclass(frozen=True)
class PageText:
    """An article whose paragraphs quotes are compared with; `owner` is whose website published it."""

    article: PageArticle
    owner: str = ""

    @cached_property
    def paragraphs(self) -> dict[int, str]:
        """The paragraphs that may be quoted, by their numbers."""
        return readable_paragraphs(self.article)

    @cached_property
    def whole(self) -> str:
        """Title and paragraphs, folded."""
        return fold("\n".join((self.article.title, *self.paragraphs.values())))

    @cached_property
    def passages(self) -> tuple[str, ...]:
        """The folded paragraphs, for the check of whole names."""
        return tuple(map(fold, self.paragraphs.values()))

    def is_quote(self, paragraph: int, quote: str) -> bool:
        """Whether the quote stands in that paragraph, character for character, and has a fair length."""
        if not MIN_QUOTE_LENGTH <= len(quote) <= MAX_QUOTE_LENGTH:
            return False
        return quote in self.paragraphs.get(paragraph, "")

    def is_named(self, name: str, paragraph: int, quote: str) -> bool:
        """Whether the quote holds the name as a whole, or a short form that the extraction resolves to it."""
        first = self.article.paragraphs[paragraph - 1].find(quote)
        mentions = [
            mention
            for mention in self._mentions.get(paragraph, ())
            if first <= mention.start and mention.end <= first + len(quote)
        ]
        if stands_in(name, fold(quote)):
            return not _is_part_of_another(name, quote, first, mentions)
        full_names = {fold(mention.full_name) for mention in mentions}
        return fold(name) in full_names and stands_in(name, self.whole)

    @cached_property
    def _mentions(self) -> dict[int, list[PrintedMention]]:
        """The bodies that each paragraph mentions."""
        by_paragraph: dict[int, list[PrintedMention]] = {}
        annotated = annotate_article(self.article, owner=self.owner)
        for sentence in annotated.sentences:
            found = by_paragraph.setdefault(sentence.paragraph, [])
            for mention in sentence.mentions_of(*ACTOR_KINDS):
                start = sentence.offsets[mention.start]
                end = sentence.offsets[mention.end - 1] + 1
                found.append(PrintedMention(start, end, mention.resolved_name))
        return by_paragraph

    def states_number(self, value: int, quote: str) -> bool:
        """Whether the quote holds the number in digits."""
        numbers = NUMBER.findall(THOUSANDS.sub("", fold(quote)))
        return str(value) in numbers

    def states_date(self, text: str, quote: str) -> bool:
        """Whether the quote holds the days and months of an EDTF date, and the page its years."""
        try:
            ends = partial_dates.parse(text)
        except ValueError:
            return False
        return all(_is_stated(end, fold(quote), self._years) for end in ends)

    @cached_property
    def _years(self) -> set[int]:
        """The numbers that the page prints, and the year of its publication."""
        stated = NUMBER.findall(f"{self.whole} {self.article.published[:4]}")
        return {int(number) for number in stated if len(number) <= YEAR_LENGTH}


def _is_part_of_another(
    name: str, quote: str, first: int, mentions: Iterable[PrintedMention]
) -> bool:
    """Whether the name stands in the quote nowhere but inside of longer names of bodies."""
    places = [first + match.start() for match in re.finditer(re.escape(name), quote)]
    longer = [mention for mention in mentions if mention.end - mention.start > len(name)]
    return bool(places) and all(
        any(mention.start <= place < mention.end for mention in longer) for place in places
    )


def _is_stated(end: partial_dates.PartialDate, quote: str, years: set[int]) -> bool:
    if end.year is not None and end.year not in years:
        return False
    numbers = {int(number) for number in NUMBER.findall(quote)}
    if end.day is not None and end.day not in numbers:
        return False
    return end.month is None or end.month in numbers or _names_month(end.month, quote)


def _names_month(month: int, quote: str) -> bool:
    """Whether a month stands there in English, at least its first three letters."""
    return bool(re.search(rf"\b{calendar.month_abbr[month]}", quote, re.I))
