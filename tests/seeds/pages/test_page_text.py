"""The text of a page: its paragraphs without the furniture around them. All pages are invented."""

import pytest

from tests.seeds.invented_pages import (
    ENGLISH_PARAGRAPH,
    ENGLISH_TITLE,
    FIRST_PARAGRAPH,
    SECOND_PARAGRAPH,
    TITLE,
    parse_article,
    parse_invented_page,
)


def test_headings_and_captions_inside_the_text_stay():
    read = parse_article(
        TITLE, "来源：临江日报", "签约仪式现场", FIRST_PARAGRAPH, "嘉宾致辞", SECOND_PARAGRAPH
    )
    assert read.paragraphs == ("签约仪式现场", FIRST_PARAGRAPH, "嘉宾致辞", SECOND_PARAGRAPH)


def test_text_behind_an_early_editor_line_is_kept():
    read = parse_article(
        TITLE, FIRST_PARAGRAPH, "编辑：李红", SECOND_PARAGRAPH, FIRST_PARAGRAPH + SECOND_PARAGRAPH
    )
    assert (read.editors, read.paragraphs[-1]) == (("李红",), FIRST_PARAGRAPH + SECOND_PARAGRAPH)


def test_quotes_and_spaces_of_a_paragraph_are_untouched():
    text = "  会议以“深化 合作”为主题,由A 与B主办;（详见①）共有１５０人到会，大家签了3份协议。"
    assert parse_article(TITLE, text, SECOND_PARAGRAPH).paragraphs[0] == text.strip()


@pytest.mark.parametrize(
    "printed",
    [
        f"{TITLE}-临江职业学院宣传部",
        f"{TITLE}_新闻中心_临江职业学院",
        f"{TITLE} | 临江新闻网",
        f"{TITLE} - 临江日报",
    ],
)
def test_site_names_behind_a_title_are_cut(printed):
    assert parse_article(printed, "来源：临江日报", FIRST_PARAGRAPH).title == TITLE


@pytest.mark.parametrize(
    "title",
    [
        "校企合作-工学结合的新路径",
        "2024-2025学年实训计划发布",
        "Industry-Education Alliance of Linjiang founded",
    ],
)
def test_dashes_inside_a_title_stay(title):
    assert parse_article(title, "来源：临江日报", FIRST_PARAGRAPH).title == title


def test_title_with_site_suffix_and_again_clean_is_the_clean_one():
    read = parse_article(
        f"{ENGLISH_TITLE} -Original -Linjiang Network",
        "Share to:",
        ENGLISH_TITLE,
        "2024-05-14 Source: Linjiang Network",
        ENGLISH_PARAGRAPH,
    )
    assert (read.title, read.paragraphs) == (ENGLISH_TITLE, (ENGLISH_PARAGRAPH,))


def test_section_name_printed_twice_is_no_title():
    read = parse_article(
        "Linjiang Entertainment",
        "Linjiang Entertainment",
        ENGLISH_TITLE,
        "Source: Linjiang Daily",
        ENGLISH_PARAGRAPH,
    )
    assert (read.title, read.paragraphs) == (ENGLISH_TITLE, (ENGLISH_PARAGRAPH,))


@pytest.mark.parametrize(
    "lines",
    [
        (FIRST_PARAGRAPH, SECOND_PARAGRAPH),
        ("发布时间：2024-05-22", FIRST_PARAGRAPH),
        (ENGLISH_PARAGRAPH, ENGLISH_TITLE + " again."),
    ],
)
def test_page_without_a_title_has_none(lines):
    assert parse_article(*lines).title == ""


def test_title_glued_before_its_labels_is_parted():
    read = parse_article(f"{TITLE} 发布时间：2024-05-22 来源：临江日报", FIRST_PARAGRAPH)
    assert (read.title, read.source, read.published) == (TITLE, "临江日报", "2024-05-22")


def test_lead_printed_twice_is_kept_once():
    assert parse_article(TITLE, FIRST_PARAGRAPH, FIRST_PARAGRAPH, SECOND_PARAGRAPH).paragraphs == (
        FIRST_PARAGRAPH,
        SECOND_PARAGRAPH,
    )


def test_lead_repeated_with_a_byline_keeps_the_fuller_one():
    fuller = f"Linjiang Network News on May 22 (Reporter Zhou Ming) {ENGLISH_PARAGRAPH}"
    read = parse_article(ENGLISH_TITLE, ENGLISH_PARAGRAPH, "The signing ceremony", fuller)
    assert (read.paragraphs, read.byline) == (("The signing ceremony", fuller), ("Zhou Ming",))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FIRST_PARAGRAPH, "zh-hans"),
        ("臨江職業學院與東嶺鋼鐵公司在這裡簽訂了合作協議，雙方將共同建設實訓基地。", "zh-hant"),
        (ENGLISH_PARAGRAPH, "en"),
    ],
)
def test_language_is_that_of_the_text(text, language):
    assert parse_article(TITLE, text).language == language


def test_pinyin_and_doubled_commas_are_repaired():
    broken = "臨江職(zhí)業(yè)學(xué)院,，在圖書館簽訂,，了協(xié)議,、計劃,。雙方代表出席了當天的儀式。"
    read = parse_invented_page(
        "學(xué)校簽訂合作協(xié)議", broken, "雙方代表說，合作會繼續(xù)下去，並且建設新的基地。"
    )
    assert read.articles[0].title == "學校簽訂合作協議"
    assert (
        read.articles[0].paragraphs[0]
        == "臨江職業學院,在圖書館簽訂,了協議、計劃。雙方代表出席了當天的儀式。"
    )
    assert read.flags == ("garbled",)


def test_single_gloss_in_brackets_stays():
    text = "学校把书法课的重(chóng)复练习改成了项目，学生在项目里学会合作，老师在旁边指导。"
    assert parse_article(TITLE, text, SECOND_PARAGRAPH).paragraphs[0] == text
