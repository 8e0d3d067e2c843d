"""The publication date of a page: where it may stand, which statement wins, what is no date of it."""

import pytest

from tests.seeds.pages.html_pages import parse_html_page


def meta(name, content):
    """A meta tag."""
    return f'<meta name="{name}" content="{content}">'


def json_ld(text):
    """A block of JSON-LD."""
    return f'<script type="application/ld+json">{text}</script>'


def info(text):
    """A line between headline and text."""
    return f'<div class="info">{text}</div>'


MACHINE_DATES = [
    (meta("PubDate", "2024-05-23 10:08:00"), "2024-05-23T10:08"),
    (meta("pubdate", "2024-05-23"), "2024-05-23"),
    (meta("PubDate", "2024-05-23T10:08+08:00"), "2024-05-23T10:08"),
    (meta("publishdate", "2024年5月3日"), "2024-05-03"),
    (meta("publish_time", "1716430080000"), "2024-05-23T10:08"),
    (meta("PubDate", "20240523"), "2024-05-23"),
    (meta("PubDate", "2024-05-23 00:00:00.0"), "2024-05-23"),
    (meta("article:published_time", "2024-05-31T16:30:00.000Z"), "2024-06-01T00:30"),
    (meta("og:published_time", "2024-12-31T20:00:00+00:00"), "2025-01-01T04:00"),
    (meta("publication_date", "Fri, 31 May 2024 16:30:00 +0000"), "2024-06-01T00:30"),
    (meta("date", "Thu May 23 10:08:00 CST 2024"), "2024-05-23T10:08"),
    (meta("dc.date.issued", "2024-05-23"), "2024-05-23"),
    (meta("citation_publication_date", "2024/05/23"), "2024-05-23"),
    (meta("weibo:article:create_at", "2024-05-23 10:08:00"), "2024-05-23T10:08"),
    ('<meta itemprop="datePublished" content="2024-05-23T10:08:00+08:00">', "2024-05-23T10:08"),
    (meta("PubDate", "May 23, 2024 10:08 AM"), "2024-05-23T10:08"),
    (json_ld('{"@type": "NewsArticle", "datePublished": "2024-05-23T10:08:00"}'), "2024-05-23T10:08"),
    (json_ld('[{"@type": "List"}, {"@type": ["Article"], "datePublished": "2024-5-3"}]'), "2024-05-03"),
    (json_ld('{"@type": "BlogPosting", "datePublished": 1716430080}'), "2024-05-23T10:08"),
    (json_ld('{"@type": "Article", "datePublished": "2024-05-23T10:08:00+08:00", }'), "2024-05-23T10:08"),
    (json_ld('{"name": "a "b" c",\n"datePublished": "2024-05-23T10:08"}'), "2024-05-23T10:08"),
    (json_ld('//<![CDATA[\n{"@type":"Article","pubDate":"2024-05-23T10:08:00"}\n//]]>'), "2024-05-23T10:08"),
    (json_ld('{"mainEntity": {"@type": "Report", "datePublished": "2024-05-23"}}'), "2024-05-23"),
    (json_ld('{"@type": "Article", "datePublished": "2024-05-23T10:08&#43;08:00"}'), "2024-05-23T10:08"),
    (json_ld("{broken") + json_ld('{"datePublished": "2024-05-23"}'), "2024-05-23"),
    (json_ld('[{"@type": "WebPage", "datePublished": "2024-05-23"}, {"@type": "Article"}]'), "2024-05-23"),
    (meta("firstpublishedtime", "2024-05-23-10:08:00"), "2024-05-23T10:08"),
    (meta("PubDate", "2024-05-23 10:08:00.123456+08"), "2024-05-23T10:08"),
    (meta("PubDate", "Wednesday, 22-May-24 18:30:00 GMT"), "2024-05-23T02:30"),
    (meta("PubDate", "20240522T183000Z"), "2024-05-23T02:30"),
    (meta("PubDate", "2024年5月23日 星期四 下午2:08"), "2024-05-23T14:08"),
]  # fmt: skip
WECHAT_SCRIPTS = [
    ('var ct = "1716345600"; var biz = "MzA";', "2024-05-22T10:40"),
    ("var ct='1716345600'; var createTime = '2024-05-22 10:40';", "2024-05-22T10:40"),
    ("window.cgi = {create_time: JsDecode('2024-05-22 10:40')}", "2024-05-22T10:40"),
    ("d.ct = xml ? getXmlValue('ori_create_time.DATA') : '1716345600';", "2024-05-22T10:40"),
    ("var oriCreateTime = '1716345600';", "2024-05-22T10:40"),
    ('var publish_time = "2024-05-22" || "";', "2024-05-22"),
    ('var svr_time = "1799345600"; var update_time = "1799345600";', ""),
]
BODY_DATES = [
    (info('<time datetime="2024-05-22T18:30:00Z">昨天</time>'), "2024-05-23T02:30"),
    (info('<time pubdate datetime="2024-05-23">5月23日</time>'), "2024-05-23"),
    (info('<em itemprop="datePublished" content="2024-05-23T10:08+08:00">前日</em>'), "2024-05-23T10:08"),
    (
        '<time datetime="2024-05-23">x</time><time class="updated" datetime="2024-06-01">y</time>',
        "2024-05-23",
    ),
    (info("发布日期：2024年5月3日"), "2024-05-03"),
    (info("发布时间：2024-05-23 10:08:31"), "2024-05-23T10:08"),
    (info("发布时间：2024/5/3 9:08"), "2024-05-03T09:08"),
    (info("发布时间：二〇二四年五月二十三日"), "2024-05-23"),
    (info("发布时间：[2024-05-23]　浏览次数：12"), "2024-05-23"),
    (info("日期：2024.05.23　来源：临江日报"), "2024-05-23"),
    (info("2024-05-23 10:08:31　临江日报"), "2024-05-23T10:08"),
    (info("时间：2024年05月23日10:08　来源：临江日报"), "2024-05-23T10:08"),
    (info("发布时间：2024-05-23T10:08:31.000+08:00"), "2024-05-23T10:08"),
    (info("发布时间：2024-05-22T18:30:00Z"), "2024-05-23T02:30"),
    (info("发布时间：Thu May 23 10:08:00 CST 2024　来源：临江日报"), "2024-05-23T10:08"),
    (info("发布时间：20240523"), "2024-05-23"),
    (info("Published: 23 May 2024, 10:08 AM"), "2024-05-23T10:08"),
]  # fmt: skip
ADDRESSES = [
    ("https://news.example.org/2024-05/23/c_1130.htm", "2024-05-23"),
    ("https://www.example.org/xwzx/20240523/1234.html", "2024-05-23"),
    ("https://www.example.org/xwzx/t20240523_987654.html", "2024-05-23"),
    ("https://www.example.org/art/2024/5/3/art_12_3456.html", "2024-05-03"),
    ("https://edu.example.org/n1/2024/0523/c1001-402.html", "2024-05-23"),
    ("https://www.example.org/2024/05-23/10123456.shtml", "2024-05-23"),
    ("https://www.example.org/content/202405/23/c88.html", "2024-05-23"),
    ("https://www.example.org/info/2024/1105.htm", ""),
    ("https://www.example.org/info/1023/20241345.htm", ""),
    ("https://www.example.org/list/202405231.html", ""),
]
NO_DATES = [
    meta("article:modified_time", "2024-06-01T09:00:00+08:00"),
    meta("last-modified", "2024-06-01"),
    json_ld('{"@type": "Article", "dateModified": "2024-06-01"}'),
    json_ld('{"@type": "Event", "startDate": "2024-06-01"}'),
    json_ld('{"@type": "ItemList", "itemListElement": [{"datePublished": "2024-06-01"}]}'),
    json_ld('{"@type": "VideoObject", "uploadDate": "2024-06-01"}'),
    meta("PubDate", "null"),
    meta("PubDate", "Invalid Date"),
    meta("PubDate", "1970-01-01 08:00:00"),
    meta("PubDate", "0001-01-01T00:00:00"),
    meta("PubDate", "${article.publishTime}"),
    meta("PubDate", "刚刚"),
]


