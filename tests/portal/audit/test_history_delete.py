"""Deletions: why, what comes back with a record, and what a person who is limited learns of what is gone."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry

from articles.models import Article, ArticleStatus, PreviewLink
from consortia.models import Conference, ConferenceRole, Evidence
from portal.audit.history_restore import deleted_history
from portal.audit.journal import JournalEntry
from seeds.models import Batch, Capture
from tests.admin_forms import admin_url
from tests.factories import (
    make_article,
    make_column,
    make_conference,
    make_conference_role,
    make_consortium,
    make_evidence,
    make_key_point,
    make_organisation,
    make_published_article,
    make_user,
    make_waiting_article,
)

pytestmark = pytest.mark.django_db
NOW = "2026-05-22T08:00:00+08:00"
LIST = "/admin/consortia/conference/"


@pytest.fixture
def chief(client):
    client.cookies["django_language"] = "en"
    user = make_user(superuser=True)
    client.force_login(user)
    return user


def sign_in(client, *rights):
    client.cookies["django_language"] = "en"
    user = make_user(*rights)
    client.force_login(user)
    return user


def delete(client, record, *, reason="重复录入"):
    return client.post(admin_url(record, "delete"), {"post": "yes", "reason": reason}, follow=True)


def recover(client, record):
    row = deleted_history(type(record)).get()
    return client.post(
        f"/admin/{record._meta.label_lower.replace('.', '/')}/deleted/{row.history_id}/recover/",
        follow=True,
    )


# The reason


def test_reason_of_a_deletion_stands_in_history_and_journal(chief, client):
    record = make_conference()
    delete(client, record, reason="重" * 150)
    assert deleted_history(Conference).get().history_change_reason == "重" * 100
    assert JournalEntry.objects.get().reason.text == "重" * 150
    assert "重" * 100 in client.get(f"{LIST}deleted/").text


@pytest.mark.parametrize("reason", ["", "  "])
def test_deletion_without_a_reason_asks_for_it_and_deletes_nothing(reason, chief, client):
    record = make_conference()
    answer = delete(client, record, reason=reason)
    assert "Say why: the reason is kept in the history. Nothing is deleted yet." in answer.text
    assert 'name="reason"' in answer.text
    assert (Conference.objects.count(), JournalEntry.objects.count(), LogEntry.objects.count()) == (
        1,
        0,
        0,
    )


def test_deletion_of_many_asks_for_one_reason_for_all(chief, client):
    records = [make_conference(), make_conference()]
    sent = {
        "action": "delete_selected",
        "_selected_action": [record.pk for record in records],
        "post": "yes",
    }
    assert 'name="reason"' in client.post(LIST, {**sent, "reason": ""}, follow=True).text
    assert Conference.objects.count() == 2
    client.post(LIST, {**sent, "reason": "重复录入"})
    assert {entry.reason.text for entry in JournalEntry.objects.all()} == {"重复录入"}
    assert {row.history_change_reason for row in deleted_history(Conference)} == {"重复录入"}


# What comes back


def make_full(author):
    """A draft with everything that can hang on it: steps, a remark, a preview with its answer, a capture."""
    article = make_waiting_article(author=author, title="题")
    article.pass_first_review(by=make_user("first_review_article"))
    link, _token = PreviewLink.issue(article, by=author, at=article.since)
    link.add_answer(name="校友", text="很好", at=article.since)
    batch = Batch.objects.create(started_at=NOW, what="x")
    Capture.objects.create(
        batch=batch, name="a.html", content=b"x", sha256="1", encoding="utf-8"
    ).articles.add(article)
    article.return_to_author(by=make_user("return_article"), remark="短些")
    return article


def test_deleted_draft_comes_back_with_its_record_and_its_links(chief, client):
    author = make_user("submit_article")
    article = make_full(author)
    delete(client, article)
    assert Article.objects.count() == 0
    recover(client, article)
    article = Article.objects.get()
    assert [step.stage for step in article.reviews.all()] == ["submitted", "first", "returned"]
    assert [remark.text for remark in article.remarks.open()] == ["短些"]
    assert [
        answer.text for link in article.preview_links.all() for answer in link.answers.all()
    ] == ["很好"]
    assert [capture.name for capture in article.captures.all()] == ["a.html"]
    assert article.contributions.filter(person=author).exists()


def test_no_signature_of_a_deleted_draft_stands_when_it_comes_back(chief, client):
    article = make_waiting_article()
    article.pass_first_review(by=make_user("first_review_article"))
    delete(client, article)
    recover(client, article)
    article.refresh_from_db()
    assert (article.status, article.signatures().count()) == (ArticleStatus.DRAFT, 0)
    article.submit(by=make_user("submit_article"))
    article.pass_first_review(by=make_user("first_review_article"))
    assert article.status == ArticleStatus.SECOND_REVIEW


def test_capture_that_is_gone_meanwhile_is_not_linked_again(chief, client):
    article = make_full(make_user("submit_article"))
    delete(client, article)
    Capture.objects.all().delete()
    recover(client, article)
    assert Article.objects.get().captures.count() == 0


def test_two_deletions_within_a_second_are_restored_apart(chief, client):
    record = make_conference()
    first, second = (
        make_conference_role(conference=record, organisation=make_organisation(name=name))
        for name in "甲乙"
    )
    first.delete()
    delete(client, record)
    moments = [row.history_date for row in ConferenceRole.history.filter(history_type="-")]
    assert max(moments) - min(moments) < timedelta(seconds=1)
    recover(client, record)
    assert list(record.roles.all()) == [second]


def test_rows_of_one_deletion_share_its_id(chief, client):
    records = [make_conference(), make_conference(), make_conference()]
    roles = [
        make_conference_role(conference=record, organisation=make_organisation())
        for record in records
    ]
    make_evidence(roles[0], make_article())
    delete(client, records[0])
    sent = {"action": "delete_selected", "_selected_action": [row.pk for row in records[1:]]}
    client.post(LIST, {**sent, "post": "yes", "reason": "重复录入"})
    ids = {
        model: [row.deletion_id for row in model.history.filter(history_type="-").order_by("id")]
        for model in (Conference, ConferenceRole, Evidence)
    }
    one, several = ids[Conference][:2]
    assert None not in (one, several)
    assert one != several
    assert ids == {
        Conference: [one, several, several],
        ConferenceRole: [one, several, several],
        Evidence: [one],
    }


def test_record_that_is_deleted_twice_comes_back_with_what_the_last_deletion_took(chief, client):
    record = make_conference()
    role = make_conference_role(conference=record, organisation=make_organisation())
    delete(client, record)
    recover(client, record)
    record.roles.get().delete()
    delete(client, record)
    recover(client, record)
    assert (record.roles.count(), type(role).history.filter(history_type="-").count()) == (0, 2)


# Limits


def test_limited_person_sees_and_recovers_the_deleted_texts_of_their_columns_alone(chief, client):
    own, other = make_column(), make_column(slug="other", name="别")
    for column, title in ((own, "本栏"), (other, "别栏")):
        delete(client, make_article(column=column, title=title))
    row = deleted_history(Article).get(title="别栏")
    limited = sign_in(client, "view_article", "add_article")
    limited.column_limits.create(column=own)
    page = client.get("/admin/articles/article/deleted/").text
    assert ("本栏" in page, "别栏" in page) == (True, False)
    assert (
        client.post(f"/admin/articles/article/deleted/{row.history_id}/recover/").status_code == 404
    )


def test_parts_of_texts_in_other_columns_are_not_there(client):
    point = make_key_point(
        make_article(column=make_column(slug="other", name="别"), title="机密"), text="要点"
    )
    limited = sign_in(client, "view_keypoint")
    limited.column_limits.create(column=make_column())
    assert "机密" not in client.get("/admin/articles/keypoint/").text
    assert client.get(admin_url(point)).status_code == 302


def test_limited_clerk_recovers_the_records_of_their_consortium_alone(chief, client):
    own, other = make_consortium(), make_consortium()
    for consortium, name in ((own, "本会"), (other, "别会")):
        delete(client, make_conference(consortium=consortium, name=name))
    clerk = sign_in(client, "view_conference", "add_conference")
    clerk.consortium_limits.create(consortium=own)
    rows = client.get(f"{LIST}deleted/").context["rows"]
    assert {words: may for _row, words, may in rows} == {"本会": True, "别会": False}
    row = deleted_history(Conference).get(name="别会")
    assert client.post(f"{LIST}deleted/{row.history_id}/recover/").status_code == 403


# What is named to whom


@pytest.mark.parametrize(("rights", "shown"), [([], False), (["view_article"], True)])
def test_evidence_names_no_draft_to_who_may_not_see_articles(rights, shown, client):
    school = make_organisation()
    make_evidence(school, make_article(title="机密"))
    make_evidence(school, make_published_article(title="已公开"))
    sign_in(client, "view_evidence", "view_organisation", *rights)
    for page in (
        "/admin/consortia/evidence/",
        "/admin/consortia/evidence/?q=机密",
        admin_url(school),
    ):
        assert ("机密</a>" in client.get(page).text or "机密 ¶1" in client.get(page).text) == shown
    assert "已公开" in client.get("/admin/consortia/evidence/").text


def test_deleted_evidence_names_no_draft_to_who_may_not_see_articles(chief, client):
    evidence = make_evidence(make_organisation(), make_article(title="机密"))
    delete(client, evidence)
    assert "机密" in client.get("/admin/consortia/evidence/deleted/").text
    sign_in(client, "view_evidence")
    assert "机密" not in client.get("/admin/consortia/evidence/deleted/").text


@pytest.mark.parametrize(("rights", "shown"), [([], False), (["view_article"], True)])
def test_capture_names_no_draft_to_who_may_not_see_articles(rights, shown, client):
    make_full(make_user("submit_article"))
    sign_in(client, "view_capture", *rights)
    assert (">题</a>" in client.get(admin_url(Capture.objects.get())).text) == shown
    assert (client.get("/admin/seeds/capture/?q=题").context["cl"].result_count == 1) == shown


def choices(client, model, field):
    app_label, model_name = model.split(".")
    query = f"app_label={app_label}&model_name={model_name}&field_name={field}"
    path = f"/admin/autocomplete/?{query}"
    return [row["text"] for row in client.get(path).json()["results"]]


def test_pop_up_lists_offer_the_columns_and_consortia_of_the_person(client):
    column, own = make_column(), make_consortium(name="本会")
    make_column(slug="other", name="别栏", name_en="Other")
    make_consortium(name="别会")
    person = sign_in(client, "view_column", "view_consortium", "view_article", "change_conference")
    assert (
        len(choices(client, "articles.article", "column"))
        == len(choices(client, "consortia.conference", "consortium"))
        == 2
    )
    person.column_limits.create(column=column)
    person.consortium_limits.create(consortium=own)
    assert choices(client, "articles.article", "column") == ["News"]
    assert choices(client, "consortia.conference", "consortium") == ["本会"]


def test_pop_up_list_of_limits_offers_all_of_them(client):
    column, _other = make_column(), make_column(slug="other", name="别栏")
    person = sign_in(client, "view_column", "view_user", "change_user")
    person.column_limits.create(column=column)
    assert len(choices(client, "articles.columnlimit", "column")) == 2


def test_pop_up_list_of_articles_names_no_draft_outside_the_column(client):
    make_article(title="机密", column=make_column(slug="other", name="别栏"))
    person = sign_in(client, "view_article", "change_evidence")
    assert choices(client, "consortia.evidence", "article") == ["机密"]
    person.column_limits.create(column=make_column())
    assert choices(client, "consortia.evidence", "article") == []
