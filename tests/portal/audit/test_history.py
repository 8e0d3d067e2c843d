"""Any two versions side by side, and the whole history as a table that no spreadsheet calculates."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from portal.audit import history_export
from portal.audit.history_restore import deleted_history
from portal.audit.journal import JournalEntry
from tests.admin_forms import admin_url, load_form_data
from tests.factories import (
    make_agreement,
    make_article,
    make_conference,
    make_evidence,
    make_key_point,
    make_membership,
    make_organisation,
    make_published_article,
    make_topic,
    make_user,
    pass_reviews,
)


@pytest.fixture
def chief(client, db):
    client.cookies["django_language"] = "en"
    user = make_user(superuser=True)
    client.force_login(user)
    return user


def change(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


def compare(client, record, old, new):
    return client.get(admin_url(record, "compare"), {"old": old.history_id, "new": new.history_id})


def shown(answer):
    return [(each.where, each.field, each.diff_html) for each in answer.context["changes"]]


def table(answer):
    text = answer.content.decode() if hasattr(answer, "content") else answer
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


# Compared


def test_two_versions_are_compared_word_by_word(chief, client):
    record = make_conference(theme="钢铁行业发展", venue="济南")
    change(record, theme="钢铁产业发展")
    change(record, venue="青岛")
    new, _middle, old = record.history.all()
    assert shown(compare(client, record, old, new)) == [
        ("", "theme in Chinese", "钢铁<del>行</del><ins>产</ins>业发展"),
        ("", "venue in Chinese", "<del>济南</del><ins>青岛</ins>"),
    ]


def test_versions_stand_in_the_order_of_time_however_they_are_asked_for(chief, client):
    record = make_conference(theme="甲")
    change(record, theme="乙")
    new, old = record.history.all()
    assert shown(compare(client, record, new, old)) == shown(compare(client, record, old, new))


def test_versions_of_an_article_show_what_hung_on_it(chief, client):
    article = make_article(title="旧", tags=[make_topic()])
    change(article, title="新")
    make_key_point(article, text="要点")
    new, old = article.history.all()
    found = shown(compare(client, article, old, new))
    assert found[0] == ("", "title", "<del>旧</del><ins>新</ins>")
    assert ("Key point: 要点", "text", "<ins>要点</ins>") in found


def test_choices_and_links_are_compared_in_words(chief, client):
    first, second = (
        make_organisation(name="甲院", name_en=""),
        make_organisation(name="乙院", name_en=""),
    )
    record = make_membership(organisation=first)
    change(record, organisation=second, role="lead")
    new, old = record.history.all()
    assert shown(compare(client, record, old, new)) == [
        ("", "organisation", "<del>甲</del><ins>乙</ins>院"),
        ("", "role", "<del>member</del><ins>lead</ins> organisation"),
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("", ""), ("1", ""), ("x", "y"), ("9" * 30, "1"), ("0", "0")]
)
def test_versions_that_are_not_there_are_not_compared(old, new, chief, client):
    assert (
        client.get(admin_url(make_conference(), "compare"), {"old": old, "new": new}).status_code
        == 404
    )


def test_version_of_another_record_is_not_compared(chief, client):
    record, other = make_conference(), make_conference(theme="秘密")
    answer = compare(client, record, record.history.get(), other.history.get())
    assert "秘密" not in answer.text


def test_comparison_needs_the_right_to_see(client, db):
    record = make_conference()
    client.force_login(make_user("view_article"))
    assert compare(client, record, record.history.get(), record.history.get()).status_code == 403


def test_history_page_offers_the_comparison(chief, client):
    record = make_conference(theme="甲")
    change(record, theme="乙")
    page = client.get(admin_url(record, "history")).text
    assert f'action="{admin_url(record, "compare")}"' in page
    assert page.count('name="old"') == 2


def test_two_public_versions_of_an_article_are_compared(chief, client):
    article = make_published_article(title="旧题", paragraphs=["甲。"])
    article.correct(by=make_user("correct_article"), note="改")
    change(article, title="新题")
    article.submit(by=make_user("submit_article"))
    pass_reviews(article)
    answer = client.get(admin_url(article, "versions"), {"old": "1", "new": "2"})
    assert [(each.label, each.text) for each in answer.context["changes"]] == [
        ("Title", "<del>旧</del><ins>新</ins>题")
    ]


def test_public_version_is_compared_with_the_working_text(chief, client):
    article = make_published_article(paragraphs=["甲。"])
    article.correct(by=make_user("correct_article"), note="改")
    change(article, body="<p>乙。</p>")
    answer = client.get(admin_url(article, "versions"))
    (change_of_body,) = answer.context["changes"]
    assert [block.text for block in change_of_body.blocks] == ["<del>甲</del><ins>乙</ins>。"]
    assert "<del>甲</del><ins>乙</ins>。" in answer.text


def test_versions_of_an_article_without_any_open(chief, client):
    assert client.get(admin_url(make_article(), "versions"), {"old": "7"}).context["changes"] == []


# Brought back


def test_deleted_record_comes_back_with_parties_tags_and_evidence(chief, client):
    agreement, topic = make_agreement(parties=[make_organisation()]), make_topic()
    make_evidence(agreement, make_article())
    client.post(admin_url(agreement, "delete"), {"post": "yes"})
    client.post(
        f"/admin/consortia/agreement/deleted/{deleted_history(type(agreement)).get().history_id}/recover/"
    )
    agreement.refresh_from_db()
    assert (agreement.parties.count(), agreement.evidence.count()) == (1, 1)
    article = make_article(tags=[topic])
    client.post(admin_url(article, "delete"), {"post": "yes"})
    client.post(
        f"/admin/articles/article/deleted/{deleted_history(type(article)).get().history_id}/recover/"
    )
    assert list(article.tags.all()) == [topic]


def test_bringing_a_version_back_is_no_way_round_the_chain(chief, client):
    article = make_published_article(title="旧")
    path = f"{admin_url(article, 'history')}{article.history.last().history_id}/"
    assert client.post(path, {"title": "改"}).status_code == 403
    article.correct(by=make_user("correct_article"), note="改")
    client.post(path, load_form_data(client, path) | {"title": "改"})
    article.refresh_from_db()
    assert (article.title, article.status, article.live.title) == ("改", "draft", "旧")
    assert chief in [each.person for each in article.contributions.filter(round=2)]


# Taken away


def test_history_of_a_record_is_a_table(chief, client):
    record = make_conference(theme="甲")
    client.post(admin_url(record), {**load_form_data(client, admin_url(record)), "theme": "乙"})
    answer = client.post(admin_url(record, "export"))
    rows = [row for row in table(answer) if row["field"] == "theme in Chinese"]
    assert [(row["person"], row["before"], row["after"]) for row in rows] == [
        ("–", "", "甲"),
        (str(chief), "甲", "乙"),
    ]
    assert answer["Content-Disposition"] == f'attachment; filename="conference-{record.pk}.csv"'


def test_history_holds_what_hung_on_the_record_and_its_journal(chief, client):
    membership = make_membership(wording="理事")
    client.post(admin_url(membership, "delete"), {"post": "yes"})
    lines = history_export.record_history(membership.consortium)
    assert ("consortia.membership", "wording in Chinese", "理事") in [
        (line.kind, line.field, line.new) for line in lines
    ]
    acts = [
        line.act
        for line in history_export.record_history(membership)
        if line.kind == "consortia.membership"
    ]
    assert set(acts) == {"Created", "Deleted", "deleted"}


def test_acts_of_a_person_are_a_table(chief, client):
    record = make_conference()
    client.post(admin_url(record), {**load_form_data(client, admin_url(record)), "theme": "乙"})
    rows = table(client.post(f"/admin/core/journalentry/person/{chief.pk}/export/"))
    assert [(row["kind"], row["field"], row["after"]) for row in rows if row["field"]] == [
        ("consortia.conference", "theme in Chinese", "乙")
    ]
    assert rows[-1]["act"] == "exported: everything that a person did"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1"])
def test_no_cell_of_a_table_is_a_formula(text, chief, client):
    record = make_conference(theme=text)
    rows = [
        row
        for row in table(client.post(admin_url(record, "export")))
        if row["field"] == "theme in Chinese"
    ]
    assert [row["after"] for row in rows] == [f"'{text}"]


def test_export_is_written_down(chief, client):
    record = make_conference()
    client.post(admin_url(record, "export"))
    assert [
        (entry.act, entry.what, entry.person) for entry in JournalEntry.objects.for_record(record)
    ] == [("exported", "history", chief)]


def test_export_needs_its_right(client, db):
    record, user = make_conference(), make_user("view_conference")
    client.force_login(user)
    assert client.post(admin_url(record, "export")).status_code == 403
    assert client.post(f"/admin/core/journalentry/person/{user.pk}/export/").status_code == 403
    assert JournalEntry.objects.count() == 0


def test_export_is_never_taken_by_a_link(chief, client):
    assert client.get(admin_url(make_conference(), "export")).status_code == 405


# By command


def test_command_writes_the_history_of_a_deleted_record(chief, client, capsys):
    record = make_conference(theme="甲")
    client.post(admin_url(record, "delete"), {"post": "yes"})
    call_command(
        "export_history", "--record", f"consortia.conference:{record.pk}", "--by", chief.username
    )
    assert {"deleted", "Deleted"} < {row["act"] for row in table(capsys.readouterr().out)}


def test_command_writes_the_acts_of_a_person(chief, capsys):
    call_command("export_history", "--person", chief.username, "--by", chief.username)
    assert table(capsys.readouterr().out) == []
    assert JournalEntry.objects.get().what == "acts"


@pytest.mark.parametrize(
    "asked",
    [
        ["--person", "nobody"],
        ["--record", "articles.nothing:1"],
        ["--record", "articles.article:77"],
        ["--record", "x"],
    ],
)
def test_command_refuses_what_is_not_there(asked, chief):
    with pytest.raises(CommandError):
        call_command("export_history", *asked, "--by", chief.username)
    assert JournalEntry.objects.count() == 0
