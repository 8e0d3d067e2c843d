"""Chinese sentences as words with part-of-speech tags."""

import bisect
import functools
from dataclasses import dataclass

from rjieba import Jieba

DOMAIN_WORDS = (
    "共同体 联合体 产教 职教 产教联盟 理事长 副理事长 常务副理事长 秘书长 "
    "牵头 揭牌 授牌 签约 共建 承办 协办 主办 "
    "管委会 教体局 人社局 技师学院 联合会 促进会 专委会 "
    "揭牌人 签字人 签约人 主持人 主办方 承办方 协办方 支持方 指导方 牵头方 发起方 合作方 校方 企方 "
    "主办单位 承办单位 协办单位 支持单位 指导单位 牵头单位 发起单位 成员单位 理事单位 会员单位"
)
DOMAIN_WORD_FREQUENCY = 100_000
DOMAIN_WORD_TAG = "n"
KEPT_TEXTS = 256  # sentences of one article, read more than once


@dataclass(frozen=True)
class TokenizedText:
    """A text with its tokens, their tags and the position where each begins."""

    text: str
    tokens: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]

    def token_index(self, place: int) -> int:
        """The index of the token that covers a position of the text."""
        return bisect.bisect_right(self.starts, place) - 1


@functools.lru_cache(maxsize=KEPT_TEXTS)
def tokenize(text: str) -> TokenizedText:
    """Segment a text into tagged tokens."""
    tokens = []
    tags = []
    starts = []
    start = 0
    for token, tag in _segmenter().tag(text):
        tokens.append(token)
        tags.append(tag)
        starts.append(start)
        start += len(token)
    return TokenizedText(text, tuple(tokens), tuple(tags), tuple(starts))


@functools.cache
def _segmenter() -> Jieba:
    segmenter = Jieba()
    for word in DOMAIN_WORDS.split():
        segmenter.add_word(word, DOMAIN_WORD_FREQUENCY, DOMAIN_WORD_TAG)
    return segmenter
