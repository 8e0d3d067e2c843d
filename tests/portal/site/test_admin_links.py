"""Every button and link that an admin page shows a person leads somewhere that this person may go."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import resolve
from lxml import html

from portal.site.roles import ROLES, sync_roles
from tests.factories import make_user
from tests.module_rows import module_rows
from tests.portal.site.test_admin import address, make_everything

QUICK_ROLES = ("author", "administrator")  # the other ones are walked with the long tests


@pytest.fixture(scope="module", autouse=True)
def everything(django_db_setup, django_db_blocker):
    """One row of every model, and the roles."""

    def make():
        make_everything(1)
        sync_roles()

    with module_rows(django_db_blocker, make):
        yield


def pages_of(model):
    """The list and the first form of a model, each a page that a person may come upon."""
    row = model._default_manager.first()
    yield address(model, "changelist")
    if row:
        yield address(model, "change", row.pk)


def links_of(answer, page):
    """The addresses in the admin that a page links to, without those of filters, orders and signing out."""
    for link in html.fromstring(answer.content).iterlinks():
        element, attribute, target, _ = link
        if element.tag != "a" or attribute != "href":
            continue
        whole = urljoin(page, target).partition("#")[0]
        path = urlsplit(whole).path
        if path.startswith("/admin/") and path != page and "logout" not in path:
            yield whole


@pytest.mark.parametrize(
    "role",
    [pytest.param(role, marks=[] if role in QUICK_ROLES else pytest.mark.slow) for role in ROLES],
)
def test_every_link_of_a_role_opens(role, client, db):
    person = make_user()
    person.groups.add(Group.objects.get(name=role))
    client.force_login(person)
    start = client.get("/admin/")
    found = dict.fromkeys(links_of(start, "/admin/"), "/admin/")
    for model in admin.site._registry:
        for page in pages_of(model):
            answer = client.get(page)
            if answer.status_code == 200:
                found.update(dict.fromkeys(links_of(answer, page), page))
    targets = {resolve(urlsplit(link).path).view_name: link for link in found}
    refused = {
        link: (answer.status_code, found[link])
        for link in targets.values()
        for answer in [client.get(link)]
        if answer.status_code not in (200, 302)
    }
    assert refused == {}
    assert len(targets) > 20
