"""Names of organisations that are part of a longer name in the same article."""

from seeds.extraction.annotation import ORGANISATION, Mention, Sentence
from seeds.extraction.resolution.organisation_types import complete_names
from seeds.extraction.rules.lexicon import chinese_places
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("full_names")

MIN_SHARED_LENGTH = 4
MAX_PLACE_LENGTH = 8
LEGAL_SUFFIX = PATTERNS["legal_suffix"]
NON_FIRM_NOUN = PATTERNS["non_firm_noun"]
LOCAL_PREFIX = PATTERNS["local_prefix"]
MIN_LOCAL_LENGTH = 5  # of a name without its place: "fishery school"
PLACE_SUFFIXES = tuple("省市区县州国")
ZONE_PREFIXES = ("园区", "开发区", "新区", "高新区", "经开区", "产业园")
SHORT_WORDS = (
    ("管理委员会", "管委会"),
    ("高新技术产业开发区", "高新区"),
    ("经济技术开发区", "经开区"),
)


def find_full_names(sentences: list[Sentence]) -> dict[str, str]:
    """Return the names that are short for exactly one longer name of the same type, each with that name."""
    mentions = _certain_organisations(sentences)
    full_names = {}
    for name, mention in mentions.items():
        longest = _longest_names_for(name, mentions)
        if len(longest) != 1:
            continue
        if mentions[longest[0]].subtype == mention.subtype:
            full_names[name] = longest[0]
    return full_names


def _certain_organisations(sentences: list[Sentence]) -> dict[str, Mention]:
    """The names of recognised organisations, each with its last mention."""
    mentions = {}
    for sentence in sentences:
        for mention in sentence.mentions_of(ORGANISATION):
            if mention.is_certain:
                mentions[mention.name] = mention
    return mentions


def _longest_names_for(name: str, names: dict[str, Mention]) -> list[str]:
    """The names that a name may be short for, without those that are part of another such name."""
    longer = [other for other in names if len(other) > len(name) and _is_short_for(name, other)]
    return complete_names(longer)


def _is_short_for(name: str, other: str) -> bool:
    """Whether a name is the other one without its legal form or without the place at its beginning."""
    stem = LEGAL_SUFFIX.sub("", name)
    if len(stem) < MIN_SHARED_LENGTH:
        return False
    if stem != name:
        return _begins_with_stem(other, stem) and not NON_FIRM_NOUN.search(other)
    short = _with_short_zone(name)
    long = _with_short_zone(other)
    if not long.endswith(short):
        return False
    prefix = long[: -len(short)]
    if not prefix:
        return False
    if LOCAL_PREFIX.fullmatch(prefix) and len(short) >= MIN_LOCAL_LENGTH:
        return True
    return _is_place(prefix) or short.startswith(ZONE_PREFIXES)


def _with_short_zone(name: str) -> str:
    """The name with the common short words for the committee of a zone."""
    for words, short in SHORT_WORDS:
        name = name.replace(words, short)
    return name


def _is_place(text: str) -> bool:
    if text in chinese_places():
        return True
    return len(text) <= MAX_PLACE_LENGTH and text.endswith(PLACE_SUFFIXES)


def _begins_with_stem(name: str, stem: str) -> bool:
    """Whether a name begins with a stem, at most preceded by a place."""
    start = name.find(stem)
    if start == 0:
        return True
    return 0 < start <= MAX_PLACE_LENGTH and name[:start] in chinese_places()
