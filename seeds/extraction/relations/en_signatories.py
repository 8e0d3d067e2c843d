"""The people who sign an agreement in English, and the organisations that they stand for."""

import re

from seeds.extraction.annotation import ORGANISATION, PERSON, Mention, Sentence
from seeds.extraction.mentions.en_organisations import ENGLISH_REFERENCE
from seeds.extraction.mentions.zh_organisations import CHINESE_REFERENCE
from seeds.extraction.relations.signing import (
    has_signing_trigger,
    is_witnessing,
    mention_groups_between,
    text_without_bodies,
)
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.slots import MentionGroup

PATTERNS = load_patterns("en_signatories")

REPRESENTATION = PATTERNS["representation"]
PARENTHESIS_OR_HONORIFIC = PATTERNS["parenthesis_or_honorific"]
BETWEEN_SIGNATORIES = PATTERNS["between_signatories"]
SIGNS_ALONE = PATTERNS["signs_alone"]
MAX_TAIL_LENGTH = 60  # characters between the last name and the trigger
SHORT_TAIL_LENGTH = 12


def find_english_signatories(
    sentence: Sentence, clause: tuple[int, int], match: re.Match[str]
) -> list[Mention]:
    """Return the people who sign: those right before the trigger, not those who attended or watched."""
    people = [
        person
        for person in sentence.mentions_of(PERSON)
        if clause[0] <= person.start and person.end <= match.start()
    ]
    if not people:
        return []
    tail = sentence.text[_end_of_names(sentence, people[-1], match) : match.start()]
    if len(tail) > MAX_TAIL_LENGTH or is_witnessing(sentence, tail):
        return []
    signatories = _listed_with_last(sentence, people)
    return signatories if _do_sign(sentence, signatories, match, tail) else []


def _do_sign(sentence: Sentence, people: list[Mention], match: re.Match[str], tail: str) -> bool:
    """Whether people right before a trigger sign: more than one, or one who is near or represents."""
    if len(people) > 1 or len(tail) <= SHORT_TAIL_LENGTH:
        return True
    return bool(REPRESENTATION.search(sentence.text[: match.end() + 20]))


def _end_of_names(sentence: Sentence, person: Mention, match: re.Match[str]) -> int:
    """The end of a person's name, or of the bodies named behind it."""
    groups = mention_groups_between(sentence, person.end, match.start())
    return max([person.end, *(group[-1].end for group in groups)])


def _listed_with_last(sentence: Sentence, people: list[Mention]) -> list[Mention]:
    """The last of the people and those before who share the same signing."""
    first = len(people) - 1
    while first and _sign_together(sentence, people[first - 1], people[first]):
        first -= 1
    return people[first:]


def _sign_together(sentence: Sentence, person: Mention, following: Mention) -> bool:
    """Whether neither watching nor another signing parts two people."""
    if is_witnessing(sentence, sentence.text[person.end : following.start]):
        return False
    return not has_signing_trigger(sentence, person.end, following.start)


def parties_of_english_signatories(sentence: Sentence, people: list[Mention]) -> list[MentionGroup]:
    """Return the parties of an agreement as the organisations of its signatories, if they are several."""
    employers = [_employer(sentence, person) for person in people]
    known = tuple(employer for employer in employers if employer)
    names = {employer.resolved_name for employer in known} - {""}
    return [known] if len(names) > 1 else []


def _employer(sentence: Sentence, person: Mention) -> Mention | None:
    """The organisation of a person as the sentence names it, else as another sentence does.

    None for a person without one, or with a mere "we" that stands elsewhere.
    """
    organisation = person.organisation
    if not organisation:
        return None
    for mention in sentence.mentions:
        if mention.kind != PERSON and organisation in (mention.name, mention.full_name):
            return mention
    if CHINESE_REFERENCE.fullmatch(organisation) or ENGLISH_REFERENCE.fullmatch(organisation):
        return None
    return Mention(start=person.start, end=person.end, kind=ORGANISATION, name=organisation)


def find_english_people_after(sentence: Sentence, place: int) -> list[Mention]:
    """Return the people of a list right behind a place: "signed by A and B"."""
    people: list[Mention] = []
    for person in sentence.mentions_of(PERSON):
        if person.start < place:
            continue
        start = people[-1].end if people else place
        between = text_without_bodies(sentence, start, person.start, since=place)
        between = PARENTHESIS_OR_HONORIFIC.sub("", between)
        if not BETWEEN_SIGNATORIES.fullmatch(between):
            break
        if people and SIGNS_ALONE.match(sentence.text, person.end):
            break
        people.append(person)
    return people