@pytest.mark.parametrize(("head", "published"), MACHINE_DATES)
def test_date_in_the_head_is_read(tmp_path, head, published):
    page = parse_html_page(tmp_path, head=head)
    assert (page.articles[0].published, page.flags) == (published, ())


@pytest.mark.parametrize(("script", "published"), WECHAT_SCRIPTS)
def test_moment_of_a_wechat_script_is_read(tmp_path, script, published):
    head = f"<script>{script}</script>"
    page = parse_html_page(tmp_path, head=head, lines='<div id="js_content">')
    assert page.articles[0].published == published
    assert parse_html_page(tmp_path, head=head).articles[0].published == ""


@pytest.mark.parametrize(("lines", "published"), BODY_DATES)
def test_date_between_headline_and_text_is_read(tmp_path, lines, published):
    page = parse_html_page(tmp_path, lines=lines)
    assert (page.articles[0].published, page.flags) == (published, ())


@pytest.mark.parametrize(("url", "published"), ADDRESSES)
def test_date_of_the_address_is_the_last_resort(tmp_path, url, published):
    assert parse_html_page(tmp_path, url=url).articles[0].published == published


@pytest.mark.parametrize("head", NO_DATES)
def test_head_without_a_publication_date_gives_none(tmp_path, head):
    page = parse_html_page(tmp_path, head=head)
    assert (page.articles[0].published, page.flags) == ("", ())


