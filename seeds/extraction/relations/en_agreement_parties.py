"""Agreements in English: who signed what with whom."""

import re
from dataclasses import replace

from seeds.extraction.model import ORGANISATION, PERSON, Mention, Sentence
from seeds.extraction.relations.signatories import (
    RESPECTIVELY,
    has_signing_trigger,
    mention_groups_between,
)
from seeds.extraction.rules.slots import MentionGroup

PARTNER_PREPOSITION = re.compile(r"\b(?:with|between)\s(?:both\s)?")
PARTY_PREPOSITION = re.compile(r"\b(?:with|between|by)\s(?:both\s)?")
ON_BEHALF_OF = re.compile(r"\b(?:on\sbehalf\sof|for|representing)\s(?:the\s)?")
# More contracts than one: each of the partners has its own.
SEPARATE_AGREEMENTS = re.compile(
    r"\b(?:agreements|contracts|deals|pacts|accords|MoUs|MOUs|[Mm]emorand(?:ums|a)|respectively|separately|each)\b"
)
BYSTANDER_MARKER = re.compile(
    r"\b(?:at|in|witnessed\sby|presence\sof|attended\sby|members?\sof|hosted\sby|held\sby)\s(?:the\s)?$"
)
PRONOUN_SUBJECT = re.compile(r"\b(?:it|they)\s(?:\w+\s)?$")
AGREEMENT_NOUN = re.compile(
    r"\b(?:deal|agreement|MoU|memorandum|contract|pact|accord|document)s?,?\s$"
)
WITH_BEFORE_NAME = re.compile(r"\bwith\s(?:both\s)?(?:the\s)?$")
MAX_SUBJECT_DISTANCE, MAX_OBJECT_DISTANCE, MAX_SIGNER_DISTANCE = 60, 40, 12


def is_bystander(sentence: Sentence, chain: MentionGroup) -> bool:
    """Whether names only tell where or under whose eyes something was signed."""
    before, behind = (
        sentence.text[max(0, chain[0].start - 24) : chain[0].start],
        sentence.text[chain[-1].end :],
    )
    return bool(BYSTANDER_MARKER.search(before)) and not re.match(r"\sand\s", behind)


def assign_organisations(
    sentence: Sentence, match: re.Match[str], people: list[Mention]
) -> list[Mention]:
    """The signatories with the bodies that the words behind give them one by one: "for A and B respectively"."""
    said = ON_BEHALF_OF.search(sentence.text, match.end()) if sentence.is_english else None
    listed = _right_at(sentence, said.end(), len(sentence.text)) if said else ()
    if len(people) < 2 or len(listed) != len(people):
        return people
    return [replace(p, organisation=body.name) for p, body in zip(people, listed, strict=True)]


def english_party_groups(
    sentence: Sentence, clause: tuple[int, int], match: re.Match[str], before: list[MentionGroup]
) -> list[MentionGroup]:
    """The parties of each agreement: those before the trigger and those behind each "with"."""
    text = sentence.text
    end = len(text) if re.match(r"[^.;]{0,40}:", text[match.end() :]) else clause[1]
    partner = PARTY_PREPOSITION if "eremony" in match[0] else PARTNER_PREPOSITION
    places = list(partner.finditer(text, match.end(), end))
    rights = [right for place in places if (right := _right_at(sentence, place.end(), end))]
    if places and rights and not places[0][0].startswith("with"):
        return [rights[0]] if len(rights[0]) > 1 else []
    left = _left(sentence, match, before, is_with=bool(rights))
    if left and rights:
        if len(rights) > 1:
            return [(*left[-1:], *right) for right in rights]
        said = text[match.end() : places[0].start()]
        number = re.match(
            r"\D{0,30}?(\d+|two|three|four|five|six)\s", text[match.start() : match.end() + 30]
        )
        tail = text[rights[0][-1].end :][:30]
        is_apart = (
            RESPECTIVELY.search(text)
            or SEPARATE_AGREEMENTS.search(said)
            or SEPARATE_AGREEMENTS.search(tail)
            or (len(rights[0]) > 2 and number)
        )
        return [(*left[-1:], each) for each in rights[0]] if is_apart else [(*left, *rights[0])]
    if len(left) > 1:
        return [left]
    ahead = (
        _right_at(sentence, match.end(), clause[1], reach=MAX_OBJECT_DISTANCE)
        if AGREEMENT_NOUN.search(text[: match.start()])
        else ()
    )
    return [ahead] if len(ahead) > 1 else []


def _left(
    sentence: Sentence, match: re.Match[str], before: list[MentionGroup], *, is_with: bool
) -> MentionGroup:
    """The names that sign: those right before the trigger, or those behind "on behalf of"."""
    text = sentence.text
    if not before:
        return _body_of_signer(sentence, match) if is_with else ()
    if is_with and PRONOUN_SUBJECT.search(text[: match.start()]):
        return before[0][:1]
    last = next(
        (c for c in reversed(before) if not WITH_BEFORE_NAME.search(text[: c[0].start])), ()
    )
    if not last or not (is_with or len(last) > 1):
        return ()
    if has_signing_trigger(sentence, last[-1].end, match.start()):
        return last if is_with else ()
    people = [
        p
        for p in sentence.mentions_of(PERSON)
        if last[-1].end <= p.start and p.end <= match.start()
    ]
    tail = text[people[-1].end if people else last[-1].end : match.start()]
    return last if len(tail) <= MAX_SUBJECT_DISTANCE else ()


def _body_of_signer(sentence: Sentence, match: re.Match[str]) -> MentionGroup:
    """The body of the person right before the trigger, as another sentence tells it."""
    signer = next(
        (p for p in reversed(sentence.mentions_of(PERSON)) if p.end <= match.start()), None
    )
    if (
        signer is None
        or not signer.organisation
        or match.start() - signer.end > MAX_SIGNER_DISTANCE
    ):
        return ()
    return (replace(signer, kind=ORGANISATION, name=signer.organisation, full_name=""),)


def _right_at(sentence: Sentence, place: int, end: int, *, reach: int = 30) -> MentionGroup:
    """The list of names that begins at a place, or soon behind it."""
    listed = next(
        (c for c in mention_groups_between(sentence, place - 1, end) if c[0].start >= place - 1), ()
    )
    return listed if listed and listed[0].start - place < reach else ()
