"""Persons in a Chinese sentence, with post and organisation said beside the name."""

import re
from collections.abc import Iterable

from seeds.extraction.model import PERSON, Mention
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.text.zh_words import TokenizedText
from seeds.pages.person_names import SURNAMES

HAN = "\u3400-\u9fff"
TITLE_ALTERNATIVES = lexicon("zh").title_pattern
FOREIGN_NAME = re.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}}")
TITLE_BEFORE_NAME = re.compile(
    rf"(?:{TITLE_ALTERNATIVES}|(?:签约人|签字人|签署人|揭牌人|主持人|签约代表)[:为是]|聘请|推举|推选|任命|聘任|增补)(?:\([^()]{{1,12}}\))?"
)
HAN_NAME = re.compile(rf"[{HAN}]{{2,3}}")
# Surnames that are mostly other words: behind a title, before the end of an item.
RARE_SURNAME_NAME = re.compile(rf"[初海步满][{HAN}]{{1,2}}(?=[、,。;)]|签|代表|出席|共同|分别)")
COMPOUND_SURNAMES = lexicon("zh")["compound_surnames"]
LIST_SEPARATOR = re.compile("[、,]|和|与")
NAME_END = re.compile(r"[\s、,。;:()!?《“”\"—…-]|$")
WORDS_AFTER_NAME = tuple(sorted(lexicon("zh")["after_name"], key=len, reverse=True))
LONG_WORDS_AFTER_NAME = tuple(word for word in WORDS_AFTER_NAME if len(word) > 1)
TEXT_AFTER_FOREIGN_NAME = re.compile(
    f"(?<=[{HAN}]{{2}})(?:{'|'.join(map(re.escape, WORDS_AFTER_NAME))}).*$"
)
POSTS_BEFORE_NAME = re.compile(
    rf"(?:(?:原|现任|时任|党委|党总支|党组|纪委|常务|执行|首席|第一|代|兼|工会)*(?:(?![由请聘在和与任是为对向及等])[{HAN}]){{0,4}}?(?:{TITLE_ALTERNATIVES})(?:兼|[、,])?){{1,5}}$"
)
BODY_SUFFIXES = ("大学", "学院", "公司", "集团", "协会", "学会")
NAME_START = re.compile(r"(?:^|[,;。、:由与和及请任举选命聘])$")
TITLE_AFTER_NAME = re.compile(
    r"(?:院长|校长|书记|主任|董事长|总经理|副院长|副校长|局长|区长|市长|会长|教授|先生|女士|总裁|处长|理事长|秘书长|经理|代表)"
)
NON_NAMES = frozenset(
    [
        "常务",
        "连任",
        "董事",
        "党委",
        "纪委",
        "于是",
        "工会",
        "单位",
        "高校",
        "高职",
        "学校",
        "学院",
        "双方",
        "三方",
        "各方",
        "全体",
        "全国",
        "相关",
        "有关",
        "校企",
        "企业",
        "公司",
        "单位",
        "代表",
        "同志",
        "方面",
        "成员",
        "广大",
        "于是",
        "何为",
        "明确",
        "应用",
        "时代",
        "任务",
        "温州",
        "常州",
        "应当",
        "江苏",
        "计划",
        "安全",
        "安排",
        "成为",
        "成立",
        "常委",
        "万人",
        "严格",
        "全面",
        "党委",
        "和谐",
        "管理",
        "许多",
        "高度",
        "高等",
        "金融",
        "项目",
        "方案",
        "方向",
        "强化",
        "向上",
        "程序",
        "毕业",
        "能力",
        "都是",
        "时任",
        "现任",
        "师生",
        "于该",
        "金属",
        "石油",
        "包括",
        "席位",
        "卫生",
        "武汉",
        "商务",
        "计算",
    ]
)


def find_people(words: TokenizedText, known: Iterable[str] = ()) -> list[Mention]:
    """Return the persons of the sentence; `known` are names found elsewhere in the text."""
    text = words.text
    spans = {**_tagged(words), **_titled(text), **_called(text), **_repeated(text, known)}
    spans |= _listed_before(text, spans)
    spans |= _listed(text, spans)
    kept: list[Mention] = []
    for start in sorted(spans):
        if not kept or start >= kept[-1].end:
            kept.append(
                Mention(start=start, end=spans[start], kind=PERSON, name=text[start : spans[start]])
            )
    return kept


