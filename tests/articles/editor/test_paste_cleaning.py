"""A paste is cleaned as captured pages are."""

import pytest

from articles.editor.paste_cleaning import clean_pasted_html


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("<p>产教\n融合</p>", "<p>产教融合</p>"),
        ("<p>产教</p>\n<p>融合</p>", "<p>产教</p>\n<p>融合</p>"),
        (
            "<p><b>产教\n</b>\n<i>融合</i></p>",
            "<p><strong>产教</strong><em>融合</em></p>",
        ),
        ("<p>industry and\neducation</p>", "<p>industry and education</p>"),
        ("<p>5月\n22日，有机床2\n4台</p>", "<p>5月22日，有机床24台</p>"),
    ],
)
def test_lines_of_the_source_are_joined(pasted, clean):
    assert clean_pasted_html(pasted) == clean


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("<p>实\u200b训&shy;设\u2028备\ufeff</p>", "<p>实训设备</p>"),
        ("<p>&amp;nbsp;&amp;ldquo;实训&amp;rdquo;与R&amp;D</p>", "<p>“实训”与R&amp;D</p>"),
        ("<p><ruby>龢<rp>(</rp><rt>hé</rt><rp>)</rp></ruby>字</p>", "<p>龢字</p>"),
        (
            "<p>&amp;lt;script&amp;gt;x&amp;lt;/script&amp;gt;</p>",
            "<p>&lt;script&gt;x&lt;/script&gt;</p>",
        ),
    ],
)
def test_what_nobody_sees_goes(pasted, clean):
    assert clean_pasted_html(pasted) == clean


def test_preformatted_lines_are_paragraphs():
    pasted = "<pre>　　第一段。\n\n　　第二段。\n</pre><p>第\n三段。</p>"
    assert clean_pasted_html(pasted) == "<p>第一段。</p>\n<p>第二段。</p>\n<p>第三段。</p>"
