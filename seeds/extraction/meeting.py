"""The meeting that an article reports: its name, day, place, theme and how many people came."""

import re
from dataclasses import dataclass, field

from seeds.extraction.dates import dates_in, is_later
from seeds.extraction.document import Document
from seeds.extraction.folding import clean
from seeds.extraction.model import CONSORTIUM, EVENT, ORGANISATION, SELF, Evidence, Mention, Sentence
from seeds.extraction.others import number_of
from seeds.extraction.slots import is_planned

HELD = re.compile(
    r"举行|召开|举办|开幕|启幕|落幕|闭幕|进行|开了|拉开帷幕|成功落下|宣告成立|在[^,。]{2,14}成立|正式成立|迎来|承办|主办|\b(?:was|were)\s(?:\w+ly\s)?(?:held|convened|opened|hosted)|took\splace|kicked\soff|\bheld\b|focused\son|opened|sponsored|guided\sby"
)
CHINESE_VENUE = (
    re.compile(
        r"(?:在|于)(?P<venue>[^,。;:、“”]{2,34}?)(?:隆重|成功|顺利|正式|正在|如期|盛大|圆满|联合|共同|同期)*(?:召开|举行|举办|开幕|启幕|宣告成立|宣布成立|成立|启动|揭牌|进行|举行了|拉开帷幕|开了|落幕)"
    ),
    re.compile(r"地点(?:在|为|设在|是|:)(?P<venue>[^,。;:、]{2,30})"),
    re.compile(
        r"(?:^|[,。])(?P<venue>[^,。;:、“”《》]{2,30}?(?:会议室|报告厅|会议中心|礼堂|酒店|宾馆|大厦|中心|校区|楼|厅|馆|广场|学院|大学|\d{2,4}))(?:\d{1,2}月\d{1,2}日)?(?:上午|下午|晚)?(?:里|内)?(?:隆重|成功)?(?:举行|召开|举办|迎来|却|热闹)"
    ),
    re.compile(r"(?:会场|主会场)设在(?P<venue>[^,。;:、]{2,30})"),
)
PLACE_BEFORE = re.compile(r"(?:^|[,。])(?P<venue>[\u3400-\u9fff]{2,8}?)(?:隆重|成功)?(?:举行|召开|举办)了")
SHORT_PLACES = {
    "京": "北京",
    "沪": "上海",
    "津": "天津",
    "渝": "重庆",
    "穗": "广州",
    "蓉": "成都",
    "宁": "南京",
    "汉": "武汉",
    "杭": "杭州",
    "深": "深圳",
    "鲁": "山东",
    "青": "青岛",
    "济": "济南",
    "甬": "宁波",
    "榕": "福州",
}
IN_SHORT = re.compile(rf"在(?P<place>[{''.join(SHORT_PLACES)}])(?:隆重|成功|顺利|正式|圆满)*(?:召开|举行|举办|成立|开幕|启动)")
ONLINE = re.compile(r"(线上线下|线上|视频会议|腾讯会议)(?:相结合|结合)?(?:的)?(?:方式|形式)?")
ENGLISH_VENUE = re.compile(
    r"\b(?:held|place|convened|opened|hosted|gathered)\b[^.;]{0,60}?\b(?:at|in)\s(?:the\s)?(?P<venue>[A-Z][\w’'&.-]*(?:,?\s(?:(?:of|and|for|the)\s)?\(?[A-Z&][\w’'&.-]*\)?){0,12})"
)
WHERE = re.compile(
    r"(?:,\s|\bwas\s)(?:on\s[A-Z]\w+\s\d{1,2},\s)?in\s(?P<venue>[A-Z]\w+(?:\s[A-Z]\w+)*(?:,\s[A-Z]\w+(?:\s[A-Z]\w+)*){1,3})"
)
SIGNED_AT = re.compile(
    r"\b(?:signing|ceremony|meeting|event),?\s(?:held\s)?at\s(?:the\s)?(?P<venue>[A-Z][\w’'-]*(?:\s(?:of\s)?[A-Z][\w’'-]*){0,8})"
)
THEMES = (
    re.compile(r"(?:以|围绕|聚焦)[“‘\"](?P<theme>[^“”\"]{3,60})[”’\"](?:为|的)?(?:会议|大会|论坛|活动|年度)?主题"),
    re.compile(r"(?:主题|主线|会议主题|大会主题)(?:为|是|定为|:|确定为|定位)[“‘\"](?P<theme>[^“”\"]{3,60})[”’\"]"),
    re.compile(
        r"\b(?:theme\sof|themed|under\sthe\stheme(?:\sof)?|with\sthe\stheme(?:\sof)?|theme\swas|on\sthe\stheme\sof|theme:)\s?[“\"‘](?P<theme>[^“”\"]{3,160}?),?[”\"’]"
    ),
    re.compile(
        r"\b(?:theme\sof|themed|under\sthe\stheme\sof|with\sthe\stheme\sof)\s(?P<theme>[a-zA-Z][^,.;“\"]{5,120}?)(?=,|\.|;|$|\swith\s|\sin\sthe\scontext)"
    ),
)
CROWD_WORDS = r"(?:over|about|more than|nearly|some)?\s?(?:a|one)\shundred"
COUNT = r"(?P<value>\d{1,2},\d{3}|\d{2,6}|[一二两三四五六七八九]?[百千][一二三四五六七八九十百]{0,4})\s?(?P<more>余|多)?"
CHINESE_CROWD = (
    re.compile(
        rf"(?:共计?|近|约|逾|超过?)?{COUNT}(?:人|名|位)[^,。;]{{0,30}}?(?:出席|参加|参会|与会|到会|到场|参与|齐聚|共聚|聚|共商|见证|汇聚)"
    ),
    re.compile(rf"(?:出席|参加|参会|与会|到会|到场|参与|邀请|吸引|来自)[^。;]{{0,80}}?{COUNT}(?:人|名|位)(?!学生|毕业生)"),
)
ENGLISH_CROWD = (
    re.compile(
        rf"\b{COUNT}\s(?:\w+\s){{0,3}}?(?:people|representatives|guests|participants|experts|delegates|attendees|leaders)\b[^.;]{{0,80}}?(?:attend|took\spart|particip|gather|join)",
        re.I,
    ),
    re.compile(
        rf"\b(?:attended|attracted|gathered|joined)\sby\s(?P<value>{CROWD_WORDS})\s(?:people|representatives|guests|participants|experts|delegates)",
        re.I,
    ),
    re.compile(
        rf"\b(?:attended|attracted|gathered|brought\stogether|participat\w+|with)\b[^.;]{{0,40}}?\b{COUNT}\s(?:\w+\s){{0,3}}?(?:people|representatives|guests|participants|experts|delegates|attendees)\b",
        re.I,
    ),
)
INNER = re.compile(r"研讨会|座谈会|培训会|工作会议?|会议$|推进会|说明会|交流会|宣讲会|筹备会")
WEIGHT_TITLE, WEIGHT_HELD, WEIGHT_NAMED = 2, 3, 4


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """What is said of a meeting, with the sentence of each field."""

    fields: dict = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


