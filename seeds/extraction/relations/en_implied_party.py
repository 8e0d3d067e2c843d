"""The party of an English agreement that its sentence leaves out: "The second was concluded with B"."""

import re

from seeds.extraction.annotation import PERSON, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.languages import EN
from seeds.extraction.relations.signing import (
    employer_mention,
    has_signing_trigger,
    mention_groups_between,
)
from seeds.extraction.rules.loading import trigger_pattern
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.slots import MentionGroup

PATTERNS = load_patterns("en_implied_party")

PASSIVE = PATTERNS["passive"]
WITH = PATTERNS["with"]
PLACE_BEFORE = PATTERNS["place_before"]
MAX_PARTNER_DISTANCE = 30  # characters behind "with"


def groups_with_implied_party(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[MentionGroup]:
    """Return the partner behind "with" beside the party that signed before, where only one is named."""
    if not _leaves_out_party(sentence, match):
        return []
    preposition = WITH.search(sentence.text, max(match.start(), match.end() - 5))
    if not preposition:
        return []
    lists = mention_groups_between(sentence, preposition.end() - 1, len(sentence.text))
    if not lists or lists[0][0].start - preposition.end() > MAX_PARTNER_DISTANCE:
        return []
    party = _party_before(document, sentence)
    return [(party, *lists[0])] if party else []


def _leaves_out_party(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether what was signed is the subject, or the trigger is one for a further agreement."""
    if "further" in match.re.groupindex:
        return True
    return bool(PASSIVE.search(sentence.text[: match.start()]))


def _party_before(document: AnnotatedArticle, sentence: Sentence) -> Mention | None:
    """The first party of the signing that the paragraph reported last."""
    for previous in document.preceding_sentences(sentence):
        if previous.paragraph != sentence.paragraph:
            return None
        trigger = trigger_pattern("agreement", EN).search(previous.text)
        if trigger and has_signing_trigger(previous, 0, len(previous.text)):
            return _subject(previous, trigger.start())
    return None


def _subject(sentence: Sentence, place: int) -> Mention | None:
    """The first body before a place, else that of the first person."""
    lists = mention_groups_between(sentence, 0, place)
    groups = [group for group in lists if not PLACE_BEFORE.search(sentence.text[: group[0].start])]
    if groups and len(groups[0]) == 1 and groups[0][0].resolved_name:
        return groups[0][0]
    for person in sentence.mentions_of(PERSON):
        if person.end <= place and person.organisation:
            return employer_mention(person)
    return None
