"""Printed facts: title, outlet, moment, names, views. All pages are invented."""

import dataclasses

import pytest

from tests.seeds.invented_pages import (
    ENGLISH_PARAGRAPH,
    ENGLISH_TITLE,
    FIRST_PARAGRAPH,
    SECOND_PARAGRAPH,
    TITLE,
    parse_article,
)


def test_plain_page_is_read_whole():
    read = parse_article(
        TITLE,
        "来源：临江日报  作者：周明  发布时间：2024-05-22 10:08:31  浏览次数：137",
        FIRST_PARAGRAPH,
        SECOND_PARAGRAPH,
        "责任编辑：李红",
        origin="https://example.org/1",
    )
    assert dataclasses.asdict(read) == {
        "title": TITLE,
        "source": "临江日报",
        "published": "2024-05-22T10:08",
        "language": "zh-hans",
        "byline": ("周明",),
        "editors": ("李红",),
        "printed_roles": ({"label": "责任编辑", "names": ("李红",)},),
        "blank_labels": (),
        "views": 137,
        "paragraphs": (FIRST_PARAGRAPH, SECOND_PARAGRAPH),
        "key_points": (),
        "origin": "https://example.org/1",
        "site": "",
    }


def test_empty_labels_stay_blank():
    read = parse_article(
        TITLE,
        "作者:       编辑:      责任编辑:李红     发布日期:2024-05-22    来源:      点击量:",
        FIRST_PARAGRAPH,
    )
    assert (read.byline, read.editors, read.source, read.views) == ((), ("李红",), None, None)


def test_glued_labels_are_parted():
    read = parse_article(
        "发布时间:2025/10/10 15:07:42点击数:137来源:临江日报作者:周明编辑:李红", FIRST_PARAGRAPH
    )
    assert (read.published, read.views, read.source, read.byline, read.editors) == (
        "2025-10-10T15:07",
        137,
        "临江日报",
        ("周明",),
        ("李红",),
    )


@pytest.mark.parametrize(
    "line",
    [
        "作　者：周 明",
        "【作者】: 周明",
        "作者： 周明（宣传部）",
        "撰稿：宣传部 周明",
        "文/图：周明",
    ],
)
def test_author_label_is_read_in_its_spellings(line):
    assert parse_article(TITLE, line, FIRST_PARAGRAPH).byline == ("周明",)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("发布部门: 校企合作处   发布时间: 2024-01-15", "校企合作处"),
        ("供稿：宣传部 审核：李红", "宣传部"),
        ("稿件来源：临江日报", "临江日报"),
        ("來源：臨江日報", "臨江日報"),
        ("来源 临江日报", "临江日报"),
        ("Source: Linjiang Daily Editor in charge: Zhou Ming", "Linjiang Daily"),
        ("来源：未知 作者：周明", None),
        ("2024-05-22 10:08 | 临江新闻网", "临江新闻网"),
        ("2024-05-22 发布来源：临江日报·客户端", "临江日报·客户端"),
        ("发布者：校企合作处　发布时间：2024-05-22", "校企合作处"),
        ("发布者：周明　发布时间：2024-05-22", None),
        (
            "Information source: Publicity Department Release time: May 22, 2024",
            "Publicity Department",
        ),
        ("Source : Linjiang Daily Author : Zhou Ming", "Linjiang Daily"),
        ("Published by Linjiang Vocational College on 22 May 2024", "Linjiang Vocational College"),
        ("来源｜临江日报", "临江日报"),
        ("【来源】临江日报 【作者】周明", "临江日报"),
        ("来源：《临江日报》（2024年5月22日）", "临江日报"),
        ("转自：临江发布", "临江发布"),
        ("以下文章来源于临江发布 ，作者宣传中心", "临江发布"),
        ("本文转载自“临江发布”微信公众号", "临江发布"),
        ("公众号：临江职院 发布单位：校企合作处", "临江职院"),
        ("临江日报　2024年05月22日 星期三 A3版：技能", "临江日报"),
        ("2024/05/22　品牌部　　浏览：517", "品牌部"),
        ("2024-05-22 06:20　臨江日報　記者：周明", "臨江日報"),
        ("稿源：临江学院｜作者：周明｜2024年5月22日 10:08｜阅读 2.3万", "临江学院"),
        ("临江职院 2024年05月22日 17:05 江苏", "临江职院"),
        ("关于2024年5月22日停水的通知", None),
    ],
)
def test_source_is_read_from_its_labels(line, source):
    assert parse_article(TITLE, line, FIRST_PARAGRAPH).source == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"新华社临江5月22日电（记者周明）{FIRST_PARAGRAPH}", "新华社"),
        (f"中新网临江5月22日电 {FIRST_PARAGRAPH}", "中新网"),
        (f"临江新闻网讯（记者 周明）{FIRST_PARAGRAPH}", "临江新闻网"),
        (f"本报讯（记者 周明）{FIRST_PARAGRAPH}", None),
        (f"本网讯 {FIRST_PARAGRAPH}", None),
        (f"{FIRST_PARAGRAPH}新华社记者参加了报道。", None),
    ],
)
def test_dateline_names_the_outlet_where_no_label_does(text, source):
    assert parse_article(TITLE, text, SECOND_PARAGRAPH).source == source


