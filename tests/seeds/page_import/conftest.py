"""Fixtures of the tests of pages that are pasted, uploaded or fetched."""

import pytest
from django.utils import translation


@pytest.fixture
def language_en():
    """Sentences in English."""
    with translation.override("en"):
        yield
