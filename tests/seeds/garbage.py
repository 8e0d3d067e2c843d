"""Generated pages that nobody would write: noise, soups of markup and labels, mutations of honest pages."""

import random
from collections.abc import Iterator
from functools import partial

from seeds.reading import PageSource
from tests.seeds.captured_pages import PAGE_TEXT, digest_page_text
from tests.seeds.reading.document_files import (
    pdf_file,
    picture_bytes,
    web_archive,
    word_file,
    word_paragraph,
    word_picture,
    word_table,
)

_TAGS = """
    p div span table tr td th tbody h1 h2 ul li a b section article pre br hr img font center script style
    template svg math select option textarea iframe noscript form title head body html meta link base o:p
"""
TAGS = _TAGS.split()
ATTRIBUTES = (
    'style="display:none"',
    'style="visibility:hidden;',
    'rowspan="0"',
    'rowspan="99999999"',
    'colspan="-1"',
    "colspan=x",
    'rowspan="2"',
    'colspan="3"',
    'id="js_content"',
    "class='rich_media_content'",
    'href="javascript:1"',
    'href="http://[x"',
    "hidden",
    "src=''",
    'content="&#xD800;"',
)
DATES = (
    "0000-00-00",
    "1716430080",
    "-1",
    "9" * 40,
    "2024/05/23 10:08:31.437",
    "2024-13-45",
    "Wed, 22 May 2024 18:30:00 GMT",
    "Thu May 23 10:08:31 CST 2024",
    "20240523100831",
    "null",
    "2024-05-22T18:30:00Z",
    "2024年2月30日",
    "0001-01-01",
    "9999-12-31T24:00",
    "二〇二四年五月",
    "２０２４－０５",
    "2024-05-22/2024-05-20",
    "XXXX-02-30",
    "١٤٤٥",
)
_WORDS = """
    午溪师范学院 卯山纺织集团有限公司 签约 共建 揭牌 产教融合共同体 理事长单位 副理事长单位 成立大会 主办
    实训基地 5月22日 2024年 三百余人 张三 李四院长 “ ” （ ） ， 。 、 ： 与 和 等 分别 由 牵头 signed Water
    (Kenya) Company Wuxi Teachers College (WTC) Group Corporation Co., Ltd. University of the and at on
    President Mr. Li Alliance Conference May 22, 2024 | é ① 〇 【 】 《 》
    """
