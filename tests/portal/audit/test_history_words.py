"""Histories and the journal in words: who did what, from what to what, with links to the records."""

import pytest
from django.utils.html import strip_tags
from pytest_django.asserts import assertContains, assertNotContains

from portal.audit import journal
from portal.audit.history_reasons import reason_in_words
from portal.audit.journal import JournalAction
from portal.audit.journal_words import details_in_words
from tests.admin_forms import admin_url
from tests.factories import make_article, make_conference, make_consortium, make_user


@pytest.fixture
def chief(client, db):
    client.cookies["django_language"] = "en"
    user = make_user(superuser=True)
    client.force_login(user)
    return user


def changed(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    return record


def history_words(client, record):
    return " ".join(strip_tags(client.get(admin_url(record, "history")).text).split())


def test_history_says_from_what_to_what(chief, client):
    record = changed(
        make_conference(theme="旧", dates="2024-05-22"), theme="新", dates="XXXX-11-14"
    )
    words = history_words(client, record)
    assert "theme in Chinese: from 旧 to 新" in words
    assert "dates: from 22 May 2024 to 14 November (year unknown)" in words


def test_history_links_the_records_that_a_field_names(chief, client):
    consortium = make_consortium()
    record = changed(make_conference(), consortium=consortium)
    page = client.get(admin_url(record, "history"))
    assertContains(page, f'<ins><a href="{admin_url(consortium)}">{consortium}</a></ins>')


def test_history_leads_to_the_difference_of_a_long_text(chief, client):
    article = changed(make_article(), body="<p>" + "长" * 200 + "</p>")
    new, old = article.history.all()
    page = client.get(admin_url(article, "history"))
    assertContains(page, f"?old={old.pk}&amp;new={new.pk}")
    assertNotContains(page, "长长长")


def test_history_leads_to_the_entries_of_the_journal_about_its_record(chief, client):
    record, other = make_conference(), make_conference()
    for each in (record, other):
        journal.write(JournalAction.STEP, by=chief, record=each)
    path = f"/admin/core/journalentry/?kind=consortia.conference&number={record.pk}"
    assertContains(client.get(admin_url(record, "history")), path.replace("&", "&amp;"))
    assert [entry.number for entry in client.get(path).context["cl"].result_list] == [
        f"{record.pk}"
    ]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("Merged with another record", "与另一条记录合并"),
        ("编辑写的理由", "编辑写的理由"),
        ("Search", "Search"),
        (None, ""),
    ],
)
def test_reasons_of_code_alone_are_translated(reason, words):
    assert reason_in_words(reason) == words


def test_details_of_an_entry_have_labels(chief):
    entry = journal.write(
        JournalAction.STEP,
        by=chief,
        round=2,
        status="draft",
        links={"articles.article.tags": [1, 2]},
    )
    assert details_in_words(entry)[:2] == [("轮次", "2"), ("状态", "草稿")]
    assert details_in_words(entry)[2][1] == "文章: 2"
