"""Digests, declared heads and quality flags. All pages are invented."""

import pytest

from seeds.pages import PageKeyPoint, date_in_url
from seeds.reading import HtmlMetadata
from tests.seeds.invented_pages import (
    ENGLISH_PARAGRAPH,
    ENGLISH_TITLE,
    FIRST_PARAGRAPH,
    SECOND_PARAGRAPH,
    TITLE,
    parse_article,
    parse_invented_page,
)

DIGEST = (
    "Workflow",
    "icon",
    "临江职业学院建设实训基地",
    "Lin Jiang Ri Bao· 2025-10-28 05:25",
    'Core Insights - A base is built [1][4]. Group 1: New Base - A "lab - shop" chain [2]. - It opens [3].',
    "东岭钢铁公司招收学徒",
    "Group 1 - The company takes apprentices [1] - They sign in June [2]",
    "学校举行技能比赛",
    "Lin Jiang Wang· 2025-10-27 22:21",
    "Core Viewpoint - Sixty students took part [1].",
)


def test_digest_is_parted_into_its_items():
    articles = parse_invented_page(*DIGEST).articles
    assert [(a.title, a.source, a.published) for a in articles] == [
        ("临江职业学院建设实训基地", "Lin Jiang Ri Bao", "2025-10-28T05:25"),
        ("东岭钢铁公司招收学徒", None, ""),
        ("学校举行技能比赛", "Lin Jiang Wang", "2025-10-27T22:21"),
    ]
    assert {a.language for a in articles} == {"en"}


def test_digest_items_hold_key_points_with_their_paragraphs():
    first = parse_invented_page(*DIGEST).articles[0]
    assert first.key_points == (
        PageKeyPoint(group="Core Insights", text="A base is built.", paragraph=1, further=(4,)),
        PageKeyPoint(group="New Base", text='A "lab - shop" chain.', paragraph=2),
        PageKeyPoint(group="New Base", text="It opens.", paragraph=3),
    )
    assert first.paragraphs[0] == "A base is built [1][4]."


def test_declared_title_and_source_of_html_win():
    head = HtmlMetadata(
        title=TITLE, source="临江日报", dates=("2024-05-22 10:08",), guessed_title="别的标题"
    )
    read = parse_article(
        "临江新闻", TITLE, "来源：本站", FIRST_PARAGRAPH, metadata=head, is_html=True
    )
    assert (read.title, read.source, read.published, read.paragraphs) == (
        TITLE,
        "临江日报",
        "2024-05-22T10:08",
        (FIRST_PARAGRAPH,),
    )


def test_guessed_title_of_html_loses_the_site():
    head = HtmlMetadata(guessed_title=f"{TITLE}-临江职业学院宣传部", dates=("2024-05-22",))
    read = parse_article("首页", FIRST_PARAGRAPH, metadata=head, is_html=True)
    assert (read.title, read.published, read.paragraphs) == (
        TITLE,
        "2024-05-22",
        (FIRST_PARAGRAPH,),
    )


def test_replaced_names_flag_a_hijacked_clone():
    assert parse_invented_page(
        TITLE,
        FIRST_PARAGRAPH,
        "博彩app下载牵头成立共同体，百家乐平台担任理事长单位，双方签订了合作协议。",
    ).flags == ("hijacked_clone",)


def test_one_word_about_betting_flags_nothing():
    assert (
        parse_invented_page(
            TITLE, FIRST_PARAGRAPH, "学校给学生上了一堂防范网络博彩的安全教育课，三百名学生听课。"
        ).flags
        == ()
    )


def test_text_that_breaks_off_is_flagged_truncated():
    assert parse_invented_page(TITLE, FIRST_PARAGRAPH, SECOND_PARAGRAPH[:-9]).flags == (
        "truncated",
    )


def test_text_followed_by_furniture_is_not_truncated():
    assert (
        parse_invented_page(
            TITLE, FIRST_PARAGRAPH, SECOND_PARAGRAPH[:-1], "责任编辑：李红", "版权所有"
        ).flags
        == ()
    )


def test_literal_furniture_and_doubled_words_flag_machine_translation():
    text = "The industry industry integration community was founded and everyone who came was glad about it."
    assert parse_invented_page("Your location: Home > Body", ENGLISH_TITLE, text).flags == (
        "machine_translated",
    )


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("https://example.org/2024/0925/c48a5/page.htm", "2024-09-25"),
        ("https://example.org/202410/38.html", ""),
        ("https://example.org/20231219/8ef46/c.html", "2023-12-19"),
        ("https://example.org/a/t20231219_12.html", "2023-12-19"),
        ("https://example.org/2024/1399/1.htm", ""),
        ("", ""),
    ],
)
def test_date_in_an_address_is_read(address, date):
    assert date_in_url(address) == date


def test_page_of_furniture_alone_gives_an_empty_article():
    assert parse_article("首页", "版权所有", "1 2 3").paragraphs == ()


