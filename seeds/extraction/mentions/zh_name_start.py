"""The start of a Chinese name of an organisation, searched from its head noun to the left."""

import re

from seeds.extraction.mentions.zh_name_boundaries import (
    REFERENCE_WORDS,
    is_inside_item,
    is_name_boundary,
    is_name_start,
)
from seeds.extraction.rules.lexicon import chinese_places, lexicon
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.zh_words import TokenizedText

PATTERNS = load_patterns("zh_name_start")

CONJUNCTIONS = frozenset("和与及暨")
WHOLE_CONJUNCTIONS = frozenset(["及其"])
# "With" that the segmenter takes for the first character of the name behind it, and names that it does begin
GLUED_WITH = frozenset("同跟")
NAMES_WITH_WITH = ("同济", "同仁", "同方", "同煤")
SOFT_WORDS = lexicon("zh")["soft"]
JOINT_ADVERBS = frozenset(["联合", "共同", "协同", "合作", "对接", "同"])
COMPANY = "公司"
LABEL_ENDS = ("单位", "主办方", "承办方", "协办方", "牵头方", "发起方", "合作方")
BRACKET_PAIRS = {")": "(", "”": "“", "’": "‘"}
MAX_BRACKETED_TOKENS = 8
MAX_BRACKETED_LENGTH = 14
CLAUSE_PUNCTUATION = ",。;:"
STRONG_BOUNDARIES = frozenset("由在为与和及是有对向、,:;。(“同到于从") | {
    "包括",
    "指导单位",
    "以及",
}
# What precedes a name that begins with a place: "joins hands with Linjiang ..."
VERBAL_TAGS = frozenset({"v", "vd", "a", "ad", "d"})
VERB_LENGTH = 2
PLACE_TAG = "ns"
GLUE_AT_START = PATTERNS["glue_at_start"]
GLUE_INSIDE = PATTERNS["glue_inside"]
AGENT_MARKER_INSIDE = PATTERNS["agent_marker_inside"]


def find_name_start(tokenized: TokenizedText, head: re.Match[str], low: int) -> int:
    """Return where the name with a head noun begins, at `low` at the earliest."""
    start = _behind_verb(tokenized, _leftmost_start(tokenized, head, low))
    marker = AGENT_MARKER_INSIDE.search(tokenized.text, start, head.start())
    if marker:
        return marker.end()
    return _behind_glue(tokenized.text, start, head.start())


def _behind_glue(text: str, start: int, end: int) -> int:
    """The start of a name behind the last verb or preposition that is no part of it."""
    glued = GLUE_AT_START.match(text, start, end)
    if glued:
        start = glued.end()
    inside = [match.end() for match in GLUE_INSIDE.finditer(text, start, end)]
    return inside[-1] if inside else start


def has_root(tokenized: TokenizedText, start: int) -> bool:
    """Whether a name begins with a place, a proper name or a word such as "national"."""
    if is_name_start(tokenized, tokenized.token_index(start)):
        return True
    return tokenized.text.startswith(lexicon("zh").name_prefixes, start)


def has_firm_start(tokenized: TokenizedText, start: int, *, has_verb: bool) -> bool:
    """Whether a name that holds a conjunction or a verb begins where names begin."""
    if has_root(tokenized, start):
        return True
    if has_verb:
        return False
    first = tokenized.token_index(start)
    if first == 0:
        return True
    before = tokenized.tokens[first - 1]
    return before in STRONG_BOUNDARIES or before.endswith(LABEL_ENDS)


def _leftmost_start(tokenized: TokenizedText, head: re.Match[str], low: int) -> int:
    """The start of the name, which may hold conjunctions and verbs only if it begins where names begin."""
    index = tokenized.token_index(head.start())
    start = tokenized.starts[index]
    start_behind_joint: int | None = None
    has_verb = False
    index -= 1
    while index >= 0 and tokenized.starts[index] >= low:
        token = tokenized.tokens[index]
        if token in BRACKET_PAIRS:
            opening = _opening_index(tokenized, index)
            if opening is None:
                break
            index = opening
        elif _separates_names(tokenized, index, start):
            start = tokenized.starts[index] + _separator_length(token)
            break
        elif _may_be_inside(tokenized, index, start):
            if start_behind_joint is None:
                start_behind_joint = start
            has_verb |= token not in CONJUNCTIONS
        elif _ends_search(tokenized, index):
            break
        start = tokenized.starts[index]
        index -= 1
    # A firm's field may be a verb: "cleaning services", "testing and certification".
    first = tokenized.tokens[tokenized.token_index(start)]
    has_verb = has_verb and (not head[0].endswith(COMPANY) or first in SOFT_WORDS)
    return _checked_start(tokenized, start, start_behind_joint, has_verb=has_verb)


