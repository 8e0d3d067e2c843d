"""Autosaves: kept for each person and open form, given back to their writer alone, forgotten with a save."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Autosave
from articles.models.autosave import KEPT_FOR, MAX_FORMS
from tests.articles.article_form import ARTICLE_ADMIN_URL, article_form_data, login_editor
from tests.factories import make_article, make_column, make_user

ADDRESS = f"{ARTICLE_ADMIN_URL}autosave/"
ONE, TWO = "1" * 32, "2" * 32


@pytest.fixture
def writer(client, db):
    return login_editor(client)


def send(client, **changes):
    sent = {"key": ONE, "article": None, "revision": 1, "title": "题", "values": {"title": "题"}}
    return client.post(ADDRESS, json.dumps({**sent, **changes}), "application/json")


def config(client, path):
    page = client.get(f"{ARTICLE_ADMIN_URL}{path}").context
    return json.loads(page["adminform"].form.fields["body"].widget.attrs["data-keep"])


def test_autosave_is_no_edit_of_the_text(client, writer):
    article = make_article()
    before = article.text_hash()
    assert send(client, article=article.pk, values={"title": "新"}).json()["stored"] is True
    article.refresh_from_db()
    assert (article.text_hash(), article.contributions.count()) == (before, 0)
    assert Autosave.objects.get().values == {"title": "新"}


def test_two_forms_of_a_person_are_kept_apart(client, writer):
    send(client, values={"title": "甲"})
    send(client, key=TWO, values={"title": "乙"})
    kept = {each["key"]: each["title"] for each in config(client, "add/")["kept"]}
    assert kept == {ONE: "题", TWO: "题"}
    assert client.get(f"{ADDRESS}{TWO}/").json() == {"values": {"title": "乙"}}


def test_older_content_that_arrives_late_is_not_stored(client, writer):
    send(client, revision=5, values={"title": "新"})
    assert send(client, revision=4, values={"title": "旧"}).json()["stored"] is False
    assert Autosave.objects.get().values == {"title": "新"}


def test_form_is_offered_the_autosaves_of_its_own_article(client, writer):
    article, other = make_article(), make_article()
    send(client, article=article.pk)
    assert [each["key"] for each in config(client, f"{article.pk}/change/")["kept"]] == [ONE]
    assert config(client, f"{other.pk}/change/")["kept"] == []
    assert config(client, "add/")["kept"] == []


def test_autosave_is_for_its_writer_alone(client, writer):
    send(client)
    login_editor(client)
    assert client.get(f"{ADDRESS}{ONE}/").status_code == 404
    assert client.post(f"{ADDRESS}{ONE}/discard/").status_code == 204
    assert Autosave.objects.count() == 1
    client.force_login(writer)
    assert client.post(f"{ADDRESS}{ONE}/discard/").status_code == 204
    assert Autosave.objects.count() == 0


def test_save_forgets_the_autosave_of_its_form_alone(client, writer):
    article = make_article()
    send(client, article=article.pk)
    send(client, key=TWO)
    client.post(
        f"{ARTICLE_ADMIN_URL}{article.pk}/change/",
        article_form_data(article, title="新题", form_key=ONE, fingerprint=""),
    )
    assert Article.objects.get().title == article.title  # without a fingerprint nothing is saved
    assert Autosave.objects.count() == 2
    page = client.get(f"{ARTICLE_ADMIN_URL}{article.pk}/change/")
    sent = article_form_data(article, title="新题", form_key=ONE)
    sent["fingerprint"] = page.context["fingerprint"]
    client.post(f"{ARTICLE_ADMIN_URL}{article.pk}/change/", sent)
    assert Article.objects.get().title == "新题"
    assert [autosave.key for autosave in Autosave.objects.all()] == [TWO]
    assert client.session["saved_forms"] == [ONE]


def test_what_arrives_after_the_save_is_not_kept(client, writer):
    session = client.session
    session["saved_forms"] = [ONE]
    session.save()
    assert send(client).status_code == 409
    assert Autosave.objects.count() == 0


def test_form_with_a_fault_keeps_its_key(client, writer):
    answer = client.post(
        f"{ARTICLE_ADMIN_URL}add/", article_form_data(make_article(), title="", form_key=ONE)
    )
    assert answer.context["form_key"] == ONE


def test_old_and_surplus_autosaves_go(client, writer):
    old = timezone.now() - KEPT_FOR - timedelta(hours=1)
    Autosave.objects.keep(by=writer, key=TWO, at=old, revision=1, values={})
    for number in range(MAX_FORMS + 2):
        send(client, key=f"{number:032x}")
    assert Autosave.objects.count() == MAX_FORMS
    keys = set(Autosave.objects.values_list("key", flat=True))
    assert keys == {f"{number:032x}" for number in range(2, MAX_FORMS + 2)}


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "x"},
        {"key": None},
        {"revision": "1"},
        {"revision": True},
        {"revision": -1},
        {"revision": 2**60},
        {"values": []},
        {"article": "1"},
        {"article": 2**60},
    ],
)
def test_autosave_that_cannot_be_read_is_refused(client, writer, changes):
    assert send(client, **changes).status_code == 400
    assert Autosave.objects.count() == 0


@pytest.mark.parametrize("body", ["", "{", "[]", "\xff", "[" * 100_000])
def test_autosave_that_is_no_object_is_refused(client, writer, body):
    assert client.post(ADDRESS, body, "application/json").status_code == 400


def test_characters_that_no_database_holds_are_left_out(client, writer):
    answer = send(client, title="题\0", values={"title\0": ["题\0", "\ud800"]})
    assert answer.status_code == 200
    autosave = Autosave.objects.get()
    assert (autosave.title, autosave.values) == ("题", {"title": ["题", "?"]})


def test_autosave_needs_the_right_to_write(client, db):
    article = make_article(column=make_column(slug="theirs"))
    client.force_login(make_user("view_article"))
    assert send(client).status_code == 403
    assert send(client, article=article.pk).status_code == 403
    limited = login_editor(client)
    limited.column_limits.create(column=make_column(slug="own"))
    assert send(client, article=article.pk).status_code == 403
    assert send(client, article=99).status_code == 403
    assert client.get(ADDRESS).status_code == 405
