"""Lists of names, each read whole, by the grammar that all relations share."""

from pathlib import Path

import pytest

from seeds.extraction.document import annotate_article
from seeds.extraction.lists.coordination import mention_groups, with_items_of_colon_list
from seeds.pages import PageArticle

LISTS = [
    tuple(line.split(" | "))
    for line in Path(__file__).with_name("coordinated_names.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
# Two names that no list joins
SEPARATE_NAMES = [
    "临江大学牵头，甲山机械集团参与。",
    "临江大学和承办单位甲山机械集团座谈。",
    "临江大学任理事长单位、副理事长单位甲山机械集团致辞。",
    "临江大学等5所高校，甲山机械集团任秘书长单位。",
    "临江大学召开会议，企业甲山机械集团参加。",
    "临江大学走访甲山机械集团。",
    "临江大学的兄弟院校甲山学院来访。",
    "Linjiang University hosted it, and Jiashan Steel Group paid.",
    "Linjiang University, and Jiashan Steel Group paid.",
    "Linjiang University visited Jiashan Steel Group.",
    "Linjiang University, which visited Jiashan Steel Group, spoke.",
    "Linjiang University, where staff of Jiashan Steel Group study.",
]


def annotated(text):
    """The only sentence of a page with a text."""
    language = "en" if text.isascii() else "zh-hant" if "員" in text else "zh-hans"
    document = annotate_article(PageArticle(paragraphs=(text,), language=language))
    (sentence,) = [sentence for sentence in document.sentences if sentence.paragraph]
    return sentence


def names_of(group):
    return [mention.name for mention in group]


def lists_in(text):
    """The lists of names, each with the items behind it where it begins a list behind a colon."""
    sentence = annotated(text)
    groups = mention_groups(sentence)
    return [names_of(with_items_of_colon_list(sentence, groups, group)) for group in groups]


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_list_of_names_is_read_whole(text, names):
    assert names.split("; ") in lists_in(text)


@pytest.mark.parametrize("text", SEPARATE_NAMES)
def test_names_with_other_words_between_are_no_list(text):
    assert [len(names) for names in lists_in(text)] == [1, 1]


def test_both_languages_have_thirty_lists():
    english = [text for text, _names in LISTS if text.isascii()]
    assert len(english) >= 30
    assert len(LISTS) - len(english) >= 30
