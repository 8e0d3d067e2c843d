"""Fixtures of the tests of pages that are pasted, uploaded or fetched."""

import pytest
from django.utils import translation

from tests.factories import make_user
from tests.seeds.page_import.upload_form import AUTHOR_RIGHTS


@pytest.fixture
def language_en():
    """Sentences in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def author(client, db):
    """An author who works in all columns, signed in."""
    client.cookies["django_language"] = "en"
    person = make_user(*AUTHOR_RIGHTS)
    client.force_login(person)
    return person
