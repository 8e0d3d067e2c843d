"""Agreements in English: who signed what with whom."""

import re
from dataclasses import replace

from seeds.extraction.model import ORGANISATION, PERSON, Mention, Sentence
from seeds.extraction.relations.signatories import RESPECTIVELY, signed_in, within
from seeds.extraction.rules.slots import Chain

PARTNER = re.compile(r"\b(?:with|between)\s(?:both\s)?")
BY = re.compile(r"\b(?:with|between|by)\s(?:both\s)?")
BEHALF = re.compile(r"\b(?:on\sbehalf\sof|for|representing)\s(?:the\s)?")
# More contracts than one: each of the partners has its own.
EACH = re.compile(
    r"\b(?:agreements|contracts|deals|pacts|accords|MoUs|MOUs|[Mm]emorand(?:ums|a)|respectively|separately|each)\b"
)
LOOKING_ON = re.compile(r"\b(?:at|in|witnessed\sby|presence\sof|attended\sby|members?\sof|hosted\sby|held\sby)\s(?:the\s)?$")
THEY = re.compile(r"\b(?:it|they)\s(?:\w+\s)?$")
DEAL = re.compile(r"\b(?:deal|agreement|MoU|memorandum|contract|pact|accord|document)s?,?\s$")
OBJECT = re.compile(r"\bwith\s(?:both\s)?(?:the\s)?$")
REACH, NEAR, NEAR_SIGNER = 60, 40, 12


def is_looking_on(sentence: Sentence, chain: Chain) -> bool:
    """Whether names only tell where or under whose eyes something was signed."""
    before, behind = sentence.text[max(0, chain[0].start - 24) : chain[0].start], sentence.text[chain[-1].end :]
    return bool(LOOKING_ON.search(before)) and not re.match(r"\sand\s", behind)


def assigned(sentence: Sentence, match: re.Match[str], people: list[Mention]) -> list[Mention]:
    """The signatories with the bodies that the words behind give them one by one: "for A and B respectively"."""
    said = BEHALF.search(sentence.text, match.end()) if sentence.english else None
    listed = _right_at(sentence, said.end(), len(sentence.text)) if said else ()
    if len(people) < 2 or len(listed) != len(people):
        return people
    return [replace(p, organisation=body.name) for p, body in zip(people, listed, strict=True)]


def english_groups(sentence: Sentence, clause: tuple[int, int], match: re.Match[str], before: list[Chain]) -> list[Chain]:
    """The parties of each agreement: those before the trigger and those behind each "with"."""
    text = sentence.text
    end = len(text) if re.match(r"[^.;]{0,40}:", text[match.end() :]) else clause[1]
    partner = BY if "eremony" in match[0] else PARTNER
    places = list(partner.finditer(text, match.end(), end))
    rights = [right for place in places if (right := _right_at(sentence, place.end(), end))]
    if places and rights and not places[0][0].startswith("with"):
        return [rights[0]] if len(rights[0]) > 1 else []
    left = _left(sentence, match, before, is_with=bool(rights))
    if left and rights:
        if len(rights) > 1:
            return [(*left[-1:], *right) for right in rights]
        said = text[match.end() : places[0].start()]
        number = re.match(r"\D{0,30}?(\d+|two|three|four|five|six)\s", text[match.start() : match.end() + 30])
        tail = text[rights[0][-1].end :][:30]
        is_apart = RESPECTIVELY.search(text) or EACH.search(said) or EACH.search(tail) or (len(rights[0]) > 2 and number)
        return [(*left[-1:], each) for each in rights[0]] if is_apart else [(*left, *rights[0])]
    if len(left) > 1:
        return [left]
    ahead = _right_at(sentence, match.end(), clause[1], reach=NEAR) if DEAL.search(text[: match.start()]) else ()
    return [ahead] if len(ahead) > 1 else []


def _left(sentence: Sentence, match: re.Match[str], before: list[Chain], *, is_with: bool) -> Chain:
    """The names that sign: those right before the trigger, or those behind "on behalf of"."""
    text = sentence.text
    if not before:
        return _body_of_signer(sentence, match) if is_with else ()
    if is_with and THEY.search(text[: match.start()]):
        return before[0][:1]
    last = next((c for c in reversed(before) if not OBJECT.search(text[: c[0].start])), ())
    if not last or not (is_with or len(last) > 1):
        return ()
    if signed_in(sentence, last[-1].end, match.start()):
        return last if is_with else ()
    people = [p for p in sentence.of(PERSON) if last[-1].end <= p.start and p.end <= match.start()]
    tail = text[people[-1].end if people else last[-1].end : match.start()]
    return last if len(tail) <= REACH else ()


def _body_of_signer(sentence: Sentence, match: re.Match[str]) -> Chain:
    """The body of the person right before the trigger, as another sentence tells it."""
    signer = next((p for p in reversed(sentence.of(PERSON)) if p.end <= match.start()), None)
    if signer is None or not signer.organisation or match.start() - signer.end > NEAR_SIGNER:
        return ()
    return (replace(signer, kind=ORGANISATION, name=signer.organisation, full=""),)


def _right_at(sentence: Sentence, place: int, end: int, *, reach: int = 30) -> Chain:
    """The list of names that begins at a place, or soon behind it."""
    listed = next((c for c in within(sentence, place - 1, end) if c[0].start >= place - 1), ())
    return listed if listed and listed[0].start - place < reach else ()
