"""Articles with all mentions marked and resolved, ready for the rules."""

import functools
import re
from dataclasses import dataclass, replace
from functools import partial

from portal.core import partial_dates
from seeds.extraction.annotation import (
    CONSORTIUM,
    ORGANISATION,
    PERSON,
    REFERENCE,
    Mention,
    Sentence,
)
from seeds.extraction.explaining import explain_mentions
from seeds.extraction.languages import EN, ZH, in_language
from seeds.extraction.mentions import en_people
from seeds.extraction.mentions.sentence_mentions import (
    mark_known_people,
    mark_mentions,
    mark_surnames,
)
from seeds.extraction.resolution.consortium_asides import is_consortium_in_passing
from seeds.extraction.resolution.consortium_names import find_canonical_names
from seeds.extraction.resolution.coreference import resolve_references
from seeds.extraction.resolution.en_short_forms import (
    abbreviated_names,
    acronyms,
    english_short_forms,
)
from seeds.extraction.resolution.known_names import mark_known_organisations
from seeds.extraction.resolution.posts import add_posts
from seeds.extraction.resolution.short_form_mentions import mark_short_forms
from seeds.extraction.resolution.zh_short_forms import chinese_short_forms, introduced_short_forms
from seeds.extraction.text.budget import Budget
from seeds.extraction.text.folding import strip_invisible
from seeds.extraction.text.sentences import split_sentences

MIN_UNCOMMON_NAME_LENGTH = 3
OPENING_SENTENCES = 8
FIRST_YEAR = 1900  # of a publication that dates are counted from
# A year is none in the name of a programme: "Made in China 2025".
STATED_YEAR = re.compile(r"(?<!\d)(?<!制造)(?<!China\s)(20[0-3]\d)(?=年|\D|$)")


