"""The party that a Chinese clause leaves out: the subject of a clause or a sentence before it."""

from itertools import pairwise

from seeds.extraction.annotation import ORGANISATION, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.signing import is_right_behind_signing
from seeds.extraction.relations.zh_contract_sides import Side, continues_list, partners
from seeds.extraction.relations.zh_participants import (
    PATTERNS,
    Participant,
    signing_participants,
)
from seeds.extraction.rules.lexicon import chinese_places

UNKNOWN_PARTY = Participant(start=0, end=1)
PARTS = (":", ";")  # of a sentence, the widest first


def subject_of(sentence: Sentence, piece: Side) -> Side:
    """Return those of a clause who are its subject: the first list, not behind "with"."""
    subject = _not_behind_with(sentence, piece)
    first = subject[:1]
    for one, following in pairwise(subject):
        if not continues_list(sentence, one, following):
            break
        first.append(following)
    return first


def subject_before(
    document: AnnotatedArticle, sentence: Sentence, partner: Participant
) -> Participant:
    """Return the party that signs with a partner: the last subject named before it, else an unknown one."""
    subject = _titled_subject(document, sentence, partner.start) or _subject_in_sentence(
        sentence, partner.start
    )
    if subject:
        return subject
    brand = _brand_at_start(document, sentence)
    if brand:
        return brand
    if PATTERNS["goes_on"].match(sentence.text) or is_right_behind_signing(document, sentence):
        for previous in document.preceding_sentences(sentence)[:1]:
            if previous.paragraph == sentence.paragraph:
                told = signing_participants(previous, 0, len(previous.text))
                return next(iter(subject_of(previous, told)), UNKNOWN_PARTY)
    return UNKNOWN_PARTY


def _titled_subject(
    document: AnnotatedArticle, sentence: Sentence, place: int
) -> Participant | None:
    """The one told before whom a clause calls by surname and post."""
    called = list(PATTERNS["surname_and_post"].finditer(sentence.text, 0, place))
    if not called:
        return None
    told = [one for one in signing_participants(sentence, 0, called[-1].start()) if one.person]
    for previous in document.preceding_sentences(sentence)[:1]:
        told = told or [
            one for one in signing_participants(previous, 0, len(previous.text)) if one.person
        ]
    namesakes = [one for one in told if one.person.name.startswith(called[-1]["surname"])]
    return namesakes[-1] if namesakes else None


def _subject_in_sentence(sentence: Sentence, place: int) -> Participant | None:
    """The last subject before a place; in a list the one before its colon, or first in the item before."""
    text = sentence.text
    colon = text.rfind(":", 0, place)
    if colon >= 0:
        return _last(_not_behind_with(sentence, signing_participants(sentence, 0, colon)))
    for end in sorted((i for i, mark in enumerate(text[:place]) if mark == ";"), reverse=True):
        start = text.rfind(";", 0, end) + 1
        subject = _not_behind_with(sentence, signing_participants(sentence, start, end))
        if subject:
            return subject[0]
    return _last(_not_behind_with(sentence, signing_participants(sentence, 0, place)))


def _last(participants: Side) -> Participant | None:
    return participants[-1] if participants else None


def _not_behind_with(sentence: Sentence, participants: Side) -> Side:
    behind_with = partners(sentence, participants)
    return [one for one in participants if one not in behind_with]


def _brand_at_start(document: AnnotatedArticle, sentence: Sentence) -> Participant | None:
    """The only body of the page whose name holds the word that a sentence begins with: its brand."""
    names = {
        body.resolved_name
        for other in document.sentences
        for body in other.mentions_of(ORGANISATION)
    }
    for length in (6, 5, 4, 3, 2):
        brand = sentence.text[:length]
        holders = {name for name in names if brand in name[:-length]}
        if len(holders) == 1 and brand not in chinese_places():
            (name,) = holders
            body = Mention(start=0, end=length, kind=ORGANISATION, name=name)
            return Participant(start=0, end=length, body=body)
    return None
