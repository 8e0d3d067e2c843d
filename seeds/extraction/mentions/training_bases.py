"""Names of training bases and other institutions that get a plaque."""

import re
from collections.abc import Iterator

from consortia.models import TrainingBaseKind
from seeds.extraction.annotation import BASE, Mention, Sentence
from seeds.extraction.languages import EN
from seeds.extraction.rules.kind_tables import kind_table
from seeds.extraction.text.spans import Span, overlaps_any

OTHER_KIND = TrainingBaseKind.OTHER
BASE_KIND_PATTERNS = kind_table("base_kind").patterns
# The same at the end of a name or before "of" and "for", where the word tells more than inside of a name
FINAL_KIND_PATTERNS = tuple(
    (kind, re.compile(rf"(?:{pattern.pattern})(?:[^\w]|$| of | for )"))
    for kind, pattern in BASE_KIND_PATTERNS
)


def _chinese_base_nouns() -> Iterator[str]:
    """Yield the Chinese words for bases, the ones for schools last."""
    for _kind, pattern in BASE_KIND_PATTERNS:
        for word in pattern.pattern.split("|"):
            if not re.search("[A-Za-z]", word):
                yield word
    yield from ("产教融合园", "产业园", "学院", "学校")


CHINESE_BASE_NOUN = re.compile("|".join(_chinese_base_nouns()))
# Words behind a noun that make it a part of something else
COMPOUND_ENDING = re.compile(
    r"""
    区|化|建设(?!的)|生|派
    |主任|副主任|院长|副院长|校长|党委|书记|所长|负责人
    |会议|大楼|城|型|思
    """,
    re.VERBOSE,
)
# Words before a noun that name nothing
GENERIC_ATTRIBUTES = re.compile(r"[与和及、共同一批个新型等相关各类省市级国家]*")
NAME_BOUNDARY = re.compile(
    r"""
    [,。;:!?、]
    |^\d+\s?[.、]\s?|叫作|叫做|名为|取名为?|定名为|其中
    |(?<=基地|中心|学院)[和与及]|(?<=实验室|工作室|工作站)[和与及]
    |(?:  # founding and unveiling
        签订|签署|签下|共建|合作建设|共同建设|联合建设|合作共建|建设|创建|设立|成立|启用|启动
        |揭牌|授牌|授予|授|挂牌|打造|建成|建立|申报|获批|入选|推进|建好|颁发|建
    )(?:成为|起|成|出|了|为|的)?
    |暨|仪式
    |(?:为|向|给|对|在|于|由|是|就|把|将|与|被|得|以)(?!了|来)
    |的|了|等|和(?=“)
    |首批\d*家?|\d+[个家]|[一二三四五六七八九十两几多]+[个家]  # counts
    |举行|举办|接受|参观|走进|来到|本次|此次|同时|分别|并|还有?|包括|现场|集中|依次|正式|双方|共同
    |联合(?!会|体|实验|研究|培养|创新|研发|培训)|合作(?!示范|基地|中心|办学)|校企(?!合作|协同|联合)
    |国家级|省级|市级
    """,
    re.VERBOSE,
)
# A line of a numbered list: the name goes on to the bracket with the body that runs the base.
NUMBERED_ITEM = re.compile(r"\d+\s?[.、]\s?([^,。;:()、]{4,40})(?=\()")
CLOSING_QUOTE = "”"
OUTER_CHARACTERS = tuple('和与及()" ”')
QUOTED_NAME = re.compile(r"“([^“”]{2,50})”|\"([^\"]{2,50})\"")
# Spaces are escaped, as this stands in a verbose pattern.
ENGLISH_BASE_NOUN = r"""(?:
    Base|Cent(?:er|re)|Academy|Workshop|Laboratory|Lab|Incubator|Studio|Station
    |College(?!\s[A-Z])|Research\ Institute|Friendship\ School
)s?\b"""
ENGLISH_BASE_NAME = re.compile(
    rf"""
    (?<![\w-])
    (?:[A-Z0-9][\w’'&+–-]*\s(?:(?:of|for|and|&)\s(?:the\s)?)?){{1,14}}?
    {ENGLISH_BASE_NOUN}
    (?:
        \s(?:of|for)\s(?:the\s)?[A-Z][\w’'-]*
        (?:\s(?:of\s|and\s|for\s)?[A-Z][\w’'.-]*){{0,12}}
        (?:,\s(?:Hong\ Kong|Ltd\.?|[A-Z]\w+)(?=\sand|,|\.|$|\s[A-Z]))?
        (?:\sand\s[A-Z]\w+)?
    )?
    """,
    re.VERBOSE,
)
QUOTED_ENGLISH_NAME = re.compile(
    rf"(?:{ENGLISH_BASE_NOUN}|\b(?:College|Institute|School)s?)$"
    rf"|\b(?:Base|Cent(?:er|re)|Studio|Workshop|Laborator(?:y|ies))\s(?:of|for)\s",
    re.VERBOSE | re.IGNORECASE,
)
ENGLISH_LOWERCASE_NAME = re.compile(
    r"""
    (?:(?<=the\ )|(?<=,\ )|(?<=and\ )|(?<=of\ ))
    (
        (?:[A-Z]\w+\s|[a-z]+\s){2,8}?
        (?:training|practice|internship|incubation|study|demonstration|education)
        \s(?:base|center|centre)
    )\b
    """,
    re.VERBOSE,
)
WORDS_BEFORE_LOWERCASE_NAME = re.compile(r"^.*\b(?:of|the|and|for|a)\s(?=\w)")
CEREMONY_PREFIX = re.compile(
    r"""
    (?:
        (?:
            The|A|An|At|On|In|During|For
            |(?:\w+\s)?
            (?:Ceremony|Inauguration|Launch|Completion|Construction|Opening|Establishment|Unveiling)
            \ of
        )
        \s(?:the\s)?
    )+
    """,
    re.VERBOSE,
)
MIN_NAME_LENGTH = 5
MAX_NAME_LENGTH = 45
MIN_LOWERCASE_WORDS = 3