def test_label_outranks_the_dateline():
    assert (
        parse_article(TITLE, "来源：临江日报", f"新华社临江5月22日电 {FIRST_PARAGRAPH}").source
        == "临江日报"
    )


def test_source_outranks_the_office_that_handed_in():
    assert parse_article(TITLE, "供稿：宣传部 来源：临江日报", FIRST_PARAGRAPH).source == "临江日报"


@pytest.mark.parametrize(
    "line",
    [
        "阅读次数:5月22日，临江职业学院在图书馆签订了一份合作协议，双方代表出席了仪式。",
        "浏览次数：加载中",
        "点击数：[]",
        "浏览次数：2024-05-22",
    ],
)
def test_views_stay_empty_without_a_number(line):
    assert parse_article(TITLE, "来源：临江日报", line, FIRST_PARAGRAPH).views is None


def test_text_glued_to_a_blank_label_is_kept():
    text = "5月22日，临江职业学院在图书馆签订了一份合作协议，双方代表出席了仪式。"
    assert parse_article(TITLE, f"编辑：李红 阅读次数:{text}", FIRST_PARAGRAPH).paragraphs == (
        text,
        FIRST_PARAGRAPH,
    )


@pytest.mark.parametrize(
    ("line", "views"),
    [
        ("浏览次数： 1,234 次", 1234),
        ("点击：[12]", 12),
        ("閱讀次數：7", 7),
        ("點閱：7", 7),
        ("Number of views: 7", 7),
        ("｜阅读 1.2万", None),
        ("Views: 15", 15),
        ("阅读（0）", 0),
        ("阅读：（0）", 0),
    ],
)
def test_views_are_numbers(line, views):
    assert parse_article(TITLE, f"来源：临江日报 {line}", FIRST_PARAGRAPH).views == views


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("2023 12/19 19:25:06", "2023-12-19T19:25"),
        ("2023年12月19日 19:25", "2023-12-19T19:25"),
        ("发布时间：2023-12-1910:20", "2023-12-19T10:20"),
        ("二〇二三年十二月十九日", "2023-12-19"),
        ("发布日期：二○二三年十月二十日", "2023-10-20"),
        ("时间：2023.12.19", "2023-12-19"),
        ("发布时间：2023年12月", "2023-12"),
        ("（２０２３－１２－１９）", "2023-12-19"),
        ("19 2023-12", "2023-12-19"),
        ("2023-12-19 星期二 08:05", "2023-12-19T08:05"),
        ("发布时间：2023-02-30", ""),
        ("2023年12月19日 下午3:25", "2023-12-19T15:25"),
        ("發佈日期：112年12月19日", "2023-12-19"),
        ("民國112年12月19日", "2023-12-19"),
        ("112/12/19", "2023-12-19"),
        ("19.12.2023", "2023-12-19"),
        ("12/19 2023", "2023-12-19"),
        ("Tuesday, December 19, 2023", "2023-12-19"),
        ("December 19, 2023 at 3:25 p.m. | 4 min read", "2023-12-19T15:25"),
        ("成文日期：2023-12-18 发布日期：2023-12-19", "2023-12-19"),
        ("成文日期：2023-12-18", "2023-12-18"),
        ("时间：12月19日", ""),
        ("发布时间：", ""),
        ("Updated: Dec 19, 2023 Print", ""),
        ("(Xinhua) 09:29, December 19, 2023", "2023-12-19T09:29"),
        ("Published on 19 December 2023", "2023-12-19"),
        ("Release time: 2023-12-19 3:25 PM", "2023-12-19T15:25"),
        ("发布日期：2023-12-19 更新日期：2024-01-02", "2023-12-19"),
    ],
)
def test_publication_moment_is_read_in_its_spellings(line, published):
    assert parse_article(TITLE, line, FIRST_PARAGRAPH).published == published


