"""Corrections and withdrawals reach the facts: marked, listed, confirmed or mended."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from pytest_django.asserts import assertContains, assertNotContains

from articles.models import Article, Version
from consortia.models import Evidence, SourceChange
from portal.audit.journal import JournalEntry
from portal.core import html
from tests.admin_forms import admin_url, load_form_data
from tests.exported_files import json_rows
from tests.factories import (
    make_consortium,
    make_evidence,
    make_figure,
    make_published_article,
    make_user,
    pass_reviews,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BEFORE = ("开幕。", "共同体有19家副理事长单位。", "闭幕。")
QUOTE = "19家副理事长单位"


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


def correct(article, *paragraphs, go_live=None):
    """Correct the text of an article and have it signed off."""
    person = make_user("correct_article", "submit_article")
    article.correct(by=person, note="数字更正")
    article.body = html.from_paragraphs(paragraphs)
    article.go_live = go_live
    article.save()
    article.record_edit(by=person)
    article.submit(by=person)
    pass_reviews(article)


def make_doubtful(**options):
    """A consortium whose figure rests on ¶2 of a text that is corrected to 21."""
    article = make_published_article(paragraphs=BEFORE)
    consortium = make_consortium(name="钢铁共同体", name_en="Steel Community")
    figure = make_figure(about=consortium, value=19)
    evidence = make_evidence(figure, article, paragraph=2, quote=QUOTE)
    correct(article, "开幕。", "共同体有21家副理事长单位。", "闭幕。", **options)
    return article, consortium, figure, evidence


def page(client, consortium):
    return client.get(f"/en/consortia/{consortium.pk}/")


def open_changes():
    return SourceChange.objects.open(at=timezone.now())


def test_fact_of_a_corrected_paragraph_is_marked_on_its_page(client):
    _article, consortium, _figure, _evidence = make_doubtful()
    assert open_changes().get().kind == "corrected"
    assertContains(page(client, consortium), "the source was corrected on")


def test_fact_of_another_paragraph_is_not_marked(client):
    article = make_published_article(paragraphs=BEFORE)
    consortium = make_consortium()
    make_evidence(make_figure(about=consortium), article, paragraph=1)
    correct(article, "开幕。", "共同体有21家副理事长单位。", "闭幕。")
    assert open_changes().count() == 0
    assertNotContains(page(client, consortium), "the source was corrected on")


def test_fact_whose_paragraph_only_moved_is_shown_there_without_a_mark(client):
    article = make_published_article(paragraphs=BEFORE)
    consortium = make_consortium()
    make_evidence(make_figure(about=consortium), article, paragraph=2, quote=QUOTE)
    correct(article, "新的一段。", *BEFORE)
    answer = page(client, consortium)
    assertNotContains(answer, "the source was corrected on")
    assertContains(answer, f"/articles/{article.pk}/#p3")
    assertContains(answer, QUOTE)


def test_scheduled_correction_marks_the_fact_from_its_moment_on(client):
    _article, consortium, _figure, _evidence = make_doubtful(go_live=timezone.now() + DAY)
    assertNotContains(page(client, consortium), "the source was corrected on")
    assert SourceChange.objects.open(at=timezone.now() + 2 * DAY).count() == 1


def test_correction_back_to_the_cited_words_ends_the_doubt():
    article, _consortium, _figure, _evidence = make_doubtful()
    correct(article, *BEFORE)
    assert SourceChange.objects.count() == 0


def test_withdrawn_source_marks_its_facts(client):
    article, consortium, _figure, _evidence = make_doubtful()
    article.withdraw(by=make_user("withdraw_article"), reason="in_error")
    assertContains(page(client, consortium), "the source was withdrawn on")
    assertNotContains(page(client, consortium), "the source was corrected on")


def test_confirmed_fact_quotes_the_corrected_words_and_loses_its_mark(client):
    _article, consortium, _figure, evidence = make_doubtful()
    editor = make_user("view_evidence", "change_evidence", "view_article")
    client.force_login(editor)
    url = "/admin/consortia/evidence/changes/"
    listed = client.get(url)
    assertContains(listed, "<del>19</del><ins>21</ins>")
    assertContains(listed, "21家副理事长单位</textarea>")
    change = open_changes().get()
    client.post(f"{url}{change.pk}/", {"quote": "21家副理事长单位"})
    assert Evidence.objects.get(pk=evidence.pk).quote == "21家副理事长单位"
    assert SourceChange.objects.count() == 0
    entry = JournalEntry.objects.filter(act="confirmed").get()
    assert (entry.person, entry.what) == (editor, "source_change")
    assertNotContains(page(client, consortium), "the source was corrected on")


def test_quote_that_the_paragraph_does_not_hold_is_refused(client):
    make_doubtful()
    client.force_login(make_user("view_evidence", "change_evidence", "view_article"))
    url = "/admin/consortia/evidence/changes/"
    answer = client.post(
        f"{url}{open_changes().get().pk}/", {"quote": "20家副理事长单位"}, follow=True
    )
    assertContains(answer, "does not hold these words")
    assert open_changes().count() == 1


def test_fact_is_not_confirmed_without_the_right(client):
    make_doubtful()
    client.force_login(make_user("view_evidence", "view_article"))
    url = f"/admin/consortia/evidence/changes/{open_changes().get().pk}/"
    assert client.post(url).status_code == 403
    assert open_changes().count() == 1


def test_mended_evidence_ends_the_doubt():
    _article, _consortium, _figure, evidence = make_doubtful()
    evidence = Evidence.objects.get(pk=evidence.pk)
    evidence.quote = "21家副理事长单位"
    evidence.save()
    assert SourceChange.objects.count() == 0


def test_figure_changed_on_its_form_ends_the_doubt(client):
    _article, _consortium, figure, evidence = make_doubtful()
    client.force_login(make_user(superuser=True))
    url = admin_url(figure)
    client.post(url, {**load_form_data(client, url), "value": "21"})
    figure.refresh_from_db()
    assert figure.value == 21
    assert SourceChange.objects.count() == 0
    assert Evidence.objects.get(pk=evidence.pk).paragraph == 2


def test_desk_lists_the_facts_in_doubt(client):
    make_doubtful()
    client.force_login(make_user(superuser=True))
    assertContains(client.get("/admin/"), "Facts whose source was corrected or withdrawn")


def test_note_and_mark_stand_in_feed_list_and_api(client):
    article, _consortium, figure, _evidence = make_doubtful()
    assertContains(client.get("/zh-hans/articles/?format=atom"), "数字更正")
    (row,) = json_rows(client.get("/zh-hans/articles/?format=json"))
    assert (row["note"], row["corrected_on"]) == ("数字更正", str(timezone.localdate()))
    assert client.get(f"/api/v1/articles/{article.pk}/").json()["correction_note"] == "数字更正"
    figures = client.get("/api/v1/figures/").json()["results"]
    (evidence,) = next(row for row in figures if row["id"] == figure.pk)["evidence"]
    assert evidence["source_change"] == "corrected"
    assert evidence["source_changed_on"] == str(timezone.localdate())


def test_evidence_taken_from_the_corrected_text_is_not_in_doubt():
    article = make_published_article(paragraphs=BEFORE)
    figure = make_figure(about=make_consortium())
    make_evidence(figure, article, paragraph=2, quote="21家副理事长单位")
    correct(article, "开幕。", "共同体有21家副理事长单位。", "闭幕。")
    assert SourceChange.objects.count() == 0


def test_second_correction_is_compared_with_what_was_cited():
    article, _consortium, _figure, _evidence = make_doubtful()
    correct(article, "开幕。", "共同体有22家副理事长单位。", "闭幕。")
    change = open_changes().get()
    assert (change.base.number, change.version.number) == (1, 3)
    assert Article.objects.get().live == Version.objects.get(number=3)
