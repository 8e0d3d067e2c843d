"""Whatever a browser, or a person by hand, sends to the admin is answered, and never with a server error."""

from itertools import product

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import PreviewLink
from portal.site.roles import ROLES, sync_roles
from tests.factories import (
    make_article,
    make_organisation,
    make_user,
    make_waiting_article,
)
from tests.module_rows import module_rows
from tests.portal.site.admin_walk import (
    BAD_KEYS,
    HUGE,
    addresses,
    admin_routes,
    choices_of,
    forms_on,
    names_read,
    own_routes,
)
from tests.portal.site.desk_rows import FOUND, make_waiting_sheets
from tests.portal.site.test_admin import address, make_everything
from tests.seeds.invented_proposals import make_capture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rows")]
MODELS = list(admin.site._registry)
LABELS = [model._meta.label for model in MODELS]
BAD_TEXTS = (HUGE, "a\x00b", "11月14日", "长" * 5000, "²", "[]", "")
BAD_QUERY = "?q=%ff&p=%ed%a0%80&kind=%fe&to=%ff"
REFUSAL = "The selection holds something that is no row of this list. Nothing was done."


def make_rows():
    """One row of every model, and what waits: articles, imports of sheets, proposals, a deleted record."""
    make_everything(1)
    sync_roles()
    person = make_user(superuser=True)
    make_waiting_sheets(person)
    make_article(author=person)
    PreviewLink.issue(make_waiting_article(), by=person, at=timezone.now())
    make_organisation().delete()
    make_capture(*FOUND)


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    with module_rows(django_db_blocker, make_rows):
        yield


def sign_in(client, who):
    """Sign somebody of that role in; “nobody” is staff without a right, “anonymous” no account at all."""
    if who == "anonymous":
        return
    person = make_user(superuser=who == "superuser")
    if who in ROLES:
        person.groups.add(Group.objects.get(name=who))
    client.force_login(person)


def answer(client, method, path, data=None):
    """The answer, read to its end and no server error; what the request wrote is undone."""
    with transaction.atomic():
        given = client.generic_request(method, path, data)
        if given.streaming:
            b"".join(given.streaming_content)
        transaction.set_rollback(True)
    assert given.status_code < 500, (method, path, data)
    return given


@pytest.fixture
def client(client):
    """A client that sends just what it is told."""
    plain = type(client).__mro__[1]()
    plain.generic_request = lambda method, path, data: getattr(plain, method)(path, data or {})
    return plain


def forms_at(client, path):
    """The forms of the page at that address; none where there is no such page."""
    page = answer(client, "get", path)
    is_page = page.status_code == 200 and page.get("Content-Type", "").startswith("text/html")
    return forms_on(page.text) if is_page and not page.streaming else []


def send_bad_values(client, path, names, values):
    """Send each bad value under all names at once, as query and form, and in each field of each form."""
    for value in values:
        answer(client, "get", path, dict.fromkeys(names, value))
        answer(client, "post", path, dict.fromkeys(names, value))
    answer(client, "get", path + BAD_QUERY)
    for form in forms_at(client, path):
        for name, value in product(form, values):
            answer(client, "post", path, {**form, name: [value]})
        for name in form:
            answer(client, "post", path, {kept: form[kept] for kept in form if kept != name})
        for value in values:
            answer(client, "post", path, {name: [value] for name in form})


# The portal's own pages


def test_walk_finds_the_pages_and_what_they_read():
    names = {name for _route, name in own_routes()}
    assert {
        "consortia_merge_undo", "consortia_sheetimport_preview", "seeds_capture_decision",
        "articles_article_review", "articles_article_compare", "autocomplete",
    } <= names  # fmt: skip
    assert {"why", "plan", "decision", "ended_on", "since", "reason"} <= names_read()


@pytest.mark.parametrize(("route", "name"), own_routes(), ids=lambda text: text.strip("/"))
def test_own_page_answers_bad_keys_and_bad_values(route, name, client):
    sign_in(client, "superuser")
    for path in addresses(route, bad_keys=(HUGE, "²")):
        answer(client, "get", path)
        answer(client, "post", path)
    names = sorted(names_read())
    for path in addresses(route, bad_keys=()):
        answer(client, "get", path, dict.fromkeys(names, HUGE))
        answer(client, "post", path, dict.fromkeys(names, "²"))
        for form in forms_at(client, path)[:3]:
            kept = {field: text for field, text in form.items() if field.endswith("_FORMS")}
            for value in (HUGE, "11月14日"):
                answer(client, "post", path, {field: [value] for field in form} | kept)


@pytest.mark.parametrize("key", ["²", HUGE, "abc"])
def test_form_sent_for_no_record_leads_away(key, client):
    sign_in(client, "superuser")
    path = f"/admin/consortia/industry/{key}/change/"
    assert answer(client, "post", path, {"name": "钢铁"}).status_code == 302


# Actions


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_selection_of_what_is_no_key_is_refused_in_words(model, client):
    sign_in(client, "superuser")
    first = model._default_manager.first()
    keys = [str(first.pk) if first else "1", "x"]
    path = address(model, "changelist")
    sent = {"action": "delete_selected", "_selected_action": keys, "index": "0", "post": "yes"}
    given = answer(client, "post", path, sent)
    assert (given.status_code, given["Location"]) == (302, path)
    (message,) = get_messages(given.wsgi_request)
    assert str(message) == _(REFUSAL)


@pytest.mark.parametrize("key", [HUGE, "", "²", "1.5", "a\x00b"])
def test_each_bad_key_in_a_selection_changes_nothing(key, client):
    sign_in(client, "superuser")
    body = make_organisation()
    sent = {"action": "delete_selected", "_selected_action": [key], "index": "0", "post": "yes"}
    assert answer(client, "post", "/admin/consortia/organisation/", sent).status_code == 302
    assert type(body).objects.filter(pk=body.pk).exists()


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_each_action_answers_any_selection(model, client):
    sign_in(client, "superuser")
    path = address(model, "changelist")
    page = answer(client, "get", path)
    actions = choices_of(page.text, "action") if page.status_code == 200 else []
    rows = [str(row.pk) for row in model._default_manager.all()[:2]]
    for action, picked, across, posted in product(
        [*actions, "nothing"],
        ([], rows, ["999999"], [*rows, "²"], [HUGE], [""], ["-1"]),
        ("0", "1", "x"),
        ({}, {"post": "yes"}, {"post": "yes", "reason": "x" * 5000}, {"index": "zz"}),
    ):
        chosen = {"action": action, "_selected_action": picked, "select_across": across}
        answer(client, "post", path, {**chosen, "index": "0", **posted})


# Every address, every role


@pytest.mark.slow
@pytest.mark.parametrize("who", ["superuser", *ROLES, "nobody", "anonymous"])
def test_every_address_answers_bad_keys(who, client):
    sign_in(client, who)
    for route, _name in admin_routes():
        for path in addresses(route, bad_keys=BAD_KEYS):
            answer(client, "get", path)
            answer(client, "post", path)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["superuser", *ROLES])
@pytest.mark.parametrize(("route", "name"), own_routes(), ids=lambda text: text.strip("/"))
def test_own_page_answers_each_bad_value_in_each_field(route, name, who, client):
    sign_in(client, who)
    names = sorted(names_read())
    values = BAD_TEXTS if who == "superuser" else BAD_TEXTS[:2]
    for path in addresses(route, rows=4, bad_keys=()):
        send_bad_values(client, path, names, values)
        file = SimpleUploadedFile("x.csv", b"\xff\x00")
        answer(client, "post", path, dict.fromkeys(["files", "file", "table"], file))