def main_meeting(document: Document) -> tuple[Sentence, Mention] | None:
    """Return the meeting that the article is about and the sentence that names it best."""
    ranked = [
        (_rank(sentence, mention), -sentence.number, sentence, mention)
        for sentence in document.sentences
        for mention in sentence.of(EVENT)
        if not is_planned(sentence, mention.start) and not _is_planned_event(sentence, mention)
    ]
    if not ranked:
        return None
    _rank_, _number, sentence, mention = max(ranked, key=lambda each: each[:2])
    return (sentence, mention) if _rank_ > 0 else None


def _is_planned_event(sentence: Sentence, mention: Mention) -> bool:
    return bool(re.match(r"\s?(?:将|拟|计划|will\b|is\sto\b)", sentence.text[mention.end :]))


def _rank(sentence: Sentence, mention: Mention) -> int:
    near = sentence.text[max(0, mention.start - 40) : mention.end + 60]
    rank = WEIGHT_HELD if HELD.search(near) else 0
    rank += WEIGHT_NAMED if mention.sure and len(mention.name) > 5 else 0
    rank += WEIGHT_TITLE if sentence.paragraph == 0 else 0
    rank += 2 if sentence.paragraph == 1 else 0
    rank -= (
        4
        if re.search(
            r"出席|参加|获|评选|国务院|Speaking|attend|response\sto", sentence.text[max(0, mention.start - 14) : mention.start]
        )
        and sentence.paragraph > 2
        else 0
    )
    return rank - (
        4 if sentence.english and not HELD.search(near) and not mention.name[0].isupper() and mention.name[0] != '"' else 0
    )


def is_internal(document: Document, sentence: Sentence, mention: Mention, *, has_roles: bool) -> bool:
    """Whether the meeting is one that a body held among its own people."""
    if (
        has_roles
        or sentence.english
        or not INNER.search(sentence.text[mention.start : mention.end])
        or any(s.of(CONSORTIUM) and _told(s) for s in document.sentences)
    ):
        return False
    before = [m for m in sentence.of(SELF, ORGANISATION) if m.end <= mention.start]
    return bool(before) and before[0].kind == SELF


def _told(sentence: Sentence) -> bool:
    return bool(re.search(r"成立|召开|举行", sentence.text)) and not is_planned(sentence, len(sentence.text))


