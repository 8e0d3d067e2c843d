"""The parts of a run of capitalised words in English: names that a verb, "and", "at" or "for" separates."""

import re
from collections.abc import Iterator

from seeds.extraction.mentions.en_head_nouns import (
    BRACKETED_ACRONYM,
    ends_with_head_noun,
    ends_with_school,
    has_head_noun,
)
from seeds.extraction.rules.lexicon import english_places, lexicon
from seeds.extraction.rules.patterns import load_patterns
from seeds.pages.person_names import PINYIN

PATTERNS = load_patterns("en_name_parts")

# The verb of a headline, whose words all begin with capitals: "Forum Was Held in Our College"
HEADLINE_VERB_PATTERN = r"""
    \s(?:(?:Was|Were|Is|Are|Successfully|Officially|Jointly|Grandly)\s)*
    (?:
        Held|Holds|Signed|Signs|Hosts|Hosted|Joins|Joined|Visits|Visited|Led|Leads
        |Unveils|Unveiled|Launches|Launched|Established|Establishes|Inaugurated
        |Elected|Founded|Opens|Opened|Convened|Attends|Attended
    )\b
    (?:\s(?:in|at|by|with|as|for|on|the|our|Our))*\s?
"""
HEADLINE_VERB = re.compile(HEADLINE_VERB_PATTERN, re.VERBOSE)
NAME_SEPARATOR = re.compile(
    HEADLINE_VERB_PATTERN
    + r"""
    | (?<=[A-Z]\))\s(?:and|on|in|for|at)\s(?:the\s)?
    | \sand\s(?:the\s)?
    | \s&\s
    | \sat\s(?:the\s)?
    | \s(?:in|on|for)\sthe\s
    | (?<=(?:roup|GmbH|lege|sity|Ltd\.|hnic|pany|tion|ings))
      (?<!Association)(?<!Federation)(?<!Foundation)\sfor\s(?=[A-Z])
    """,
    re.VERBOSE,
)
ACRONYM_WINDOW = 13
AT_OR_ON = re.compile(r"\s?(?:at|on)")
INCOMPLETE_NAME = PATTERNS["incomplete_name"]
FIRST_OF_TWO_FIELDS = PATTERNS["first_of_two_fields"]
SECOND_OF_TWO_FIELDS = PATTERNS["second_of_two_fields"]
CHINESE_PLACE = PATTERNS["chinese_place"]
AMPERSAND = "&"
ARTICLE = "The "
MIN_WORDS = 2


def split_run(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a run of capitalised words that a verb, "and" or "at" separates."""
    part_start = start
    for separator in NAME_SEPARATOR.finditer(text[start:end]):
        part_end = start + separator.start()
        next_start = start + separator.end()
        if _separates_names(separator[0], text[part_start:part_end], text[next_start:end]):
            yield part_start, part_end
            part_start = next_start
    yield part_start, end


def _separates_names(separator: str, left: str, right: str) -> bool:
    """Whether the words on both sides of a separator belong to different names."""
    if HEADLINE_VERB.fullmatch(separator) or _ends_with_acronym(left) or _is_person(left):
        return True
    if separator.strip() == AMPERSAND:
        return right.startswith(ARTICLE) or (ends_with_school(left) and has_head_noun(right))
    is_and = separator.split(maxsplit=1)[0] == "and"
    if is_and and _is_one_name(left, right):
        return False
    if not is_and and AT_OR_ON.match(separator):
        return True
    return _are_two_names(separator, left, right, is_and=is_and)


def _are_two_names(separator: str, left: str, right: str, *, is_and: bool) -> bool:
    """Whether the words on both sides of "and", "in the" and the like are names by themselves."""
    if is_and and has_head_noun(right) and _begins_name(separator, left, right):
        return True
    if not ends_with_head_noun(left):
        return False
    return not is_and or separator.endswith("the ") or has_head_noun(right)


def _begins_name(separator: str, left: str, right: str) -> bool:
    """Whether the words behind "and" begin a name of their own: with an article, or with a place."""
    if separator.endswith("the "):
        return True
    first_word = right.split(maxsplit=1)[0]
    if has_head_noun(left):
        return False
    return first_word in english_places() or CHINESE_PLACE.fullmatch(first_word) is not None


def _is_person(left: str) -> bool:
    """Whether the words before a separator end with a Chinese person's name, or inside of a bracket."""
    words = left.split()
    if left.endswith(")") and "(" not in left:
        return True
    return (
        len(words) >= MIN_WORDS
        and words[-2] in lexicon("en")["surnames"]
        and PINYIN.fullmatch(words[-1]) is not None
        and (len(words) == MIN_WORDS or is_title(words[-3].rstrip(".")))
    )


def _is_one_name(left: str, right: str) -> bool:
    """Whether "and" joins two fields of one body."""
    if INCOMPLETE_NAME.match(right):
        return True
    return bool(FIRST_OF_TWO_FIELDS.search(left) and SECOND_OF_TWO_FIELDS.match(right))


def _ends_with_acronym(text: str) -> bool:
    return text.endswith(")") and BRACKETED_ACRONYM.search(text[-ACRONYM_WINDOW:]) is not None


def is_title(word: str) -> bool:
    """Return whether a word is a title, or two that a hyphen joins: "Vice-President"."""
    titles = lexicon("en")["titles"]
    return word in titles or titles.issuperset(word.split("-"))
