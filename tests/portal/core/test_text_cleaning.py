"""Foreign text cleaned: characters without width, marks escaped twice, line breaks of a source."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.text_cleaning import clean_characters, join_wrapped_lines, remove_invisible

WORDS = st.text("临江职业学院签约，。", min_size=1, max_size=12)


@pytest.mark.parametrize("code", [0x00AD, 0x200B, 0x200D, 0x2060, 0xFE0F, 0xFEFF, 0xFFFC, 0xE0101])
def test_character_without_width_is_removed(code):
    assert remove_invisible(f"实{chr(code)}训") == "实训"


@pytest.mark.parametrize(
    "text", ["实训 基地", "实训\u3000基地", "实训\xa0基地", "café, naïve", "第①项"]
)
def test_character_with_a_width_stays(text):
    assert remove_invisible(text) == text


@pytest.mark.parametrize(
    ("escaped", "meant"),
    [
        ("&ldquo;实训&rdquo;&mdash;&mdash;", "“实训”——"),
        ("&nbsp;&nbsp;实训", "\xa0\xa0实训"),
        ("&amp;ldquo;实训&amp;rdquo;", "“实训”"),
        ("&#8220;实训&#x201d;", "“实训”"),
        ("实&shy;训&zwj;", "实训"),
    ],
)
def test_mark_that_was_escaped_twice_is_the_mark(escaped, meant):
    assert clean_characters(escaped) == meant


@pytest.mark.parametrize(
    "text", ["R&D与Q&A", "AT&T; B&B", "?a=1&copy=2", "a && b", "&unknown;", "T&middot"]
)
def test_honest_ampersand_stays(text):
    assert clean_characters(text) == text


@pytest.mark.parametrize(
    ("broken", "joined"),
    [
        ("产教\n融合", "产教融合"),
        ("产教 \r\n   融合", "产教融合"),
        ("产教\n\n融合", "产教融合"),
        ("他说：\n“好。”\n大家同意", "他说：“好。”大家同意"),
        ("“甲”\n“乙”都来了", "“甲”“乙”都来了"),
        ("合建——\n白天", "合建——白天"),
        ("signed an\nagreement", "signed an agreement"),
        ("he said “yes”\nand left", "he said “yes” and left"),
        ("vice-\npresident, pre-\nand post-war", "vice-president, pre- and post-war"),
        ("5月\n22日，有2\n4台", "5月22日，有24台"),
        ("共有\n3 个专业，引进 CNC\n机床", "共有 3 个专业，引进 CNC 机床"),
        ("<b>产教\n</b>\n<i>融合</i>", "<b>产教</b><i>融合</i>"),
        ("一 行", "一 行"),
    ],
)
def test_broken_line_is_joined_as_its_language_writes(broken, joined):
    assert join_wrapped_lines(broken) == joined


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(["\n", "\r\n", " \n\t "]))
def test_chinese_broken_anywhere_comes_back_whole(parts, line_break):
    assert join_wrapped_lines(line_break.join(parts)) == "".join(parts)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text("临 a1&;ldquo<b>\n\u200b\u2028", max_size=40))
def test_joined_text_has_no_line_break_and_comes_back_the_same(text):
    once = join_wrapped_lines(clean_characters(text))
    assert "\n" not in once
    assert join_wrapped_lines(once) == once
