"""What the tests of the API share."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _unthrottled():
    """Each test begins with nobody having asked for anything."""
    cache.clear()
