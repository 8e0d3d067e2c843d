"""Fixtures that several rooms' tests share."""

import shutil

import pytest
from django.conf import settings
from django.utils import translation

from seeds.shipped.apply import import_shipped
from seeds.shipped.reading import read_shipped


@pytest.fixture(scope="session", autouse=True)
def _uploads():
    """Uploads of the run are gone when it ends."""
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def _language():
    """Each test begins in Chinese, the portal's default, whatever the one before visited."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def shipped(db):
    """The shipped data, imported as `make run` does."""
    import_shipped(read_shipped())
