"""The check that every name passes before it is proposed."""

import logging

import pytest

from seeds.extraction import extract_proposals, find_name_fault, is_bare_department
from seeds.extraction.proposals import name_faults as faults
from seeds.pages import PageArticle
from seeds.schema.fields import NameSort

INTRO = "6月3日，临港造船产教融合共同体公布第一届理事会名单。"


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("临江大学", ""),
        ("与时科技有限公司", ""),
        ("华为", ""),
        ("美的集团", ""),
        ("ABB（海门）电气有限公司", ""),
        ("教育部办公厅", ""),
        ("海门学院教务处", ""),
        ("J. T. Marlow & Sons Co., Ltd.", ""),
        ("Bank of Haimen", ""),
        ("Office Furniture Group", ""),
        ("临江大学（", faults.UNBALANCED),
        ("“临江”大学”", faults.UNBALANCED),
        ("（临江]大学", faults.UNBALANCED),
        ("、临江大学", faults.EDGE_MARK),
        ("Haimen College,", faults.EDGE_MARK),
        ("2024", faults.NO_LETTERS),
        ("临" * 61, faults.TOO_LONG),
        ("临江大学。会议指出", faults.SENTENCE_PIECE),
        ("临江大学举行了揭牌仪式学院", faults.SENTENCE_PIECE),
        ("Haimen College was founded by Nanpu Group", faults.SENTENCE_PIECE),
        ("接受临江大学", faults.LEADING_WORD),
        ("与临江大学", faults.LEADING_WORD),
        ("of Haimen College", faults.LEADING_WORD),
        ("临江大学接受", faults.TRAILING_WORD),
        ("临江大学举行", faults.TRAILING_WORD),
        ("Haimen College and", faults.TRAILING_WORD),
        ("办公厅", faults.BARE_DEPARTMENT),
        ("党委办公室", faults.BARE_DEPARTMENT),
        ("教务处", faults.BARE_DEPARTMENT),
        ("学校党委宣传部", faults.BARE_DEPARTMENT),
        ("Academic Affairs Office", faults.BARE_DEPARTMENT),
    ],
)
def test_fault_of_a_body(name, fault):
    assert find_name_fault(name, NameSort.BODY) == fault


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("东职业技术学院", "山东职业技术学院当选。", faults.CUT_WORD),
        ("山东职业技术学", "山东职业技术学院当选。", faults.CUT_WORD),
        ("山东职业技术学院", "山东职业技术学院院长当选。", ""),
        ("临江大学", "临江大学校长李强出席。", ""),
        ("aimen College", "Haimen College signed.", faults.CUT_WORD),
        ("Haimen Coll", "Haimen College signed.", faults.CUT_WORD),
        ("Haimen College", "Haimen College signed.", ""),
        ("Haimen College", "学院与Haimen College签约。", ""),
    ],
)
def test_name_cut_inside_a_word(name, text, fault):
    assert find_name_fault(name, NameSort.BODY, [text]) == fault


def test_name_that_stands_whole_once_is_whole():
    texts = ["山东职业技术学院", "由东职业技术学院"]
    assert find_name_fault("东职业技术学院", NameSort.BODY, texts) == ""


def test_titles_and_bases_may_be_what_bodies_are_not():
    assert find_name_fault("关于举行产教融合大会的通知：第一号，试行", NameSort.TITLE) == ""
    assert find_name_fault("办公室", NameSort.BASE) == ""


def test_sort_of_name_that_is_not_known_is_refused():
    with pytest.raises(KeyError):
        find_name_fault("临江大学", "firm")


def test_departments_are_told_from_bodies():
    assert is_bare_department("科技处")
    assert not is_bare_department("临江市人民政府办公室")


def test_what_is_left_out_is_said_in_the_log(caplog):
    lines = ["单位 | 职务", "海门学院 | 理事长单位", "教务处 | 理事单位"]
    with caplog.at_level(logging.DEBUG, logger="seeds.extraction"):
        found = extract_proposals(PageArticle(paragraphs=(INTRO, *lines)))
    assert [each.fields["organisation"] for each in found if each.kind == "membership"] == [
        "海门学院"
    ]
    assert "membership.organisation '教务处' left out: a department without" in caplog.text


def test_agreement_with_one_whole_name_is_not_proposed():
    lines = ["甲方 | 乙方", "海门学院 | 党委办公室", "癸水海事大学 | 壬石重工集团有限公司"]
    found = extract_proposals(PageArticle(paragraphs=("校企签约。", *lines)))
    assert [each.fields["parties"] for each in found] == [["癸水海事大学", "壬石重工集团有限公司"]]
