"""Two people at one article, and forms that are not what they say."""

import pytest
from django.core.files.base import ContentFile

from articles.models import Article
from consortia.models import Conference
from tests.admin_forms import admin_url, load_form_data
from tests.factories import (
    make_article,
    make_conference,
    make_key_point,
    make_picture,
    make_topic,
    make_waiting_article,
    pass_reviews,
    picture_bytes,
)
from tests.portal.audit.two_editors import (
    load_both_forms,
    post_form,
    resubmitted_data,
    shown_differences,
)

# Articles


def test_article_shows_the_words_of_both(desks):
    article = make_article(paragraphs=["会议召开。", "签约。"])
    one, two = load_both_forms(desks, article)
    post_form(desks[0], article, one, body="<p>会议在济南召开。</p><p>签约。</p>")
    answer = post_form(desks[1], article, two, body="<p>会议在青岛召开。</p><p>签约。</p>")
    assert [each.diff_html for each in answer.context["edit_conflict"].differences] == [
        "<p>会议在<del>济南</del><ins>青岛</ins>召开。</p>\n<p>签约。</p>"
    ]
    assert "青岛" not in Article.objects.get().body


def test_picture_and_key_point_of_two_people_are_both_kept(desks):
    article = make_article()
    picture, point = make_picture(article), make_key_point(article)
    one, two = load_both_forms(desks, article)
    assert post_form(desks[0], article, one, **{"pictures-0-caption": "校门"}).status_code == 302
    answer = post_form(desks[1], article, two, **{"key_points-0-text": "新要点"})
    assert post_form(desks[1], article, resubmitted_data(answer)).status_code == 302
    picture.refresh_from_db()
    point.refresh_from_db()
    assert (picture.caption, point.text, bool(picture.file)) == ("校门", "新要点", True)


def test_topics_that_the_other_chose_are_taken_over(desks):
    article, topic = make_article(), make_topic()
    one, two = load_both_forms(desks, article)
    post_form(desks[0], article, one, tags=[topic.pk])
    answer = post_form(desks[1], article, two, title="新")
    assert shown_differences(answer) == [("Topics", "Steel", "Steel")]
    post_form(desks[1], article, resubmitted_data(answer))
    assert list(article.tags.all()) == [topic]


def test_overtaken_save_makes_nobody_an_author(desks):
    article = make_article()
    one, two = load_both_forms(desks, article)
    post_form(desks[0], article, one, title="甲")
    post_form(desks[1], article, two, title="乙")
    assert [str(each.person) for each in article.contributions.all()] == ["first"]


def test_text_that_was_signed_off_meanwhile_gives_back_what_was_typed(desks):
    article = make_waiting_article(title="旧")
    sent = load_form_data(desks[1], admin_url(article))
    pass_reviews(article)
    answer = post_form(desks[1], article, sent, title="我的题目")
    assert (answer.status_code, Article.objects.get().title) == (403, "旧")
    assert "我的题目" in answer.text


def test_record_that_was_deleted_meanwhile_gives_back_what_was_typed(desks):
    record = make_conference()
    sent = load_form_data(desks[1], admin_url(record))
    desks[0].post(admin_url(record, "delete"), {"post": "yes"})
    answer = post_form(desks[1], record, sent, theme="我的主题")
    assert answer.status_code == 410
    assert "first deleted this record" in answer.text
    assert "我的主题" in answer.text


# Fingerprints that are not the form's


@pytest.mark.parametrize("forged", ["", "x", "eyJhIjoxfQ:1abcde:forged", "other"])
def test_missing_or_forged_fingerprint_is_refused_in_words(forged, desks):
    record, other = make_conference(theme="旧"), make_conference()
    sent = load_form_data(desks[0], admin_url(record))
    sent["fingerprint"] = (
        load_form_data(desks[0], admin_url(other))["fingerprint"] if forged == "other" else forged
    )
    answer = post_form(desks[0], record, sent, theme="新")
    assert shown_differences(answer) == [("Theme in Chinese", "旧", "新")]
    assert "It cannot be told whether somebody changed this record meanwhile" in answer.text
    assert Conference.objects.get(pk=record.pk).theme == "旧"
    assert post_form(desks[0], record, resubmitted_data(answer)).status_code == 302


def test_form_without_a_fingerprint_is_refused(desks):
    record = make_conference(theme="旧")
    sent = load_form_data(desks[0], admin_url(record)) | {"theme": "新", "fingerprint": ""}
    assert desks[0].post(admin_url(record), sent).status_code == 200
    assert Conference.objects.get().theme == "旧"


def test_faulty_form_keeps_its_fingerprint(desks):
    record = make_conference()
    sent = load_form_data(desks[0], admin_url(record))
    answer = post_form(desks[0], record, sent, dates="2024-13")
    assert f'name="fingerprint" value="{sent["fingerprint"]}"' in answer.text
    assert "dispute" not in answer.text


def test_overtaken_revert_is_stopped(desks):
    record = make_conference(theme="旧")
    post_form(desks[0], record, load_form_data(desks[0], admin_url(record)), theme="中")
    path = f"{admin_url(record, 'history')}{record.history.last().history_id}/"
    sent = load_form_data(desks[1], path)
    post_form(desks[0], record, load_form_data(desks[0], admin_url(record)), theme="新")
    answer = desks[1].post(path, sent)
    assert shown_differences(answer) == [("Theme in Chinese", "新", "旧")]
    assert Conference.objects.get().theme == "新"
    assert desks[1].post(path, resubmitted_data(answer)).status_code == 302
    assert Conference.objects.get().theme == "旧"


def test_new_picture_file_of_an_overtaken_form_is_asked_for_again(desks):
    article = make_article()
    one, two = load_both_forms(desks, article)
    post_form(desks[0], article, one, title="甲")
    row = {"pictures-TOTAL_FORMS": "1", "pictures-0-alt": "门", "pictures-0-position": "0"}
    answer = post_form(
        desks[1],
        article,
        two,
        **row,
        **{"pictures-0-file": ContentFile(picture_bytes(), "gate.png")},
    )
    assert "files have to be chosen again" in answer.text
    assert article.pictures.count() == 0
