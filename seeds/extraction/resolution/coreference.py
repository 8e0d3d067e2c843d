"""Antecedents of short names and references: "our college", "that company", "the university"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from seeds.extraction.annotation import BASE, CONSORTIUM, ORGANISATION, REFERENCE, Mention, Sentence
from seeds.extraction.languages import EN, in_language
from seeds.extraction.lists.coordination import is_in_document_title
from seeds.extraction.resolution.affiliations import share_affiliations
from seeds.extraction.resolution.first_person import FIRST_PERSON_PREFIXES, find_speaker
from seeds.extraction.resolution.full_names import find_full_names
from seeds.extraction.resolution.organisation_types import (
    GENERIC_ORGANISATION,
    SCHOOL_NAME,
    SCHOOL_PATTERN,
    find_only_organisation,
    matches_reference_type,
    only_complete_name,
)

SCHOOL_REFERENCES = ("校方", "学校")
OPENING_PARAGRAPHS = 3
OPENING_SENTENCES = 4
SCHOOL_NAME_IN_ANY_CASE = re.compile(SCHOOL_PATTERN, re.IGNORECASE)
DEMONSTRATIVE = "该"
ARTICLE_INITIALS = "tT"  # of "the" and "The"
OPENING_QUOTES = ('"', "“")
# The noun in a Chinese reference, by its second character, with the names that it may stand for
CHINESE_REFERENCE_NOUNS = {
    "校": r"大学|学院|学校",
    "院": "学院",
    "公": "公司",
    "集": "集团",
}
# "the Linjiang college"
BRAND_REFERENCE = re.compile(r"[tT]he\s[A-Z][a-z]+\s[a-z]+")
# Of firms a page names many: "the company" is the only one that its sentence names before.
FIRM_REFERENCE_NOUNS = frozenset({"company", "firm"})
# The same by the noun of an English reference; any other noun stands for itself
ENGLISH_REFERENCE_NOUNS = {
    "college": "College|Polytechnic|Institute",
    "university": "University",
    "school": SCHOOL_PATTERN,
    "institution": SCHOOL_PATTERN,
    "firm": r"\b(?:Co|Ltd|Inc|Group|Company|Corporation|Corp|GmbH|AG|PLC|A/S|Bank)\b",
    "company": r"\b(?:Co|Ltd|Inc|Group|Company|Corporation|Corp|GmbH|AG|PLC|A/S|Bank)\b",
    "committee": "(?:Management|Administrative) Committee",
}


def resolve_references(sentences: list[Sentence], owner: str, site: str) -> list[Sentence]:
    """Return the sentences with the full name of each short name and reference.

    `owner` is the owner of the website by the settings, `site` the one that the page names.
    """
    full_names = find_full_names(sentences)
    speaker = find_speaker(sentences, full_names, owner=owner, site=site)
    resolved = []
    for sentence in sentences:
        mentions = tuple(
            mention.with_full_name(_full_name(sentence, mention, full_names, speaker, sentences))
            for mention in sentence.mentions
        )
        resolved.append(replace(sentence, mentions=mentions))
    school = speaker if matches_reference_type("学校", speaker) else ""
    return share_affiliations(resolved, school or _school_of_english_opening(resolved))


def _school_of_english_opening(sentences: list[Sentence]) -> str:
    """The only school that the beginning of an English page names, if it is named again."""
    names: set[str] = set()
    count = 0
    if len(in_language(sentences, EN)) < len(sentences):
        return ""
    for sentence in sentences:
        for mention in sentence.mentions_of(ORGANISATION, REFERENCE):
            name = mention.resolved_name
            if not SCHOOL_NAME_IN_ANY_CASE.search(name):
                continue
            count += name in names
            if sentence.paragraph < OPENING_PARAGRAPHS and sentence.number < OPENING_SENTENCES:
                names.add(name)
    return names.pop() if len(names) == 1 and count else ""


def _full_name(
    sentence: Sentence,
    mention: Mention,
    full_names: dict[str, str],
    speaker: str,
    sentences: list[Sentence],
) -> str:
    """The full name of a mention, empty if it has none or it is not known."""
    if mention.kind == REFERENCE:
        return _referent(sentence, mention, speaker, sentences)
    is_generic = mention.kind == ORGANISATION and GENERIC_ORGANISATION.fullmatch(mention.name)
    if not is_generic:
        return full_names.get(mention.name, mention.full_name)
    if mention.full_name:
        return mention.full_name
    return find_only_organisation(mention.name.replace("管委会", "管理委员会"), sentences)


def _referent(
    sentence: Sentence, reference: Mention, speaker: str, sentences: list[Sentence]
) -> str:
    """The name of the consortium or organisation that a reference stands for."""
    if reference.subtype == "consortium":
        return _last_consortium(sentence, reference, sentences)
    if speaker and matches_reference_type(reference.name, speaker):
        return speaker
    return _antecedent(sentence, reference, sentences)


def _antecedent(sentence: Sentence, mention: Mention, sentences: list[Sentence]) -> str:
    """What "that college" or "the university" stands for: the last or only organisation of its type."""
    if mention.name.startswith(FIRST_PERSON_PREFIXES):
        return ""
    if mention.name in SCHOOL_REFERENCES:
        return _school(sentence, mention, sentences)
    initial = mention.name[0]
    if initial != DEMONSTRATIVE and initial not in ARTICLE_INITIALS:
        return find_only_organisation(mention.name, sentences)
    if BRAND_REFERENCE.fullmatch(mention.name):
        return _organisation_of_brand(mention, sentences)
    pattern = _antecedent_pattern(mention)
    names = _names_before(sentence, mention, pattern, sentences)
    if mention.subtype in FIRM_REFERENCE_NOUNS:
        names = _names_in_sentence(sentence, mention, pattern, names)
    is_unambiguous = initial == DEMONSTRATIVE or len(set(names)) == 1
    if names and is_unambiguous:
        return names[-1]
    return _first_antecedent(mention, pattern, sentences)


def _school(sentence: Sentence, mention: Mention, sentences: list[Sentence]) -> str:
    """The school that "the school" alone stands for."""
    only_school = find_only_organisation(mention.name, sentences)
    if only_school:
        return only_school
    return _introduced_school(sentence, sentences)


def _antecedent_pattern(mention: Mention) -> str:
    """The pattern of the names that a reference with a demonstrative or an article may stand for."""
    noun = CHINESE_REFERENCE_NOUNS.get(mention.name[1:2])
    if noun:
        return noun
    return ENGLISH_REFERENCE_NOUNS.get(mention.subtype, mention.subtype.capitalize())


def _mentions_before(
    kind: str, sentence: Sentence, mention: Mention, sentences: list[Sentence]
) -> Iterator[tuple[Sentence, Mention]]:
    """Yield the mentions of a kind that precede a mention of a sentence, each with its sentence."""
    for earlier in sentences[: sentence.number]:
        for candidate in earlier.mentions_of(kind):
            yield earlier, candidate
    current = sentences[sentence.number]
    for candidate in current.mentions_of(kind):
        if candidate.start < mention.start:
            yield current, candidate


def _names_before(
    sentence: Sentence, mention: Mention, pattern: str, sentences: list[Sentence]
) -> list[str]:
    """The full names before a mention that match a pattern, outside of document titles."""
    names = []
    for earlier, candidate in _mentions_before(ORGANISATION, sentence, mention, sentences):
        if not re.search(pattern, candidate.name, re.IGNORECASE):
            continue
        if not is_in_document_title(earlier.text, candidate):
            names.append(candidate.full_name or candidate.name)
    return names


def _names_in_sentence(
    sentence: Sentence, mention: Mention, pattern: str, names: list[str]
) -> list[str]:
    """The last of the names before a mention, those of its own sentence, or all where that has none."""
    count = sum(
        1
        for candidate in sentence.mentions_of(ORGANISATION)
        if candidate.start < mention.start and re.search(pattern, candidate.name, re.IGNORECASE)
    )
    return names[-count:]


def _first_antecedent(mention: Mention, pattern: str, sentences: list[Sentence]) -> str:
    """What "the college" stands for at its first use, if only one organisation of its type precedes that."""
    if mention.name[0] not in ARTICLE_INITIALS:
        return ""
    names: list[str] = []
    for sentence, candidate in _body_mentions(sentences):
        if candidate.kind == REFERENCE:
            if candidate.subtype == mention.subtype and candidate.name[0] in ARTICLE_INITIALS:
                break
            continue
        is_of_type = re.search(pattern, candidate.name, re.IGNORECASE)
        if is_of_type and not _is_quoted_base(sentence, candidate):
            names.append(candidate.full_name or candidate.name)
    if len(set(names)) != 1:
        return ""
    return names[0]


def _body_mentions(sentences: list[Sentence]) -> Iterator[tuple[Sentence, Mention]]:
    """Yield the organisations and references below the title, each with its sentence."""
    for sentence in sentences:
        if not sentence.paragraph:
            continue
        for mention in sentence.mentions_of(ORGANISATION, REFERENCE):
            yield sentence, mention


def _is_quoted_base(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention begins a quotation and lies inside the name of a training base."""
    if sentence.text[mention.start - 1 : mention.start] not in OPENING_QUOTES:
        return False
    return any(
        base.start <= mention.start and mention.end <= base.end
        for base in sentence.mentions_of(BASE)
    )


