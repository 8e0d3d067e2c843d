"""Names of bodies of many kinds, found where a sentence names them."""

from pathlib import Path

import pytest

from seeds.extraction.annotation import BASE, CONSORTIUM, ORGANISATION
from seeds.extraction.document import annotate_article
from seeds.pages import PageArticle

SENTENCES = [
    tuple(line.split(" | "))
    for line in Path(__file__).with_name("kinds_of_names.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
TRADITIONAL = set("學單與業")
NO_NAMES = [
    "学生进厂实习，全厂职工走进工厂。",
    "会议就学校发展提出意见，对公司表示感谢。",
    "双方推动服务有限公司改制。",
    "代表和集团总部的员工合影。",
    "课程涵盖经济和物流、机械和电子。",
    "Courses in Advanced Materials and Rail Transit began.",
    "The provincial plan covers Applied Robotics.",
]


def names_in(text):
    language = "en" if text.isascii() else "zh-hant" if TRADITIONAL & set(text) else "zh-hans"
    document = annotate_article(PageArticle(paragraphs=(text,), language=language))
    return {
        mention.name
        for sentence in document.sentences
        for mention in sentence.mentions_of(ORGANISATION, CONSORTIUM, BASE)
    }


@pytest.mark.parametrize(("text", "names"), SENTENCES)
def test_names_of_a_sentence_are_found_whole(text, names):
    assert names_in(text) >= set(names.split("; "))


@pytest.mark.parametrize("text", NO_NAMES)
def test_common_words_are_no_names(text):
    assert names_in(text) == set()
