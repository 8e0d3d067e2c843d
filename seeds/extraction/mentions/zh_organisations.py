"""Names of organisations and consortia in a Chinese sentence: from the head noun to the left."""

import re
from collections.abc import Iterable

from seeds.extraction.model import CONSORTIUM, ORGANISATION, REFERENCE, Mention
from seeds.extraction.rules.lexicon import chinese_place_prefixes, chinese_places, lexicon
from seeds.extraction.text.zh_words import TokenizedText

CONJUNCTIONS = frozenset("和与及暨")
MAX_NAME_LENGTH = 45
# Tags of words that no name holds: prepositions, pronouns, particles, numbers, measures, adverbs.
OUTSIDE_TAGS = frozenset(
    {"p", "r", "u", "uj", "ul", "uz", "ug", "uv", "ud", "y", "m", "q", "mq", "d", "e", "o"}
)
# What stands before a name that begins with a place: "joins hands with Linjiang ..."
VERBAL_TAGS, VERB_LENGTH = frozenset({"v", "vd", "a", "ad", "d"}), 2
INSIDE_WORDS = lexicon("zh")["inside"]
PUNCTUATION = re.compile(r"[^\w()·“”‘’\"&-]")
PARTED = re.compile(r"[,:;。!?\s、“\"(]|^")
CHINESE_REFERENCE = re.compile(
    r"我院|我校|我司|我局|我会|本校|本院|学校|学院|校方|该校|该院|该公司|该集团|公司|集团|我们学校|我们学院"
)
COMPONENT_WORD = re.compile("[零部配元]件$")  # the segmenter takes "spare parts" for a number
AGENT_MARKER_INSIDE = re.compile(
    "(?<!自)由(?!于|来|此)|(?<=同)意(?!大利)"
)  # words that the segmenter takes for a part of a name
NUMERALS = re.compile("[一二三四五六七八九十百千万两]{1,2}")
MEASURE_WORDS = tuple("家所个名位项条次届批类级年月日期场份方区省市县校企院大")
JOINT_ADVERBS = frozenset(["联合", "共同", "协同", "合作", "对接", "同"])
# Adverbs and the like that names hold too: one ends no name that a list or clause begins a few characters before it.
WEAK_CHARACTERS = frozenset(
    "都均则还也又就已正仅约近当曾即便地上下里内前后中大长新高好所家方自来去看用做开见得过且同"
)
LIST_ITEM_BEFORE = re.compile("(?:^|[、,:;。(]|[由与和及为是有同](?=..))([\u3400-\u9fff]{1,4})$")
# Behind "investment" these make it part of a firm's name.
FIRM_WORDS = (
    "运营",
    "发展",
    "集团",
    "有限",
    "控股",
    "管理",
    "建设",
    "开发",
    "公司",
    "担保",
    "置业",
    "咨询",
    "实业",
)
NON_NAME_CHARACTERS = frozenset("的了着们我你他她这那该此其是在为把被将由校方会")
# Titles that no name of a body holds.
LEADER_TITLES = tuple(
    word
    for word in lexicon("zh")["titles"]
    if word.endswith(("长", "书记", "总裁", "主席", "总经理"))
)
BRAND_WORDS = frozenset(
    ["四方", "三方", "双方"]
)  # words for partners that may stand in a firm's name behind its place
CONSORTIUM_REFERENCE = re.compile(
    r"(?:(?<=[,;:。由代])|(?<=代表)|(?<=^)|(?<=[是\s])|(?<=会上)|(?<=与)|(?<=和))(?:该|本)?(?:共同体|联合体|联盟)(?=与|和|同|、|分别|同|还|现场|,?签|签|\s?[×✕])"
)
REFERENCE_WORDS = (
    "我院",
    "我校",
    "我司",
    "我局",
    "学校",
    "学院",
    "企业",
    "公司",
    "本校",
    "该校",
    "该院",
    "双方",
    "校方",
    "高校",
    "院校",
)
AMBIGUOUS_REFERENCES = frozenset({"学校", "学院", "公司", "集团"})
BRACKET_PAIRS = {")": "(", "”": "“", "’": "‘"}
STRONG_BOUNDARIES = frozenset("由在为与和及是有对向、,:;。(“同到于从") | {
    "包括",
    "指导单位",
    "以及",
}


def find_organisations(
    words: TokenizedText, barriers: Iterable[tuple[int, int]] = ()
) -> list[Mention]:
    """Return the organisations and consortia that the sentence names, the longest of those that overlap."""
    ends = sorted(end for _start, end in barriers)
    inside = {place for start, end in barriers for place in range(start, end)}
    found: list[Mention] = []
    for match in lexicon("zh").head_noun_pattern.finditer(words.text):
        if match.start() in inside or not _is_head(words.text, match):
            continue
        low = max((end for end in ends if end <= match.start()), default=0)
        mention = _name(words, match, max(low, match.end() - MAX_NAME_LENGTH))
        if mention:
            while found and found[-1].start >= mention.start:
                found.pop()
            found.append(mention)
    return _apart(found)


