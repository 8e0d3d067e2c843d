"""Key points, summaries and translations that a correction left behind."""

import pytest
from django.utils import timezone, translation
from pytest_django.asserts import assertContains, assertNotContains

from articles.models import Article, StaleStatement, TransitionRefused
from articles.paragraph_changes import compare_paragraphs, counterpart_of_quote
from articles.stale_statements import confirm_statement
from portal.audit.journal import JournalEntry
from portal.core import html
from tests.factories import (
    make_article,
    make_key_point,
    make_published_article,
    make_translation,
    make_user,
    pass_reviews,
)

pytestmark = pytest.mark.django_db
BEFORE = ("开幕。", "共同体有19家副理事长单位。")
AFTER = ("开幕。", "共同体有21家副理事长单位。")
MARK = "the source was corrected on"
BEHIND = "this translation does not say so yet"


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


def make_with_statements():
    """A public text with a summary and two key points."""
    article = make_article(author=make_user(), summary="共19家副理事长单位", paragraphs=BEFORE)
    make_key_point(article, text="会议开幕", paragraph=1, position=1)
    make_key_point(article, text="19家单位当选", paragraph=2, position=2)
    article.submit(by=make_user("submit_article"))
    pass_reviews(article)
    return article


def correct(article, *paragraphs, **values):
    person = make_user("correct_article", "submit_article")
    article.correct(by=person, note="数字更正")
    article.body = html.from_paragraphs(paragraphs)
    for name, value in values.items():
        setattr(article, name, value)
    article.save()
    article.record_edit(by=person)
    article.submit(by=person)
    pass_reviews(article)


def doubts():
    rows = StaleStatement.objects.open(at=timezone.now())
    return [(row.kind, row.text) for row in rows]


def test_summary_and_key_point_that_quote_the_corrected_paragraph_are_marked(client):
    article = make_with_statements()
    correct(article, *AFTER)
    assert doubts() == [("summary", "共19家副理事长单位"), ("key_point", "19家单位当选")]
    page = client.get(f"/en/articles/{article.pk}/")
    assertContains(page, MARK, count=2)


def test_statement_that_was_corrected_with_the_text_is_not_marked():
    article = make_with_statements()
    correct(article, *AFTER, summary="共21家副理事长单位")
    assert doubts() == [("key_point", "19家单位当选")]


def test_doubt_stays_through_the_next_correction_until_the_words_change():
    article = make_with_statements()
    correct(article, *AFTER)
    correct(article, *AFTER, title="另一个标题")
    assert len(doubts()) == 2
    article.key_points.filter(position=2).update(text="21家单位当选")
    correct(article, *AFTER, summary="")
    assert doubts() == []


def test_confirmed_statement_loses_its_mark(client):
    article = make_with_statements()
    correct(article, *AFTER)
    chief = make_user("sign_off_article", "view_article")
    client.force_login(chief)
    for doubt in StaleStatement.objects.all():
        client.post(f"/admin/articles/article/{article.pk}/statements/{doubt.pk}/")
    assert doubts() == []
    assert JournalEntry.objects.filter(act="confirmed", person=chief).count() == 2
    assertNotContains(client.get(f"/en/articles/{article.pk}/"), MARK)


def test_statement_is_not_confirmed_without_the_right():
    correct(make_with_statements(), *AFTER)
    with pytest.raises(TransitionRefused):
        confirm_statement(StaleStatement.objects.first(), by=make_user("submit_article"))
    assert len(doubts()) == 2


def test_summary_says_which_words_it_repeats(client):
    article = make_with_statements()
    correct(article, *AFTER)
    assert [row.repeated_words for row in StaleStatement.objects.order_by("pk")] == [["19"], ["19"]]
    assertContains(client.get(f"/en/articles/{article.pk}/"), "“19”", count=2)
    client.force_login(make_user("sign_off_article", "view_article"))
    page = client.get(f"/admin/articles/article/{article.pk}/review/")
    assertContains(page, '<mark lang="zh-hans">19</mark>', count=2)


def test_repeated_words_stay_through_the_next_correction():
    article = make_with_statements()
    correct(article, *AFTER)
    correct(article, *AFTER, title="另一个标题")
    rows = StaleStatement.objects.open(at=timezone.now())
    assert [row.repeated_words for row in rows] == [["19"], ["19"]]


# Translations


def make_behind():
    original = make_published_article(paragraphs=BEFORE)
    english = make_translation(original, paragraphs=("Opening.", "19 vice-chairs."))
    correct(original, *AFTER)
    return original, english


def test_translation_behind_its_original_says_so_with_the_difference(client):
    original, english = make_behind()
    page = client.get(f"/en/articles/{english.pk}/")
    assertContains(page, BEHIND)
    assertContains(page, "<del>19</del><ins>21</ins>")
    assertNotContains(client.get(f"/zh-hans/articles/{original.pk}/"), "note--stale")
    assert list(Article.objects.behind_original(at=timezone.now())) == [english]


def test_corrected_translation_follows_its_original_again(client):
    _original, english = make_behind()
    correct(english, "Opening.", "21 vice-chairs.")
    assertNotContains(client.get(f"/en/articles/{english.pk}/"), BEHIND)
    assert list(Article.objects.behind_original(at=timezone.now())) == []


def test_confirmed_translation_follows_its_original_again(client):
    _original, english = make_behind()
    chief = make_user("sign_off_article", "view_article")
    client.force_login(chief)
    page = f"/admin/articles/article/{english.pk}/"
    assertContains(client.get(f"{page}review/"), BEHIND)
    client.post(f"{page}translation/")
    assertNotContains(client.get(f"/en/articles/{english.pk}/"), BEHIND)
    assert JournalEntry.objects.filter(act="confirmed", what="translation").count() == 1


def test_correction_of_what_a_translation_does_not_repeat_leaves_it_alone(client):
    original = make_published_article(paragraphs=BEFORE)
    english = make_translation(original)
    correct(original, *BEFORE, rights_note="经授权")
    assertNotContains(client.get(f"/en/articles/{english.pk}/"), BEHIND)


# Paragraphs


def body(*paragraphs):
    return html.from_paragraphs(paragraphs)


def test_paragraphs_are_followed_through_what_was_put_before_them():
    changes = compare_paragraphs(body("甲。", "乙。"), body("新。", "甲。", "乙。"))
    assert [(row.new_number, row.has_changed) for row in changes.values()] == [
        (2, False),
        (3, False),
    ]


def test_paragraph_that_went_has_no_counterpart():
    changes = compare_paragraphs(body("甲。", "乙。", "丙。"), body("甲。", "丙。"))
    assert (changes[2].new_number, changes[2].after) == (None, "")


@pytest.mark.parametrize(
    ("quote", "after", "expected"),
    [
        ("19家单位", "共有21家单位。", "21家单位"),
        ("19家单位", "会上共有19家单位。", "19家单位"),
        ("19家单位", "闭幕。", ""),
    ],
)
def test_quote_is_followed_into_the_corrected_paragraph(quote, after, expected):
    assert counterpart_of_quote(quote, "共有19家单位。", after) == expected
