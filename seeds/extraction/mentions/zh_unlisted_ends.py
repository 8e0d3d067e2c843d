"""Where a Chinese name behind a title ends if none of the listed words stands behind it."""

import re

from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.text.zh_words import TokenizedText, tokenize
from seeds.pages.person_names import SURNAMES

COMPOUND_SURNAMES = lexicon("zh")["compound_surnames"]
PERSON_TAG = "nr"
# Tags of words that begin like a surname and are none: "and", "by", "already", "he", "three"
FUNCTION_TAGS = frozenset("cpdurfmqy")
# Tags of what may stand right behind a name: a verb, an adverb, a preposition, a phrase, a number
TAGS_BEHIND_NAME = frozenset("vdpcmuxrtai")
HEAD_LENGTH = 8  # characters behind a name that tell where it ends
NON_NAMES = tuple(lexicon("zh")["no_names"])
NOT_IN_NAME = "".join(lexicon("zh")["not_in_given_names"])
ONLY_BEHIND_NAME = "".join(lexicon("zh")["behind_given_names"])
GIVEN_NAME = re.compile(f"[^{NOT_IN_NAME}]?[^{NOT_IN_NAME}{ONLY_BEHIND_NAME}]")


def unlisted_name_end(tokenized: TokenizedText, start: int) -> int | None:
    """Return where the name that begins at a position ends, by the words that stand behind it."""
    text = tokenized.text
    if text.startswith(NON_NAMES, start):
        return None
    if text[start : start + 2] in COMPOUND_SURNAMES:
        return _fitting_end(text, start, surname=2, lengths=(4, 3))
    if text[start : start + 1] not in SURNAMES:
        return None
    index = tokenized.token_index(start)
    if tokenized.starts[index] != start:
        return None
    is_name = _may_begin_name(tokenized.tokens[index], tokenized.tags[index])
    return _fitting_end(text, start, surname=1, lengths=(3, 2)) if is_name else None


def _may_begin_name(word: str, tag: str) -> bool:
    """Whether a word that begins with a surname may be one, or a name: no common word."""
    if len(word) > 1:
        return tag.startswith(PERSON_TAG)
    return tag[0] not in FUNCTION_TAGS


def _fitting_end(text: str, start: int, *, surname: int, lengths: tuple[int, ...]) -> int | None:
    """The end of the first name of a length that holds only characters of names, before a predicate."""
    for length in lengths:
        end = start + length
        if end >= len(text) or not GIVEN_NAME.fullmatch(text, start + surname, end):
            continue
        if _is_predicate(text[end : end + HEAD_LENGTH]):
            return end
    return None


def _is_predicate(text: str) -> bool:
    """Whether a text begins with a word of a kind that stands behind names."""
    words = tokenize(text)
    return words.tags[0][0] in TAGS_BEHIND_NAME or len(words.tokens[0]) == 1
