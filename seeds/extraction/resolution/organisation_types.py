"""Types of organisations that references and generic nouns stand for."""

import re
from collections.abc import Collection, Iterable

from seeds.extraction.annotation import ORGANISATION, Sentence
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("organisation_types")

SCHOOL_PATTERN = (
    r"(?:[大中]学|学院|学校|[大中]學|學院|學校|职院|中专|University|College|Institute|Polytechnic|School|Academy)$"
    r"|(?:University|College|Institute|Academy|Polytechnic) of "
)
SCHOOL_NAME = re.compile(SCHOOL_PATTERN)
GENERIC_ORGANISATION = PATTERNS["generic_organisation"]
# What a reference says, and the names of organisations that it may stand for
REFERENCE_TYPES = (
    (
        re.compile("公司|集团|我司|company|group|firm", re.IGNORECASE),
        re.compile(r"公司|集团|厂$|\b(?:Ltd|Co|Group|Inc|Corporation|Company)\b", re.IGNORECASE),
    ),
    (
        re.compile("校|院|college|university|school|institut|academy|polytechnic", re.IGNORECASE),
        re.compile(SCHOOL_PATTERN, re.IGNORECASE),
    ),
    (re.compile("局|会"), re.compile("局$|会$")),
)


def matches_reference_type(reference: str, organisation: str) -> bool:
    """Whether an organisation has the type that a reference names, such as a school, or none."""
    for reference_pattern, name_pattern in REFERENCE_TYPES:
        if reference_pattern.search(reference):
            return bool(name_pattern.search(organisation))
    return True


def find_only_organisation(noun: str, sentences: Iterable[Sentence]) -> str:
    """Return the only organisation of the article whose name ends in a noun, or an empty string."""
    legal_form = f"{noun}有限"
    names = set()
    for sentence in sentences:
        for mention in sentence.mentions_of(ORGANISATION):
            name = mention.name
            if name == noun or not matches_reference_type(noun, name):
                continue
            if name.endswith(noun) or legal_form in name:
                names.add(name)
    return only_complete_name(names)


def only_complete_name(names: set[str]) -> str:
    """Return the only one of the names that is no part of another, or an empty string."""
    complete = complete_names(names)
    if len(complete) != 1:
        return ""
    return complete[0]


def complete_names(names: Collection[str]) -> list[str]:
    """Return the names that are no part of another one."""
    return [name for name in names if not any(name != other and name in other for other in names)]
