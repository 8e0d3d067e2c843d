"""Forms with many rows: what each row points at comes with the rows."""

import pytest
from django.contrib.contenttypes.models import ContentType
from pytest_django.asserts import assertContains

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