def test_date_printed_on_several_lines_is_joined():
    assert (
        parse_article(
            "2023", "12/19", "19:25:06", "来源：临江日报", TITLE, FIRST_PARAGRAPH
        ).published
        == "2023-12-19T19:25"
    )


def test_dates_and_labels_of_the_text_are_not_the_page():
    programme = "时间：2024年5月22日"
    read = parse_article(TITLE, FIRST_PARAGRAPH, programme, "地点：图书馆", SECOND_PARAGRAPH)
    assert (read.published, read.paragraphs) == (
        "",
        (FIRST_PARAGRAPH, programme, "地点：图书馆", SECOND_PARAGRAPH),
    )


def test_xinhua_head_gives_outlet_moment_and_editors():
    read = parse_article(
        "Home>>",
        ENGLISH_TITLE,
        "(Xinhua) 09:29, November 05, 2023",
        ENGLISH_PARAGRAPH,
        "(Web editor: Zhou Ming, Li Hong)",
        "Photos",
        "Related Stories",
    )
    assert (read.title, read.source, read.published, read.editors, read.paragraphs) == (
        ENGLISH_TITLE,
        "Xinhua",
        "2023-11-05T09:29",
        ("Zhou Ming", "Li Hong"),
        (ENGLISH_PARAGRAPH,),
    )


@pytest.mark.parametrize(
    ("line", "editors"),
    [
        ("(一审：周明 二审：李红 三审：王刚)", ("周明", "李红", "王刚")),
        ("责编：周明   审签：李红", ("周明", "李红")),
        ("編輯:周明 審核:李紅", ("周明", "李紅")),
        ("责任编辑 周明", ("周明",)),
        ("Editor in charge: Zhou Ming", ("Zhou Ming",)),
        ("初审：周明 复审：李红 终审：", ("周明", "李红")),
        ("Editor: huaxia", ("huaxia",)),
    ],
)
def test_editors_are_read_and_taken_out_of_the_text(line, editors):
    read = parse_article(TITLE, FIRST_PARAGRAPH, SECOND_PARAGRAPH, line)
    assert (read.editors, read.paragraphs) == (editors, (FIRST_PARAGRAPH, SECOND_PARAGRAPH))


def test_words_behind_an_english_editor_are_left_out():
    read = parse_article(
        ENGLISH_TITLE,
        "2024-05-14 22:38 Source: Linjiang Network Editor in Charge: Zhou Ming Let me say something",
        ENGLISH_PARAGRAPH,
    )
    assert (read.source, read.editors, read.published) == (
        "Linjiang Network",
        ("Zhou Ming",),
        "2024-05-14T22:38",
    )


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("临江网记者 周明 报道", ("周明",)),
        ("临江网记者 周明 东岭报道", ("周明",)),
        ("记者 周明 通讯员 李红", ("周明", "李红")),
        ("（记者周明 通讯员李红 报道）", ("周明", "李红")),
        ("文/图 实训中心 周明", ("周明",)),
        ("本报记者 周明", ("周明",)),
    ],
)
def test_byline_on_a_line_of_its_own_is_no_paragraph(line, byline):
    read = parse_article(TITLE, line, FIRST_PARAGRAPH, SECOND_PARAGRAPH)
    assert (read.title, read.byline, read.paragraphs) == (
        TITLE,
        byline,
        (FIRST_PARAGRAPH, SECOND_PARAGRAPH),
    )


