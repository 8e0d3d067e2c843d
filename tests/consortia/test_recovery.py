"""Deleted records come back, with everything that was deleted with them."""

import pytest
from django.contrib.contenttypes.models import ContentType

from consortia.models import (
    Agreement,
    Conference,
    Evidence,
    Figure,
    Membership,
    Organisation,
    Part,
)
from tests.factories import (
    make_agreement,
    make_appointment,
    make_article,
    make_conference,
    make_conference_role,
    make_consortium,
    make_evidence,
    make_figure,
    make_membership,
    make_name,
    make_organisation,
    make_part,
    make_session,
    make_user,
)

ROOM = "/admin/consortia"


@pytest.fixture(autouse=True)
def chief(client, db):
    client.cookies["django_language"] = "en"
    user = make_user(superuser=True)
    client.force_login(user)
    return user


def delete(client, record):
    return client.post(
        f"{ROOM}/{record._meta.model_name}/{record.pk}/delete/", {"post": "yes"}, follow=True
    )


def recover(client, kind):
    """Bring the first deleted row of that kind back; what was said about it."""
    row = client.get(f"{ROOM}/{kind}/deleted/").context["rows"][0][0]
    answer = client.post(f"{ROOM}/{kind}/deleted/{row.history_id}/recover/", follow=True)
    return [str(message) for message in answer.context["messages"]]


def test_deleted_conference_comes_back_with_everything(client, chief):
    conference = make_conference(name="钢铁大会")
    part = make_part(session=make_session(conference=conference))
    role = make_conference_role(conference=conference)
    agreement = make_agreement(conference=conference)
    evidence = [make_evidence(fact, make_article()).pk for fact in (conference, role, part)]
    delete(client, conference)
    assert (Conference.objects.count(), Part.objects.count(), Evidence.objects.count()) == (0, 0, 0)
    assert chief.username in client.get(f"{ROOM}/conference/deleted/").text
    assert recover(client, "conference") == ["“钢铁大会” is back. 6 rows came back with it."]
    assert (Conference.objects.get().pk, Part.objects.get().pk) == (conference.pk, part.pk)
    assert sorted(found.pk for found in Evidence.objects.all()) == sorted(evidence)
    assert Agreement.objects.get(pk=agreement.pk).conference == conference


def test_link_that_an_editor_changed_since_stays_changed(client):
    first, second = make_conference(), make_conference()
    agreement = make_agreement(conference=first)
    delete(client, first)
    agreement.refresh_from_db()
    agreement.conference = second
    agreement.save()
    recover(client, "conference")
    assert Agreement.objects.get().conference == second


def test_child_that_was_deleted_long_before_stays_deleted(client):
    conference = make_conference()
    make_conference_role(conference=conference).delete()
    delete(client, conference)
    old = conference.roles.model.history.filter(history_type="-").get()
    old.history_date = old.history_date.replace(year=2020)
    old.save()
    recover(client, "conference")
    assert Conference.objects.get().roles.count() == 0


def test_deleted_consortium_comes_back_with_members_and_figures(client):
    organisation = make_consortium(name="共同体").organisation
    make_membership(consortium=organisation.consortium)
    make_name(organisation, "简称")
    make_figure(about=organisation, of="member", value=90)
    make_appointment(body=organisation)
    delete(client, organisation)
    assert Organisation.objects.filter(pk=organisation.pk).count() == 0
    recover(client, "organisation")
    back = Organisation.objects.get(pk=organisation.pk)
    assert (back.consortium.memberships.count(), back.names.count(), back.appointments.count()) == (
        1,
        1,
        1,
    )
    assert Figure.objects.get().about == back


def test_row_whose_parent_is_gone_is_refused_in_words(client):
    role = make_conference_role()
    delete(client, role.conference)
    assert "cannot come back" in recover(client, "conferencerole")[0]
    assert role.__class__.objects.count() == 0


def test_evidence_whose_fact_is_gone_is_refused_in_words(client):
    membership = make_membership()
    make_evidence(membership, make_article())
    delete(client, membership)
    assert (
        "The record that it belongs to is gone: bring that back first."
        in recover(client, "evidence")[0]
    )


def test_row_whose_place_is_taken_is_refused_in_words(client):
    membership = make_membership()
    delete(client, membership)
    make_membership(organisation=membership.organisation, consortium=membership.consortium)
    assert (
        "This organisation already holds this role since that day."
        in recover(client, "membership")[0]
    )
    assert Membership.objects.count() == 1


def test_recovery_needs_the_right_to_add(client):
    membership = make_membership()
    delete(client, membership)
    client.force_login(make_user("view_membership"))
    page = client.get(f"{ROOM}/membership/deleted/")
    row = page.context["rows"][0][0]
    assert "recover/" not in page.text
    assert client.post(f"{ROOM}/membership/deleted/{row.history_id}/recover/").status_code == 403


def test_history_of_a_deleted_record_leads_to_the_deleted_ones(client):
    membership = make_membership()
    delete(client, membership)
    answer = client.get(f"{ROOM}/membership/{membership.pk}/history/")
    assert (answer.status_code, answer["Location"]) == (302, f"{ROOM}/membership/deleted/")


def test_version_that_leans_on_a_record_that_is_gone_is_said_so(client):
    first, second = make_organisation(), make_organisation()
    appointment = make_appointment(body=first)
    old = appointment.history.first()
    appointment.body = second
    appointment.save()
    Organisation.objects.filter(pk=first.pk).delete()
    assert client.get(f"{ROOM}/appointment/{appointment.pk}/history/").status_code == 200
    page = client.get(f"{ROOM}/appointment/{appointment.pk}/history/{old.history_id}/", follow=True)
    assert page.status_code == 200


def test_evidence_protects_its_article(client):
    article = make_article()
    make_evidence(make_membership(), article)
    answer = client.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"})
    assert answer.status_code == 200
    assert (
        ContentType.objects.get_for_model(article).get_object_for_this_type(pk=article.pk)
        == article
    )


def test_deleted_consortium_side_leaves_an_organisation_of_no_known_kind(client):
    consortium = make_consortium()
    delete(client, consortium)
    assert Organisation.objects.get().kind == "other"
    recover(client, "consortium")
    assert Organisation.objects.get().kind == "consortium"
