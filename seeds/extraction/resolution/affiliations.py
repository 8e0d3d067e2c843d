"""Posts and organisations of persons, shared among the sentences of an article."""

from dataclasses import replace

from seeds.extraction.annotation import ORGANISATION, PERSON, Mention, Sentence
from seeds.extraction.resolution.organisation_types import (
    GENERIC_ORGANISATION,
    find_only_organisation,
)
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("affiliations")

SCHOOL_POST = PATTERNS["school_post"]


def share_affiliations(sentences: list[Sentence], school: str) -> list[Sentence]:
    """Return the sentences with the post and organisation of a person that only another sentence states.

    `school` is the school that published the article, or an empty string.
    """
    sentences = [_with_full_organisations(sentence) for sentence in sentences]
    affiliated = _affiliated_people(sentences, school)
    shared = []
    for sentence in sentences:
        mentions = tuple(_with_affiliation(mention, affiliated) for mention in sentence.mentions)
        shared.append(replace(sentence, mentions=mentions))
    return shared


def _affiliated_people(sentences: list[Sentence], school: str) -> dict[str, Mention]:
    """The persons with exactly one organisation in the article, by name."""
    by_name: dict[str, dict[str, Mention]] = {}
    for sentence in sentences:
        people = sentence.mentions_of(PERSON)
        for person in people:
            stated = _with_stated_organisation(person, school)
            if stated.organisation:
                by_name.setdefault(person.resolved_name, {})[stated.organisation] = stated
        for person in people:
            if person.resolved_name in by_name:
                continue
            organisation = _organisation_of_post(sentence, person, sentences)
            if organisation:
                affiliated = replace(person, organisation=organisation)
                by_name[person.resolved_name] = {organisation: affiliated}
    return {
        name: next(iter(by_organisation.values()))
        for name, by_organisation in by_name.items()
        if len(by_organisation) == 1
    }


def _with_stated_organisation(person: Mention, school: str) -> Mention:
    """The person with the organisation of its sentence, or the school for a post of a school."""
    if person.organisation or not school:
        return person
    if not SCHOOL_POST.match(person.post):
        return person
    return replace(person, organisation=school)


def _with_full_organisations(sentence: Sentence) -> Sentence:
    """The sentence with the full names of the organisations of its persons."""
    full_names = {}
    for mention in sentence.mentions:
        if mention.kind != PERSON and mention.full_name:
            full_names[mention.name] = mention.full_name
    if not any(mention.organisation in full_names for mention in sentence.mentions):
        return sentence
    mentions = (
        replace(m, organisation=full_names.get(m.organisation, m.organisation))
        for m in sentence.mentions
    )
    return replace(sentence, mentions=tuple(mentions))


def _organisation_of_post(sentence: Sentence, person: Mention, sentences: list[Sentence]) -> str:
    """The organisation named last before a person whose post begins with the noun that ends its name."""
    if person.organisation:
        return ""
    noun = GENERIC_ORGANISATION.match(person.post)
    if not noun:
        return ""
    for mention in reversed(sentence.mentions_of(ORGANISATION)):
        if mention.end <= person.start and mention.name.endswith(noun[0]):
            return mention.resolved_name
    return find_only_organisation(noun[0], sentences)


def _with_affiliation(mention: Mention, affiliated: dict[str, Mention]) -> Mention:
    if mention.kind != PERSON or mention.organisation:
        return mention
    if mention.resolved_name not in affiliated:
        return mention
    other = affiliated[mention.resolved_name]
    return replace(mention, organisation=other.organisation, post=mention.post or other.post)
