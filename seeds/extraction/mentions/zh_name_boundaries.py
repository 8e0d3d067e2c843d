"""Words where a Chinese name of an organisation begins or ends."""

import re

from seeds.extraction.rules.lexicon import chinese_place_prefixes, chinese_places, lexicon
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.zh_words import TokenizedText

PATTERNS = load_patterns("zh_name_boundaries")

# Tags of words that no name holds: prepositions, pronouns, particles, numbers, measures, adverbs.
OUTSIDE_TAGS = frozenset(
    {"p", "r", "u", "uj", "ul", "uz", "ug", "uv", "ud", "y", "m", "q", "mq", "d", "e", "o"}
)
ADVERB_TAG = "d"
MEASURE_TAG = "q"
NAME_TAGS = frozenset({"ns", "nt", "nz"})
INSIDE_WORDS = lexicon("zh")["inside"]
STOP_WORDS = lexicon("zh")["stops"]
OPENING_PUNCTUATION = '(“‘"'
PUNCTUATION = re.compile(r"[^\w()·“”‘’\"&-]")
ITEM_NUMBER = PATTERNS["item_number"]
COMPONENT_WORD = PATTERNS["component_word"]
ORDINAL_PREFIX = "第"
ASPECT_PARTICLES = "了着过"
NUMERALS = PATTERNS["numerals"]
NUMBER_WITH_UNIT = PATTERNS["number_with_unit"]
MEASURE_WORDS = tuple("家所个名位项条次届批类级年月日期场份方区省市县校企院大")
WORDS_BEFORE_NUMERAL = ",、;:。与和"
# Adverbs and the like that also occur in names, where a list or clause begins a few characters before them.
WEAK_CHARACTERS = frozenset(
    "都均则还也又就已正仅约近当曾即便地上下里内前后中大长新高好所家方自来去看用做开见得过且同"
)
LIST_ITEM_BEFORE = PATTERNS["list_item_before"]
MAX_ITEM_BEGINNING = 6
NON_NAME_CHARACTERS = frozenset("的了着们我你他她这那该此其是在为把被将由校方会")
INVESTMENT = "投资"
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
LEGAL_FORMS = ("有限", "股份有限", "集团有限", "(集团)有限")
# Stop words that are a firm's field before its legal form: "testing and certification"
FIRM_FIELDS = frozenset(["认证", "检查", "推广", "评定", "评审"])
# Titles that no name of an organisation holds.
LEADER_TITLES = tuple(
    word
    for word in lexicon("zh")["titles"]
    if word.endswith(("长", "书记", "总裁", "主席", "总经理"))
)
# Words for partners that are part of a firm's name behind its place.
BRAND_WORDS = frozenset(["四方", "三方", "双方"])
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


def is_name_start(tokenized: TokenizedText, index: int) -> bool:
    """Whether a token is a place or a proper name, which begins the name of an organisation."""
    if tokenized.tags[index] in NAME_TAGS:
        return True
    return tokenized.tokens[index].startswith(chinese_place_prefixes())


def is_name_boundary(tokenized: TokenizedText, index: int) -> bool:
    """Whether a token is no part of a name."""
    token = tokenized.tokens[index]
    tag = tokenized.tags[index]
    if _is_field_of_firm(tokenized, index):
        return False
    if _is_stop(token):
        return not _is_brand(tokenized, index)
    if NUMERALS.fullmatch(token):
        return _is_count(tokenized, index)
    if tag in OUTSIDE_TAGS and not _occurs_in_names(token):
        return tag != ADVERB_TAG or len(token) > 1
    if len(token) > 1 and token.endswith(LEADER_TITLES):
        return True
    return _is_particle_or_count(token)


def _is_field_of_firm(tokenized: TokenizedText, index: int) -> bool:
    """Whether a word that ends other names tells the field of a firm, whose name goes on behind it."""
    token = tokenized.tokens[index]
    end = tokenized.starts[index] + len(token)
    if token == INVESTMENT:
        return tokenized.text.startswith(FIRM_WORDS, end)
    return token in FIRM_FIELDS and tokenized.text.startswith(LEGAL_FORMS, end)


def _is_stop(token: str) -> bool:
    """Whether a token is a stop word or a punctuation mark."""
    if token in STOP_WORDS or token in OPENING_PUNCTUATION or ITEM_NUMBER.fullmatch(token):
        return True
    return len(token) == 1 and PUNCTUATION.match(token) is not None


def _is_brand(tokenized: TokenizedText, index: int) -> bool:
    """Whether a word for partners is part of a firm's name, behind its place."""
    if tokenized.tokens[index] not in BRAND_WORDS or index == 0:
        return False
    return is_name_start(tokenized, index - 1)


def _occurs_in_names(token: str) -> bool:
    """Whether a token may be part of a name in spite of its tag."""
    if token.startswith(ORDINAL_PREFIX) or token in INSIDE_WORDS:
        return True
    return token in chinese_places() or COMPONENT_WORD.search(token) is not None


def _is_particle_or_count(token: str) -> bool:
    if token[-1] in ASPECT_PARTICLES or token.isspace():
        return True
    return NUMBER_WITH_UNIT.fullmatch(token) is not None


def _is_count(tokenized: TokenizedText, index: int) -> bool:
    """Whether a numeral counts something and is no part of a brand such as "three one"."""
    following = index + 1
    if following < len(tokenized.tokens):
        is_measure = tokenized.tags[following] == MEASURE_TAG
        if is_measure or tokenized.tokens[following].startswith(MEASURE_WORDS):
            return True
    return not _begins_brand(tokenized, index)


def _begins_brand(tokenized: TokenizedText, index: int) -> bool:
    """Whether a numeral stands where a brand begins: behind a separator, a place or a numeral."""
    if index == 0:
        return True
    previous = tokenized.tokens[index - 1]
    if previous in WORDS_BEFORE_NUMERAL or NUMERALS.fullmatch(previous):
        return True
    return is_name_start(tokenized, index - 1)


def is_inside_item(tokenized: TokenizedText, index: int) -> bool:
    """Whether a weak word is part of a brand, since a list item or a clause begins right before it."""
    if tokenized.tokens[index] not in WEAK_CHARACTERS:
        return False
    start = tokenized.starts[index]
    beginning = LIST_ITEM_BEFORE.search(tokenized.text, max(0, start - MAX_ITEM_BEGINNING), start)
    if not beginning:
        return False
    if not NON_NAME_CHARACTERS.isdisjoint(beginning[1]):
        return False
    return not beginning[1].endswith(REFERENCE_WORDS)
