"""Forms with many rows: what each row points at comes with the rows."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains

from consortia.models import Evidence, Membership
from portal.core.models import SearchEntry
from tests.admin_forms import load_form_data
from tests.factories import (
    make_agreement,
    make_base,
    make_conference,
    make_conference_role,
    make_consortium,
    make_evidence,
    make_membership,
    make_organisation,
    make_part,
    make_published_article,
    make_session,
    make_user,
)

pytestmark = pytest.mark.django_db


def make_members(rows):
    consortium = make_consortium()
    for _row in range(rows):
        make_evidence(make_membership(consortium=consortium), make_published_article())
        make_evidence(consortium.organisation, make_published_article())
    return f"consortium/{consortium.pk}"


def make_roles(rows):
    conference = make_conference()
    for _row in range(rows):
        make_conference_role(conference=conference)
    return f"conference/{conference.pk}"


def make_parts(rows):
    session = make_session()
    for _row in range(rows):
        make_part(session=session, organisation=make_organisation(), base=make_base())
    return f"session/{session.pk}"


def make_parties(rows):
    return f"agreement/{make_agreement(parties=[make_organisation() for _row in range(rows)]).pk}"


def make_hosts(rows):
    return f"trainingbase/{make_base(hosts=[make_organisation() for _row in range(rows)]).pk}"


@pytest.mark.parametrize("make", [make_members, make_roles, make_parts, make_parties, make_hosts])
def test_queries_of_a_form_do_not_grow_with_its_rows(client, make, django_assert_max_num_queries):
    client.force_login(make_user(superuser=True))
    numbers = []
    for rows in (2, 12):
        address = f"/admin/consortia/{make(rows)}/change/"
        ContentType.objects.clear_cache()
        with django_assert_max_num_queries(60) as asked:
            assert client.get(address).status_code == 200
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


def test_row_shows_what_it_points_at(client):
    client.force_login(make_user(superuser=True))
    hub = make_organisation(name="鹿山职业学院")
    membership = make_membership(organisation=hub)
    page = client.get(f"/admin/consortia/consortium/{membership.consortium_id}/change/")
    assertContains(page, f'<option value="{hub.pk}" selected>鹿山职业学院</option>', html=True)


@pytest.mark.parametrize("make", [make_members, make_roles, make_parts, make_parties, make_hosts])
def test_queries_of_a_save_do_not_grow_with_its_untouched_rows(client, make):
    client.force_login(make_user(superuser=True))
    numbers = []
    for rows in (2, 12):
        address = f"/admin/consortia/{make(rows)}/change/"
        sent = load_form_data(client, address)
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as asked:
            assert client.post(address, sent).status_code == 302
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


def test_changing_one_member_writes_one_row_and_updates_search_once(client):
    client.force_login(make_user(superuser=True))
    address = f"/admin/consortia/{make_members(5)}/change/"
    saves = Membership.history.count(), Evidence.history.count()
    sent = load_form_data(client, address)
    new = make_organisation(name="鹿山职业学院")
    sent["memberships-2-organisation"] = str(new.pk)
    with CaptureQueriesContext(connection) as asked:
        assert client.post(address, sent).status_code == 302
    assert (Membership.history.count(), Evidence.history.count()) == (saves[0] + 1, saves[1])
    written = [row["sql"] for row in asked if row["sql"].startswith('INSERT INTO "core_search')]
    kinds = [sql for sql in written if "'consortium'" in sql and '"core_searchentry"' in sql]
    assert len(kinds) == 1
    entry = SearchEntry.objects.get(kind="consortium", key=address.split("/")[4])
    assert "鹿山职业学院" in entry.text.body


def test_row_of_another_record_is_refused(client):
    client.force_login(make_user(superuser=True))
    other = make_membership()
    address = f"/admin/consortia/{make_members(2)}/change/"
    sent = load_form_data(client, address) | {"memberships-0-id": str(other.pk)}
    organisation = other.organisation
    assert client.post(address, sent).status_code in (200, 302)
    other.refresh_from_db()
    assert (other.organisation, other.consortium_id) != (None, int(address.split("/")[4]))
    assert other.organisation == organisation
