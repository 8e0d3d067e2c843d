"""Names of people in bylines and editor lines, Chinese and Latin."""

import re

SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余"
    "潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康"
    "毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂"
    "丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹"
    "关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强丘华车冉房边辜吉饶刁瞿"
    "戚古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕"
    "郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫"
    "鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻餘鐘薑範譚廖鄒陸龍萬錢湯賴龔龐蘭顏倪嚴蘆韋畢聶叢莊魯紀"
    "關項單費齊衛強華車邊饒"
    "昌凤酆皮元湛禹狄贝茅麻危骆支昝裘缪宣贲杭诸钮嵇滑荣荀羊於惠芮羿储汲邴松乌巴弓牧隗山宓蓬郗班仰"
    "秋伊暴钭厉戎祖束幸韶蓟印宿怀"
    "蒲邰鄂索咸籍阴苍闻莘贡劳逄扶堵宰郦雍郤璩濮寿扈郏浦尚农柴茹宦鱼戈庾暨衡弘寇禄阙殳沃蔚夔隆厍晁"
    "勾融訾阚那毋乜丰巢蒯权逯桓区"
    "帅缑亢琴佘佴伯赏墨哈谯笪言肖付代麦闫仝亓皇尉澹令轩鲜闾太呼揣粟卿展植蹇區駱驊修靖騫闞麥閔聞鄺"
    "容云邝居敬眭归隽仉干迮雒洛冶岱尧郇郄寸撒玉况琚续逮雪绳仁旦"
)
# A token with one of these endings is a unit or a channel, not a person.
_UNIT_ENDINGS = (
    "部 处 處 院 系 室 办 辦 中心 社 网 網 会 會 局 委 馆 館 公司 学校 學校 大学 大學 报 "
    "報 报社 电视台 广播 厅 廳 团委 基地 学部 "
    "工会 支部 党办 校办 台 站 频道 客户端 平台 融媒体 编辑部 党支部 团 班 组 編輯部"
)
UNIT_ENDINGS = tuple(_UNIT_ENDINGS.split())
# Those of them that a title hardly ends with.
_OFFICE_ENDINGS = "部 处 處 办 辦 办公室 中心 委 局 厅 廳 学院 學院 大学 大學 学校 學校 公司"
OFFICE_ENDINGS = tuple(_OFFICE_ENDINGS.split())
ROLE_WORDS = re.compile(
    "^(?:.{0,16}?(?:记者|記者|通讯员|通訊員|作者|撰稿人?|供稿人?|文字|摄影|攝影)|文|图|"
    "圖|文/图|图/文|图文|摄|攝|初审|复审|终审)"
    "[ \u3000:：]{0,3}"
)
TAIL_WORDS = re.compile(
    "(?:报道|報道|報導|摄影报道|综合报道|文|图|圖|文/图|图/文|摄|攝|摄影|攝影|供稿|整理)$"
)
SEPARATORS = "[\\s、,，;；/|｜丨&]"
_SEPARATOR_RUN = re.compile(SEPARATORS + "+")
_CHINESE = re.compile("[\u3400-\u9fff]")
_SHORT_CHINESE_NAME = re.compile("[\u3400-\u9fff]{2,3}")
_SPACED_NAME = re.compile(
    r"(?<![\u3400-\u9fff])([\u3400-\u9fff])[ \u3000\xa0]{1,3}([\u3400-\u9fff])(?![\u3400-\u9fff])"
)
CHINESE_NAME = re.compile(
    r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fff]{1,10}){1,3}"
)
NAME_RUN = re.compile(
    rf"{SEPARATORS}{{0,12}}([\u3400-\u9fff·•・]{{2,16}}|"
    rf"[\u3400-\u9fff]\s{{1,3}}[\u3400-\u9fff](?![\u3400-\u9fff]))"
    rf"(?=$|{SEPARATORS}|[\d)）(（\]】])"
)

