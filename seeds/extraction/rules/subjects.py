"""Which of the names before a trigger are its subject."""

import re

from seeds.extraction.annotation import ACTOR_KINDS, PERSON, Mention, Sentence
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.patterns import load_patterns

COUNT_VALUES = {"双": 2, "两": 2, "三": 3, "四": 4, "五": 5}
PATTERNS = load_patterns("subjects")
POST_BEFORE_OF = re.compile(rf"(?i:\b(?:{'|'.join(sorted(lexicon('en')['titles']))}))$")


def counted_parties(sentence: Sentence, place: int) -> tuple[Mention, ...]:
    """Return the bodies that "the three of them" right before a place stands for.

    These are all bodies that the sentence names before, provided that they are as many.
    """
    counted = PATTERNS["counted_parties"].search(sentence.text[:place])
    if not counted:
        return ()
    parties: dict[str, Mention] = {}
    for mention in sentence.mentions:
        if mention.kind not in ACTOR_KINDS or mention.end > counted.start():
            continue
        if mention.resolved_name:
            parties[mention.resolved_name] = mention
    return tuple(parties.values()) if len(parties) == COUNT_VALUES[counted[1]] else ()


def subject_names(sentence: Sentence, names: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the names without those before a label; none where they only tell a place or a home."""
    names = without_bystanders(sentence, names_behind_label(sentence, names))
    if not names:
        return ()
    return () if _is_place_or_employer(sentence, sentence.text[: names[0].start]) else names


def without_bystanders(sentence: Sentence, names: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the names without those that only looked on: "Witnessed by officials of A, B signed"."""
    return tuple(
        name for name in names if not PATTERNS["onlooker"].search(sentence.text[: name.start])
    )


def names_behind_label(sentence: Sentence, names: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the names behind the last comma where the list begins with a label, else all."""
    if PATTERNS["label_before"].search(sentence.text[: names[0].start]):
        return names[last_comma(sentence, names) :]
    return names


def last_comma(sentence: Sentence, names: tuple[Mention, ...]) -> int:
    """Return the index of the name behind the last comma of a list, 0 without a comma."""
    for index in range(len(names) - 1, 0, -1):
        if "," in sentence.text[names[index - 1].end : names[index].start]:
            return index
    return 0


def _is_place_or_employer(sentence: Sentence, before: str) -> bool:
    """Whether the words before a name make it the place of an event, or where a person works."""
    marker = PATTERNS["location_marker"].search(before)
    if not marker:
        return False
    if marker["of"] is None:
        return True
    if any(person.end == marker.start() for person in sentence.mentions_of(PERSON)):
        return True
    return bool(POST_BEFORE_OF.search(before[: marker.start()]))
