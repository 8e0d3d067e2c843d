"""Words of English names that a page prints in small letters, as machine translation and newspapers do."""

import re

from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("en_lower_case")

# Spaces are escaped, as these stand in verbose patterns.
ATTRIBUTE = r"""(?:
    education|educational|technical|technology|technician|vocational|integration|industry|engineering
    |security|science|commerce|information|health|agriculture|transport|culture|tourism|finance
)"""
SCHOOL_NOUN = r"(?:college|university|school|institute|academy|polytechnic)"
OFFICE_NOUN = r"(?:government|bureau|department|commission|committee|administration|authority)"
AUTHORITY = r"(?:Department|Bureau|Ministry|Office|Commission|Administration|Committee)"
CAPITALS_BEFORE = PATTERNS["capitals_before"]
AUTHORITY_BEFORE = re.compile(rf"\b{AUTHORITY}\sof\s$")
QUALIFIER_BEFORE = PATTERNS["qualifier_before"]
ATTRIBUTE_WORD = re.compile(rf"\b{ATTRIBUTE}\b(?=\s(?:and\s)?[A-Z][a-z])", re.VERBOSE)
TOPIC_WORD = re.compile(rf"\b{ATTRIBUTE}\b", re.VERBOSE)
HEAD_WORD = re.compile(rf"\b(?:{SCHOOL_NOUN}|{OFFICE_NOUN})\b(?!\s[A-Z])")
# "the Linjiang city government", "Jiashan county education bureau"
LOCAL_AUTHORITY = re.compile(
    rf"""
    \b(?:
        (?:city|municipal|county|district|provincial|prefectural|township)
        (?:[’']s)?\s(?:people[’']s\s)?(?:{ATTRIBUTE}\s(?:and\s)?){{0,3}}{OFFICE_NOUN}
    )\b
    """,
    re.VERBOSE,
)
# "the administrative committee of the Linjiang High-tech Zone"
AUTHORITY_OF_PLACE = re.compile(
    rf"""
    \b(?:
        (?:administrative|administration|management)\scommittee
        |(?:city|municipal|county|district|provincial|people[’']s)\s(?:{ATTRIBUTE}\s)?{OFFICE_NOUN}
        |{ATTRIBUTE}\s(?:bureau|department|commission)
    )(?=\sof\s(?:the\s)?[A-Z])
    """,
    re.VERBOSE,
)
# "the provincial department of education", whose place the page leaves out
AUTHORITY_WITHOUT_PLACE = re.compile(
    rf"""
    (?<=\bthe\s)(?:provincial|municipal|city|county|district)\s(?:department|bureau|commission)
    \sof\s(?:human\sresources|social\ssecurity|{ATTRIBUTE})(?:\sand\s(?:social\ssecurity|{ATTRIBUTE})){{0,2}}\b
    """,
    re.VERBOSE,
)
PREPOSITION_IN_CAPITALS = PATTERNS["preposition_in_capitals"]
BEFORE_WINDOW = 40  # characters
SMALL_WORDS = frozenset({"and", "of"})


def with_capitals(text: str) -> str:
    """Return the text, of the same length, with capitals where names have words in small letters."""
    text = PREPOSITION_IN_CAPITALS.sub(lambda match: match[0].lower(), text)
    text = AUTHORITY_OF_PLACE.sub(lambda match: _capitalised(match[0]), text)
    text = AUTHORITY_WITHOUT_PLACE.sub(lambda match: _capitalised(match[0]), text)
    text = LOCAL_AUTHORITY.sub(_capitalised_behind_capitals, text)
    text = ATTRIBUTE_WORD.sub(_capitalised_behind_capitals, text)
    text = TOPIC_WORD.sub(_capitalised_behind(AUTHORITY_BEFORE), text)
    return HEAD_WORD.sub(_capitalised_behind(QUALIFIER_BEFORE), text)


def _capitalised_behind(before: re.Pattern[str]):
    """The replacement that capitalises a match where a pattern ends right before it."""

    def replacement(match: re.Match[str]) -> str:
        start = max(0, match.start() - BEFORE_WINDOW)
        is_part_of_name = before.search(match.string[start : match.start()])
        return _capitalised(match[0]) if is_part_of_name else match[0]

    return replacement


def _capitalised_behind_capitals(match: re.Match[str]) -> str:
    return _capitalised_behind(CAPITALS_BEFORE)(match)


def _capitalised(words: str) -> str:
    """The words with a capital each, but for those that never have one."""
    return " ".join(
        word if word in SMALL_WORDS else word[:1].upper() + word[1:] for word in words.split(" ")
    )
