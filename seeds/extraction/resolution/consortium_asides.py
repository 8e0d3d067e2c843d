"""Consortia that a page names in passing: one that was visited, or one that was given up years ago."""

from seeds.extraction.annotation import CONSORTIUM, Mention, Sentence
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("consortium_asides")


def is_consortium_in_passing(sentence: Sentence, mention: Mention) -> bool:
    """Whether a Chinese sentence names a consortium as one that was visited or given up."""
    if is_given_up(sentence):
        return True
    if not PATTERNS["visited_before"].search(sentence.text[: mention.start]):
        return False
    return bool(PATTERNS["visited_behind"].match(sentence.text, mention.end))


def is_given_up(sentence: Sentence) -> bool:
    """Whether a sentence tells of something that existed once and came to an end."""
    return bool(PATTERNS["given_up"].search(sentence.text))


def names_consortia_in_passing_alone(sentence: Sentence) -> bool:
    """Whether each consortium that a sentence names is named in passing."""
    named = sentence.mentions_of(CONSORTIUM)
    return bool(named) and all(is_consortium_in_passing(sentence, mention) for mention in named)
