"""Names of people behind their titles, whatever word follows them."""

import pytest

from seeds.extraction.mentions.zh_people import find_people
from seeds.extraction.text.zh_words import tokenize


def people(text):
    return [person.name for person in find_people(tokenize(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("院长公孙越一口气签下三份", ["公孙越"]),
        ("副总裁端木川挥毫", ["端木川"]),
        ("校长薛北辰先签,对面是主任董麦生", ["薛北辰", "董麦生"]),
        ("总经理夏侯铮没有急着走", ["夏侯铮"]),
        ("执行董事柏青禾把协议签完", ["柏青禾"]),
        ("院长王伟先签", ["王伟"]),
        ("总经理周敏又在协议上签字", ["周敏"]),
    ],
)
def test_name_behind_title_ends_before_the_next_word(text, names):
    assert people(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "主任安排学生实习",
        "院长和学生一起",
        "校长于昨日签约",
        "总经理费了很多心思",
        "代表祝贺大会",
        "书记关心学生成长",
        "教师万分激动",
    ],
)
def test_word_behind_title_is_no_name(text):
    assert people(text) == []