def classify_base(name: str) -> str:
    """Return the kind of base that a name says it is."""
    for kind, pattern in (*FINAL_KIND_PATTERNS, *BASE_KIND_PATTERNS):
        if pattern.search(name):
            return kind
    return OTHER_KIND.value


def find_bases(sentence: Sentence) -> list[Mention]:
    """Return the mentions with a noun for a base; rules decide which of them a plaque was unveiled for."""
    find_spans = _english_spans if sentence.language == EN else _chinese_spans
    mentions = []
    for start, end in sorted(set(find_spans(sentence.text))):
        if end - start < MIN_NAME_LENGTH:
            continue
        name = sentence.text[start:end]
        mentions.append(
            Mention(start=start, end=end, kind=BASE, name=name, subtype=classify_base(name))
        )
    return mentions


def _chinese_spans(text: str) -> Iterator[Span]:
    """Yield the spans of names in a Chinese sentence: quotations, and words before a noun for a base."""
    quotes = [match.span() for match in QUOTED_NAME.finditer(text)]
    for noun in CHINESE_BASE_NOUN.finditer(text):
        span = _span_with_noun(text, noun, quotes)
        if span:
            yield span


def _span_with_noun(text: str, noun: re.Match[str], quotes: list[Span]) -> Span | None:
    quote = _quote_around(noun, quotes)
    if quote:
        return _quoted_span(text, noun, quote)
    return _unquoted_span(text, noun, quotes)


def _quote_around(noun: re.Match[str], quotes: list[Span]) -> Span | None:
    for start, end in quotes:
        if start < noun.start() and noun.end() <= end:
            return start, end
    return None


def _quoted_span(text: str, noun: re.Match[str], quote: Span) -> Span | None:
    """The inside of a quotation that ends with a noun for a base."""
    start, end = quote
    if text[noun.end() : end - 1].strip():
        return None
    return start + 1, end - 1


def _unquoted_span(text: str, noun: re.Match[str], quotes: list[Span]) -> Span | None:
    """The name that ends with a noun for a base, which may begin with a quotation."""
    item = NUMBERED_ITEM.match(text)
    if item and item.end(1) == noun.end():
        return item.span(1)
    if COMPOUND_ENDING.match(text, noun.end()):
        return None
    start = _name_start(text, noun, quotes)
    if start < noun.start() and not GENERIC_ATTRIBUTES.fullmatch(text, start, noun.start()):
        return start, noun.end()
    if text[start - 1 : start] != CLOSING_QUOTE:
        return None
    for quote_start, quote_end in quotes:
        if quote_end == start:
            return quote_start, noun.end()
    return None


def _name_start(text: str, noun: re.Match[str], quotes: list[Span]) -> int:
    """Where the name with a noun begins: behind the last boundary outside of quotations and brackets."""
    low = max(0, noun.start() - MAX_NAME_LENGTH)
    start = low
    for boundary in NAME_BOUNDARY.finditer(text, low, noun.end()):
        if boundary.end() > noun.start():
            continue
        if _is_in_quote(boundary, noun, quotes) or _is_in_bracket(text, low, boundary.start()):
            continue
        start = boundary.end()
    while start < noun.start() and text.startswith(OUTER_CHARACTERS, start):
        start += 1
    return start


def _is_in_quote(boundary: re.Match[str], noun: re.Match[str], quotes: list[Span]) -> bool:
    """Whether a boundary lies in a quotation that ends before the noun."""
    return any(start < boundary.start() < end <= noun.start() for start, end in quotes)


def _is_in_bracket(text: str, low: int, position: int) -> bool:
    """Whether a position lies behind a bracket that is still open."""
    return text.rfind("(", low, position) > text.rfind(")", low, position)


def _english_spans(text: str) -> Iterator[Span]:
    """Yield the spans of names in an English sentence, those in lower case last."""
    spans = list(_quoted_english_spans(text))
    for match in ENGLISH_BASE_NAME.finditer(text):
        prefix = CEREMONY_PREFIX.match(match[0])
        start = match.start() + (prefix.end() if prefix else 0)
        span = (start, match.end())
        if not overlaps_any(span, spans):
            spans.append(span)
    for span in _lowercase_spans(text):
        if not overlaps_any(span, spans):
            spans.append(span)
    yield from spans


def _quoted_english_spans(text: str) -> Iterator[Span]:
    for match in QUOTED_NAME.finditer(text):
        name = match[1] or match[2]
        if QUOTED_ENGLISH_NAME.search(name):
            yield match.start() + 1, match.end() - 1


def _lowercase_spans(text: str) -> Iterator[Span]:
    for match in ENGLISH_LOWERCASE_NAME.finditer(text):
        name = WORDS_BEFORE_LOWERCASE_NAME.sub("", match[1])
        if len(name.split()) >= MIN_LOWERCASE_WORDS:
            yield match.end(1) - len(name), match.end(1)
