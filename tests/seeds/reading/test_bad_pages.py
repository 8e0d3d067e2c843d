"""Pages nobody would write: no end, no text, only labels. All pages are invented."""

import time

import pytest

from tests.seeds.invented_pages import FIRST_PARAGRAPH, TITLE, parse_invented_page

SECONDS = 20


@pytest.mark.parametrize(
    "text",
    [
        "临江学院签订协议，" * 10_000,
        "江" * 1_000_000,
        "2024" * 25_000,
        "（" * 100_000,
        "· " * 50_000,
        "首页 / " * 20_000,
    ],
)
def test_line_without_end_is_one_article(text):
    started = time.process_time()
    assert len(parse_invented_page(text).articles) == 1
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    "line",
    [FIRST_PARAGRAPH, TITLE, "来源：", "临江日报 2024-05-22", "1. 临江职院签约仪式", "-----"],
)
def test_page_of_thousands_of_equal_lines_is_one_article(line):
    started = time.process_time()
    assert len(parse_invented_page(*[line] * 3_000).articles) == 1
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    "lines",
    [("来源： 作者： 发布时间： 浏览次数：",), ("来源：", "作者："), ("|", "×"), ("【】", "（）")],
)
def test_page_of_labels_alone_states_nothing(lines):
    (article,) = parse_invented_page(*lines).articles
    assert (article.title, article.source, article.published, article.paragraphs) == (
        "",
        None,
        "",
        (),
    )
