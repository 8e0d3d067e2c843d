"""What may stand between names and a trigger, and what may not."""

import pytest

from seeds.extraction import extract_proposals
from seeds.pages import PageArticle

CONSORTIUM = "全国船舶行业产教融合共同体"
ENGLISH_CONSORTIUM = "the National Ship Industry Education Integration Community"
OFFICES = [
    ("临江大学在理事会换届中再次当选副理事长单位。", {"临江大学"}),
    ("临江大学凭借多年积累，顺利当选副理事长单位。", {"临江大学"}),
    ("临江大学、甲山机械集团在首次全体大会上双双当选副理事长单位。", {"临江大学", "甲山机械集团"}),
    ("经投票，临江大学这一次当选副理事长单位。", {"临江大学"}),
]
NO_OFFICES = [
    "临江大学召开座谈会，双方当选副理事长单位的消息不胫而走。",
    "临江大学校长李强介绍，其兄弟学校当选副理事长单位。",
    "临江大学祝贺当选副理事长单位的同行。",
    "临江大学。会上当选副理事长单位的名单随后公布。",
    "临江大学一行来访，专家当选副理事长单位代表。",
]
ENGLISH_OFFICES = [
    (
        f"Linjiang University, founded in 1958, was elected a vice-chair unit of {ENGLISH_CONSORTIUM}.",
        {"Linjiang University"},
    ),
    (
        f"Linjiang University has this year become a vice-chair unit of {ENGLISH_CONSORTIUM}.",
        {"Linjiang University"},
    ),
]
NO_ENGLISH_OFFICES = [
    f"Linjiang University said that its partner was elected a vice-chair unit of {ENGLISH_CONSORTIUM}.",
    f"With help from Linjiang University, a firm was elected a vice-chair unit of {ENGLISH_CONSORTIUM}.",
    f"Linjiang University hosted a forum; a firm was elected a vice-chair unit of {ENGLISH_CONSORTIUM}.",
]


def holders(text, *, opening, language):
    found = extract_proposals(PageArticle(paragraphs=(opening, text), language=language))
    return {each.fields["organisation"] for each in found if each.kind == "membership"}


def chinese_holders(text):
    return holders(text, opening=f"{CONSORTIUM}成立大会在临江召开。", language="zh-hans")


def english_holders(text):
    return holders(text, opening="A meeting was held in Linjiang.", language="en")


@pytest.mark.parametrize(("text", "bodies"), OFFICES)
def test_chinese_subject_of_its_clause_or_topic_holds_the_office(text, bodies):
    assert chinese_holders(text) == bodies


@pytest.mark.parametrize("text", NO_OFFICES)
def test_chinese_words_of_another_clause_part_name_and_office(text):
    assert chinese_holders(text) == set()


@pytest.mark.parametrize(("text", "bodies"), ENGLISH_OFFICES)
def test_english_subject_of_its_clause_holds_the_office(text, bodies):
    assert english_holders(text) == bodies


@pytest.mark.parametrize("text", NO_ENGLISH_OFFICES)
def test_english_words_of_another_clause_part_name_and_office(text):
    assert english_holders(text) == set()
