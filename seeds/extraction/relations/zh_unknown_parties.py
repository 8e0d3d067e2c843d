"""The parties that a clause names by a post or a mere word: "the president", "the firm", "our college"."""

from collections.abc import Iterator
from dataclasses import replace

from seeds.extraction.annotation import ORGANISATION, PERSON, REFERENCE, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.zh_bodies_elsewhere import with_body_told_elsewhere
from seeds.extraction.relations.zh_contract_sides import Side
from seeds.extraction.relations.zh_participants import (
    PATTERNS,
    Participant,
    known_names,
    signing_participants,
)
from seeds.extraction.relations.zh_party_kinds import party_of_post, party_of_word

MAX_AGE = 3  # sentences before the one that names a party by a mere word
OPENING = 4  # sentences
OWN_WORDS = ("我", "本")


def with_known_parties(document: AnnotatedArticle, sentence: Sentence, contract: Side) -> Side:
    """Return the contract with the bodies that its posts and words stand for, where only one may be meant."""
    named = [_with_full_name(document, sentence, one) for one in contract]
    parents = [_with_parent(document, one) for one in named]
    parents = [
        one if one.name else with_body_told_elsewhere(document, sentence, one) for one in parents
    ]
    known = known_names(parents)
    parents = [
        one if one.name else _with_own_party(document, sentence, one, known) for one in parents
    ]
    full = [one if one.name else _known(document, sentence, one, known) for one in parents]
    return [_with_pronoun(sentence, one) for one in full]


def _with_parent(document: AnnotatedArticle, one: Participant) -> Participant:
    """The participant with the body that its department belongs to, where the page names that body too."""
    parents = {
        body.name: body.resolved_name
        for sentence in document.sentences
        for body in sentence.mentions_of(ORGANISATION)
        if one.name.startswith(body.name) and body.resolved_name
    }
    for name in sorted(parents, key=len, reverse=True):
        if PATTERNS["department_end"].fullmatch(one.name, len(name)):
            return _with_body(one, parents[name])
    split = PATTERNS["school_and_department"].fullmatch(one.name)
    return _with_body(one, split["school"]) if split else one


def _with_full_name(
    document: AnnotatedArticle, sentence: Sentence, one: Participant
) -> Participant:
    """The participant with the name of its body that the page knows, where the text cut one here."""
    if not one.name or one.person:
        return one
    names = {
        body.name
        for other in document.sentences
        for body in other.mentions_of(ORGANISATION)
        if body.name.endswith(one.name) and len(body.name) > len(one.name)
    }
    for name in sorted(names, key=len, reverse=True):
        if sentence.text.endswith(name, 0, one.end):
            return _with_body(one, name)
    return one


def _with_own_party(
    document: AnnotatedArticle, sentence: Sentence, one: Participant, known: set[str]
) -> Participant:
    """The participant with the party of the same clause that a post behind "by" belongs to."""
    if not one.person or not PATTERNS["by"].search(sentence.text, 0, one.start):
        return one
    name = party_of_post(_post(document, one.person), known)
    return _with_body(one, name) if name else one


def _with_body(one: Participant, name: str) -> Participant:
    return replace(one, body=Mention(start=one.start, end=one.end, kind=ORGANISATION, name=name))


def _with_pronoun(sentence: Sentence, one: Participant) -> Participant:
    """The participant with the person of its body that "she, for the body," stands for."""
    if one.person or not PATTERNS["pronoun_for"].search(sentence.text[: one.start]):
        return one
    for person in reversed(sentence.mentions_of(PERSON)):
        if person.end <= one.start and person.organisation == one.name:
            return replace(one, person=person)
    return one


def _known(
    document: AnnotatedArticle, sentence: Sentence, one: Participant, others: set[str]
) -> Participant:
    """The participant with the body told before it that its word or post belongs to."""
    for names in _names_told(document, sentence, one.start):
        name = _fitting(document, one, [name for name in names if name not in others])
        if name:
            return _with_body(one, name)
    return one


def _post(document: AnnotatedArticle, person: Mention) -> str:
    """The post of a person, here or where another sentence states it."""
    posts = [
        other.post
        for sentence in document.sentences
        for other in sentence.mentions_of(PERSON)
        if other.resolved_name == person.resolved_name and other.post
    ]
    return person.post or next(iter(posts), "")


def _fitting(document: AnnotatedArticle, one: Participant, names: list[str]) -> str:
    """The only one of some bodies that the word for a participant, or the post of its person, stands for."""
    if one.body and one.body.kind == REFERENCE:
        return party_of_word(one.body.name, names)
    return party_of_post(_post(document, one.person), names) if one.person else ""


def _names_told(document: AnnotatedArticle, sentence: Sentence, place: int) -> Iterator[list[str]]:
    """Yield the names told before a place, the nearest sentence first, then those that the page is about."""
    yield _names(sentence, place)
    for previous in document.preceding_sentences(sentence)[:MAX_AGE]:
        if previous.paragraph == sentence.paragraph:
            yield _names(previous, len(previous.text))
    yield _main_bodies(document)


def _names(sentence: Sentence, end: int) -> list[str]:
    """The names of the bodies that may sign before a place of a sentence."""
    return [one.name for one in signing_participants(sentence, 0, end) if one.name]


def _main_bodies(document: AnnotatedArticle) -> list[str]:
    """The school and the firm that speak on a page, "our school": the first that its opening names."""
    sentences = [sentence for sentence in document.sentences if sentence.paragraph]
    opening = [name for one in sentences[:OPENING] for name in _names(one, len(one.text))]
    main = []
    for kind in ("school", "firm"):
        names = [name for name in opening if PATTERNS[f"{kind}_name"].search(name)]
        if names and _speaks_of_itself(document, kind):
            main.append(names[0])
    return main


def _speaks_of_itself(document: AnnotatedArticle, kind: str) -> bool:
    """Whether a page speaks of "our school" or "our firm"."""
    return any(
        reference.name.startswith(OWN_WORDS) and PATTERNS[f"{kind}_word"].search(reference.name)
        for sentence in document.sentences
        for reference in sentence.mentions_of(REFERENCE)
    )