@pytest.mark.parametrize(
    "line",
    [
        "更新时间：2024-06-01",
        "最后更新：2024-06-01 10:08",
        "Last updated: June 1, 2024",
        "发布于：江苏省",
        "发表于 广东",
        "IP属地：北京",
    ],
)
def test_line_of_a_change_or_of_a_place_is_no_publication(tmp_path, line):
    (article,) = parse_html_page(tmp_path, lines=info(line)).articles
    assert (article.published, article.byline, article.source) == ("", (), None)


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        (meta("PubDate", "2024-13-45"), ""),
        (meta("PubDate", "20240230"), ""),
        (meta("PubDate", "2024-02-30 10:08:00"), ""),
        (meta("PubDate", "2199-01-01"), ""),
        (json_ld('{"@type": "Article", "datePublished": "2024-06-31"}'), ""),
        ("", info("发布时间：2024-13-45")),
        ("", info("发布日期：2024年2月30日　来源：临江日报")),
        ("", info('<time datetime="2024-04-31">四月底</time>')),
    ],
)
def test_impossible_date_is_dropped_with_a_flag(tmp_path, head, lines):
    page = parse_html_page(tmp_path, head=head, lines=lines)
    assert (page.articles[0].published, page.flags) == ("", ("impossible_date",))


def test_impossible_date_leaves_the_next_one(tmp_path):
    head = meta("PubDate", "2024-13-45") + meta("article:published_time", "2024-05-23")
    page = parse_html_page(tmp_path, head=head)
    assert (page.articles[0].published, page.flags) == ("2024-05-23", ("impossible_date",))


PRINTED = info("发布时间：2024-05-23")


@pytest.mark.parametrize(
    ("head", "lines", "url", "published"),
    [
        (meta("PubDate", "2024-05-22"), PRINTED, "", "2024-05-23"),
        (meta("PubDate", "2024-05-23 10:08:00"), PRINTED, "", "2024-05-23"),
        (meta("PubDate", "2024-05-22"), json_ld('{"datePublished": "2024-05-23"}'), "", "2024-05-23"),
        (meta("PubDate", "2024-05-23"), info('<time datetime="2024-05-22">x</time>'), "", "2024-05-23"),
        ("", info('<time datetime="2024-05-23">x</time>'), "http://a.example/20240522/1", "2024-05-23"),
        (meta("article:modified_time", "2024-09-01"), PRINTED, "", "2024-05-23"),
        ("", info("2024-05-23 10:08　更新时间：2024-06-30"), "", "2024-05-23T10:08"),
    ],
)  # fmt: skip
def test_more_trusted_statement_wins(tmp_path, head, lines, url, published):
    page = parse_html_page(tmp_path, head=head, lines=lines, url=url)
    assert (page.articles[0].published, page.flags) == (published, ())


@pytest.mark.parametrize(
    ("head", "lines", "url"),
    [
        (meta("PubDate", "2024-05-20"), PRINTED, ""),
        (json_ld('{"@type": "Article", "datePublished": "2021-05-23"}'), PRINTED, ""),
        ("", PRINTED, "https://example.org/20240601/1.html"),
        (meta("PubDate", "2024-06-23"), PRINTED, ""),
    ],
)
def test_dates_more_than_a_day_apart_raise_a_flag(tmp_path, head, lines, url):
    page = parse_html_page(tmp_path, head=head, lines=lines, url=url)
    assert (page.articles[0].published, page.flags) == ("2024-05-23", ("dates_disagree",))
