"""Names of training bases and other bodies that get a plaque."""

import re
from collections.abc import Iterator

from seeds.extraction.model import BASE, Mention, Sentence

BASE_KINDS = (
    ("industry_college", r"产业学院|行业学院|Industry College|Industrial College|industry college"),
    ("engineer_academy", r"现场工程师学院|工程师学院|Engineer(?:s|ing)? (?:Academy|College)"),
    (
        "technology_transfer_centre",
        r"技术转移中心|技术转移转化中心|Technology Transfer Cent(?:er|re)",
    ),
    ("regional_centre", r"区域中心|Regional Cent(?:er|re)|分中心"),
    ("study_base", r"研学基地|研学(?:实践)?(?:营地|基地)|Study Base"),
    (
        "incubator",
        (
            r"孵化基地|孵化器|孵化中心|众创空间|双创基地|创新创业基地|Incubat\w+ (?:Base|Center|"
            r"Centre)|Innovation Base|[Ii]ncubator"
        ),
    ),
    ("studio", r"工作室|工作坊|Studio"),
    ("laboratory", r"实验室|Laborator(?:y|ies)|Lab\b"),
    ("institute", r"研究院|研究所|创新院|技术院|Research Institute"),
    ("friendship_school", r"友好学校|Friendship School"),
    ("practice_centre", r"实践中心|实训中心|Practice Cent(?:er|re)|practice cent(?:er|re)"),
    ("training_base", r"基地|[Bb]ase\b|培训中心|Training Cent(?:er|re)|training cent(?:er|re)"),
    (
        "other",
        (
            r"传习所|传承基地|联合研究中心|培育基地|示范基地|工匠学院|企业学院|订单学院|现代学院|工作站|流动站|服务站|中试平台|工坊|创新中心|合作中心|交流中心|服务中心|"
            r"协同中心|分院|学习中心|教学点|示范点|协作中心|人才驿站|中心|Workshop|Academy|Institute|Station|Cent(?:er|re)\b|College"
        ),
    ),
)
CHINESE_BASE_NOUN = re.compile(
    "|".join(
        p
        for _kind, pattern in BASE_KINDS
        for p in pattern.split("|")
        if not re.search("[A-Za-z]", p)
    )
    + "|产教融合园|产业园|学院|学校"
)
NAME_BOUNDARY = re.compile(
    r"[,。;:!?、]|(?:签订|签署|签下|共建|合作建设|共同建设|联合建设|合作共建|建设|创建|设立|成立|启用|启动|揭牌|授牌|授予|授|挂牌|打造|建成|建立|申报|获批|入选|推进|建好|颁发|建)(?:成为|起|成|出|了|为|的)?|暨|仪式|(?:为|向|给|对|在|于|由|是|就|把|将|与|被|得|以)(?!了|来)|的|了|等|"
    r"和(?=“)|首批\d*家?|\d+[个家]|[一二三四五六七八九十两几多]+[个家]|举行|举办|本次|此次|同时|分别|并|还有?|包括|现场|集中|依次|正式|双方|共同|联合(?!会|体|实验|研究|培养|创新|研发|培训)|合作(?!示范|基地|中心|办学)|校企(?!合作|协同|联合)|国家级|省级|市级"
)
QUOTED_NAME = re.compile(r"“([^“”]{2,50})”|\"([^\"]{2,50})\"")
ENGLISH_BASE_NOUN = (
    r"(?:Base|Cent(?:er|re)|Academy|Workshop|Laboratory|Lab|Incubator|Studio|Station|"
    r"College(?!\s[A-Z])|Research Institute|Friendship School)s?\b"
)
ENGLISH_BASE_NAME = re.compile(
    rf"(?<![\w-])(?:[A-Z0-9][\w’'&+–-]*\s(?:(?:of|for|and|&)\s(?:the\s)?)?){{1,14}}?{ENGLISH_BASE_NOUN}"
    r"(?:\s(?:of|for)\s(?:the\s)?[A-Z][\w’'-]*(?:\s(?:of\s|and\s|"
    r"for\s)?[A-Z][\w’'.-]*){0,12}(?:,\s(?:Hong Kong|Ltd\.?|[A-Z]\w+)(?=\sand|,|\.|$|"
    r"\s[A-Z]))?(?:\sand\s[A-Z]\w+)?)?"
)
ENGLISH_LOWERCASE_NAME = re.compile(
    r"(?:(?<=the )|(?<=, )|(?<=and )|(?<=of ))((?:[A-Z]\w+\s|[a-z]+\s){2,8}?(?:training|"
    r"practice|internship|incubation|study|demonstration|education)\s(?:base|center|centre))\b"
)
CEREMONY_PREFIX = re.compile(
    r"(?:(?:The|A|An|At|On|In|During|For|(?:\w+\s)?(?:Ceremony|Inauguration|Launch|Completion|Construction|Opening|"
    r"Establishment|Unveiling) of)\s(?:the\s)?)+"
)
MAX_NAME_LENGTH = 45


