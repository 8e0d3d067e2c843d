"""Captured pages become captures and draft articles: nothing public, no record, nothing guessed."""

import hashlib

import pytest

from articles.models import Article, ArticleStatus, KeyPoint, Review, TransitionRefused, Version
from consortia.models import Evidence, Organisation
from portal.core import html
from seeds.capture_import import PageImportCounts
from seeds.models import Batch, Capture
from tests.factories import make_outlet, make_user
from tests.seeds.captured_pages import (
    PAGE_TEXT,
    digest_page_text,
    import_page_files,
    write_page_file,
)
from tests.seeds.invented_pages import FIRST_PARAGRAPH, SECOND_PARAGRAPH, TITLE
from tests.seeds.row_counts import row_counts

pytestmark = pytest.mark.django_db


def article_of(path):
    """The one draft that the page at the path became."""
    import_page_files(path)
    return Article.objects.get()


def test_page_becomes_a_draft_with_what_it_printed(tmp_path):
    article = article_of(write_page_file(tmp_path))
    names = (
        "title",
        "source_as_printed",
        "source_address",
        "published",
        "byline",
        "editors",
        "language",
        "rights",
    )
    assert [getattr(article, name) for name in names] == [
        *(TITLE, "临江日报", "https://news.example.org/2024/1.html", "2024-05-22T10:08"),
        *("周明", "责任编辑：李红", "zh-hans", "reprint"),
    ]
    assert article.body == f"<p>{FIRST_PARAGRAPH}</p>\n<p>{SECOND_PARAGRAPH}</p>"


def test_nothing_of_a_page_is_public_and_no_record_is_written(tmp_path):
    article = article_of(write_page_file(tmp_path))
    assert (article.status, article.live, Article.objects.published().count()) == (
        ArticleStatus.DRAFT,
        None,
        0,
    )
    counts = [model.objects.count() for model in (Version, Review, Organisation, Evidence)]
    assert counts == [0, 0, 0, 0]


def test_capture_keeps_the_bytes_as_they_were(tmp_path):
    raw = PAGE_TEXT.replace("\n", "\r\n").encode("gb18030")
    import_page_files(write_page_file(tmp_path, raw, name="新闻.txt"))
    capture = Capture.objects.get()
    assert (bytes(capture.content), capture.sha256) == (raw, hashlib.sha256(raw).hexdigest())
    assert (capture.name, capture.encoding, capture.origin, capture.flags) == (
        *("新闻.txt", "gb18030"),
        *("https://news.example.org/2024/1.html", []),
    )
    assert capture.articles.get() == Article.objects.get()


def test_run_is_written_down_with_its_actor(tmp_path):
    by = make_user()
    import_page_files(
        write_page_file(tmp_path / "pages"),
        write_page_file(tmp_path / "pages", b"", name="z.txt"),
        by=by,
    )
    assert Batch.objects.values_list("by", "what", "new", "changed", "refused").get() == (
        *(by.pk, str(tmp_path / "pages")),
        *(1, 0, 1),
    )


def test_digest_becomes_a_draft_for_each_item_with_key_points(tmp_path):
    import_page_files(write_page_file(tmp_path, digest_page_text(3)))
    drafts = Capture.objects.get().articles.order_by("pk")
    assert [(draft.title, draft.source_as_printed) for draft in drafts] == [
        (f"临江职业学院建设第{number}个实训基地", "Lin Jiang Ri Bao") for number in range(3)
    ]
    points = KeyPoint.objects.filter(article=drafts[2]).values_list(
        "group", "text", "paragraph", "position"
    )
    assert list(points) == [
        ("Core Insights", "A base is built.", 1, 1),
        ("New Base", 'A "lab - shop" chain.', 2, 2),
    ]


def test_key_point_rests_on_the_paragraph_where_it_stands_whatever_number_is_printed(tmp_path):
    article = article_of(
        write_page_file(
            tmp_path, digest_page_text(1).replace("[1]", "[4][5]").replace("[2]", "[7]")
        )
    )
    assert list(article.key_points.values_list("paragraph", flat=True)) == [1, 2]
    assert html.paragraphs(article.body) == ["A base is built [4][5].", 'A "lab - shop" chain [7].']


def test_page_read_twice_is_stored_once(tmp_path):
    path = write_page_file(tmp_path)
    assert import_page_files(path) == PageImportCounts(new=1)
    before = row_counts()
    assert (import_page_files(path), row_counts()) == (PageImportCounts(unchanged=1), before)


def test_page_under_two_names_is_stored_once(tmp_path):
    write_page_file(tmp_path)
    write_page_file(tmp_path, name="copy.txt")
    assert (import_page_files(tmp_path), Capture.objects.count()) == (
        PageImportCounts(new=1, unchanged=1),
        1,
    )


def test_draft_that_an_editor_changed_stays_so_when_its_page_is_read_again(tmp_path):
    Article.objects.filter(pk=article_of(write_page_file(tmp_path)).pk).update(title="改过的标题")
    import_page_files(tmp_path)
    assert Article.objects.get().title == "改过的标题"


def test_dry_run_writes_nothing(tmp_path):
    before = row_counts()
    write_page_file(tmp_path)
    write_page_file(tmp_path, b"", name="empty.txt")
    assert (import_page_files(tmp_path, dry_run=True), row_counts()) == (
        PageImportCounts(new=1, refused=1),
        before,
    )