def _organisation_of_brand(mention: Mention, sentences: list[Sentence]) -> str:
    """The only organisation of the type and with the word in its name that "the Linjiang college" has."""
    _article, brand, noun = mention.name.split()
    names = set()
    for sentence in sentences:
        for candidate in sentence.mentions_of(ORGANISATION):
            if brand in candidate.name and matches_reference_type(noun, candidate.name):
                names.add(candidate.full_name or candidate.name)
    if len(names) != 1:
        return ""
    return names.pop()


def _introduced_school(sentence: Sentence, sentences: list[Sentence]) -> str:
    """The only school of the article, if the title or its beginning names it and this sentence does not."""
    names = set()
    is_introduced = False
    for other in sentences:
        for mention in other.mentions_of(ORGANISATION):
            if not SCHOOL_NAME.search(mention.name):
                continue
            if other.number == sentence.number:
                return ""
            names.add(mention.full_name or mention.name)
            if other.paragraph < OPENING_PARAGRAPHS and other.number < sentence.number:
                is_introduced = True
    if not is_introduced:
        return ""
    return only_complete_name(names)


def _last_consortium(sentence: Sentence, mention: Mention, sentences: list[Sentence]) -> str:
    """The consortium named last before a reference whose name contains the noun of the reference."""
    noun = mention.name.lower().split()[-1]
    names = [
        candidate.name
        for _sentence, candidate in _mentions_before(CONSORTIUM, sentence, mention, sentences)
        if noun in candidate.name.lower()
    ]
    if not names:
        return ""
    return names[-1]