@dataclass(frozen=True, kw_only=True)
class AnnotatedArticle:
    """An article as the rules see it; `years` are the years that its first sentences state."""

    sentences: tuple[Sentence, ...]
    published: str = ""
    years: tuple[int, ...] = ()

    @functools.cached_property
    def canonical_consortia(self) -> dict[str, str]:
        """Each printed name of a consortium with the one that stands for all of its spellings."""
        return find_canonical_names(self.sentences)

    @functools.cached_property
    def preceding_consortia(self) -> tuple[str, ...]:
        """For each sentence the consortium named last before it."""
        preceding = []
        last_name = ""
        for sentence in self.sentences:
            preceding.append(last_name)
            if sentence.table:
                continue
            named = self._canonical_mentions(sentence)
            if named:
                last_name = self.canonical_consortia[named[-1].name]
        return tuple(preceding)

    def _canonical_mentions(self, sentence: Sentence) -> list[Mention]:
        """The mentions of consortia that have a canonical name."""
        return [
            mention
            for mention in sentence.mentions_of(CONSORTIUM)
            if mention.name in self.canonical_consortia
            and not is_consortium_in_passing(sentence, mention)
        ]

    @functools.cached_property
    def tables(self) -> tuple[tuple[Sentence, ...], ...]:
        """The rows of each table, in order."""
        rows: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            if sentence.table:
                rows.setdefault(sentence.table, []).append(sentence)
        return tuple(map(tuple, rows.values()))

    def consortium_before(self, sentence: Sentence) -> str:
        """The consortium named last before a sentence, else the only one of the article, else ""."""
        preceding = self.preceding_consortia[sentence.number]
        if preceding:
            return preceding
        names = set(self.canonical_consortia.values())
        return names.pop() if len(names) == 1 else ""

    def nearest_consortium(self, sentence: Sentence, place: int = 0) -> str:
        """The consortium that belongs to a position: the nearest in the sentence, or the one named last."""
        named = self._canonical_mentions(sentence)
        if named:
            nearest = min(named, key=lambda mention: abs(mention.start - place))
            return self.canonical_consortia[nearest.name]
        return self.consortium_before(sentence)

    def preceding_sentences(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The sentences of the article before this one, the nearest first."""
        return self.sentences[: sentence.number][::-1]


def annotate_article(article, *, owner: str = "", budget: Budget | None = None) -> AnnotatedArticle:
    """Mark and resolve all mentions of an article; `owner` is the organisation whose website published it."""
    sentences = split_sentences(
        article.title,
        article.paragraphs,
        traditional=article.language == "zh-hant",
        budget=budget or Budget(),
    )
    marked = [mark_mentions(sentence) for sentence in sentences]
    marked = mark_known_organisations(marked)
    english_forms = _english_forms(marked)
    chinese_forms = {**chinese_short_forms(marked), **introduced_short_forms(marked)}
    marked = mark_known_organisations(_mark_people_across_sentences(marked))
    forms = {ZH: chinese_forms, EN: english_forms}
    marked = [mark_short_forms(sentence, forms[sentence.language]) for sentence in marked]
    marked = [add_posts(sentence) for sentence in marked]
    resolved = resolve_references(marked, owner, article.site)
    printed = tuple(_with_printed_names(resolved))
    explain_mentions(printed, {**english_forms, **chinese_forms}, owner)
    return AnnotatedArticle(
        sentences=printed,
        published=_readable_date(article.published),
        years=_stated_years(resolved),
    )


def _readable_date(published: str) -> str:
    """The day of publication, "" where it is no date of our time, so that the rules can count from it."""
    try:
        (first, *_) = partial_dates.parse(published)
    except ValueError:
        return ""
    return published if (first.year or 0) >= FIRST_YEAR else ""


def _english_forms(sentences: list[Sentence]) -> dict[str, str]:
    """The short forms of English names, with acronyms in brackets and uncertain list items."""
    certain = set()
    uncertain = {}
    for sentence in in_language(sentences, EN):
        for mention in sentence.mentions_of(ORGANISATION):
            if mention.is_certain:
                certain.add(mention.name)
            else:
                uncertain[mention.name] = mention.name
    return {
        **english_short_forms(certain),
        **abbreviated_names(certain),
        **uncertain,
        **acronyms(sentences),
    }


def _mark_people_across_sentences(sentences: list[Sentence]) -> list[Sentence]:
    """Mark persons that a sentence names less clearly than another one does."""
    mark_people = {
        ZH: partial(mark_known_people, names=_chinese_people(sentences)),
        EN: partial(mark_surnames, surnames=_english_surnames(sentences)),
    }
    return [mark_people[sentence.language](sentence) for sentence in sentences]


def _chinese_people(sentences: list[Sentence]) -> set[str]:
    """The names of persons in Chinese sentences, without names of two characters that only the title has."""
    names = set()
    for sentence in in_language(sentences, ZH):
        for person in sentence.mentions_of(PERSON):
            if sentence.paragraph or len(person.name) >= MIN_UNCOMMON_NAME_LENGTH:
                names.add(person.name)
    return names


def _english_surnames(sentences: list[Sentence]) -> dict[str, str]:
    """The surnames in English sentences that only one person has, each with the whole name."""
    english_sentences = in_language(sentences, EN)
    return en_people.unique_surnames(
        person.name for sentence in english_sentences for person in sentence.mentions_of(PERSON)
    )


def _with_printed_names(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences with all names as the page prints them."""
    printed_names = {}
    for sentence in sentences:
        for mention in sentence.mentions_of(ORGANISATION, REFERENCE):
            printed_names[mention.name] = _printed_name(sentence, mention)
    printed = []
    for sentence in sentences:
        mentions = tuple(
            _as_printed(sentence, mention, printed_names) for mention in sentence.mentions
        )
        printed.append(replace(sentence, mentions=mentions))
    return printed


def _printed_name(sentence: Sentence, mention: Mention) -> str:
    return strip_invisible(sentence.quote(mention.start, mention.end))


def _as_printed(sentence: Sentence, mention: Mention, printed_names: dict[str, str]) -> Mention:
    """The mention with its names as the page prints them."""
    name = _printed_name(sentence, mention)
    full_name = printed_names.get(mention.full_name, mention.full_name)
    organisation = printed_names.get(mention.organisation, mention.organisation)
    names = (name, full_name, organisation)
    if names == (mention.name, mention.full_name, mention.organisation):
        return mention
    return replace(mention, name=name, full_name=full_name, organisation=organisation)


def _stated_years(sentences: list[Sentence]) -> tuple[int, ...]:
    """The years in the first sentences of the article, in order and without duplicates."""
    years: dict[int, None] = {}
    for sentence in sentences[:OPENING_SENTENCES]:
        for year in STATED_YEAR.findall(sentence.text):
            years[int(year)] = None
    return tuple(years)
