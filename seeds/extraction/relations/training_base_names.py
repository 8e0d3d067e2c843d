"""Which mentions are bases with a name of their own, not schools, types or owners of something else."""

from seeds.extraction.annotation import Mention, Sentence
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("training_bases")
PARTNERS_SCHOOL = PATTERNS["partners_school"]
GENERIC_NAME = PATTERNS["generic_name"]
COUNT_AFTER = PATTERNS["count_after"]
SCHOOL_SUFFIXES = ("学院", "学校", "Institute")
ENGLISH_SCHOOL_NAME = PATTERNS["english_school_name"]
BODY_OR_BASE = PATTERNS["body_or_base"]
OPENING_QUOTE = "“"
MIN_DISTINCTIVE_LENGTH = 2


def is_base(sentence: Sentence, base: Mention) -> bool:
    """Return whether the name is that of a base, not of a school or of a mere type."""
    name = sentence.text[base.start : base.end]
    if GENERIC_NAME.fullmatch(name):
        return False
    if base.subtype != "other" or PARTNERS_SCHOOL.search(name):
        return True
    return not (name.endswith(SCHOOL_SUFFIXES) or ENGLISH_SCHOOL_NAME.search(name))


def is_quoted(sentence: Sentence, base: Mention) -> bool:
    """Return whether the name stands behind an opening quotation mark."""
    return sentence.text.endswith(OPENING_QUOTE, 0, base.start)


def has_proper_name(sentence: Sentence, base: Mention) -> bool:
    """Return whether a base has a name of its own: one in quotes, or one with a distinctive word.

    A count behind the name means several bases of one type.
    """
    if COUNT_AFTER.match(sentence.text, base.end):
        return False
    if is_quoted(sentence, base):
        return True
    rest = sentence.text[base.start : base.end]
    for word in sorted(lexicon("zh")["base_words"], key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(rest) >= MIN_DISTINCTIVE_LENGTH


def may_be_body(sentence: Sentence, base: Mention) -> bool:
    """Return whether a name without quotation marks may as well be that of a body that runs bases."""
    if is_quoted(sentence, base):
        return False
    return BODY_OR_BASE.search(sentence.text, base.start, base.end) is not None
