"""Editors, reviewers and signers under the roles that a page prints, and the labels it leaves blank."""

import pytest

from articles.printed_roles import PrintedRole
from tests.seeds.invented_pages import (
    ENGLISH_PARAGRAPH,
    ENGLISH_TITLE,
    FIRST_PARAGRAPH,
    SECOND_PARAGRAPH,
    TITLE,
    parse_article,
)

LINES_WITH_ROLES = [
    ("责编：周明", [("责编", "周明")]),
    ("责任编辑：周明　李红", [("责任编辑", "周明", "李红")]),
    ("编辑：周明、李红；审核：王强", [("编辑", "周明", "李红"), ("审核", "王强")]),
    ("编辑：周明 责任编辑：李红 审签：王强", [("编辑", "周明"), ("责任编辑", "李红"), ("审签", "王强")]),
    ("一审：周明　二审：李红　三审：王强", [("一审", "周明"), ("二审", "李红"), ("三审", "王强")]),
    ("初审丨周明 复审丨李红 终审丨王强", [("初审", "周明"), ("复审", "李红"), ("终审", "王强")]),
    ("编辑 | 周明  校对 | 李红  监制 | 王强", [("编辑", "周明"), ("校对", "李红"), ("监制", "王强")]),
    ("（责任编辑：周明）", [("责任编辑", "周明")]),
    ("【责任编辑:周明】", [("责任编辑", "周明")]),
    ("[责任编辑：周明]", [("责任编辑", "周明")]),
    ("责 编：周 明", [("责编", "周明")]),
    ("审核人：周明", [("审核人", "周明")]),
    ("执行主编：周明　总监制：李红", [("执行主编", "周明"), ("总监制", "李红")]),
    ("值班编委：周明 统筹：李红", [("值班编委", "周明"), ("统筹", "李红")]),
    ("签发：周明", [("签发", "周明")]),
    ("網編：周明", []),
    ("責任編輯：周明 審核：李紅", [("責任編輯", "周明"), ("審核", "李紅")]),
    ("责编：周明 责编：李红", [("责编", "周明", "李红")]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "roles"), LINES_WITH_ROLES)
def test_each_role_below_the_text_keeps_its_label(line, roles):
    article = parse_article(TITLE, FIRST_PARAGRAPH, SECOND_PARAGRAPH, line)
    assert article.printed_roles == tuple(
        PrintedRole(label, tuple(names)) for label, *names in roles
    )


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Editor: Zhou Ming", "Editor"),
        ("Editor in charge: Zhou Ming", "Editor in charge"),
        ("Reviewed by: Zhou Ming", "Reviewed by"),
        ("Edited by Zhou Ming", "Edited by"),
    ],
)
def test_english_role_keeps_its_label(line, label):
    article = parse_article(ENGLISH_TITLE, ENGLISH_PARAGRAPH, ENGLISH_PARAGRAPH, line)
    assert article.printed_roles == (PrintedRole(label, ("Zhou Ming",)),)


def test_roles_of_head_and_foot_stand_side_by_side():
    article = parse_article(
        TITLE,
        "作者:    编辑:     责任编辑:柳某    发布日期:2024-05-22    来源:    点击量:",
        FIRST_PARAGRAPH,
        SECOND_PARAGRAPH,
        "责编:张某某",
        "审签:路某某",
    )
    assert article.editors == ("柳某", "张某某", "路某某")
    assert [(role.label, role.kind, role.names) for role in article.printed_roles] == [
        ("责任编辑", "responsible_editor", ("柳某",)),
        ("责编", "responsible_editor", ("张某某",)),
        ("审签", "sign_off", ("路某某",)),
    ]
    assert article.blank_labels == ("作者", "编辑", "来源", "点击量")


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("来源：　作者：　发布时间：2024-05-22", ("来源", "作者")),
        ("来源：null　发布时间：2024-05-22", ("来源",)),
        ("来 源：   作 者：周明", ("来源",)),
        ("Source:   Author: Zhou Ming", ("Source",)),
        ("来源：临江日报　作者：周明", ()),
        ("字号：　分享到：　来源：临江日报", ()),
        ("发布于：江苏省　来源：临江日报", ()),
        ("编辑：　编辑：周明", ()),
    ],
)
def test_label_without_a_value_is_listed_as_printed(line, labels):
    assert parse_article(TITLE, line, FIRST_PARAGRAPH).blank_labels == labels


def test_label_with_its_value_on_the_next_line_is_not_blank():
    article = parse_article(TITLE, "来源：", "临江日报", "作者：", FIRST_PARAGRAPH)
    assert (article.source, article.blank_labels) == ("临江日报", ("作者",))


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("发布于 2024-05-23 10:08　IP属地广东", "2024-05-23T10:08"),
        ("首次发布：2024-05-23 10:08", "2024-05-23T10:08"),
        ("发布时间：２０２４年５月２３日　１０：０８", "2024-05-23T10:08"),
        ("Published May 23, 2024 · Updated June 1, 2024", "2024-05-23"),
        ("Updated 10:08 May 25, 2024 | Published 09:00 May 23, 2024", "2024-05-23T09:00"),
        ("编辑于 2024-05-23 10:08　广东", ""),
        ("修改于：2024-05-25", ""),
    ],
)
def test_label_without_a_colon_states_its_date(line, published):
    article = parse_article(TITLE, line, FIRST_PARAGRAPH, SECOND_PARAGRAPH)
    assert (article.published, article.source, article.byline) == (published, None, ())
    assert article.paragraphs == (FIRST_PARAGRAPH, SECOND_PARAGRAPH)


@pytest.mark.parametrize("word", ["admin", "管理员", "null", "undefined"])
def test_account_and_template_words_are_nobody(word):
    line = f"发布者：{word}　作者：{word}　来源：{word}　发布时间：2024-05-23"
    article = parse_article(TITLE, line, FIRST_PARAGRAPH)
    assert (article.byline, article.editors, article.published) == ((), (), "2024-05-23")


def test_stroke_parts_a_role_from_its_name():
    article = parse_article(TITLE, FIRST_PARAGRAPH, SECOND_PARAGRAPH, "责任编辑/周明 校对/李红")
    assert article.printed_roles == (
        PrintedRole("责任编辑", ("周明",)),
        PrintedRole("校对", ("李红",)),
    )