_LATIN_UNITS = (
    "department office school college institute center centre bureau committee "
    "university division "
    "section faculty team agency press academy group company corporation co ltd inc"
)
LATIN_UNITS = frozenset(_LATIN_UNITS.split())
LATIN_ROLES = re.compile(
    r"\b(?:by|staff|reporters?|correspondents?|writers?|photos?|texts?|editors?|edited|"
    r"photographers?|author|contributors?)\b[:/]?",
    re.I,
)
LATIN_SPLIT = re.compile(r"\s*(?:,\s*and\s|,|;|、|，|\||&|/|\band\b)\s*")
CAPITALISED = re.compile(r"^[A-ZÀ-Þ][\w'’.-]*$")
LATIN_NAME_WORDS = 4
# One to three syllables of pinyin, as the parts of a Chinese name are written.
PINYIN = re.compile(
    "(?:(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?(?:[iu]ang|iong|uai|iao|[iu]an|ang|eng|ing|ong|ai|"
    "ao|an|ei|en|er|"
    "in|un|ie|iu|ia|ou|ui|uo|ua|ue|a|e|i|o|u|v)){1,3}",
    re.I,
)


def parse_chinese_names(text: str) -> tuple[str, ...]:
    """Return the people named in a Chinese byline; units and words of trade between them are left out."""
    names: list[str] = []
    for printed in _SEPARATOR_RUN.split(_join_spaced_characters(text)):
        token = ROLE_WORDS.sub("", printed.strip("()（）[]【】:：。"))
        name = TAIL_WORDS.sub("", token)
        # "青岛报道" behind the names is a place, "甲乙报道" instead of them a person.
        may_be_place = name != token
        is_place = may_be_place and (bool(names) or name[:1] not in SURNAMES)
        if CHINESE_NAME.fullmatch(name) and not name.endswith(UNIT_ENDINGS) and not is_place:
            names.append(name)
    return tuple(dict.fromkeys(names))


def parse_latin_names(text: str) -> tuple[str, ...]:
    """Return the people named in an English byline, without departments and the words after a name."""
    names = []
    for piece in LATIN_SPLIT.split(LATIN_ROLES.sub(" ", text)):
        words = piece.strip(" ().:[]").split()
        units = [number for number, word in enumerate(words) if word.lower() in LATIN_UNITS]
        name = _leading_name(words[units[-1] + 1 :] if units else words)
        if name:
            names.append(name)
    return tuple(dict.fromkeys(names))


def parse_names(text: str) -> tuple[str, ...]:
    """Return the people named in a byline of either script."""
    if _CHINESE.search(text):
        return parse_chinese_names(text)
    return parse_latin_names(text)


def is_unit_name(token: str) -> bool:
    """Whether a Chinese token names an office or a channel rather than a person."""
    return token.endswith(UNIT_ENDINGS) or len(token) > 4


def is_only_names(text: str) -> bool:
    """Whether the text is nothing but recognisable names of people: known surnames or pinyin."""
    text = text.strip()
    tokens = [token for token in _SEPARATOR_RUN.split(text) if token]
    if tokens and all(_is_chinese_name(token) for token in tokens):
        return True
    names = [name for name in LATIN_SPLIT.split(text) if name]
    return bool(names) and all(_is_pinyin_name(name) for name in names)


def _is_chinese_name(token: str) -> bool:
    is_short = bool(_SHORT_CHINESE_NAME.fullmatch(token))
    return is_short and token[0] in SURNAMES and not is_unit_name(token)


def _is_pinyin_name(name: str) -> bool:
    words = name.split()
    return len(words) in (2, 3) and all(_is_pinyin_word(word) for word in words)


def _is_pinyin_word(word: str) -> bool:
    return bool(CAPITALISED.match(word) and PINYIN.fullmatch(word))


def split_leading_names(text: str) -> tuple[tuple[str, ...], str]:
    """Return the names at the beginning of Chinese text and the text behind them."""
    names: list[str] = []
    end = 0
    match = NAME_RUN.match(text)
    while match:
        names += parse_chinese_names(match[1])
        end = match.end()
        match = NAME_RUN.match(text, end)
    return tuple(dict.fromkeys(names)), text[end:]


def _leading_name(words: list[str]) -> str:
    """Return the capitalised words at the beginning, "" when they are no name."""
    run = 0
    while run < len(words) and CAPITALISED.match(words[run]):
        run += 1
    # "Liu Xuejia Let me say something": the capital before a small word begins the next phrase.
    if 2 < run < len(words):
        run -= 1
    longest = run if run == len(words) else min(run, 3)
    name = words[:longest]
    return " ".join(name) if 2 <= len(name) <= LATIN_NAME_WORDS else ""


def _join_spaced_characters(text: str) -> str:
    """Return the text with names of two characters joined that are printed with a blank between them."""
    return _SPACED_NAME.sub(r"\1\2", text)
