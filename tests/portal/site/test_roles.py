"""The roles, the demo people, and what a person is limited to."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from articles.models import ArticleStatus, ColumnLimit
from consortia.models import ConsortiumLimit
from portal.site.demo_users import create_demo_users
from portal.site.roles import ROLES, sync_roles
from tests.factories import (
    make_article,
    make_column,
    make_conference,
    make_consortium,
    make_figure,
    make_membership,
    make_organisation,
    make_user,
)

pytestmark = pytest.mark.django_db


def somebody(role):
    person = make_user()
    person.groups.add(Group.objects.get(name=role))
    return person


def clerk(client, *consortia):
    """A records editor who is limited to these consortia, signed in."""
    sync_roles()
    person = somebody("records editor")
    for consortium in consortia:
        ConsortiumLimit.objects.create(person=person, consortium=consortium)
    client.force_login(person)
    return person


def status_of(client, record):
    """How the record's form answers to a POST: 403 where the person may only read."""
    return client.post(
        f"/admin/consortia/{record._meta.model_name}/{record.pk}/change/", {}
    ).status_code


def test_roles_are_made_once_and_put_right_again():
    assert len(sync_roles()) == len(ROLES) == Group.objects.count() == 7
    assert sync_roles() == []
    Group.objects.get(name="author").permissions.clear()
    assert [said.split(",")[0] for said in sync_roles()] == ["changed: author"]


def test_roles_carry_a_text_to_the_public():
    sync_roles()
    author, chief = somebody("author"), somebody("chief editor")
    article = make_article(author=author)
    article.submit(by=author)
    article.pass_first_review(by=somebody("first reviewer"))
    article.pass_second_review(by=somebody("second reviewer"))
    article.sign_off(by=chief)
    article.correct(by=author, note="更正")
    article.withdraw(by=chief, reason="out_of_date")
    assert article.status == ArticleStatus.WITHDRAWN


@pytest.mark.parametrize("role", ["author", "records editor", "importer", "administrator"])
def test_role_that_reviews_nothing_has_no_right_to_sign(role):
    sync_roles()
    rights = {right.partition(".")[2] for right in somebody(role).get_all_permissions()}
    assert (
        rights
        & {"first_review_article", "second_review_article", "sign_off_article", "emergency_article"}
        == set()
    )


def test_demo_people_are_one_for_each_role_and_made_once():
    people = create_demo_users()
    assert sorted(people) == sorted(role.replace(" ", "-") for role in ROLES)
    request = RequestFactory().post("/admin/login/")
    assert (
        authenticate(request, username="author", password=people["author"]).groups.get().name
        == "author"
    )
    assert create_demo_users() == {}


def test_demo_people_are_not_made_beside_others():
    make_user()
    assert create_demo_users() == {}


def test_demo_people_are_refused_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="Production has no demo people"):
        call_command("demo_users")
    assert not get_user_model().objects.exists()


def test_limited_clerk_changes_the_records_of_their_consortium_alone(client):
    own, other = make_membership().consortium, make_membership().consortium
    clerk(client, own)
    for consortium, status in ((own, 200), (other, 403)):
        records = (
            consortium,
            consortium.organisation,
            consortium.memberships.get(),
            make_conference(consortium=consortium),
        )
        assert [
            status_of(client, record) for record in (*records, make_figure(about=consortium))
        ] == [status] * 5


def test_limited_clerk_reads_what_belongs_to_others_and_leaves_the_shared_registry_alone(client):
    clerk(client, make_consortium())
    organisation = make_organisation()
    assert client.get(f"/admin/consortia/organisation/{organisation.pk}/change/").status_code == 200
    assert status_of(client, organisation) == 403


def test_clerk_without_limits_changes_every_record(client):
    clerk(client)
    assert [
        status_of(client, record)
        for record in (make_consortium(), make_organisation(), make_conference())
    ] == [200] * 3


def test_limited_clerk_adds_to_their_consortium_alone(client):
    own = make_consortium()
    make_consortium()
    clerk(client, own)
    field = (
        client.get("/admin/consortia/conference/add/")
        .context["adminform"]
        .form.fields["consortium"]
    )
    assert (list(field.queryset), field.required) == ([own], True)


def test_administrator_sets_limits_and_makes_no_superuser(client):
    sync_roles()
    client.force_login(somebody("administrator"))
    person, column = make_user(), make_column()
    ColumnLimit.objects.create(person=person, column=column)
    page = client.get(f"/admin/auth/user/{person.pk}/change/")
    assert "is_superuser" not in page.context["adminform"].form.fields
    assert str(column) in page.text
    chief = make_user(superuser=True)
    assert client.post(f"/admin/auth/user/{chief.pk}/change/", {}).status_code == 403
