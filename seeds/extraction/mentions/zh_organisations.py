"""Names of organisations and consortia in a Chinese sentence, and references to them."""

import re
from collections.abc import Collection, Iterable, Iterator

from seeds.extraction.annotation import CONSORTIUM, ORGANISATION, REFERENCE, Mention
from seeds.extraction.mentions.zh_name_start import find_name_start, has_firm_start, has_root
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.zh_words import TokenizedText

PATTERNS = load_patterns("zh_organisations")

MAX_NAME_LENGTH = 45
MIN_NAME_LENGTH = 3
MIN_CONSORTIUM_LENGTH = 6
CHINESE_REFERENCE = PATTERNS["chinese_reference"]
CONSORTIUM_REFERENCE = PATTERNS["consortium_reference"]
AMBIGUOUS_REFERENCES = frozenset({"学校", "学院", "公司", "集团"})
WORDS_BEFORE_REFERENCE = "与和及由为在,对向从是同表到"
COMPOUND_ENDINGS = ("生", "派", "路", "制", "化")
NO_NAMES = frozenset(
    [
        "就学校",
        "就学院",
        "就公司",
        "对学校",
        "对学院",
        "对公司",
        "集团总部",
        "公司总部",
        "人力资源中心",
    ]
)
FACTORY = "厂"
ZONES = ("高新区", "经开区", "开发区", "园区", "新区", "自贸区", "保税区")
COMMITTEES = ("管委会", "管理委员会")
LOCAL_PREFIXES = "省市区县州"
CONSORTIUM_WORDS = PATTERNS["consortium_words"]


def find_organisations(
    tokenized: TokenizedText, barriers: Collection[tuple[int, int]] = ()
) -> list[Mention]:
    """Return the organisations and consortia that the sentence names, the longest of those that overlap.

    `barriers` are spans, such as names of persons, that no name may reach into.
    """
    mentions: list[Mention] = []
    for head, low in _head_nouns(tokenized.text, barriers):
        mention = _organisation(tokenized, head, low)
        if mention is None:
            continue
        while mentions and mentions[-1].start >= mention.start:
            mentions.pop()
        mentions.append(mention)
    return _without_overlaps(mentions)


def _head_nouns(
    text: str, barriers: Collection[tuple[int, int]]
) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the head nouns outside of the barriers, each with the earliest position of its name."""
    barrier_ends = [end for _start, end in barriers]
    blocked = {position for start, end in barriers for position in range(start, end)}
    for head in lexicon("zh").head_noun_pattern.finditer(text):
        if head.start() in blocked or not _is_head_noun(text, head):
            continue
        barrier_end = max((end for end in barrier_ends if end <= head.start()), default=0)
        yield head, max(barrier_end, head.end() - MAX_NAME_LENGTH)


def find_references(text: str, names: Iterable[Mention]) -> list[Mention]:
    """Return the references such as "our college" outside of the names."""
    covered = {position for mention in names for position in range(mention.start, mention.end)}
    return [reference for reference in _all_references(text) if reference.start not in covered]


def _all_references(text: str) -> Iterator[Mention]:
    """Yield the references to organisations, then those to consortia."""
    for match in CHINESE_REFERENCE.finditer(text):
        if not _is_part_of_word(text, match):
            yield _reference(match, subtype=match[0])
    for match in CONSORTIUM_REFERENCE.finditer(text):
        yield _reference(match, subtype="consortium")


def _reference(match: re.Match[str], *, subtype: str) -> Mention:
    return Mention(
        start=match.start(), end=match.end(), kind=REFERENCE, name=match[0], subtype=subtype
    )


def distinctive_text(name: str) -> str:
    """Return the part of a consortium's name that identifies it, without the general words."""
    text = CONSORTIUM_WORDS.sub("", name)
    for word in sorted(lexicon("zh")["generic"], key=len, reverse=True):
        if len(word) > 1:
            text = text.replace(word, "")
    return text


def _is_part_of_word(text: str, match: re.Match[str]) -> bool:
    """Whether a reference is part of a longer word, such as "schools" in general."""
    if match[0] in AMBIGUOUS_REFERENCES and match.start() > 0:
        before = text[match.start() - 1]
        if "一" <= before <= "鿿" and before not in WORDS_BEFORE_REFERENCE:
            return True
    return text.startswith(COMPOUND_ENDINGS, match.end())


def _is_head_noun(text: str, match: re.Match[str]) -> bool:
    """Whether a match is a head noun between the characters around it."""
    lists = lexicon("zh")
    if text.endswith(lists.not_behind.get(match[0], ()), 0, match.start()):
        return False
    return not text.startswith(lists.not_before.get(match[0], ()), match.end(), match.end() + 4)


def _organisation(tokenized: TokenizedText, head: re.Match[str], low: int) -> Mention | None:
    """The organisation or consortium with a head noun, unless that stands alone or behind general words."""
    start = find_name_start(tokenized, head, low)
    kind = lexicon("zh").head_nouns[head[0]]
    if not _is_name(tokenized, start, head, kind):
        return None
    name = tokenized.text[start : head.end()]
    is_consortium = kind == "consortium" and _is_education_consortium(name)
    return Mention(
        start=start,
        end=head.end(),
        kind=CONSORTIUM if is_consortium else ORGANISATION,
        name=name,
        subtype=kind,
    )


def _is_name(tokenized: TokenizedText, start: int, head: re.Match[str], kind: str) -> bool:
    """Whether the words from a start to a head noun name one organisation."""
    name = tokenized.text[start : head.end()]
    if len(name) < MIN_NAME_LENGTH or name in NO_NAMES:
        return False
    if kind == "government":
        return _is_local_government(name, head[0]) or not _is_generic(tokenized, start, head)
    if start >= head.start() or _is_generic(tokenized, start, head):
        return False
    if kind == "unit" or head[0] == FACTORY:
        return has_root(tokenized, start)
    if kind == "consortium":
        return _is_consortium_name(tokenized, start, name)
    return True


def _is_consortium_name(tokenized: TokenizedText, start: int, name: str) -> bool:
    """Whether the name of a consortium is long and specific enough."""
    if len(name) < MIN_CONSORTIUM_LENGTH:
        return False
    return _is_education_consortium(name) or has_firm_start(tokenized, start, has_verb=False)


def _is_local_government(name: str, head_noun: str) -> bool:
    """Whether a name is a government without its place: "the municipal bureau of ..."."""
    if name.startswith(ZONES) and head_noun in COMMITTEES:
        return True
    return name[0] in LOCAL_PREFIXES and len(head_noun) > 2


def _is_education_consortium(name: str) -> bool:
    return any(word in name for word in lexicon("zh")["field"])


def _is_generic(tokenized: TokenizedText, start: int, head: re.Match[str]) -> bool:
    """Whether a name has only general words before its head noun."""
    words = list(_words_between(tokenized, start, head.start()))
    return bool(words) and all(_is_generic_word(word) for word in words)


def _words_between(tokenized: TokenizedText, start: int, end: int) -> Iterator[str]:
    """Yield the tokens from one position to another, the last one cut off there."""
    first = tokenized.token_index(start)
    last = tokenized.token_index(end)
    yield from tokenized.tokens[first:last]
    rest = tokenized.text[tokenized.starts[last] : end]
    if last >= first and rest:
        yield rest


def _is_generic_word(word: str) -> bool:
    generic = lexicon("zh")["generic"]
    return word in generic or all(character in generic for character in word)


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """The mentions without those that begin before the end of the one before."""
    separate: list[Mention] = []
    for mention in mentions:
        if not separate or mention.start >= separate[-1].end:
            separate.append(mention)
    return separate
