"""The journal: everything that matters is written down, and nothing alters what stands there."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains

from articles.models import TransitionRefused
from portal.audit import journal
from portal.audit.history_restore import deleted_history
from portal.audit.journal import JournalAction, JournalEntry, JournalReason, JournalRefused
from tests.admin_forms import admin_url, load_form_data
from tests.factories import (
    make_article,
    make_conference,
    make_organisation,
    make_user,
    make_waiting_article,
)

LIST = "/admin/core/journalentry/"


@pytest.fixture
def chief(client, db):
    client.cookies["django_language"] = "en"
    user = make_user(superuser=True)
    client.force_login(user)
    return user


def written(record):
    return [
        (entry.act, entry.what, entry.person)
        for entry in JournalEntry.objects.for_record(record).order_by("pk")
    ]


# Nothing alters an entry


def test_entry_holds_who_when_what_and_why(db):
    user, record = make_user(), make_conference()
    entry = journal.write(JournalAction.MERGED, by=user, record=record, reason="双胞胎")
    stored = JournalEntry.objects.get()
    assert (stored.person, stored.act, stored.kind, stored.number) == (
        user,
        "merged",
        "consortia.conference",
        str(record.pk),
    )
    assert (stored.reason.text, stored.reason.is_as_written, stored.moment) == (
        "双胞胎",
        True,
        entry.moment,
    )


ALTERATIONS = {
    "save": lambda entry: entry.save(),
    "delete": lambda entry: entry.delete(),
    "update": lambda _entry: JournalEntry.objects.update(what="x"),
    "delete many": lambda _entry: JournalEntry.objects.all().delete(),
    "bulk update": lambda entry: JournalEntry.objects.bulk_update([entry], ["what"]),
    "base manager": lambda entry: JournalEntry._base_manager.filter(pk=entry.pk).update(what="x"),
    "update or create": lambda entry: JournalEntry.objects.update_or_create(
        {"what": "x"}, pk=entry.pk
    ),
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_entry_is_never_altered(alteration, db):
    entry = journal.write(JournalAction.MERGED, by=make_user())
    with pytest.raises(JournalRefused):
        ALTERATIONS[alteration](entry)
    assert JournalEntry.objects.get().what == ""


def test_database_itself_refuses_to_alter_an_entry(db):
    journal.write(JournalAction.MERGED, by=make_user())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE core_journalentry SET what = 'x'")
    assert JournalEntry.objects.get().what == ""


def test_person_of_an_entry_cannot_be_deleted(db):
    user = make_user()
    journal.write(JournalAction.MERGED, by=user)
    with pytest.raises(ProtectedError):
        user.delete()


def test_reason_that_was_altered_does_not_pass_for_the_written_one(db):
    entry = journal.write(JournalAction.MERGED, by=make_user(), reason="王某要求")
    JournalReason.objects.update(text="姓名略要求")
    assert JournalReason.objects.get(entry=entry).is_as_written is False


# In the admin


def test_journal_is_read_in_the_admin(chief, client):
    entry = journal.write(JournalAction.MERGED, by=chief, reason="双胞胎")
    assert "双胞胎" in client.get(LIST).text
    assert client.get(f"{LIST}{entry.pk}/change/").status_code == 200


@pytest.mark.parametrize("page", ["add/", "{}/change/", "{}/delete/"])
def test_journal_is_not_written_in_the_admin(page, chief, client):
    entry = journal.write(JournalAction.MERGED, by=chief)
    assert (
        client.post(LIST + page.format(entry.pk), {"what": "x", "post": "yes"}).status_code == 403
    )
    assert JournalEntry.objects.get().what == ""


def test_journal_has_no_bulk_actions(chief, client):
    entry = journal.write(JournalAction.MERGED, by=chief)
    client.post(LIST, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})
    assert JournalEntry.objects.count() == 1


def test_journal_is_hidden_from_those_without_the_right(client, db):
    client.force_login(make_user("view_article"))
    assert client.get(LIST).status_code == 403


def test_reasons_have_no_page(db):
    with pytest.raises(NoReverseMatch):
        reverse("admin:core_journalreason_changelist")


# What is written down


def test_steps_are_written_down_with_their_reason(db):
    article = make_waiting_article()
    reviewer = make_user("return_article")
    article.return_to_author(by=reviewer, remark="改标题")
    assert [what for _act, what, _person in written(article)] == ["submitted", "returned"]
    entry = JournalEntry.objects.for_record(article).first()
    assert (entry.person, entry.reason.text, entry.details) == (reviewer, "改标题", {"round": 1})


def test_refused_step_is_written_down_as_refused(db):
    article, person = make_article(), make_user()
    with pytest.raises(TransitionRefused):
        article.submit(by=person)
    assert written(article) == [("refused", "submit", person)]


def test_journal_names_step_and_record_in_words(db, client):
    article, person = make_article(title="签约"), make_user(superuser=True)
    with translation.override("en"), pytest.raises(TransitionRefused):
        article.withdraw(by=person, reason="in_error")
    client.force_login(person)
    client.cookies["django_language"] = "en"
    page = client.get("/admin/core/journalentry/")
    link = f'Article: <a href="/admin/articles/article/{article.pk}/change/">签约</a>'
    for words in ("Withdraw", link, "Only a public article can be withdrawn."):
        assertContains(page, words)


def test_journal_links_no_record_that_the_person_may_not_see(db, client):
    article = make_article(title="签约")
    with pytest.raises(TransitionRefused):
        article.submit(by=make_user())
    client.force_login(make_user("view_journalentry"))
    page = client.get("/admin/core/journalentry/")
    assertNotContains(page, "签约")
    assertContains(page, f": {article.pk}")


def test_deletion_and_return_are_written_down(chief, client):
    record = make_conference()
    client.post(admin_url(record, "delete"), {"post": "yes"})
    row = deleted_history(type(record)).get()
    client.post(f"/admin/consortia/conference/deleted/{row.history_id}/recover/")
    assert written(record) == [("deleted", "", chief), ("restored", "", chief)]


def test_bulk_deletion_is_written_down_for_each(chief, client):
    records = [make_conference(), make_conference()]
    sent = {
        "action": "delete_selected",
        "_selected_action": [record.pk for record in records],
        "post": "yes",
    }
    client.post("/admin/consortia/conference/", sent)
    assert [written(record) for record in records] == [[("deleted", "", chief)]] * 2


def test_row_removed_from_a_list_is_written_down(chief, client):
    organisation = make_organisation()
    name = organisation.names.create(text="简称", kind="short")
    client.post(
        admin_url(organisation),
        {**load_form_data(client, admin_url(organisation)), "names-0-DELETE": "on"},
    )
    assert written(name) == [("deleted", "", chief)]


def test_earlier_version_brought_back_is_written_down(chief, client):
    record = make_conference(theme="旧")
    first = record.history.get().history_id
    record.theme = "新"
    record.save()
    path = f"{admin_url(record, 'history')}{first}/"
    client.post(path, load_form_data(client, path))
    record.refresh_from_db()
    assert (record.theme, written(record)) == ("旧", [("reverted", "", chief)])
