"""What is wrong with a captured page, by simple rules that a person can check."""

import re

from seeds.pages.prose import ends_whole, is_prose

HIJACKED, GARBLED, TRANSLATED, TRUNCATED = "hijacked_clone", "garbled", "machine_translated", "truncated"

# Names of betting and pornographic sites that stand where a hijacked page replaced an honest name.
SPAM = re.compile(
    r"体育[(（]?(?:中国|大陆)?[)）]?(?:官方网站|官网|app|APP)|(?:官方网站|官网|app|APP)[-·]?(?:下载|登录|"
    r"入口|平台)|澳门.{0,6}(?:娱乐|葡京|金沙|银河|威尼斯|开奖|百家)|"
    r"藏宝阁|六合彩|开奖(?:结果|直播|记录)|新葡京|永利(?:官网|娱乐|集团)|百家乐|老虎机|真人(?:娱乐|视讯)|"
    r"棋牌(?:游戏|平台)|体育投注|投注(?:平台|网)|博彩|赌场|"
    r"亚博|yabo|开云(?:体育|app)|kaiyun|必威|betway|bet365|华体会|乐鱼|爱游戏|米兰体育|半岛体育|江南体育|"
    r"欧宝|万博|星空体育|九游|太阳城|皇冠体育|BOB体育|"
    r"ag真人|\bmg\d{3,5}|\b[a-z]{2,6}\d{3,6}(?:线路|检测|集团|官网|娱乐)|成人(?:视频|电影)|色情|黄片|麻豆|"
    r"吃瓜(?:网|黑料)|草莓视频|"
    r"\bcasino\b|\bonline betting\b|\bslot machines?\b|\bsportsbook\b",
    re.I,
)
# One mention may be news about betting; a replaced name stands everywhere.
SPAM_FLOOR = 2

# Chinese page furniture and press words in the English that translation programs give them.
LITERAL = re.compile(
    r"Your location:|Share to:|Let me say something|Editor in charge:|Scan code for attention|Microsignal|"
    r"voice signal|"
    r"Illegal and bad information|Media Matrix|Weibo account|Release time:|Click volume|Number of views|"
    r"Home page of|"
    r"Author:\s*Editor:|Experience now|Previous article:|Next article:|\b[A-Z][a-z]+ (?:[A-Z][a-z]+ "
    r"){0,4}(?:Wang|Bao|Ri Bao|Cai Jing)· ",
    re.I,
)
DOUBLED_WORD = re.compile(r"\b([a-z]{4,})[ ]\1\b", re.I)
TRANSLATED_FLOOR = 2
CLAUSE_MARK = re.compile("[,，。;；]")
CLAUSES = 30


def is_hijacked(text: str) -> bool:
    """Whether names of betting or pornographic sites stand in the page."""
    return len(SPAM.findall(text)) >= SPAM_FLOOR


def is_translated(text: str) -> bool:
    """Whether an English page shows traces of machine translation from Chinese."""
    return len(set(LITERAL.findall(text))) + len(DOUBLED_WORD.findall(text)) >= TRANSLATED_FLOOR


def is_truncated(paragraphs: tuple[str, ...], *, has_tail: bool) -> bool:
    """Whether the text breaks off: its last paragraph ends in no final mark and nothing follows it."""
    if not paragraphs or has_tail:
        return False
    last = paragraphs[-1]
    return not ends_whole(last) and (is_prose(last) or (len(last) >= CLAUSES and bool(CLAUSE_MARK.search(last))))
