"""Quality flags of a captured page, by simple rules that a person can check."""

import re

from seeds.pages.prose import ends_sentence, is_prose

HIJACKED = "hijacked_clone"
GARBLED = "garbled"
TRANSLATED = "machine_translated"
TRUNCATED = "truncated"
NO_TEXT = "no_text"

# Names of betting and pornographic sites that stand where a hijacked page replaced an honest name.
_SPAM = (
    r"体育[(（]?(?:中国|大陆)?[)）]?(?:官方网站|官网|app|APP)|(?:官方网站|官网|app|"
    r"APP)[-·]?(?:下载|登录|入口|平台)|"
    r"(?:体育|运动|娱乐|电竞|国际|游戏|彩票|棋牌)\s?[(（·][\w\s·.-]{2,20}[)）]?\s?(?:官方网站|"
    r"官网|app|APP|登录|入口|平台)|"
    r"澳门.{0,6}(?:娱乐|葡京|金沙|银河|威尼斯|开奖|百家)|新澳门|藏宝阁|六合彩|一肖|开奖(?:结果|"
    r"直播|记录)|新葡京|"
    r"永利(?:官网|娱乐|集团)|百家乐|老虎机|真人(?:娱乐|视讯|荷官)|棋牌(?:游戏|平台)|体育投注|"
    r"电竞投注|投注(?:平台|网)|"
    r"博彩|赌场|买球|"
    r"彩票(?:大厅|平台|官网|注册)|注册(?:即|就)?送\s?\d{1,4}|送彩金|首存|亚博|yabo|开云(?:体育|"
    r"app)|kaiyun|必威|betway|"
    r"bet365|华体会|"
    r"乐鱼|爱游戏|米兰体育|半岛体育|江南体育|必一(?:运动|体育)|b-?sports|金年会|jinnianhui|"
    r"雷火电竞|天博|熊猫体育|"
    r"火狐体育|爱体育|"
    r"米乐(?:体育|m6)|pg电子|hth体育|云开体育|fun88|188bet|manbetx|欧宝|万博|星空体育|九游|"
    r"太阳城|皇冠体育|BOB体育|"
    r"ag真人|\bmg\d{3,5}|\b[a-z]{2,6}\d{3,6}(?:线路|检测|集团|官网|娱乐)|成人(?:视频|电影)|色情|"
    r"黄片|麻豆|吃瓜(?:网|"
    r"黑料)|草莓视频|"
    r"\bcasino\b|\bonline betting\b|\bslot machines?\b|\bsportsbook\b"
)
SPAM_PATTERN = re.compile(_SPAM, re.I)
# One mention may be news about betting; a replaced name stands everywhere.
MIN_SPAM_MATCHES = 2

# Chinese boilerplate and press words in the English that translation programs give them.
_LITERAL = (
    r"(?:Your|Current) (?:location|position):|Share to:|Let me say something|Editor in charge:|"
    r"Responsible editor:|Scan code|"
    r"Microsignal|voice signal|Illegal and bad information|Media Matrix|Weibo account|"
    r"Release time\s?:|Click volume|"
    r"Number of (?:views|clicks|visits)|"
    r"Information source\s?:|Source of (?:information|article)|Home page of|Set as home ?page|"
    r"Author:\s*Editor:|"
    r"Experience now|Browsing (?:times|volume)|"
    r"(?:Previous|Next|Last) (?:article|one|piece)\s?:|Font size: ?\[?(?:large|big)|Print this page|"
    r"Close (?:the )?window|Member unit of|"
    r"\b[A-Z][a-z]+ (?:[A-Z][a-z]+ ){0,4}(?:Wang|Bao|Ri Bao|Cai Jing)· |"
    r"large,? medium(?: and)?,? small|photographed by|"
    r"Correspondent [A-Z]\w+ [A-Z]\w+\)|The picture shows|It is understood that|was grandly held|"
    r"News on (?:January|"
    r"February|March|April|May|June|July|"
    r"August|September|October|November|December)"
)
TRANSLATED_ENGLISH = re.compile(_LITERAL, re.I)
# English boilerplate and press words in the Chinese that they become.
_LITERAL_CHINESE = (
    r"跳(?:到|至|转到)(?:主要)?内容|阅读更多[:：]|分享(?:这个|此)(?:故事|帖子)|"
    r"由\s?[A-Z][\w. ]{2,30}(?:撰写|发表|提供)|"
    r"最后更新于?[:：]?\s?[一二三四五六七八九十]{1,2}月|"
    r"\d{1,3}分钟阅读|注册我们的(?:时事)?通讯|订阅我们的(?:时事)?通讯|版权所有。?保留所有权利|"
    r"照片由.{2,12}(?:提供|"
    r"拍摄)|(?:星期|周).，[一二三四五六七八九十\d]{1,2}月|"
    r"产业[-—]?教育(?:整合|一体化)|工业[-—]?教育(?:整合|一体化|集成)|谅解备忘录\s?[(（]MOU[)）]|"
    r"副总统[\u3400-\u9fff]{2,3}(?:表示|说)"
)
TRANSLATED_CHINESE = re.compile(_LITERAL_CHINESE, re.I)
REPEATED_CHINESE_WORD = re.compile(
    "(行业|产业|教育|学院|大学|公司|协会|职业|技术|融合|集团|会议|学校|工业)\\1"
)
REPEATED_ENGLISH_WORD = re.compile(r"\b([a-z]{4,})[ ]\1\b", re.I)
MIN_TRANSLATION_SIGNS = 2
CLAUSE_MARK = re.compile("[,，。;；]")
MIN_CLAUSE_LENGTH = 30


def is_hijacked(text: str) -> bool:
    """Whether names of betting or pornographic sites stand in the page."""
    return len(SPAM_PATTERN.findall(text)) >= MIN_SPAM_MATCHES


def is_machine_translated(text: str) -> bool:
    """Whether a page shows traces of machine translation, from Chinese into English or the other way."""
    english = _count_signs(text, TRANSLATED_ENGLISH, REPEATED_ENGLISH_WORD)
    chinese = _count_signs(text, TRANSLATED_CHINESE, REPEATED_CHINESE_WORD)
    return max(english, chinese) >= MIN_TRANSLATION_SIGNS


def _count_signs(text: str, phrases: re.Pattern[str], repeated_words: re.Pattern[str]) -> int:
    """Return how many different phrases and how many repeated words the text holds."""
    return len(set(phrases.findall(text))) + len(repeated_words.findall(text))


def is_truncated(paragraphs: tuple[str, ...], *, has_tail: bool) -> bool:
    """Whether the text breaks off: its last paragraph ends in no final mark and nothing follows it."""
    if not paragraphs or has_tail:
        return False
    last = paragraphs[-1]
    if ends_sentence(last):
        return False
    if is_prose(last):
        return True
    return len(last) >= MIN_CLAUSE_LENGTH and bool(CLAUSE_MARK.search(last))