def classify_base(name: str) -> str:
    """Return the kind of base that a name says it is."""
    return next(
        (
            kind
            for kind, pattern in BASE_KINDS
            if re.search(rf"(?:{pattern})(?:[^\w]|$| of | for )", name)
        ),
        "",
    ) or next((kind for kind, pattern in BASE_KINDS if re.search(pattern, name)), "other")


def find_bases(sentence: Sentence) -> list[Mention]:
    """Return what the sentence names with a word for a base; rules say which of them a plaque was unveiled for."""
    find = _english if sentence.is_english else _chinese
    spans = sorted(set(find(sentence.text)))
    return [
        Mention(
            start=start,
            end=end,
            kind=BASE,
            name=sentence.text[start:end],
            subtype=classify_base(sentence.text[start:end]),
        )
        for start, end in spans
        if end - start > 4
    ]


def _chinese(text: str) -> Iterator[tuple[int, int]]:
    quotes = [(m.start(), m.end()) for m in QUOTED_NAME.finditer(text)]
    for match in CHINESE_BASE_NOUN.finditer(text):
        holder = next(((a, b) for a, b in quotes if a < match.start() and match.end() <= b), None)
        if holder:
            if text[match.end() : holder[1] - 1].strip() == "":
                yield holder[0] + 1, holder[1] - 1
            continue
        if re.match(r"[\u3400-\u9fff]", text[match.end() : match.end() + 1]) and re.match(
            r"(?:区|化|建设(?!的)|生|派|主任|副主任|院长|副院长|校长|党委|书记|所长|负责人|会议|大楼|城|型|思)",
            text[match.end() :],
        ):
            continue
        start = _start(text, match, quotes)
        name = text[start : match.end()]
        if start < match.start() and not re.fullmatch(
            r"[与和及、共同一批个新型等相关各类省市级国家]*", text[start : match.start()]
        ):
            yield start, match.start() + len(match[0])
        elif name and quotes and text[start - 1 : start] == "”":
            opening = next((a for a, b in quotes if b == start), None)
            if opening is not None:
                yield opening, match.end()


def _start(text: str, match: re.Match[str], quotes: list[tuple[int, int]]) -> int:
    low = max(0, match.start() - MAX_NAME_LENGTH)
    start = low
    for edge in (
        each
        for each in NAME_BOUNDARY.finditer(text, low, match.end())
        if each.end() <= match.start()
    ):
        inside = any(a < edge.start() < b <= match.start() for a, b in quotes)
        bracketed = text.rfind("(", low, edge.start()) > text.rfind(")", low, edge.start())
        if not inside and not bracketed:
            start = edge.end()
    while text[start : start + 1] in tuple('和与及()" ”') and start < match.start():
        start += 1
    return start


def _english(text: str) -> Iterator[tuple[int, int]]:
    taken = []
    for match in QUOTED_NAME.finditer(text):
        name = match[1] or match[2]
        if re.search(rf"(?:{ENGLISH_BASE_NOUN}|\b(?:College|Institute|School)s?)$", name):
            taken.append((match.start() + 1, match.end() - 1))
    for match in ENGLISH_BASE_NAME.finditer(text):
        skip = CEREMONY_PREFIX.match(match[0])
        start = match.start() + (skip.end() if skip else 0)
        if not any(a < match.end() and start < b for a, b in taken):
            taken.append((start, match.end()))
    for match in ENGLISH_LOWERCASE_NAME.finditer(text):
        name = re.sub(r"^.*\b(?:of|the|and|for|a)\s(?=\w)", "", match[1])
        start = match.end(1) - len(name)
        if not any(a < match.end() and start < b for a, b in taken) and len(name.split()) > 2:
            taken.append((start, match.end(1)))
    yield from taken