def find_post_before(text: str, start: int, behind: int = 0) -> str:
    """Return the posts before a name, no further back than another one."""
    low = max(behind, start - 60)
    match = POSTS_BEFORE_NAME.search(text[low:start])
    return re.sub("^(?:和|与|及|由|,|、)+", "", match[0]).strip("、,") if match else ""


def _titled(text: str) -> dict[int, int]:
    """Names behind a title: the longest that the text behind it lets stand."""
    found = {}
    for match in TITLE_BEFORE_NAME.finditer(text):
        rare = RARE_SURNAME_NAME.match(text, match.end())
        end = rare.end() if rare else _name_end(text, match.end())
        if end:
            found[match.end()] = end
    return found


def _name_end(text: str, start: int) -> int | None:
    foreign = FOREIGN_NAME.match(text, start)
    if foreign:
        return start + len(TEXT_AFTER_FOREIGN_NAME.sub("", foreign[0]))
    begins = text[start : start + 1] in SURNAMES or text[start : start + 2] in COMPOUND_SURNAMES
    if not begins or text.startswith(tuple(NON_NAMES), start):
        return None
    for length in (4, 3) if text[start : start + 2] in COMPOUND_SURNAMES else (3, 2):
        end = start + length
        if not re.fullmatch(rf"[{HAN}]{{{length}}}", text[start:end]) or not _may_end(text, end):
            continue
        is_followed = text[end - 1] in "等和与为在" and _may_end(text, end - 1)
        is_followed = is_followed and not (
            length == 4 and text.startswith(LONG_WORDS_AFTER_NAME, end)
        )
        if length == 2 or not (
            is_followed or (length == 3 and text.startswith(LONG_WORDS_AFTER_NAME, end - 1))
        ):
            return end
    return None


def _may_end(text: str, end: int) -> bool:
    return bool(NAME_END.match(text, end)) or text.startswith(WORDS_AFTER_NAME, end)


def _called(text: str) -> dict[int, int]:
    """Names before a title, where a clause or an item begins."""
    found = {}
    for match in TITLE_AFTER_NAME.finditer(text):
        start = _start_of_name(text, match.start())
        if start is not None and not text[: match.start()].endswith(("学院", "大学")):
            found[start] = match.start()
    return found


def _start_of_name(text: str, end: int) -> int | None:
    """Where a name that ends here begins, if a clause or an item begins there."""
    for start in (end - 3, end - 2):
        name = text[max(start, 0) : end]
        is_name = (
            start >= 0
            and HAN_NAME.fullmatch(name)
            and name[0] in SURNAMES
            and not name.startswith(tuple(NON_NAMES))
        )
        if is_name and (
            NAME_START.search(text[:start][-1:]) or text.endswith(BODY_SUFFIXES, 0, start)
        ):
            return start
    return None


def _tagged(words: TokenizedText) -> dict[int, int]:
    """Names that the segmenter takes for such, where a clause or an item begins and ends."""
    found = {}
    for word, tag, start in zip(words.tokens, words.tags, words.starts, strict=True):
        end = start + len(word)
        if (
            tag != "nr"
            or not 2 <= len(word) <= 3
            or word[0] not in SURNAMES
            or word.startswith(tuple(NON_NAMES))
        ):
            continue
        if (
            NAME_START.search(words.text[:start][-1:]) or words.text[:start].endswith(BODY_SUFFIXES)
        ) and _may_end(words.text, end):
            found[start] = end
    return found


def _repeated(text: str, known: Iterable[str]) -> dict[int, int]:
    return {
        match.start(): match.end() for name in known for match in re.finditer(re.escape(name), text)
    }


def _listed_before(text: str, spans: dict[int, int]) -> dict[int, int]:
    """Names that begin a clause and are followed by another name in a list."""
    ends = [follows - 1 for follows in spans if follows and text[follows - 1] in "、和与"]
    starts = {end: _start_of_name(text, end) for end in ends}
    return {start: end for end, start in starts.items() if start is not None}


def _listed(text: str, spans: dict[int, int]) -> dict[int, int]:
    """Names that follow another name in a list, with no title of their own."""
    found, open_ends = {}, list(spans.values())
    while open_ends:
        end = open_ends.pop()
        mark = LIST_SEPARATOR.match(text, end)
        if not mark or mark.end() in spans or mark.end() in found:
            continue
        follows = _name_end(text, mark.end())
        if follows:
            found[mark.end()] = follows
            open_ends.append(follows)
    return found
