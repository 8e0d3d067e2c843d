"""Publisher and author that the head of a page declares, and the words there that name nobody."""

import pytest

from tests.seeds.invented_pages import FIRST_PARAGRAPH, TITLE, parse_article
from tests.seeds.pages.html_pages import parse_html_page


def json_ld(text):
    """A block of JSON-LD."""
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "临江日报"}}', "临江日报"),
        ('{"@type": "NewsArticle", "publisher": "临江日报"}', "临江日报"),
        ('{"@type": "NewsArticle", "publisher": [{"name": "临江日报"}]}', "临江日报"),
        ('[{"@id": "#o", "name": "临江日报"}, {"@type": "Article", "publisher": {"@id": "#o"}}]', "临江日报"),
        ('{"@graph": [{"@type": "Article", "publisher": {"name": "临江日报"}}]}', "临江日报"),
        ('{"@type": "Article", "sourceOrganization": {"name": "临江日报"}}', "临江日报"),
        ('{"@type": "Article", "publisher": {"name": "null"}}', None),
        ('{"@type": "Article", "publisher": {"name": "undefined"}}', None),
        ('{"@type": "Article", "publisher": {"name": "WordPress"}}', None),
        ('{"@type": "Article", "publisher": {"name": ""}}', None),
        ('{"@type": "Article", "publisher": {"@id": "#nobody"}}', None),
        ('{"@type": "Organization", "name": "临江日报"}', None),
    ],
)  # fmt: skip
def test_publisher_of_json_ld_is_the_source(tmp_path, head, source):
    (article,) = parse_html_page(tmp_path, head=json_ld(head)).articles
    assert article.source == source


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        ('{"@type": "Article", "author": {"@type": "Person", "name": "周明"}}', ("周明",)),
        ('{"@type": "Article", "author": [{"name": "周明"}, {"name": "李红"}]}', ("周明", "李红")),
        ('{"@type": "Article", "author": "周明"}', ("周明",)),
        ('{"@type": "Article", "author": {"name": "admin"}}', ()),
        ('{"@type": "Article", "author": {"name": "Administrator"}}', ()),
        ('{"@type": "Article", "author": {"name": "null"}}', ()),
        ('{"@type": "Article", "author": {"@type": "Organization", "name": "临江日报"}}', ()),
        ('{"@type": "Article", "author": {"name": "网站管理员"}}', ()),
    ],
)
def test_author_of_json_ld_is_the_byline(tmp_path, head, byline):
    (article,) = parse_html_page(tmp_path, head=json_ld(head)).articles
    assert article.byline == byline


@pytest.mark.parametrize(
    "word", ["null", "undefined", "NULL", "None", "N/A", "${source}", "{{source}}", "-"]
)
def test_words_of_templates_name_no_source(tmp_path, word):
    head = f'<meta name="ContentSource" content="{word}"><meta name="author" content="{word}">'
    (article,) = parse_html_page(tmp_path, head=head).articles
    assert (article.source, article.byline) == (None, ())


@pytest.mark.parametrize(
    "word", ["admin", "root", "WordPress", "博达软件", "Discuz! Team", "editor", "系统管理员"]
)
def test_builders_and_accounts_of_a_site_are_no_authors(tmp_path, word):
    head = f'<meta name="author" content="{word}"><meta name="ContentSource" content="{word}">'
    (article,) = parse_html_page(tmp_path, head=head).articles
    assert (article.source, article.byline) == (None, ())


def test_printed_source_comes_before_a_declared_one(tmp_path):
    head = json_ld('{"@type": "Article", "publisher": {"name": "临江新闻网"}}')
    (article,) = parse_html_page(tmp_path, head=head, lines="<div>来源：东岭日报</div>").articles
    assert article.source == "东岭日报"


@pytest.mark.parametrize(
    "line",
    [
        "<span>2024-05-23 10:08</span> <span>来源：己坪发布</span> <span>发布于：江苏省</span>",
        "<div>2024-05-23 10:08 · 来自广东 · 来源：己坪发布</div>",
        "<div>2024-05-23 10:08　来源：己坪发布　IP属地：山东</div>",
        "<div>2024-05-23 10:08</div><div>来源：己坪发布</div><div>发表于 北京市</div>",
        "<div>2024-05-23 10:08</div><div>来源：己坪发布</div><div>IP 属地：海外</div>",
        "<div>2024-05-23 10:08　来源：己坪发布　发布地：浙江杭州</div>",
        "<div>2024-05-23 10:08　来源：己坪发布　发布于：新疆维吾尔自治区</div>",
        "<div>2024-05-23 10:08　来源：己坪发布　Posted in: Jiangsu</div>",
    ],
)
def test_place_of_the_sender_names_nobody(tmp_path, line):
    (article,) = parse_html_page(tmp_path, lines=line).articles
    assert (article.published, article.source, article.byline, article.editors) == (
        "2024-05-23T10:08", "己坪发布", (), (),
    )  # fmt: skip


@pytest.mark.parametrize(
    "place", ["江苏", "发表于 江苏", "IP属地：江苏", "来自江苏省南京市", "发布于：海外"]
)
def test_place_of_the_sender_follows_account_and_moment(place):
    article = parse_article(TITLE, "己坪发布", f"2024-05-23 10:08 {place}", FIRST_PARAGRAPH)
    assert (article.published, article.source, article.byline, article.paragraphs) == (
        "2024-05-23T10:08", "己坪发布", (), (FIRST_PARAGRAPH,),
    )  # fmt: skip