def test_guessed_title_that_is_the_site_gives_way_to_the_page():
    head = HtmlMetadata(guessed_title="临江职业学院")
    assert (
        parse_article(TITLE, "来源：临江日报", FIRST_PARAGRAPH, metadata=head, is_html=True).title
        == TITLE
    )


def test_value_on_the_line_below_its_label_is_read():
    read = parse_article(TITLE, "来源：", "临江日报", "作者：", "周明", FIRST_PARAGRAPH)
    assert (read.source, read.byline, read.paragraphs) == (
        "临江日报",
        ("周明",),
        (FIRST_PARAGRAPH,),
    )


def test_blank_label_does_not_take_the_title_below():
    read = parse_article("来源：", TITLE, FIRST_PARAGRAPH)
    assert (read.source, read.title) == (None, TITLE)


def test_head_of_an_account_gives_its_name_and_moment():
    read = parse_article(TITLE, "原创 宣传部 临江职业学院 2024-05-22 10:08 东岭", FIRST_PARAGRAPH)
    assert (read.published, read.source, read.paragraphs) == (
        "2024-05-22T10:08",
        "临江职业学院",
        (FIRST_PARAGRAPH,),
    )


def test_imprint_of_a_newspaper_gives_outlet_and_date():
    read = parse_article(TITLE, "《临江日报》（2024年05月22日 第03版）", FIRST_PARAGRAPH)
    assert (read.source, read.published, read.paragraphs) == (
        "临江日报",
        "2024-05-22",
        (FIRST_PARAGRAPH,),
    )


def test_english_head_line_with_author_and_outlet_is_read():
    read = parse_article(
        ENGLISH_TITLE,
        "By ZHOU MING | Linjiang Daily | Published: 2024-05-22 09:29",
        ENGLISH_PARAGRAPH,
    )
    assert (read.byline, read.source, read.published) == (
        ("ZHOU MING",),
        "Linjiang Daily",
        "2024-05-22T09:29",
    )


def test_date_below_the_text_is_the_last_resort():
    read = parse_article(TITLE, FIRST_PARAGRAPH, SECOND_PARAGRAPH, "2024年5月22日")
    assert (read.published, read.paragraphs) == ("2024-05-22", (FIRST_PARAGRAPH, SECOND_PARAGRAPH))


@pytest.mark.parametrize(
    "lines",
    [
        (
            "必一运动(B-Sports)官方网站",
            FIRST_PARAGRAPH,
            "必一运动(B-Sports)官方网站与东岭钢铁公司签订了合作协议，双方代表到场。",
        ),
        (TITLE, FIRST_PARAGRAPH, "电竞投注 | 注册即送88元"),
    ],
)
def test_names_of_betting_sites_flag_a_hijacked_clone(lines):
    assert "hijacked_clone" in parse_invented_page(*lines).flags


@pytest.mark.parametrize(
    "text",
    [
        "学校体育学院官方网站发布了运动会的安排，各学院的代表在体育馆里参加了比赛。",
        "学校与江南体育用品公司签订了合作协议，双方将在体育产业学院里共同培养人才。",
    ],
)
def test_honest_news_about_sports_is_no_clone(text):
    assert parse_invented_page(TITLE, text, SECOND_PARAGRAPH).flags == ()


@pytest.mark.parametrize(
    "lines",
    [
        ("Information source: Publicity Department Release time: May 22, 2024", ENGLISH_PARAGRAPH),
        (
            f"{ENGLISH_PARAGRAPH} (Reporter Zhou Ming Correspondent Li Hong) The picture shows the library.",
        ),
        ("跳到主要内容", "由 Zhou Ming 撰写", FIRST_PARAGRAPH),
        ("国家焊接行业行业产教融合共同体的成立会议在这里举行，来自大学大学的代表参加了会议。",),
    ],
)
def test_traces_of_a_translation_program_are_flagged_both_ways(lines):
    assert "machine_translated" in parse_invented_page(TITLE, *lines).flags


@pytest.mark.parametrize(
    "lines",
    [
        (ENGLISH_TITLE, "By Zhou Ming", ENGLISH_PARAGRAPH),
        (TITLE, "跳到主要内容", FIRST_PARAGRAPH, SECOND_PARAGRAPH),
    ],
)
def test_one_trace_is_no_machine_translation(lines):
    assert parse_invented_page(*lines).flags == ()


@pytest.mark.parametrize(
    ("lines", "source", "published"),
    [
        (("发布时间", "2024-05-22", "来源", "校企合作处"), "校企合作处", "2024-05-22"),
        (("来源：", "临江发布", "发布时间：", "2024-05-22"), "临江发布", "2024-05-22"),
        (("临江职院", "2024年05月22日 17:05 江苏"), "临江职院", "2024-05-22T17:05"),
        (("来源：", "发布时间：2024-05-22"), None, "2024-05-22"),
    ],
)
def test_values_below_their_labels_are_read(lines, source, published):
    read = parse_article(TITLE, *lines, FIRST_PARAGRAPH)
    assert (read.title, read.source, read.published, read.paragraphs) == (
        TITLE,
        source,
        published,
        (FIRST_PARAGRAPH,),
    )
