"""Consortia that a page names in passing: one that was visited, or one that was given up years ago."""

import re

from seeds.extraction.annotation import CONSORTIUM, Mention, Sentence
from seeds.extraction.languages import EN

VISITED_BEFORE = re.compile("(?:到|赴|向|参观|走访|考察|借鉴|对标)[^,。;]{0,14}$")
VISITED_BEHIND = re.compile("[^,。;]{0,8}(?:取经|学习|考察|请教|经验|做法)")
GIVEN_UP = re.compile("曾[^。;]*(?:停摆|停止运作|解散|注销|撤销|无疾而终|名存实亡)")


def is_consortium_in_passing(sentence: Sentence, mention: Mention) -> bool:
    """Whether a Chinese sentence names a consortium as one that was visited or given up."""
    if sentence.language == EN:
        return False
    if is_given_up(sentence):
        return True
    if not VISITED_BEFORE.search(sentence.text[: mention.start]):
        return False
    return bool(VISITED_BEHIND.match(sentence.text, mention.end))


def is_given_up(sentence: Sentence) -> bool:
    """Whether a sentence tells of something that existed once and came to an end."""
    return bool(GIVEN_UP.search(sentence.text))


def names_consortia_in_passing_alone(sentence: Sentence) -> bool:
    """Whether each consortium that a sentence names is named in passing."""
    named = sentence.mentions_of(CONSORTIUM)
    return bool(named) and all(is_consortium_in_passing(sentence, mention) for mention in named)