def test_dry_run_knows_the_pages_that_are_stored_and_those_it_has_seen(tmp_path):
    import_page_files(write_page_file(tmp_path, name="a.txt"))
    for name in ("b.txt", "c.txt"):
        write_page_file(tmp_path, digest_page_text(1), name=name)
    before = row_counts()
    assert (import_page_files(tmp_path, dry_run=True), row_counts()) == (
        PageImportCounts(new=1, unchanged=2),
        before,
    )


# Outlets


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("临江日报", True),
        ("Linjiang Daily", True),
        ("Lin Jiang Ri Bao", True),
        ("Lin Jiang Ri", False),
        ("本站", False),
    ],
)
def test_outlet_is_found_by_a_name_or_a_reviewed_alias_only(tmp_path, printed, found):
    outlet = make_outlet(name="临江日报", name_en="Linjiang Daily")
    outlet.aliases.create(
        text="Lin Jiang Ri Bao", reason="The syllables are the pinyin of its name."
    )
    article = article_of(
        write_page_file(tmp_path, PAGE_TEXT.replace("来源：临江日报", f"来源：{printed}"))
    )
    assert (article.outlet, article.source_as_printed) == (outlet if found else None, printed)


def test_outlet_name_that_two_bear_is_not_guessed(tmp_path):
    make_outlet(name="临江日报")
    make_outlet(name="临江日报")
    assert article_of(write_page_file(tmp_path)).outlet is None


def test_blank_source_stays_blank(tmp_path):
    make_outlet(name="", name_en="Daily")
    article = article_of(write_page_file(tmp_path, PAGE_TEXT.replace("来源：临江日报", "来源：")))
    assert (article.outlet, article.source_as_printed) == (None, "")


# The actor


def test_actor_counts_as_author_and_cannot_review(tmp_path):
    by = make_user("submit_article", "first_review_article")
    import_page_files(write_page_file(tmp_path), by=by)
    article = Article.objects.get()
    assert article.history.get().history_user == by
    article.submit(by=make_user("submit_article"))
    with pytest.raises(TransitionRefused, match=r"three other people|三"):
        article.pass_first_review(by=by)
    article.pass_first_review(by=make_user("first_review_article"))
    assert article.status == ArticleStatus.SECOND_REVIEW


def test_import_without_an_actor_makes_nobody_an_author(tmp_path):
    article = article_of(write_page_file(tmp_path))
    assert (article.contributions.count(), article.history.get().history_user) == (0, None)


# Odd pages

FOREIGN = f"""<html><head><title>{TITLE}</title><style>p {{ color: red }}</style>
<script>alert(1)</script></head>
<body onload="alert(2)"><h1>{TITLE}</h1><div>来源：临江日报 发布时间：2024-05-22</div>
<p onclick="alert(3)" style="color: red" class="x">{FIRST_PARAGRAPH}</p>
<script>document.write("alert(4)")</script>
<p><a href="javascript:alert(5)">{SECOND_PARAGRAPH}</a></p><iframe src="https://ads.example.org/"></iframe>
<img src="https://track.example.org/pixel.gif" width="1" height="1" onerror="alert(6)"></body></html>"""


def test_html_page_leaves_everything_foreign_outside(tmp_path):
    article = article_of(write_page_file(tmp_path, FOREIGN, name="page.html"))
    assert article.body == f"<p>{FIRST_PARAGRAPH}</p>\n<p>{SECOND_PARAGRAPH}</p>"
    assert (article.title, article.source_as_printed, article.published) == (
        TITLE,
        "临江日报",
        "2024-05-22",
    )


def test_markup_in_the_text_of_a_page_stays_text(tmp_path):
    article = article_of(
        write_page_file(
            tmp_path,
            PAGE_TEXT.replace(
                SECOND_PARAGRAPH, f"{SECOND_PARAGRAPH}<script>alert(1)</script>他说。"
            ),
        )
    )
    assert "<script>" not in article.body
    assert article.body.count("&lt;script&gt;") == 1


def test_page_without_a_title_becomes_a_draft_without_one(tmp_path):
    article = article_of(write_page_file(tmp_path, f"{FIRST_PARAGRAPH}\n{SECOND_PARAGRAPH}\n"))
    assert (article.title, str(article).endswith(f"{FIRST_PARAGRAPH[:40]}…")) == ("", True)
    with pytest.raises(TransitionRefused):
        article.submit(by=make_user("submit_article"))


@pytest.mark.parametrize("origin", ["https://news.example.org/" + "a" * 600, "http://[bad/1.html"])
def test_origin_that_is_no_address_of_ours_stays_with_the_capture_only(tmp_path, origin):
    article = article_of(
        write_page_file(tmp_path, PAGE_TEXT.replace("https://news.example.org/2024/1.html", origin))
    )
    assert article.source_address == ""


def test_declared_date_that_cannot_be_read_is_left_out(tmp_path):
    page = FOREIGN.replace("<title>", '<meta name="pubdate" content="22nd of May"><title>').replace(
        "2024-05-22", ""
    )
    assert article_of(write_page_file(tmp_path, page, name="page.html")).published == ""


def test_file_name_in_another_encoding_is_kept_readable(tmp_path):
    import_page_files(
        write_page_file(tmp_path, name="首.txt".encode("gb18030").decode(errors="surrogateescape"))
    )
    assert Capture.objects.get().name == "\\udcca\\udcd7.txt"
