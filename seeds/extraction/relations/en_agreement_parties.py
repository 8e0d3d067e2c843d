"""The parties of agreements in English: who signed what with whom."""

import re
from dataclasses import replace

from seeds.extraction.annotation import PERSON, Mention, Sentence
from seeds.extraction.relations.signing import (
    employer_mention,
    has_signing_trigger,
    mention_groups_between,
)
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.slots import MentionGroup
from seeds.extraction.rules.subjects import without_bystanders

PATTERNS = load_patterns("en_agreement_parties")

PARTNER_PREPOSITION = PATTERNS["partner_preposition"]
PARTY_PREPOSITION = PATTERNS["party_preposition"]
ON_BEHALF_OF = PATTERNS["on_behalf_of"]
SEPARATE_AGREEMENTS = PATTERNS["separate_agreements"]
RESPECTIVELY_SIGNED = PATTERNS["respectively_signed"]
BYSTANDER_MARKER = PATTERNS["bystander_marker"]
PRONOUN_SUBJECT = PATTERNS["pronoun_subject"]
AGREEMENT_NOUN = PATTERNS["agreement_noun"]
COUNTED_AGREEMENTS = PATTERNS["counted_agreements"]
WITH_BEFORE_NAME = PATTERNS["with_before_name"]
# A list of the parties follows, be it behind a semicolon.
LIST_ANNOUNCEMENT = re.compile(r"[^.;]{0,40}:")
FURTHER_PARTNER = PATTERNS["further_partner"]
MAX_SUBJECT_DISTANCE = 60  # characters before the trigger
MAX_SIGNER_DISTANCE = 12
MAX_PARTNER_DISTANCE = 30  # characters behind "with"
MAX_OBJECT_DISTANCE = 40  # behind the trigger
BY = re.compile(r"\sby\s")
SECOND_SIDE = PATTERNS["second_side"]
WITHIN_ARTICLE = 8  # characters
MAX_BEHALF_DISTANCE = 4  # behind the verb of signing
BYSTANDER_WINDOW = 24


def is_bystander(sentence: Sentence, group: MentionGroup) -> bool:
    """Whether names only tell where or under whose eyes something was signed."""
    start = group[0].start
    if not BYSTANDER_MARKER.search(sentence.text[max(0, start - BYSTANDER_WINDOW) : start]):
        return False
    return not re.match(r"\sand\s", sentence.text[group[-1].end :])


def assign_organisations(
    sentence: Sentence, match: re.Match[str], people: list[Mention]
) -> list[Mention]:
    """Return the signatories with the bodies that "for A and B respectively" gives them one by one."""
    if not people:
        return people
    marker = ON_BEHALF_OF.search(sentence.text, match.end())
    if not marker:
        return people
    if len(people) == 1 and not _is_right_behind(match, marker):
        return people
    bodies = _list_at(sentence, marker.end(), len(sentence.text))
    if len(bodies) != len(people):
        return people
    pairs = zip(people, bodies, strict=True)
    return [replace(person, organisation=body.resolved_name or body.name) for person, body in pairs]


def _is_right_behind(match: re.Match[str], marker: re.Match[str]) -> bool:
    """Whether "for" stands so near behind a verb of signing that it tells for whom: "signed it for"."""
    return marker.start() - match.end() <= MAX_BEHALF_DISTANCE


def english_party_groups(
    sentence: Sentence, clause: tuple[int, int], match: re.Match[str], before: list[MentionGroup]
) -> list[MentionGroup]:
    """Return the parties of each agreement: those before the trigger and those behind each "with".

    `before` holds the lists of names between the start of the clause and the trigger.
    """
    end = _parties_end(sentence, clause, match)
    prepositions = _partner_prepositions(sentence, match, end)
    lists = [_list_at(sentence, preposition.end(), end) for preposition in prepositions]
    partners = [group for group in lists if group]
    if partners and not prepositions[0][0].startswith("with"):
        return partners[:1] if len(partners[0]) > 1 else _two_sides(sentence, partners[0], end)
    signers = _signing_names(sentence, match, before, has_partners=bool(partners))
    if partners and not signers:
        signers = _agents_behind(sentence, match, prepositions[0])
    if signers and partners:
        return _groups_with_partners(sentence, match, prepositions[0], signers, partners)
    if len(signers) > 1:
        return [signers]
    return _parties_behind_noun(sentence, clause, match)


def _agents_behind(
    sentence: Sentence, match: re.Match[str], preposition: re.Match[str]
) -> MentionGroup:
    """The bodies of "concluded by A with B"."""
    if not BY.match(sentence.text, match.end()):
        return ()
    return _list_at(sentence, match.end() + 3, preposition.start(), reach=WITHIN_ARTICLE)


