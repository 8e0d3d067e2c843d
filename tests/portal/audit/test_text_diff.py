"""The difference of two texts: exactly what changed is marked, and no text becomes markup."""

import random
import re
from html import unescape

import pytest

from portal.audit.text_diff import comparable_texts, only_markup_differs, render_diff
from portal.core import html

BREAK = "</p>\n<p>"
EXAMPLES = [
    ("同一句话。", "同一句话。", "同一句话。"),
    ("", "新", "<ins>新</ins>"),
    ("旧", "", "<del>旧</del>"),
    ("张三任主任", "李四任院长", "<del>张三</del><ins>李四</ins>任<del>主任</del><ins>院长</ins>"),
    (
        "李四任院长",
        "张三任主任",
        "<del>李四</del><ins>张三</ins>任<del>院长</del><ins>主任</ins>",
    ),
    ("signed in 2024", "signed in 2025", "signed in <del>2024</del><ins>2025</ins>"),
    ("约1,000.5万元", "约1,000.6万元", "约<del>1,000.5</del><ins>1,000.6</ins>万元"),
    ("PM2.5浓度", "PM10浓度", "<del>PM2.5</del><ins>PM10</ins>浓度"),
    ("开会。", "开会！", "开会<del>。</del><ins>！</ins>"),
    (
        "<p>甲</p><p>丙</p>",
        "<p>甲</p><p>乙</p><p>丙</p>",
        f'<p>甲{BREAK}<ins>乙</ins><ins class="break"></ins>{BREAK}丙</p>',
    ),
    (
        "<p>甲。</p><p>乙。</p>",
        "<p>甲。乙。</p>",
        f'<p>甲。<del class="break"></del>{BREAK}乙。</p>',
    ),
    ("<p>甲 &lt;b&gt;</p>", "<p>乙 &lt;b&gt;</p>", "<del>甲</del><ins>乙</ins> &lt;b&gt;"),
    ("a < b <script>x()</script>", "a < c <script>x()</script>", None),
]
PIECES = [
    "的",
    "共同体",
    "签约",
    "，",
    "。",
    " ",
    "\n",
    "Laiwu ",
    "2024",
    "&",
    "<b",
    "é",
    "𠀀",
    "第一",
    "<ins>",
    "</del>",
]


def side(shown, gone):
    """One of the two texts, out of the marked one without what the other sign is around."""
    kept = "ins" if gone == "del" else "del"
    shown = shown.replace(f'<{gone} class="break"></{gone}>{BREAK}', "").replace(
        f'<{kept} class="break"></{kept}>', ""
    )
    shown = re.sub(rf"<{gone}>.*?</{gone}>", "", shown, flags=re.DOTALL)
    return unescape(re.sub(r"</?(?:ins|del|p)>", "", shown))


def assert_holds_both(old, new):
    before, after = comparable_texts(old, new)
    shown = render_diff(old, new)
    assert (side(shown, "ins"), side(shown, "del")) == (before, after)


@pytest.mark.parametrize(("old", "new", "shown"), EXAMPLES)
def test_marked_shows_the_words_that_changed(old, new, shown):
    if shown is not None:
        assert render_diff(old, new) == shown
    assert_holds_both(old, new)


@pytest.mark.parametrize("seed", range(200))
def test_marked_holds_the_old_and_the_new_text(seed):
    chance = random.Random(seed)  # noqa: S311  texts for a test
    old = [chance.choice(PIECES) for _place in range(chance.randrange(60))]
    new = list(old)
    for _edit in range(chance.randrange(12)):
        place = chance.randrange(len(new) + 1)
        new[place : place + chance.randrange(3)] = chance.choices(PIECES, k=chance.randrange(4))
    assert_holds_both("".join(old), "".join(new))


@pytest.mark.parametrize("seed", range(20))
def test_marked_never_marks_what_is_the_same(seed):
    chance = random.Random(seed)  # noqa: S311  texts for a test
    text = "\n".join(
        "".join(chance.choices("产教融合共同体发展大会 a，。", k=80)) for _line in range(5)
    )
    place = chance.randrange(len(text))
    changed = f"{text[:place]}新词{text[place:]}"
    assert render_diff(text, text).count("<del") + render_diff(text, text).count("<ins") == 0
    assert re.findall(r"<(ins|del)>(.*?)</", render_diff(text, changed)) == [("ins", "新词")]


@pytest.mark.parametrize(
    "attack",
    ["<script>alert(1)</script>", '<img src=x onerror="x()">', "<ins onclick=x()>", "</p><svg>"],
)
def test_marked_turns_no_text_into_markup(attack):
    for shown in (
        render_diff(attack, ""),
        render_diff("", attack),
        render_diff(attack, f"{attack} b"),
    ):
        assert set(re.findall(r"<(/?[^>]*)>", shown)) <= {"ins", "/ins", "del", "/del", "p", "/p"}


def test_marked_reads_rich_text_as_its_paragraphs():
    text = html.from_paragraphs(["## 题", "第一段。", "甲 & 乙"])
    assert comparable_texts(text, text)[0] == "题\n第一段。\n甲 & 乙"


def test_marked_shows_a_link_that_leads_elsewhere():
    old = '<p>见<a href="https://a.example/" rel="noopener">此处</a></p>'
    new = old.replace("a.example", "b.example")
    assert render_diff(old, new) == "见此处 [https://<del>a</del><ins>b</ins>.example/]"


@pytest.mark.parametrize(
    ("old", "new", "differs"),
    [
        ("<p>甲</p>", "<h2>甲</h2>", True),
        ("<p>甲</p>", "<p>甲</p>", False),
        ("<p>甲</p>", "<h2>乙</h2>", False),
    ],
)
def test_only_form_differs_where_no_word_changed(old, new, differs):
    assert only_markup_differs(old, new) is differs


@pytest.mark.parametrize("edits", [1, 300, 5000])
def test_marked_copes_with_a_long_text(edits):
    chance = random.Random(edits)  # noqa: S311  texts for a test
    signs = [chr(0x4E00 + place) for place in range(600)]
    old = chance.choices(signs, k=20_000)
    new = list(old)
    for place in chance.sample(range(20_000), edits):
        new[place] = "Ж"
    assert_holds_both("".join(old), "".join(new))
    assert render_diff("".join(old), "".join(new)).count("Ж") == edits


@pytest.mark.parametrize(
    ("old", "new"), [("ab" * 10_000, "ba" * 10_000), ("a\n" * 10_000, "b\na\n" * 5_000)]
)
def test_marked_copes_with_a_text_of_repetitions(old, new):
    assert_holds_both(old, new)
