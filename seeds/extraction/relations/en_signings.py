"""Agreements in English as the phrases of a rule name them: parties, partners, people, "both sides"."""

import re
from dataclasses import replace

from seeds.extraction.annotation import ACTOR_KINDS, CONSORTIUM, PERSON, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.signing import employer_mention, has_signing_trigger
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.slots import MentionGroup, bodies_in_groups

PATTERNS = load_patterns("en_signings")
# Groups of the triggers, by the beginnings of their names
PARTIES = "parties"  # that sign one agreement, or the first side of several
PARTNERS = "with"  # the other side, bodies or people: each group signs an agreement of its own
REPRESENTED = "for"  # for whom people sign, one by one
PEOPLE = "people"
PAIRS = "pairs"  # two by two
BOTH = "both"  # words for two bodies named before
PRONOUN = "he"  # that stands for a person named before
FURTHER = "further"  # words that continue a list of contracts
MAX_PAIR_AGE = 4  # sentences before "both sides"
PAIR = 2
SENTENCES_BEFORE = 2  # that may announce contracts


def read_named_signing(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> tuple[list[Mention], list[MentionGroup]]:
    """Return the people who sign at a trigger that names its phrases, and the parties of each agreement."""
    if _is_ruled_out(document, sentence, match):
        return [], []
    people = _signatories(document, sentence, match)
    return people, _party_groups(document, sentence, match, people)


def _is_ruled_out(document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the clause denies the signing, or continues a list of contracts that nothing began."""
    start = max(match.string.rfind(";", 0, match.start()) + 1, 0)
    if PATTERNS["denied"].search(match.string, start, match.end()):
        return True
    if FURTHER not in match.re.groupindex:
        return False
    return not _speaks_of_signing(document, sentence, match)


def _speaks_of_signing(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> bool:
    """Whether the words before, or the sentence before in the paragraph, report contracts."""
    if PATTERNS["pact"].search(match.string, 0, match.start()):
        return True
    first = max(0, sentence.number - SENTENCES_BEFORE)
    near = document.sentences[first : sentence.number + 2]
    if any(
        other.paragraph == sentence.paragraph and PATTERNS["announced"].search(other.text)
        for other in document.sentences[first : sentence.number]
    ):
        return True
    return any(
        other.paragraph == sentence.paragraph and has_signing_trigger(other, 0, len(other.text))
        for other in near
        if other.number != sentence.number
    )


def _signatories(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[Mention]:
    """The people in the groups of a trigger, with those that it says they sign for."""
    people: list[Mention] = []
    for group in match.re.groupindex:
        if group.startswith((PEOPLE, PARTNERS)) and match[group]:
            listed = _people_within(sentence, *match.span(group))
            number = group.removeprefix(PEOPLE)
            people += _with_represented(sentence, match, listed, f"{REPRESENTED}{number}")
    if match.groupdict().get(PRONOUN):
        return [*_person_before(document, sentence, match), *people]
    return people


def _person_before(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[Mention]:
    """The person that "he" or "she" stands for: the last one before, in this sentence or the one before."""
    before = [person for person in sentence.mentions_of(PERSON) if person.end <= match.start()]
    for previous in document.preceding_sentences(sentence)[:1]:
        before = before or previous.mentions_of(PERSON)
    return before[-1:]


def _with_represented(
    sentence: Sentence, match: re.Match[str], people: list[Mention], group: str
) -> list[Mention]:
    """The people with the bodies of a group one by one, where these are as many."""
    if group not in match.re.groupindex:
        return people
    bodies = [body for listed in bodies_in_groups(sentence, match, group) for body in listed]
    if len(bodies) != len(people):
        return people
    pairs = zip(people, bodies, strict=True)
    return [replace(person, organisation=body.resolved_name or body.name) for person, body in pairs]


def _people_within(sentence: Sentence, start: int, end: int) -> list[Mention]:
    return [
        person
        for person in sentence.mentions_of(PERSON)
        if start <= person.start and person.end <= end
    ]


def _party_groups(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str], people: list[Mention]
) -> list[MentionGroup]:
    """The parties of each agreement, from the surest phrase that has any."""
    pairs = _pairs(bodies_in_groups(sentence, match, PAIRS))
    if pairs:
        return pairs
    signers = _signers(sentence, match, people)
    partners = _partners(sentence, match)
    if signers and partners:
        return _groups_with(match, signers, partners)
    if len(signers) >= PAIR:
        return [signers]
    return _pair_before(document, sentence) if match.groupdict().get(BOTH) else []


def _partners(sentence: Sentence, match: re.Match[str]) -> list[MentionGroup]:
    """The lists behind each "with": bodies, or the organisations of the people named there."""
    partners = bodies_in_groups(sentence, match, PARTNERS)
    if partners:
        return partners
    groups = [name for name in match.re.groupindex if name.startswith(PARTNERS) and match[name]]
    employers = [_employers(_people_within(sentence, *match.span(name))) for name in groups]
    return [bodies for bodies in employers if bodies]


def _pairs(lists: list[MentionGroup]) -> list[MentionGroup]:
    """The bodies two by two, none where one is left over."""
    bodies = [body for group in lists for body in group]
    if len(bodies) % PAIR:
        return []
    return [tuple(bodies[place : place + PAIR]) for place in range(0, len(bodies), PAIR)]


def _signers(sentence: Sentence, match: re.Match[str], people: list[Mention]) -> MentionGroup:
    """The bodies that sign: those that the trigger names, else the organisations of its people."""
    parties = bodies_in_groups(sentence, match, PARTIES)
    if parties:
        return tuple(body for group in parties for body in group)
    employers = _employers(people)
    if employers:
        return employers
    represented = bodies_in_groups(sentence, match, REPRESENTED)
    return tuple(body for group in represented for body in group)


def _employers(people: list[Mention]) -> MentionGroup:
    """The organisations of people, each once; none where one person has none."""
    if not all(person.organisation for person in people):
        return ()
    by_name = {person.organisation: employer_mention(person) for person in people}
    return tuple(by_name.values())


def _groups_with(
    match: re.Match[str], signers: MentionGroup, partners: list[MentionGroup]
) -> list[MentionGroup]:
    """The parties where bodies sign with one or more lists of partners, or with each partner alone."""
    if len(partners) > 1:
        return [(*signers, *group) for group in partners]
    if len(partners[0]) > 1 and PATTERNS["separately"].search(match[0]):
        return [(*signers, partner) for partner in partners[0]]
    return [(*signers, *partners[0])]


def _pair_before(document: AnnotatedArticle, sentence: Sentence) -> list[MentionGroup]:
    """The two bodies of the nearest sentence before that names just two, for "both sides"."""
    for previous in document.preceding_sentences(sentence)[:MAX_PAIR_AGE]:
        bodies = {
            body.resolved_name: body
            for body in previous.mentions_of(*(ACTOR_KINDS - {CONSORTIUM}))
            if body.resolved_name
        }
        if len(bodies) == PAIR:
            return [tuple(bodies.values())]
        if bodies:
            return []
    return []
