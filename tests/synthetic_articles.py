"""Articles that nobody wrote, always the same ones: for recall and for the benchmark."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from portal.search.index import insert_documents
from portal.search.registry import SearchDocument

FIRST_DAY = date(2020, 1, 1)
VOCABULARY = {
    "cities": "济南 莱芜 厦门 无锡 扬州 包头 重庆 广州 深圳 南京 "
    "苏州 常州 青岛 烟台 潍坊 武汉 长沙 成都 西安 沈阳",
    "schools": "职业技术学院 职业大学 技师学院 工业大学 科技大学 师范学院 高级技工学校 职教中心",
    "fields": "钢铁 汽车 冷链物流 人工智能 工业互联网安全 新能源 生物医药 现代农业 轨道交通 集成电路",
    "acts": "牵头成立 承办 签署协议 揭牌 举行座谈 共建实训基地 发布规划 开展调研 组建专家智库 联合培养",
    "common": "产教融合 校企合作 共同体 联合体 人才培养 高质量发展 新质生产力 典型生产实践项目",
    "english": "integration colleges industry training agreements consortium "
    "skilled workers steel logistics conference",
}
CITIES, SCHOOLS, INDUSTRIES, ACTIONS, COMMON_TERMS, ENGLISH_WORDS = (
    line.split() for line in VOCABULARY.values()
)
RARE_CHARACTERS = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))
BATCH_SIZE = 2_000


def generate_drafts(number: int, *, length: int = 260) -> Iterator[SearchDocument]:
    """So many articles of about as many characters, the first ones the same whatever their number."""
    dice = random.Random(20261122)  # noqa: S311  always the same articles
    for key in range(1, number + 1):
        topics = [dice.choice(INDUSTRIES), dice.choice(COMMON_TERMS)]
        title = f"{dice.choice(CITIES)}{dice.choice(SCHOOLS)}{dice.choice(ACTIONS)}{topics[0]}{topics[1]}"
        body = "".join(_sentence(dice) for _ in range(length // 36))
        facets = {("tag", INDUSTRIES.index(topics[0])), ("tag", 10 + COMMON_TERMS.index(topics[1]))}
        facets |= {("region", f"{dice.choice((11, 31, 32, 37, 44))}0000")}
        yield SearchDocument(
            "article",
            key,
            key,
            key,
            day=FIRST_DAY + timedelta(days=dice.randrange(2400)),
            title=title,
            summary=_sentence(dice),
            body=body,
            facets=frozenset((facet, str(value)) for facet, value in facets),
        )


def _sentence(dice):
    words = [
        dice.choice(dice.choice((CITIES, SCHOOLS, INDUSTRIES, ACTIONS, COMMON_TERMS, COMMON_TERMS)))
        for _ in range(5)
    ]
    words += [
        "".join(dice.choices(RARE_CHARACTERS, k=dice.randrange(2, 9))),
        f" {dice.choice(ENGLISH_WORDS)} ",
    ]
    dice.shuffle(words)
    return "".join(words) + dice.choice("。，；")


def fill_search_index(number: int, *, length: int = 260, after: int = 0) -> None:
    """Put them into the search table up to that number, those after the ones that it holds."""
    drafts = islice(generate_drafts(number, length=length), after, None)
    while batch := list(islice(drafts, BATCH_SIZE)):
        insert_documents(batch)
