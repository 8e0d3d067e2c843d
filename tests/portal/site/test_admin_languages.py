"""Every page of the admin speaks its reader's language: no English in Chinese but names, and the reverse."""

import copy

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import transaction

from portal.site.roles import ROLES
from tests.factories import make_user
from tests.module_rows import module_rows
from tests.portal.site.admin_walk import addresses, admin_routes, own_routes, posted_forms
from tests.portal.site.desk_rows import make_desk
from tests.portal.site.page_texts import (
    FOREIGN_SCRIPTS,
    WrongLanguage,
    page_texts,
    stored_texts,
    strings_in,
)
from tests.portal.site.test_admin import address

LANGUAGES = ("zh-hans", "en")
WRONG_VALUES = {"zh-hans": "²", "en": "x<"}
# The other roles and pages are walked with the long tests
QUICK_WALKS = [("chief editor", "zh-hans"), ("records editor", "zh-hans"), ("records editor", "en")]
WHO = ("superuser", *ROLES)
STOCK_KINDS = ("changelist", "change", "delete", "history")
SEARCHED = "职业学院"
MISSING = "0"  # the key of a record that does not exist


@pytest.fixture(scope="module")
def data(django_db_setup, django_db_blocker):
    """A busy desk; what people typed there, by the script that it is written in."""
    found = {}

    def make():
        make_desk()
        found.update(
            {language: stored_texts(script) for language, script in FOREIGN_SCRIPTS.items()}
        )

    with module_rows(django_db_blocker, make):
        yield found


def sign_in(client, who, language):
    """Sign somebody of that role in, who reads the pages in that language."""
    person = make_user(superuser=who == "superuser")
    if who in ROLES:
        person.groups.add(Group.objects.get(name=who))
    client.force_login(person)
    client.cookies["django_language"] = language


def texts_of(answer):
    """What an answer says: the texts of a page, or of what a script shows; none of a file."""
    kind = answer.get("Content-Type", "")
    if answer.streaming or not answer.content.strip():
        return []
    if kind.startswith("application/json"):
        return [text for text in strings_in(answer.json()) if not text.startswith("/")]
    return page_texts(answer.text) if kind.startswith("text/html") else []


def visit(client, method, path, sent=None):
    """The answers to a request: its own, and that of the page that it leads to; nothing is kept."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        answers = [getattr(client, method)(path, sent or {})]
        if answers[0].status_code == 302 and answers[0]["Location"].startswith("/admin/"):
            answers.append(client.get(answers[0]["Location"]))
        for each in answers:
            if each.streaming:
                b"".join(each.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answers


def faulty(form, value):
    """What a form sends that has this value in each field; the counts of its rows stay."""
    kept = {name: texts for name, texts in form.items() if name.endswith("_FORMS")}
    return dict.fromkeys(form, value) | kept


def answers_at(client, path, language):
    """All answers of a page: to a visit, and to each of its forms sent empty and with wrong values."""
    shown = visit(client, "get", path)
    yield from shown
    if shown[0].status_code != 200:
        yield from visit(client, "post", path)
        return
    is_page = shown[0].get("Content-Type", "").startswith("text/html") and not shown[0].streaming
    for target, form in posted_forms(shown[0].text, path) if is_page else []:
        if target.startswith("/admin/"):
            for value in ("", WRONG_VALUES[language]):
                yield from visit(client, "post", target, faulty(form, value))


def wrong_texts(client, paths, language, data):
    """The texts in the wrong language, each with the first address that says it, a line each."""
    finder = WrongLanguage(language, data=data[language])
    found = {}
    for path in paths:
        for answer in answers_at(client, path, language):
            for text in finder.find_in(texts_of(answer)):
                found.setdefault(text, path)
    return "\n".join(f"{path}: {text}" for text, path in sorted(found.items()))


def each_kind_once():
    """The routes of the portal's own pages, and of one model's stock pages."""
    routes = [route for route, _name in own_routes()]
    model = next(iter(admin.site._registry))
    routes += [
        route
        for route, name in admin_routes()
        if name
        in {f"{model._meta.app_label}_{model._meta.model_name}_{kind}" for kind in STOCK_KINDS}
    ]
    return routes


def paths_of(routes):
    """The addresses of the routes, with a record that stands and one that does not."""
    for route in routes:
        yield from addresses(route, bad_keys=(MISSING,))
    yield f"/admin/search/?q={SEARCHED}"
    yield "/admin/search/?q=²"


def empty_lists():
    """The list of each model with a search that finds nothing."""
    return [f"{address(model, 'changelist')}?q=²" for model in admin.site._registry]


@pytest.mark.parametrize(("who", "language"), QUICK_WALKS)
def test_each_kind_of_page_speaks_one_language(who, language, data, client, db):
    sign_in(client, who, language)
    assert wrong_texts(client, paths_of(each_kind_once()), language, data) == ""


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", WHO)
def test_every_page_of_a_role_speaks_one_language(who, language, data, client, db):
    sign_in(client, who, language)
    paths = [*paths_of([route for route, _name in admin_routes()]), *empty_lists()]
    assert wrong_texts(client, paths, language, data) == ""
