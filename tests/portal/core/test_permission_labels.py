"""Rights and roles are said in the language of the page, whatever language the database was filled in."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import translation

from portal.core.permission_labels import group_label, permission_label
from portal.site.roles import ROLES, sync_roles
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PAGES = {
    "auth/user/{user}/change/": "user_permissions",
    "auth/group/{group}/change/": "permissions",
}


def right(codename):
    return Permission.objects.get(codename=codename)


@pytest.mark.parametrize(
    ("codename", "words"),
    [
        ("change_organisation", "Consortia and their records | Can change: organisation"),
        ("sign_off_article", "Articles | Can sign articles off"),
    ],
)
def test_right_is_said_in_words(codename, words):
    with translation.override("en"):
        assert permission_label(right(codename)) == words


def test_right_of_our_own_is_said_in_english_though_the_table_was_filled_in_chinese():
    Permission.objects.filter(codename="sign_off_article").update(name="可以通过终审")
    with translation.override("en"):
        assert permission_label(right("sign_off_article")) == "Articles | Can sign articles off"


@pytest.mark.parametrize(
    "codename", ["sign_off_article", "emergency_article", "export_journalentry", "forget_person"]
)
def test_right_of_our_own_is_said_in_chinese(codename):
    assert "Can" not in permission_label(right(codename))


def test_right_to_something_that_is_gone_keeps_its_name():
    kind = type(right("add_group").content_type).objects.create(app_label="gone", model="thing")
    assert (
        permission_label(Permission(content_type=kind, codename="add_thing", name="Can add thing"))
        == "gone | Can add thing"
    )


def test_role_that_the_desk_made_itself_is_called_as_they_wrote_it():
    assert group_label(Group(name="周刊组")) == "周刊组"


@pytest.mark.parametrize(("page", "field"), PAGES.items())
def test_forms_offer_rights_in_words_and_none_of_histories(page, field, client):
    sync_roles()
    user = make_user(superuser=True)
    client.force_login(user)
    client.cookies["django_language"] = "en"
    shown = client.get("/admin/" + page.format(user=user.pk, group=Group.objects.first().pk))
    labels = [str(label) for _value, label in shown.context["adminform"].form.fields[field].choices]
    assert "Articles | Can sign articles off" in labels
    assert [label for label in labels if "historical" in label.lower()] == []


def test_list_of_roles_says_them_in_words(client):
    sync_roles()
    client.force_login(make_user(superuser=True))
    client.cookies["django_language"] = "en"
    page = client.get("/admin/auth/group/").text
    assert all(f">{role.capitalize()}</a>" in page for role in ROLES)
