"""The admin site: every page of every model opens in both languages, with few queries."""

import re

import pytest
from django.contrib import admin

from tests.module_rows import module_rows
from tests.portal.site.test_admin import (
    LANGUAGES,
    MODELS,
    address,
    make_everything,
    queries_of,
)

pytestmark = pytest.mark.usefixtures("everything")


@pytest.fixture(scope="module")
def everything(django_db_setup, django_db_blocker):
    """One row of every model."""
    with module_rows(django_db_blocker, lambda: make_everything(1)):
        yield


def test_changelists_ask_as_often_for_three_rows_as_for_one(chief, client):
    pages = [address(model, "changelist") for model in MODELS]
    for page in pages:
        queries_of(client, page)  # content types and the like are remembered from here on
    few = {page: queries_of(client, page) for page in pages}
    make_everything(2)
    make_everything(3)
    assert {page: queries_of(client, page) for page in pages} == few
    assert max(few.values()) <= 20


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_page_of_a_model_opens_in_both_languages(model, language, chief, client):
    client.cookies["django_language"] = language
    row = model._default_manager.first()
    pages = [
        address(model, "changelist") + "?q=a",
        address(model, "change", row.pk),
        address(model, "delete", row.pk),
    ]
    if admin.site.get_model_admin(model).has_add_permission(client.get("/admin/").wsgi_request):
        pages.append(address(model, "add"))
    if hasattr(model, "history"):
        pages += [address(model, "history", row.pk), address(model, "deleted")]
        pages.append(address(model, "simple_history", row.pk, row.history.first().history_id))
    found = {page: client.get(page) for page in pages}
    wrong = {
        page: answer.status_code for page, answer in found.items() if answer.status_code != 200
    }
    assert wrong in ({}, {address(model, "delete", row.pk): 403})
    assert all(
        f'<html lang="{language}"' in answer.text
        for answer in found.values()
        if answer.status_code == 200
    )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_change_page_asks_a_bounded_number_of_times(model, chief, client):
    path = address(model, "change", model._default_manager.first().pk)
    queries_of(client, path)
    assert queries_of(client, path) <= 45


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_filter_choice_of_a_list_opens(model, chief, client):
    page = client.get(address(model, "changelist"))
    links = {
        link["query_string"]
        for spec in page.context["cl"].filter_specs
        for link in spec.choices(page.context["cl"])
    }
    assert {client.get(address(model, "changelist") + link).status_code for link in links} <= {200}


def test_pages_carry_nothing_inline(chief, client):
    for page in ["/admin/", *(address(model, "changelist") for model in MODELS)]:
        html = client.get(page).text
        assert not re.search(r"<style|<script(?![^>]*src)|\sstyle=|\son[a-z]+=", html), page
