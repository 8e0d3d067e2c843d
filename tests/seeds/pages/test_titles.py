"""Which line before the text is its title. All pages are invented."""

import pytest

from seeds.reading import HtmlMetadata
from tests.seeds.invented_pages import (
    ENGLISH_PARAGRAPH,
    ENGLISH_TITLE,
    FIRST_PARAGRAPH,
    SECOND_PARAGRAPH,
    TITLE,
    parse_article,
)

STATED = "来源：临江日报 发布时间：2024-05-22 10:08"
DEK = "Deal gives students a year of paid training on real machines"


@pytest.mark.parametrize(
    "lines",
    [
        ("临江职业学院", TITLE, STATED),
        ("临江职业学院新闻网", "首页 学校概况 招生就业 新闻中心", TITLE, STATED),
        (
            "临江经济技术开发区",
            "无障碍阅读　繁體版　移动版",
            "首页 / 新闻中心 / 园区要闻",
            TITLE,
            STATED,
        ),
        ("校企合作", TITLE, STATED),
        ("临江集团 | 新闻动态", TITLE, STATED),
        ("临江时报电子报　教育　新闻内页", TITLE, STATED),
        ("第A06版：教育", TITLE, STATED),
        ("您的位置：首页 > 新闻 > 正文", TITLE, STATED),
        ("2024年5月22日 星期三", "临江新闻网", TITLE, STATED),
        ("临江日报 2024年05月22日 星期三 第03版：教育", TITLE),
        (STATED, TITLE),
        ("新闻中心 / 企业新闻", TITLE, "2024/05/22　品牌部　　浏览：517"),
        ("主頁 / 本地 / 教育", TITLE, "2024-05-22 06:20　臨江日報　記者：周明"),
        (TITLE, "原创 宣传部 临江职业学院 2024-05-22 10:08 江苏", "点击蓝字 关注我们"),
        ("A- A+　讚好 23　分享", TITLE, STATED),
        (TITLE, STATED, "分享 收藏 点赞 12"),
        (f"标题：{TITLE}", "作者：周明", "来源：临江日报"),
        ("索 引 号：000000-2024-00017", f"标　　题：{TITLE}", "发布日期：2024-05-22", TITLE),
        (f"{TITLE} | 临江新闻网", STATED),
        (f"校园新闻 | {TITLE}", STATED),
    ],
)
def test_title_is_found_among_the_head_lines(lines):
    read = parse_article(*lines, FIRST_PARAGRAPH, SECOND_PARAGRAPH)
    assert (read.title, read.paragraphs) == (TITLE, (FIRST_PARAGRAPH, SECOND_PARAGRAPH))


def test_title_with_a_bar_inside_stays_whole():
    title = "携手育才 ｜ 临江机器人与三所院校达成合作，现场学院同日挂牌"
    assert parse_article(title, STATED, FIRST_PARAGRAPH).title == title


def test_headline_stands_before_its_second_line():
    read = parse_article("老师傅带出新天地", "三块牌匾落户临江产业园", STATED, FIRST_PARAGRAPH)
    assert (read.title, read.paragraphs) == (
        "老师傅带出新天地",
        ("三块牌匾落户临江产业园", FIRST_PARAGRAPH),
    )


def test_line_over_a_subtitle_is_the_headline():
    read = parse_article(
        "让企业出题 请学生答卷", "临江职院结出硕果", "——来自产业学院的报道", STATED, FIRST_PARAGRAPH
    )
    assert read.title == "临江职院结出硕果"


def test_english_headline_stands_before_its_dek():
    read = parse_article(
        "Home / News / Campus",
        ENGLISH_TITLE,
        DEK,
        "By Zhou Ming | Linjiang Daily | May 22, 2024",
        ENGLISH_PARAGRAPH,
    )
    assert (read.title, read.paragraphs) == (ENGLISH_TITLE, (DEK, ENGLISH_PARAGRAPH))


def test_english_site_and_section_are_no_titles():
    lines = (
        "Skip to main content",
        "LINJIANG VOCATIONAL COLLEGE",
        "About | Study | Research | News",
        "BUSINESS",
    )
    assert (
        parse_article(*lines, ENGLISH_TITLE, "May 22, 2024 at 3:25 p.m.", ENGLISH_PARAGRAPH).title
        == ENGLISH_TITLE
    )


@pytest.mark.parametrize(
    "lines", [("临江职业学院",), ("临江职业学院", "2024-05-22"), ("临江日报 2024年5月22日 星期三",)]
)
def test_name_of_a_site_alone_is_no_title(lines):
    assert parse_article(*lines, FIRST_PARAGRAPH, SECOND_PARAGRAPH).title == ""


@pytest.mark.parametrize(
    "title",
    ["学校2024年实训计划发布", "临江三所学校携手走进工业园区", "让课堂留在车间：校企共建产业学院"],
)
def test_title_ending_like_a_site_is_a_title(title):
    assert parse_article(title, STATED, FIRST_PARAGRAPH).title == title


def test_guessed_title_that_is_the_site_is_not_taken_from_the_page():
    head = HtmlMetadata(guessed_title="临江职业学院")
    assert (
        parse_article(
            "临江职业学院", TITLE, STATED, FIRST_PARAGRAPH, metadata=head, is_html=True
        ).title
        == TITLE
    )
