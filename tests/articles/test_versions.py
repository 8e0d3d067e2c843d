"""Versions: what was signed, as it stood."""

import hashlib
import json

from articles.models import Article, Version
from tests.factories import (
    make_key_point,
    make_picture,
    make_published_article,
    make_user,
    make_waiting_article,
)

SHOWN = (
    *(
        "title",
        "kicker",
        "summary",
        "body",
        "byline",
        "dateline",
        "editors",
        "published",
        "pictures",
        "key_points",
    ),
    *("outlet_id", "source_as_printed", "source_address", "rights", "rights_note"),
)
TEXT = {
    "title": "题", "kicker": "眉", "summary": "提要", "byline": "刘某", "dateline": "济南", "editors": "柳某",
    "published": "2024-05-22",
}  # fmt: skip


def sign(article):
    article.pass_first_review(by=make_user("first_review_article"))
    article.pass_second_review(by=make_user("second_review_article"))
    article.sign_off(by=make_user("sign_off_article"))


def test_version_holds_the_text_with_its_parts(db):
    author = make_user("submit_article")
    article = make_waiting_article(author=author, **TEXT)
    picture = make_picture(article, caption="图", credit="某社", position=1)
    make_key_point(article, group="核心", text="要点", paragraph=2)
    article.record_edit(by=author)
    sign(article)
    assert {name: getattr(article.live, name) for name in TEXT} == TEXT
    assert article.live.body == "<p>第一段。</p>\n<p>第二段。</p>"
    assert article.live.key_points == [{"group": "核心", "text": "要点", "paragraph": 2}]
    shown = {
        "file": picture.file.name,
        "caption": "图",
        "credit": "某社",
        "alt": "签约现场",
        "width": 1,
        "height": 1,
    }
    assert article.live.pictures == [shown]


def test_version_matches_the_hash_of_its_signatures(db):
    article = make_waiting_article(**TEXT)
    sign(article)
    version = Version.objects.get()
    text = json.dumps(
        {"language": "zh-hans", **{name: getattr(version, name) for name in SHOWN}},
        ensure_ascii=False,
        sort_keys=True,
    )
    assert version.text_hash == hashlib.sha256(text.encode()).hexdigest()
    assert set(article.reviews.values_list("text_hash", flat=True)) == {version.text_hash}


def test_version_stays_when_working_text_changes(db):
    article = make_published_article(title="旧题")
    point = make_key_point(article)
    article.title, article.body = "新题", "<p>新</p>"
    article.save()
    version = Article.objects.get(pk=article.pk).live
    assert (version.title, version.body, version.key_points) == (
        "旧题",
        "<p>第一段。</p>\n<p>第二段。</p>",
        [],
    )
    assert point.article.text_hash() != version.text_hash


def test_version_gives_its_paragraphs_by_number(db):
    version = make_published_article(paragraphs=("甲", "## 标题", "乙")).live
    assert [version.paragraph(number) for number in (1, 2, 3, 0, None)] == ["甲", "乙", "", "", ""]


def test_versions_are_numbered_and_called_by_title(db):
    article = make_published_article(title="题")
    article.correct(by=make_user("correct_article"), note="更正")
    article.submit(by=make_user("submit_article"))
    sign(article)
    assert [str(version) for version in article.versions.all()] == ["题 (2)", "题 (1)"]


def test_parts_stand_in_their_positions(db):
    article = make_published_article()
    second, first = (
        make_key_point(article, position=2, text="乙"),
        make_key_point(article, position=1, text="甲"),
    )
    assert list(article.key_points.all()) == [first, second]
    assert [str(point) for point in (first, second)] == ["甲", "乙"]


def test_work_follows_when_a_translation_is_parted(db):
    original = make_published_article()
    other = make_published_article(language="en", translation_of=original)
    assert other.work == original.pk
    other.translation_of = None
    other.save()
    assert other.work == other.pk
