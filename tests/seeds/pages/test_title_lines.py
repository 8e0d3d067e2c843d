"""Headlines on more than one line."""

import pytest

from seeds.pages.title_lines import join_broken_title, title_from_lines


def test_lines_that_make_the_title_together_are_one():
    lines = ["临江新闻", "临江职业学院与东岭钢铁", "公司签订合作协议", "签约现场"]
    title = "临江职业学院与东岭钢铁公司签订合作协议"
    assert join_broken_title(lines, title) == ["临江新闻", title, "签约现场"]


@pytest.mark.parametrize("title", ["", "临江职业学院与东岭钢铁公司签订合作协议"])
def test_other_lines_stay(title):
    lines = ["临江职业学院与东岭钢铁", "——签约侧记", "公司签订合作协议"]
    assert join_broken_title(lines, title) == lines


@pytest.mark.parametrize(
    ("lines", "index", "title"),
    [
        (["临江职业学院与", "东岭钢铁公司签订协议"], 1, "临江职业学院与东岭钢铁公司签订协议"),
        (["临江“产教", "融合”实训基地揭牌"], 0, "临江“产教融合”实训基地揭牌"),
        (
            ["Linjiang College and", "Dongling Steel sign"],
            1,
            "Linjiang College and Dongling Steel sign",
        ),
        (["校园新闻", "临江职业学院签订协议"], 1, "临江职业学院签订协议"),
    ],
)
def test_title_broken_in_mid_phrase_is_whole(lines, index, title):
    assert title_from_lines(lines, index) == title
