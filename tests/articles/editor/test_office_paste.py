"""Pastes from Word, WPS and their like: comments, hidden text, notes and mixed lists."""

import pytest

from articles.editor.paste_cleaning import clean_pasted_html

MARKER = (
    "<![if !supportLists]><span style='mso-list:Ignore'>{}<span>&nbsp; </span></span><![endif]>"
)


def item(level, marker, text, *, name="l0", run="lfo1"):
    style = f"margin-left:21pt;text-indent:-21pt;mso-list:{name} level{level} {run}"
    return f"<p class=MsoListParagraph style='{style}'>{MARKER.format(marker)}{text}<o:p></o:p></p>"


# Comments

COMMENTED = """<p class=MsoNormal><a style='mso-comment-reference:LS_1;mso-comment-date:20260522T1000'>三方
签约</a><span class=MsoCommentReference><span style='font-size:10.5pt'><![if !supportAnnotations]><a
class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[LS1]</a><![endif]><span
style='mso-special-character:comment'>&nbsp;</span></span></span>，共建基地。</p>
<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff align=left
size=1 width="33%"><![endif]><div style='mso-element:comment'><div id="_com_1" class=msocomtxt><span
style='mso-comment-author:"李四"'><a name="_msocom_1"></a></span><p class=MsoCommentText>请核对<span
class=MsoCommentReference><a href="#_msoanchor_1" class=msocomoff>[LS1]</a></span></p></div></div></div>"""


def test_comments_and_their_marks_go_and_the_commented_words_stay():
    assert clean_pasted_html(COMMENTED) == "<p>三方签约，共建基地。</p>"


# Hidden text


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='display:none;mso-hide:all'>内部<b>备注</b></span>",
        "<span style='mso-hide:all'>内部<br>备注</span>",
        "<span style='color:red;visibility: hidden'>内部备注</span>",
        "<p style='display:none'>内部<span>备注</span></p>",
        "<div style='DISPLAY: NONE'><table><tr><td>内部</td></tr></table><hr></div>",
    ],
)
def test_hidden_text_goes(hidden):
    assert clean_pasted_html(f"<div>甲{hidden}</div><p>乙</p>") == "<p>甲</p>\n<p>乙</p>"


@pytest.mark.parametrize(
    "style", ["display:inline", "mso-displayed-decimal:none", "x-display:none"]
)
def test_text_that_is_shown_stays(style):
    assert clean_pasted_html(f"<p><span style='{style}'>甲</span></p>") == "<p>甲</p>"


# Notes

WORD_NOTE = """<p class=MsoNormal>产值一亿元<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"
title=""><span class=MsoFootnoteReference><span lang=EN-US><![if !supportFootnotes]><span
class=MsoFootnoteReference>[1]</span><![endif]></span></span></a>。</p><div
style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1
width="33%"><![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a
style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a>
据统计局。</p></div></div>"""


def test_footnote_of_word_keeps_its_mark_and_its_words():
    assert (
        clean_pasted_html(WORD_NOTE)
        == "<p>产值一亿元<sup>[1]</sup>。</p>\n<p><sup>[1]</sup> 据统计局。</p>"
    )


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ('<p>甲<a href="#_edn1">[i]</a></p>', "<p>甲<sup>[i]</sup></p>"),
        (
            '<p>甲<a class="sdfootnoteanc" href="#sdfootnote1sym"><sup>1</sup></a></p>',
            "<p>甲<sup>1</sup></p>",
        ),
        ('<p>甲<sup><a href="#ftnt1">[1]</a></sup></p>', "<p>甲<sup>[1]</sup></p>"),
        ('<p>见<a href="#p3">¶3</a></p>', '<p>见<a href="#p3" rel="noopener">¶3</a></p>'),
    ],
)
def test_marks_of_notes_are_no_links(pasted, clean):
    assert clean_pasted_html(pasted) == clean


# Lists


def test_list_that_changes_from_bullets_to_numbers_becomes_two():
    pasted = item(1, "·", "甲") + item(1, "1.", "乙", name="l1", run="lfo2")
    assert clean_pasted_html(pasted) == "<ul><li>甲</li></ul><ol><li>乙</li></ol>"


def test_numbers_go_on_after_bullets_between_them():
    bullets = item(1, "·", "乙", name="l1", run="lfo2") + item(1, "·", "丙", name="l1", run="lfo2")
    pasted = item(1, "1.", "甲") + bullets + item(1, "2.", "丁")
    assert (
        clean_pasted_html(pasted)
        == "<ol><li>甲<ul><li>乙</li><li>丙</li></ul></li><li>丁</li></ol>"
    )


def test_two_numbered_lists_one_after_the_other_stay_two():
    pasted = item(1, "1.", "甲") + item(1, "1.", "乙", run="lfo2")
    assert clean_pasted_html(pasted) == "<ol><li>甲</li></ol><ol><li>乙</li></ol>"


def test_levels_may_differ_in_kind_and_be_skipped():
    pasted = (
        item(1, "一、", "甲") + item(3, "·", "乙") + item(2, "（1）", "丙") + item(1, "二、", "丁")
    )
    assert (
        clean_pasted_html(pasted)
        == "<ol><li>甲<ul><li>乙</li></ul><ol><li>丙</li></ol></li><li>丁</li></ol>"
    )


def test_marker_is_known_by_its_style_alone():
    pasted = (
        "<p style='mso-list:l0 level1 lfo1'><span style='font:7pt;mso-list:Ignore'>1.<span>&nbsp;"
        "</span></span>甲</p><p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2."
        "</span>乙</p>"
    )
    assert clean_pasted_html(pasted) == "<ol><li>甲</li><li>乙</li></ol>"


def test_thousands_of_lists_in_each_other_stay_shallow():
    names = [f"l{number}" for number in range(3000)]
    pasted = "".join(item(1, "·", "x", name=name) for name in [*names, *reversed(names)])
    assert clean_pasted_html(pasted).count("<li>") == 6000