def _checked_start(
    tokenized: TokenizedText, start: int, start_behind_joint: int | None, *, has_verb: bool
) -> int:
    """The start, or the one behind the rightmost conjunction or verb where no name begins at the first."""
    if tokenized.text[start] in CONJUNCTIONS:
        return start + 1 if start_behind_joint is None else start_behind_joint
    if start_behind_joint is None or has_firm_start(tokenized, start, has_verb=has_verb):
        return start
    return start_behind_joint


def _behind_verb(tokenized: TokenizedText, start: int) -> int:
    """The start of a name without a verb or the like that precedes its place."""
    first = tokenized.token_index(start)
    verb = tokenized.tokens[first]
    if tokenized.tags[first] not in VERBAL_TAGS or len(verb) != VERB_LENGTH:
        return start
    is_before_place = tokenized.tags[first + 1 : first + 2] == (PLACE_TAG,)
    if tokenized.starts[first] != start or not is_before_place:
        return start
    if verb in chinese_places():
        return start
    return tokenized.starts[first + 1]


def _ends_search(tokenized: TokenizedText, index: int) -> bool:
    return is_name_boundary(tokenized, index) and not is_inside_item(tokenized, index)


def _separates_names(tokenized: TokenizedText, index: int, start: int) -> bool:
    """Whether a conjunction or a verb separates a complete name before it from the one that is searched."""
    if not _is_complete_before(tokenized, index):
        return False
    token = tokenized.tokens[index]
    if token[0] in CONJUNCTIONS or _is_glued_with(token):
        return True
    if token not in SOFT_WORDS:
        return False
    return token in JOINT_ADVERBS or is_name_start(tokenized, tokenized.token_index(start))


def _separator_length(token: str) -> int:
    """The length of a conjunction, which the segmenter may join to the name behind it."""
    if token in WHOLE_CONJUNCTIONS:
        return len(token)
    return 1 if token[0] in CONJUNCTIONS or _is_glued_with(token) else len(token)


def _is_glued_with(token: str) -> bool:
    """Whether a token begins with a word for "with"."""
    return token[0] in GLUED_WITH and len(token) > 1 and not token.startswith(NAMES_WITH_WITH)


def _is_complete_before(tokenized: TokenizedText, index: int) -> bool:
    """Whether a head noun ends right before a token."""
    return tokenized.text.endswith(lexicon("zh").name_suffixes, 0, tokenized.starts[index])


def _opening_index(tokenized: TokenizedText, index: int) -> int | None:
    """The token that opens the bracket or quotation which a token closes, if what it holds is short."""
    tokens = tokenized.tokens
    opener = BRACKET_PAIRS[tokens[index]]
    if tokens[index - 1].isdigit() and tokens[index - 2] == opener:
        return None
    for place in range(index - 1, max(-1, index - 1 - MAX_BRACKETED_TOKENS), -1):
        token = tokens[place]
        if token == opener:
            length = tokenized.starts[index] - tokenized.starts[place]
            return place if place and length <= MAX_BRACKETED_LENGTH else None
        if token in BRACKET_PAIRS or token in CLAUSE_PUNCTUATION:
            return None
    return None


def _may_be_inside(tokenized: TokenizedText, index: int, start: int) -> bool:
    """Whether a token is a conjunction or a verb that may be part of the name."""
    if index == 0:
        return False
    token = tokenized.tokens[index]
    if token in SOFT_WORDS:
        return True
    return token in CONJUNCTIONS and _may_join(tokenized, index, start)


def _may_join(tokenized: TokenizedText, index: int, start: int) -> bool:
    """Whether a conjunction joins parts of one name: neither side may be a name of its own."""
    before = tokenized.starts[index]
    if _is_complete_before(tokenized, index):
        return False
    if tokenized.text.endswith(REFERENCE_WORDS, 0, before):
        return False
    if tokenized.tokens[index - 1] in BRACKET_PAIRS:
        return False
    return not (has_root(tokenized, start) or is_name_boundary(tokenized, index - 1))
