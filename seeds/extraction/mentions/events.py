"""Names of meetings and ceremonies in a sentence."""

import re
from collections.abc import Iterator

from seeds.extraction.mentions.en_name_spans import HEADLINE_VERB
from seeds.extraction.model import EVENT, Mention, Sentence
from seeds.extraction.rules.loading import rules_for_relation, trigger_pattern

CHINESE_NAME_BOUNDARY = re.compile(
    r"[,。;:!?]|(?:举行|举办|召开|开|承办|主办|协办|参加|出席|迎来|组织|见证|参与|主持|进行|启动)了?(?:一[场次])?(?:的)?|(?<![目标])的|本次|此次|这次|该次|\d日(?:上午|下午|晚)?|(?:上午|下午)|"
    r"[讯电]\)|——|近日|日前|当天|当日|期间|现场|随后|产生|设(?!计|备|施)|\d+[个场]|[一二三四五六七八九十两]+[个场]|通过|组成|对(?!接|话|外|口)|由|被|并|(?<![作成])为|成功|隆重|顺利|共同(?!体)|联合(?!会|体)|前来|应邀|来到|举行了|(?<![产职])在(?!线)|从|、"
)
GENERIC_NAME = re.compile(
    r"(?:本次|此次|首届|首次|这次)?(?:大会|会议|(?:主|分|平行|专题)?论坛|仪式|年会|峰会|工作会议|座谈会|交流会|现场会|研讨会|签约仪式|揭牌仪式|授牌仪式|启动仪式)"
)
ENGLISH_HEAD_NOUN, ENGLISH_LOWERCASE_NOUN = (
    f"(?:{rule.trigger.pattern})" for rule in rules_for_relation("event", english=True)
)
ENGLISH_NAME = re.compile(
    rf"(?<![\w-])(?:[\"“][^\"”]{{3,60}}[\"”]\s)?(?:[A-Z0-9][\w’'-]*\s(?:(?:of|for|and|&|on|in|the|to)\s){{0,2}}){{1,18}}?{ENGLISH_HEAD_NOUN}"
    r"(?:\s(?:of|on|for)\s(?:the\s)?[A-Z][\w-]*(?:\s(?:(?:of|for|and|&|on|in|the)\s){0,2}[A-Z][\w-]*){0,16})?"
    rf"(?:\s(?:&|and)\s(?:[A-Z][\w-]*\s){{0,4}}{ENGLISH_HEAD_NOUN}(?:\son\s[A-Z][\w-]*(?:\s(?:and\s)?[A-Z][\w-]*){{0,9}})?)?"
)
ENGLISH_NOUN_PHRASE = re.compile(
    rf"\b(?:[Tt]he\s|[Aa]n?\s)((?:(?:signing|unveiling|opening|founding|launch|awarding)\sand\s)?(?:(?!(?:at|the|in|of|and|for|on|to|that)\s)[\w-]+\s){{0,6}}?{ENGLISH_LOWERCASE_NOUN})(\s(?:of|on|for)\s(?:the\s)?[^,.;]{{3,120}}?)?"
    r"(?=[,.;]|\s(?:was|were|is|took|has|had|at|sponsored|hosted|held|organi[sz]ed|kicked|opened|on\sits|in\s[A-Z]|on\s[A-Z]\w+\s\d|to\s|with|and\s(?:the|a)|of\sthe\s(?:co-)?construction|between|$))"
)
DATE_PHRASE = re.compile(
    r"\s(?:on|in)\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
)
MAX_NAME_LENGTH = 60


def find_events(sentence: Sentence) -> list[Mention]:
    """Return the meetings that the sentence names, bare words for a meeting included."""
    find = _english if sentence.is_english else _chinese
    return [
        Mention(
            start=start,
            end=end,
            kind=EVENT,
            name=sentence.text[start:end].strip(),
            is_certain=not is_bare,
        )
        for start, end, is_bare in find(sentence.text)
        if end - start > 1
    ]


def is_generic_name(name: str) -> bool:
    """Whether the name says no more than that there was a meeting."""
    return bool(GENERIC_NAME.fullmatch(name)) or bool(
        re.fullmatch(rf"(?:the\s)?{ENGLISH_LOWERCASE_NOUN}", name, re.I)
    )


def _chinese(text: str) -> Iterator[tuple[int, int, bool]]:
    last, found = 0, []
    for match in trigger_pattern("event", english=False).finditer(text):
        low = max(last, match.start() - MAX_NAME_LENGTH)
        start = _edge(text, low, match.start())
        while (
            start != last
            and text[start : start + 1] in tuple('"”』)和与及 ')
            and start < match.start()
        ):
            start += 1
        start = _own_quote(text, start, match.end())
        found.append((found.pop()[0] if found and start == last else start, match.end()))
        last = match.end()
    yield from ((start, end, bool(GENERIC_NAME.fullmatch(text[start:end]))) for start, end in found)


def _edge(text: str, low: int, high: int) -> int:
    """The last place where something else ends, outside of quotes that the name holds."""
    edge = low
    for match in CHINESE_NAME_BOUNDARY.finditer(text, low, high):
        quoted = text.rfind("“", low, match.start()) > text.rfind("”", low, match.start())
        if not (quoted and "”" in text[match.end() : high]):
            edge = match.end()
    return edge


def _own_quote(text: str, start: int, end: int) -> int:
    """The start without an opening quote that nothing closes."""
    part = text[start:end]
    return start + part.rfind("“") + 1 if part.count("“") > part.count("”") else start


def _english(text: str) -> Iterator[tuple[int, int, bool]]:
    taken: list[tuple[int, int]] = []
    for match in ENGLISH_NAME.finditer(text):
        skip = re.match(
            r"(?:The|On|At|In|During|After|This|Speaking)\s(?:at\s)?(?:the\s)?", match[0]
        )
        start = match.start() + (skip.end() if skip else 0)
        start = match.start() if text[match.start() :].startswith("The Establishment") else start
        verb = HEADLINE_VERB.search(text, start, match.end()) or DATE_PHRASE.search(
            text, start, match.end()
        )
        end = verb.start() if verb else match.end()
        taken.append((start, end))
        if re.search(ENGLISH_HEAD_NOUN, text[start:end]):
            yield start, end, len(text[start:end].split()) < 2
    for match in ENGLISH_NOUN_PHRASE.finditer(text):
        if not any(match.start(1) < end and start < match.end() for start, end in taken):
            end = match.end(2) if match[2] else match.end(1)
            yield match.start(1), end, is_generic_name(text[match.start(1) : end])
