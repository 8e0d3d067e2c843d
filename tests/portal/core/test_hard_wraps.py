"""Texts whose paragraphs were broken at one width, and texts that only look so."""

import textwrap

import pytest

from portal.core.hard_wraps import unwrap_paragraphs

CHINESE = (
    "临江职业学院与东岭钢铁公司签订合作协议，双方将共同建设实训基地，培养技术技能人才。",
    "院长在致辞中表示，学校将把协议落到实处，和企业一起制定人才培养方案，让毕业生留在本地。",
)
ENGLISH = (
    "Linjiang Vocational College signed an agreement with Dongling Steel on May 22, to build a base.",
    "Ninety students began their practice on the same day, and twelve engineers will teach them each term.",
)


def broken(text, width):
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


@pytest.mark.parametrize("width", [16, 20, 25, 33])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_chinese_paragraphs_broken_at_a_width_are_whole_again(width, between):
    text = between.join(broken(f"　　{paragraph}", width) for paragraph in CHINESE)
    lines = [line.strip("\u3000") for line in unwrap_paragraphs(text).split("\n") if line]
    assert tuple(lines) == CHINESE


@pytest.mark.parametrize("width", [40, 60, 72])
def test_english_paragraphs_broken_at_a_width_are_whole_again(width):
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in ENGLISH)
    assert unwrap_paragraphs(text) == "\n".join(ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(CHINESE),
        "\n".join(ENGLISH),
        "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
        "\n".join(f"第{number}职业技术学院机械工程与自动化系" for number in "一二三四五六"),
        "\n".join(f"临江职业学院智能制造产业学院{n}\t理事单位，首批成员。" for n in range(10, 16)),
        "会议议程如下，请各单位提前做好准备工作：\n一、院长致辞，介绍学校与企业的合作情况。\n二、双方签约，参观实训基地和图书馆。",
    ],
)
def test_lines_that_are_paragraphs_stay(text):
    assert unwrap_paragraphs(text) == text