def _two_sides(sentence: Sentence, first: MentionGroup, end: int) -> list[MentionGroup]:
    """The parties of "between A, a school, on the one side and B on the other"."""
    for group in mention_groups_between(sentence, first[-1].end, end):
        between = sentence.text[first[-1].end : group[0].start]
        if SECOND_SIDE.fullmatch(between):
            return [(*first, *group)]
        return []
    return []


def _groups_with_partners(
    sentence: Sentence,
    match: re.Match[str],
    preposition: re.Match[str],
    signers: MentionGroup,
    partners: list[MentionGroup],
) -> list[MentionGroup]:
    """The parties where names sign with one or more lists of partners; `preposition` is the first."""
    if len(partners) > 1:
        return [(signers[-1], *group) for group in partners]
    if _sign_separately(sentence, match, preposition, partners[0]):
        return [(signers[-1], partner) for partner in partners[0]]
    return [(*signers, *partners[0])]


def _parties_end(sentence: Sentence, clause: tuple[int, int], match: re.Match[str]) -> int:
    """Where to stop looking for partners: the end of the clause, or of the sentence before a list."""
    text = sentence.text
    if LIST_ANNOUNCEMENT.match(text[match.end() :]) or FURTHER_PARTNER.match(text, clause[1]):
        return len(text)
    return clause[1]


def _partner_prepositions(
    sentence: Sentence, match: re.Match[str], end: int
) -> list[re.Match[str]]:
    """Each "with" or "between" behind the trigger, behind a ceremony each "by" too."""
    pattern = PARTY_PREPOSITION if "eremony" in match[0] else PARTNER_PREPOSITION
    return list(pattern.finditer(sentence.text, match.end(), end))


def _sign_separately(
    sentence: Sentence, match: re.Match[str], preposition: re.Match[str], partners: MentionGroup
) -> bool:
    """Whether each of the partners signed an agreement of its own."""
    text = sentence.text
    if RESPECTIVELY_SIGNED.search(text, 0, match.start()):
        return True
    if SEPARATE_AGREEMENTS.search(text[match.end() : preposition.start()]):
        return True
    end = partners[-1].end
    if SEPARATE_AGREEMENTS.search(text[end : end + 30]):
        return True
    if len(partners) <= 2:
        return False
    return bool(COUNTED_AGREEMENTS.match(text[match.start() : match.end() + 30]))


def _parties_behind_noun(
    sentence: Sentence, clause: tuple[int, int], match: re.Match[str]
) -> list[MentionGroup]:
    """The parties behind a trigger that stands behind its object: "an agreement signed by A and B"."""
    if not AGREEMENT_NOUN.search(sentence.text[: match.start()]):
        return []
    group = _list_at(sentence, match.end(), clause[1], reach=MAX_OBJECT_DISTANCE)
    return [group] if len(group) > 1 else []


def _signing_names(
    sentence: Sentence, match: re.Match[str], before: list[MentionGroup], *, has_partners: bool
) -> MentionGroup:
    """The names that sign: those right before the trigger, or the organisation of the signatory."""
    text = sentence.text
    if not before:
        return _organisation_of_signer(sentence, match) if has_partners else ()
    if has_partners and PRONOUN_SUBJECT.search(text[: match.start()]):
        return before[0][:1]
    names = without_bystanders(sentence, _last_without_with(text, before))
    if not has_partners and len(names) < 2:
        return ()
    if not names or not _is_subject_of_trigger(sentence, names, match, has_partners=has_partners):
        return ()
    return names


def _last_without_with(text: str, groups: list[MentionGroup]) -> MentionGroup:
    """The last list that does not stand behind "with"."""
    for group in reversed(groups):
        if not WITH_BEFORE_NAME.search(text[: group[0].start]):
            return group
    return ()


def _is_subject_of_trigger(
    sentence: Sentence, names: MentionGroup, match: re.Match[str], *, has_partners: bool
) -> bool:
    """Whether names stand near enough before the trigger; the people between are not counted."""
    end = names[-1].end
    if has_signing_trigger(sentence, end, match.start()):
        return has_partners
    for person in sentence.mentions_of(PERSON):
        if names[-1].end <= person.start and person.end <= match.start():
            end = person.end
    return match.start() - end <= MAX_SUBJECT_DISTANCE


def _organisation_of_signer(sentence: Sentence, match: re.Match[str]) -> MentionGroup:
    """The organisation of the person right before the trigger, as another sentence gives it."""
    people = [p for p in sentence.mentions_of(PERSON) if p.end <= match.start()]
    if not people or not people[-1].organisation:
        return ()
    if match.start() - people[-1].end > MAX_SIGNER_DISTANCE:
        return ()
    return (employer_mention(people[-1]),)


def _list_at(
    sentence: Sentence, place: int, end: int, *, reach: int = MAX_PARTNER_DISTANCE
) -> MentionGroup:
    """The list of names that begins at a place, or soon behind it."""
    for group in mention_groups_between(sentence, place - 1, end):
        return group if group[0].start - place < reach else ()
    return ()
