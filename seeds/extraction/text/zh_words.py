"""A Chinese sentence as words with their tags."""

import bisect
import functools
from dataclasses import dataclass

from rjieba import Jieba

DOMAIN_WORDS = (
    "共同体 联合体 产教 职教 产教联盟 理事长 副理事长 常务副理事长 秘书长 牵头 揭牌 授牌 签约 共建 承办 协办 主办 "
    "管委会 教体局 人社局 技师学院 联合会 促进会 专委会 "
    "揭牌人 签字人 签约人 主持人 主办方 承办方 协办方 支持方 指导方 牵头方 发起方 合作方 校方 企方 "
    "主办单位 承办单位 协办单位 支持单位 指导单位 牵头单位 发起单位 成员单位 理事单位 会员单位"
)


@dataclass(frozen=True)
class TokenizedText:
    """The words of a text, their tags and where each begins."""

    text: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]

    def token_index(self, place: int) -> int:
        """The word that covers the place."""
        return bisect.bisect_right(self.starts, place) - 1


def tokenize(text: str) -> TokenizedText:
    """Return the words of the text."""
    tagged = _segmenter().tag(text)
    starts, place = [], 0
    for word, _ in tagged:
        starts.append(place)
        place += len(word)
    return TokenizedText(
        text, tuple(word for word, _ in tagged), tuple(tag for _, tag in tagged), tuple(starts)
    )


@functools.cache
def _segmenter() -> Jieba:
    segmenter = Jieba()
    for word in DOMAIN_WORDS.split():
        segmenter.add_word(word, 100_000, "n")
    return segmenter