def read_meeting(document: Document, sentence: Sentence, mention: Mention) -> Meeting:
    """Return the fields of a meeting: from the sentence that names it, else from the sentences around it."""
    near = _near(document, sentence)
    fields, evidence = {}, []
    for name, find in (("starts_on", _date), ("venue", _venue), ("theme", _theme), ("attendance", _crowd)):
        for each in near if name != "attendance" else document.sentences:
            value = find(document, each)
            if value is not None:
                fields[name] = value
                evidence += [Evidence(field=name, paragraph=each.paragraph, quote=each.quote())] if each.paragraph else []
                break
    return Meeting(fields=fields, evidence=tuple(evidence))


def _near(document: Document, sentence: Sentence) -> list[Sentence]:
    """The sentence, then the ones of the first paragraphs, then the others that speak of a meeting."""
    first = [s for s in document.sentences if s.paragraph in (1, 2, 3, sentence.paragraph) and s is not sentence]
    rest = [
        s
        for s in document.sentences
        if s not in first and s is not sentence and (s.of(EVENT) or "主题" in s.text or "theme" in s.text)
    ]
    return [sentence, *first, *rest]


def _date(document: Document, sentence: Sentence) -> str | None:
    if not (
        sentence.of(EVENT)
        or HELD.search(sentence.text)
        or re.search("签约|揭牌|授牌|gathered|concluded|signed|was established", sentence.text)
    ):
        return None
    years = tuple(dict.fromkeys(int(y) for e in sentence.of(EVENT) for y in re.findall(r"20[0-3]\d", e.name))) or document.years
    found = dates_in(sentence.text, english=sentence.english, published=document.published, years=years)
    places = [m.start() for m in HELD.finditer(sentence.text)] or [m.start for m in sentence.of(EVENT)] or [0]
    fit = [each for each in found if not is_later(each.edtf, document.published) and not _is_other(sentence, each)]
    return min(fit, key=lambda each: min(abs(each.start - p) for p in places)).edtf if fit else None


def _is_other(sentence: Sentence, dated) -> bool:
    """Whether the day is that of something else: a founding, a document, a birthday."""
    before = sentence.text[max(0, dated.start - 14) : dated.start]
    return bool(re.search(r"[Ii]naugurated\son\s?$|founded\s(?:on|in)\s?$|成立于$|始建于$|创建于$|截至$|as\sof\s?$", before))


def _venue(document: Document, sentence: Sentence) -> str | None:
    if sentence.english:
        match = ENGLISH_VENUE.search(sentence.text) or SIGNED_AT.search(sentence.text) or WHERE.search(sentence.text)
        if not match or re.match(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b", match["venue"]):
            return None
        return re.sub(r"\s(?:on|in)\s[A-Z][a-z]+\s\d.*$|[.,]$", "", match["venue"]).strip()
    short = IN_SHORT.search(sentence.text)
    if short:
        return SHORT_PLACES[short["place"]]
    for pattern in (*CHINESE_VENUE, PLACE_BEFORE):
        match = pattern.search(sentence.text)
        if match and _is_place(match["venue"]):
            return _printed_venue(sentence, match)
    online = ONLINE.search(sentence.text)
    return clean(sentence.quote(online.start(1), online.end(1))) if online and sentence.of(EVENT) else None


def _printed_venue(sentence: Sentence, match: re.Match[str]) -> str | None:
    start, end = match.span("venue")
    if match["venue"] in ("校内", "学校", "我院", "我校", "校本部", "学院"):
        return next((m.known for m in sentence.of(ORGANISATION, SELF) if m.known), None)
    date = re.search(r"(?:上午|下午|\d{1,2}日|晚上?)(?=.{2})", match["venue"])
    start += date.end() if date else 0
    tail = re.search(r"\d{1,2}月$|\d{4}年$", sentence.text[start:end])
    end -= len(tail[0]) if tail else 0
    return clean(sentence.quote(start, end))


def _is_place(text: str) -> bool:
    return not re.search(
        r"[会议大]上$|期间|过程|基础|指导|背景|支持|当[天日]|形势|前提|时候|仪式|这里$|此|框架|领域|方面|见证|共同体|联合体|关于|为了|通过|年$|本次|双方|各方|与会|推动|深化|全国各地|随后|同时|近日|日前|下$|会前|会后|就|对|把|将|由|以",
        text,
    )


def _theme(document: Document, sentence: Sentence) -> str | None:
    for pattern in THEMES:
        match = pattern.search(sentence.text)
        if match and not re.search(
            r"主题(?:班会|教育|党日|演讲|报告|为题|presentation)", sentence.text[match.start() : match.end() + 4]
        ):
            return clean(sentence.quote(*match.span("theme")))
    return None


def _crowd(document: Document, sentence: Sentence) -> int | None:
    for pattern in ENGLISH_CROWD if sentence.english else CHINESE_CROWD:
        match = pattern.search(sentence.text)
        if match:
            value = number_of(match["value"])
            return value if value and value > 9 else None
    return None
