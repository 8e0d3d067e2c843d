"""Fixtures of the second reader's tests."""

import pytest

from tests.seeds.second_reader.fake_endpoint import serve_endpoint


@pytest.fixture
def endpoint():
    """A fake endpoint on loopback."""
    with serve_endpoint() as fake:
        yield fake