WORDS = (
    *_WORDS.split(),
    *"\t\u3000\xa0\u200b\u2028\ufffd\U00020000\x0c\x85",
)
_LABELS = """
    来源： 作者： 编辑： 责任编辑： 发布时间： 时间： 浏览次数： 审核： 供稿： Source: By Editor: Published:
    Views: 发布于： 图片来源： 【 字体： 大 中 小 】 打印 分享到： 上一篇： 下一篇： 扫一扫 版权所有 ICP备
"""
LABELS = _LABELS.split()
_META_NAMES = """
    pubdate publishdate article:published_time og:title og:url og:description author source ArticleTitle
    ContentSource keywords description article:modified_time date
"""
META_NAMES = _META_NAMES.split()
JSON_LD = (
    '{"@type": "NewsArticle", "datePublished": %s, "publisher": %s, "author": %s, "headline": %s}',
    '{"@graph": [{"@id": "#a", "publisher": {"@id": "#a"}}, %s, {"@type": ["NewsArticle"], "author": [%s]}]}',
    "[" * 3_000,
    '{"@type": "NewsArticle", "headline": "\\ud800", "datePublished": "\\u0000"',
)
JSON_VALUES = (
    *('"2024-05-22"', "null", "1e400", "[]", "{}", '"\\ud800x"', "[[[1]]]", "true"),
    *('{"name": 5}', '{"@id": "#a"}'),
)
BROKEN_MARKUP = ("<!--", "-->", "<![CDATA[", "&#0;", "&#xD800;", "&#x1;", "&nbsp", "</")
HONEST = (
    PAGE_TEXT,
    digest_page_text(3),
    f"<html><head><title>签约</title></head><body><h1>签约</h1>{PAGE_TEXT}</body></html>".replace(
        "\n", "</p>\n<p>"
    ),
)
CODECS = ("utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "shift_jis")


def generate_sources(total: int, *, seed: int) -> Iterator[PageSource]:
    """That many sources, always the same for a seed; every 40th is a document of another format."""
    chooser = random.Random(seed)  # noqa: S311 - tests
    for number in range(total):
        name, content = _document(chooser) if number % 40 == 0 else _page(chooser)
        yield PageSource(f"{number:05}{name}", partial(bytes, content))


def _page(chooser) -> tuple[str, bytes]:
    make = chooser.choice(
        (
            _noise,
            _soup,
            _soup,
            _odd_head,
            _odd_head,
            _labels,
            _sentences,
            _sentences,
            _nest,
            _mutate,
            _mutate,
        )
    )
    content = make(chooser)
    if isinstance(content, str):
        content = content.encode(chooser.choice(CODECS), "xmlcharrefreplace")
    if chooser.random() < 0.2:
        content = _damage(chooser, content)
    return chooser.choice((".txt", ".txt", ".html", ".html", ".html", ".htm")), content


def _document(chooser) -> tuple[str, bytes]:
    suffix = chooser.choice((".docx", ".docx", ".mht", ".mhtml", ".pdf"))
    text = _sentences(chooser)
    content = {
        ".docx": partial(
            word_file,
            word_paragraph(text),
            word_table([text.split("，")] * 2),
            word_picture(chooser.choice(("r1", "r2", "none"))),
            pictures=[("a.png", picture_bytes()), ("b.wmf", b"x")],
        ),
        ".pdf": partial(
            pdf_file, [(chooser.randrange(-99, 700), y, 12, text[:y]) for y in range(1, 90, 20)]
        ),
    }.get(suffix, partial(web_archive, _soup(chooser)))()
    return suffix, _damage(chooser, content) if chooser.random() < 0.7 else content


def _noise(chooser) -> bytes:
    return chooser.randbytes(chooser.randrange(1, 2_000))


def _words(chooser, words, most) -> str:
    return chooser.choice(("", " ", "  ")).join(
        chooser.choices(words, k=chooser.randrange(1, most))
    )


def _soup(chooser) -> str:
    pieces = ["<html>" if chooser.random() < 0.7 else ""]
    for _ in range(chooser.randrange(1, 80)):
        tag = chooser.choice(TAGS)
        attributes = " ".join(chooser.choices(ATTRIBUTES, k=chooser.randrange(3)))
        marks = (f"<{tag} {attributes}>", f"</{tag}>", f"<{tag}", chooser.choice(BROKEN_MARKUP))
        pieces.append(chooser.choice(marks))
        pieces.append(_words(chooser, WORDS, 12))
    return "".join(pieces)


def _odd_head(chooser) -> str:
    values = (*DATES, *WORDS)
    head = [
        f'<meta name="{chooser.choice(META_NAMES)}" content="{chooser.choice(values)}">'
        for _ in range(5)
    ]
    ld = chooser.choice(JSON_LD)
    if "%s" in ld:
        ld = ld % tuple(chooser.choices(JSON_VALUES, k=ld.count("%s")))
    head.append(f'<script type="application/ld+json">{ld}</script>')
    head.append(f'<script>var ct = "{chooser.choice(DATES)}";</script>')
    chooser.shuffle(head)
    labels = f"发布时间：{chooser.choice(DATES)} 来源：{_words(chooser, WORDS, 4)}"
    body = f'<h1>{_words(chooser, WORDS, 9)}</h1><time datetime="{chooser.choice(DATES)}">x</time>'
    paragraphs = f"<p>{labels}</p><p>{_sentences(chooser)}</p>"
    return f"<html><head>{''.join(head)}</head><body>{body}{paragraphs}</body>"


def _labels(chooser) -> str:
    lines = (
        _words(chooser, (*LABELS, *DATES, *WORDS[:12]), 12) for _ in range(chooser.randrange(1, 25))
    )
    return chooser.choice(("\n", "\r", "\x0b", "\u2028", "\n\n")).join(lines)


def _sentences(chooser) -> str:
    lines = (_words(chooser, WORDS, 60) + "。" for _ in range(chooser.randrange(1, 8)))
    return "\n".join(lines)


def _nest(chooser) -> str:
    tag = chooser.choice(TAGS[:12])
    depth = chooser.choice((50, 300, 1_000, 5_000))
    return (
        f"<html><body>{f'<{tag}>' * depth}{_sentences(chooser)}{f'</{tag}>' * depth}</body></html>"
    )


def _mutate(chooser) -> str:
    text = chooser.choice(HONEST)
    for _ in range(chooser.randrange(1, 12)):
        start = chooser.randrange(len(text))
        end = start + chooser.randrange(20)
        put = chooser.choice(
            (
                _words(chooser, WORDS, 4),
                text[start:end] * 2,
                "",
                chooser.choice(DATES),
                chr(chooser.randrange(0xD7FF)),
            )
        )
        text = text[:start] + put + text[end:]
    return text or "x"


def _damage(chooser, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(chooser.randrange(1, 9)):
        place = chooser.randrange(len(damaged) + 1)
        action = chooser.randrange(4)
        if action == 0:
            damaged[place:place] = chooser.randbytes(3)
        elif action == 1:
            del damaged[place : place + chooser.randrange(1, 5)]
        elif action == 2:
            damaged[place:] = damaged[place:][: chooser.randrange(1, 3_000)]
        elif damaged:
            damaged[place % len(damaged)] = chooser.randrange(256)
    return bytes(damaged)
