"""Reverting: a version comes back with its rows, and is no way round the workflow or the limits."""

import pytest

from articles.models import KeyPoint, Picture
from consortia.models import Membership, OrganisationName
from portal.audit.journal import JournalEntry
from tests.admin_forms import admin_url, load_form_data
from tests.factories import (
    make_agreement,
    make_article,
    make_consortium,
    make_evidence,
    make_key_point,
    make_membership,
    make_name,
    make_organisation,
    make_picture,
    make_topic,
    make_user,
    make_waiting_article,
)


@pytest.fixture
def chief(client, db):
    client.cookies["django_language"] = "en"
    user = make_user(superuser=True)
    client.force_login(user)
    return user


def touch(record):
    """One more version of the record."""
    record.save()
    return record


def revert(client, record, *, to=-1, **typed):
    """Bring back the version of that place in the history, the first one being 0."""
    rows = list(record.history.order_by("history_id"))
    path = f"{admin_url(record, 'history')}{rows[to].history_id}/"
    return client.post(path, load_form_data(client, path) | typed, follow=True)


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_names_that_were_removed_come_back_and_later_ones_go(chief, client):
    school = make_organisation(name="甲院")
    old = make_name(school, "旧称")
    touch(school)
    number = old.pk
    old.delete()
    make_name(school, "新称")
    revert(client, school, to=0)
    assert list(school.names.values_list("pk", "text")) == [(number, "旧称")]


def test_changed_role_is_again_what_it_was(chief, client):
    membership = make_membership(role="lead", wording="牵头单位")
    touch(membership.consortium)
    membership.role, membership.wording = "member", "成员单位"
    membership.save()
    revert(client, membership.consortium, to=0)
    assert Membership.objects.values_list("pk", "role", "wording").get() == (
        membership.pk,
        "lead",
        "牵头单位",
    )


def test_parties_and_evidence_come_back(chief, client):
    agreement = make_agreement(parties=[make_organisation()])
    make_evidence(agreement, make_article(), quote="第一段")
    touch(agreement)
    agreement.parties.all().delete()
    agreement.evidence.all().delete()
    revert(client, agreement, to=0)
    assert (agreement.parties.count(), agreement.evidence.get().quote) == (1, "第一段")


def test_topics_key_points_and_pictures_of_a_text_come_back(chief, client):
    article = make_article(tags=[make_topic()])
    make_key_point(article, text="旧要点")
    make_picture(article, alt="校门")
    touch(article)
    for rows in (article.key_points, article.pictures):
        rows.all().delete()
    article.tags.set([make_topic(slug="later", name="后来")])
    revert(client, article, to=0)
    assert [str(topic.slug) for topic in article.tags.all()] == ["steel"]
    assert (KeyPoint.objects.get().text, Picture.objects.get().alt) == ("旧要点", "校门")


def test_page_shows_which_rows_come_back_or_go(chief, client):
    school = make_organisation()
    make_name(school, "旧称").delete()
    first = school.history.get()
    touch(school)
    make_name(school, "新称")
    page = client.get(f"{admin_url(school, 'history')}{first.history_id}/")
    assert ("Organisation name: 新称", "<del>新称</del>") in [
        (each.where, each.diff_html) for each in page.context["row_changes"]
    ]


def test_revert_stands_in_the_journal_with_its_rows(chief, client):
    school = make_organisation()
    old = make_name(school, "旧称")
    touch(school)
    old.delete()
    revert(client, school, to=0)
    entry = JournalEntry.objects.for_record(school).get()
    assert (entry.act, entry.person, entry.details["rows"]) == ("reverted", chief, 1)


def test_row_whose_place_is_taken_refuses_all_of_it_in_words(chief, client):
    partner = make_organisation()
    agreement = make_agreement(parties=[partner], title="旧题")
    agreement.title = "新题"
    agreement.save()
    agreement.parties.all().delete()
    partner.delete()
    answer = revert(client, agreement, to=0)
    agreement.refresh_from_db()
    assert len(said(answer)) == 1
    assert said(answer)[0].startswith("This version cannot be brought back with its rows.")
    assert (
        agreement.title,
        agreement.parties.count(),
        JournalEntry.objects.for_record(agreement).count(),
    ) == ("新题", 0, 0)


def test_rows_beyond_the_persons_rights_stay(client, db):
    school = make_organisation()
    make_name(school, "旧称")
    touch(school)
    OrganisationName.objects.all().delete()
    client.force_login(
        make_user("view_organisation", "change_organisation", "view_organisationname")
    )
    revert(client, school, to=0)
    assert OrganisationName.objects.count() == 0


def test_rows_brought_back_under_review_void_the_signatures(chief, client):
    author = make_user("submit_article")
    article = make_article(author=author)
    point = make_key_point(article, text="要点")
    touch(article)
    point.delete()
    article.submit(by=author)
    article.pass_first_review(by=make_user("first_review_article"))
    revert(client, article, to=0)
    article.refresh_from_db()
    assert (article.status, article.signatures().count(), article.key_points.count()) == (
        "first_review",
        0,
        1,
    )
    assert article.contributions.filter(person=chief).exists()


def test_remarks_and_steps_are_no_part_of_a_version(chief, client):
    article = make_waiting_article(title="旧")
    article.add_remark(by=make_user("first_review_article"), text="短些")
    touch(article)
    before = (article.reviews.count(), article.remarks.count())
    revert(client, article, to=0)
    assert (article.reviews.count(), article.remarks.count()) == before


def test_limited_clerk_reverts_no_record_of_another_consortium(client, db):
    clerk, other = (
        make_user("view_consortium", "change_consortium", "view_organisation"),
        make_consortium(purpose="旧"),
    )
    clerk.consortium_limits.create(consortium=make_consortium())
    touch(other)
    client.force_login(clerk)
    path = f"{admin_url(other, 'history')}{other.history.last().history_id}/"
    assert client.post(path, {"purpose": "新"}).status_code == 403