def find_references(text: str, taken: Iterable[Mention]) -> list[Mention]:
    """Return the places where a text speaks of "our college" and the like."""
    inside = {place for mention in taken for place in range(mention.start, mention.end)}
    return [
        Mention(
            start=match.start(), end=match.end(), kind=REFERENCE, name=match[0], subtype=match[0]
        )
        for match in CHINESE_REFERENCE.finditer(text)
        if match.start() not in inside and not _is_part(text, match)
    ] + [
        Mention(
            start=match.start(),
            end=match.end(),
            kind=REFERENCE,
            name=match[0],
            subtype="consortium",
        )
        for match in CONSORTIUM_REFERENCE.finditer(text)
        if match.start() not in inside
    ]


def distinctive_text(name: str) -> str:
    """Return what tells a consortium's name from others: its words without the general ones."""
    bare = re.sub(r"[^\w]|共同体|联合体|联盟|集团", "", name)
    for word in sorted(lexicon("zh")["generic"], key=len, reverse=True):
        if len(word) > 1:
            bare = bare.replace(word, "")
    return bare


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Whether the word is part of a longer one, such as "schools" in general."""
    before, behind = (
        text[max(0, match.start() - 1) : match.start()],
        text[match.end() : match.end() + 1],
    )
    if (
        match[0] in AMBIGUOUS_REFERENCES
        and before
        and "一" <= before <= "鿿"
        and before not in "与和及由为在,对向从是同表到"
    ):
        return True
    return bool(re.match("[生派路制化]", behind))


def _is_head(text: str, match: re.Match[str]) -> bool:
    lists = lexicon("zh")
    before = text[match.end() : match.end() + 4]
    is_tail = text.endswith(lists.not_behind.get(match[0], ()), 0, match.start())
    return not (is_tail or before.startswith(lists.not_before.get(match[0], ())))


def _name(words: TokenizedText, head: re.Match[str], low: int) -> Mention | None:
    start = _behind_verb(words, _start(words, head, low))
    by = AGENT_MARKER_INSIDE.search(words.text, start, head.start())
    start = by.end() if by else start
    text = words.text[start : head.end()]
    kind = lexicon("zh").head_nouns[head[0]]
    if start >= head.start() and kind != "government":
        return None
    is_local = kind == "government" and text[0] in "省市区县州" and len(head[0]) > 2
    if len(text) < 3 or (_is_generic(words, start, head) and not is_local):
        return None
    if kind == "unit" and not _has_root(words, start):
        return None
    if kind == "consortium":
        is_ours = any(word in text for word in lexicon("zh")["field"])
        if not (is_ours or _is_firm(words, start, is_soft=False)) or len(text) < 6:
            return None
        return Mention(
            start=start,
            end=head.end(),
            kind=CONSORTIUM if is_ours else ORGANISATION,
            name=text,
            subtype=kind,
        )
    return Mention(start=start, end=head.end(), kind=ORGANISATION, name=text, subtype=kind)


def _start(words: TokenizedText, head: re.Match[str], low: int) -> int:
    index = words.token_index(head.start())
    start = min(words.starts[index], head.start())
    fallback, is_soft, index = None, False, index - 1
    while index >= 0 and words.starts[index] >= low:
        word = words.words[index]
        if word in BRACKET_PAIRS:
            index = _opening(words, index)
            if index is None:
                break
        elif _is_whole_before(words, index) and (
            word[0] in CONJUNCTIONS or _parts(words, index, start)
        ):
            start = words.starts[index] + (1 if word[0] in CONJUNCTIONS else len(word))
            break
        elif (word in CONJUNCTIONS and _may_join(words, index, start)) or (
            word in lexicon("zh")["soft"] and index
        ):
            fallback, is_soft = (
                (start if fallback is None else fallback),
                is_soft or word not in CONJUNCTIONS,
            )
        elif is_name_boundary(words, index) and not _is_inside_item(words, index):
            break
        start, index = words.starts[index], index - 1
    if words.text[start] in CONJUNCTIONS:
        return fallback if fallback is not None else start + 1
    return start if fallback is None or _is_firm(words, start, is_soft=is_soft) else fallback


def _behind_verb(words: TokenizedText, start: int) -> int:
    """The start of a name, behind a verb or the like that stands before its place."""
    first = words.token_index(start)
    is_verb = (
        words.tags[first] in VERBAL_TAGS
        and len(words.words[first]) == VERB_LENGTH
        and words.words[first] not in chinese_places()
    )
    is_before_place = words.starts[first] == start and words.tags[first + 1 : first + 2] == ("ns",)
    return words.starts[first + 1] if is_verb and is_before_place else start


def _parts(words: TokenizedText, index: int, start: int) -> bool:
    """Whether a verb behind a whole name parts it from another one."""
    return words.words[index] in lexicon("zh")["soft"] and (
        is_name_start(words, words.token_index(start)) or words.words[index] in JOINT_ADVERBS
    )


def _is_whole_before(words: TokenizedText, index: int) -> bool:
    return words.text.endswith(lexicon("zh").name_suffixes, 0, words.starts[index])


def _opening(words: TokenizedText, index: int) -> int | None:
    """The word that opens the bracket or quote, if what it holds is short."""
    opener = BRACKET_PAIRS[words.words[index]]
    if words.words[index - 1].isdigit() and words.words[index - 2] == opener:
        return None
    for place in range(index - 1, max(-1, index - 9), -1):
        if words.words[place] == opener:
            return place if place and words.starts[index] - words.starts[place] <= 14 else None
        if words.words[place] in BRACKET_PAIRS or words.words[place] in ",。;:":
            return None
    return None


def is_name_boundary(words: TokenizedText, index: int) -> bool:
    word, tag = words.words[index], words.tags[index]
    if word == "投资" and words.text.startswith(FIRM_WORDS, words.starts[index] + len(word)):
        return False
    if (
        word in lexicon("zh")["stops"]
        or (len(word) == 1 and PUNCTUATION.match(word))
        or word in '(“‘"'
    ):
        return not (word in BRAND_WORDS and index and is_name_start(words, index - 1))
    if NUMERALS.fullmatch(word):
        return _is_count(words, index)
    is_inside = (
        word.startswith("第")
        or word in INSIDE_WORDS
        or word in chinese_places()
        or bool(COMPONENT_WORD.search(word))
    )
    if tag in OUTSIDE_TAGS and not is_inside:
        return tag != "d" or len(word) > 1
    if len(word) > 1 and word.endswith(LEADER_TITLES):
        return True
    return (
        word[-1] in "了着过"
        or word.isspace()
        or bool(re.fullmatch(r"\d+[年月日时]?|[一二三四五六七八九十]+[家所名个]", word))
    )


def _is_inside_item(words: TokenizedText, index: int) -> bool:
    """Whether a weak word stands inside an item that a list or clause begins right before it: part of a brand."""
    word, place = words.words[index], words.starts[index]
    before = (
        LIST_ITEM_BEFORE.search(words.text, max(0, place - 6), place)
        if word in WEAK_CHARACTERS
        else None
    )
    return (
        bool(before)
        and not set(before[1]) & NON_NAME_CHARACTERS
        and not any(before[1].endswith(each) for each in REFERENCE_WORDS)
    )


def _is_count(words: TokenizedText, index: int) -> bool:
    """Whether a numeral counts something, and is no part of a brand such as "three one"."""
    behind = words.words[index + 1] if index + 1 < len(words.words) else ""
    is_first = (
        index == 0
        or words.words[index - 1] in ",、;:。与和"
        or is_name_start(words, index - 1)
        or NUMERALS.fullmatch(words.words[index - 1])
    )
    return (
        behind[:1] in MEASURE_WORDS or words.tags[index + 1 : index + 2] == ("q",) or not is_first
    )


def _may_join(words: TokenizedText, index: int, start: int) -> bool:
    """Whether "and" stands inside the name: neither side may be a name of its own."""
    if index == 0:
        return False
    left = words.words[index - 1]
    before = words.starts[index]
    is_whole = words.text.endswith(lexicon("zh").name_suffixes, 0, before) or words.text.endswith(
        REFERENCE_WORDS, 0, before
    )
    if is_whole or left in BRACKET_PAIRS:
        return False
    first = words.token_index(start)
    return not (
        is_name_start(words, first)
        or words.text.startswith(lexicon("zh").name_prefixes, start)
        or is_name_boundary(words, index - 1)
    )


def is_name_start(words: TokenizedText, index: int) -> bool:
    return words.tags[index] in {"ns", "nt", "nz"} or words.words[index].startswith(
        chinese_place_prefixes()
    )


def _is_firm(words: TokenizedText, start: int, *, is_soft: bool) -> bool:
    """Whether a name that holds an "and" or a verb begins where names begin."""
    first = words.token_index(start)
    before = words.words[first - 1] if first else ","
    return (
        is_name_start(words, first)
        or (before in STRONG_BOUNDARIES and not is_soft)
        or words.text.startswith(lexicon("zh").name_prefixes, start)
    )


def _has_root(words: TokenizedText, start: int) -> bool:
    return is_name_start(words, words.token_index(start)) or words.text.startswith(
        lexicon("zh").name_prefixes, start
    )


def _is_generic(words: TokenizedText, start: int, head: re.Match[str]) -> bool:
    first, last = words.token_index(start), words.token_index(head.start())
    generic = lexicon("zh")["generic"]
    inner = [words.words[n] for n in range(first, last)]
    rest = words.text[words.starts[last] : head.start()] if last >= first else ""
    parts = [word for word in [*inner, rest] if word]
    return bool(parts) and all(word in generic or all(c in generic for c in word) for word in parts)


def _apart(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in found:
        if kept and mention.start < kept[-1].end:
            continue
        kept.append(mention)
    return kept