@pytest.mark.parametrize(
    ("remark", "byline"),
    [
        ("(临江日报记者 周明 通讯员 李红 报道)", ("周明", "李红")),
        ("（周明 李红）", ("周明", "李红")),
        ("(图书馆)", ()),
    ],
)
def test_remark_at_the_end_is_read_and_stays_in_the_text(remark, byline):
    read = parse_article(TITLE, FIRST_PARAGRAPH, SECOND_PARAGRAPH + remark)
    assert (read.byline, read.paragraphs[-1]) == (byline, SECOND_PARAGRAPH + remark)


@pytest.mark.parametrize(
    ("remark", "byline"),
    [
        ("(Zhou Ming, Li Hong)", ("Zhou Ming", "Li Hong")),
        ("(Photo/Text: Publicity Department Zhou Ming, and Li Hong)", ("Zhou Ming", "Li Hong")),
        ("(Reporter Zhou Ming)", ("Zhou Ming",)),
        ("(Dongling Steel Group)", ()),
    ],
)
def test_english_remark_at_the_end_names_the_authors(remark, byline):
    assert parse_article(ENGLISH_TITLE, f"{ENGLISH_PARAGRAPH} {remark}").byline == byline


def test_english_credit_line_loses_the_department():
    read = parse_article(ENGLISH_PARAGRAPH, "Photo/Text by Zhou Ming, School of Modern Steel")
    assert (read.title, read.byline, read.paragraphs) == ("", ("Zhou Ming",), (ENGLISH_PARAGRAPH,))


def test_office_that_handed_the_text_in_is_the_source():
    read = parse_article(
        FIRST_PARAGRAPH, SECOND_PARAGRAPH, "(科技处供稿)", "上一篇:新年贺词", "下一篇:学校大事"
    )
    assert (read.title, read.source, read.paragraphs) == (
        "",
        "科技处",
        (FIRST_PARAGRAPH, SECOND_PARAGRAPH),
    )


def test_answers_of_an_interview_are_no_byline():
    question = "记者：学校为什么要和企业一起培养技术人才，下一步还有什么打算？"
    read = parse_article(TITLE, FIRST_PARAGRAPH, question, SECOND_PARAGRAPH)
    assert (read.byline, read.paragraphs) == ((), (FIRST_PARAGRAPH, question, SECOND_PARAGRAPH))


@pytest.mark.parametrize(
    "line",
    [
        "欢迎访问临江职业学院网站!",
        "您当前的位置:首页 >> 新闻动态 >> 正文",
        "本站首页 > 新闻",
        "Your location: Linjiang > News > Body",
        "Share to:",
        "字体：大 中 小",
        "【打印】",
        "one    two    three    four",
        "1 2 3 下一页",
        "(资料图片)",
        "新闻动态",
        "More>> Related pictures",
        "|",
        "×",
    ],
)
def test_furniture_before_and_behind_the_text_is_removed(line):
    read = parse_article(line, TITLE, line, FIRST_PARAGRAPH, SECOND_PARAGRAPH, line)
    assert (read.title, read.paragraphs) == (TITLE, (FIRST_PARAGRAPH, SECOND_PARAGRAPH))


@pytest.mark.parametrize(
    "line",
    [
        "上一篇：学校举行运动会",
        "下一条: 学校召开座谈会",
        "相关新闻",
        "版权所有 临江职业学院 地址：临江路1号",
        "Copyright © 2024 Linjiang",
        "关闭",
        "ICP备00000000号",
        "分享到：",
        "Related Stories",
        "Previous: The college held a sports meeting",
        "免责声明：本文仅供参考。",
    ],
)
def test_everything_behind_the_end_of_the_text_is_removed(line):
    assert parse_article(
        TITLE, FIRST_PARAGRAPH, SECOND_PARAGRAPH, line, "东岭钢铁公司举行开放日"
    ).paragraphs == (FIRST_PARAGRAPH, SECOND_PARAGRAPH)
