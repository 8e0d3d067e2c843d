"""Reading pages of the admin writes nothing but sessions and what somebody looked at last."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.module_rows import module_rows
from tests.portal.site.admin_walk import addresses, admin_routes
from tests.portal.site.test_admin import make_everything

pytestmark = pytest.mark.usefixtures("everything")

WRITE = re.compile(r'(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO) "(\w+)"')
# Sessions, and the text that a reviewer saw last
WRITTEN_BY_READING = {"django_session", "articles_reviewlook"}


@pytest.fixture(scope="module")
def everything(django_db_setup, django_db_blocker):
    """One row of every model."""
    with module_rows(django_db_blocker, lambda: make_everything(1)):
        yield


def tables_written(client, address) -> set[str]:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        if answer.streaming:
            b"".join(answer)
    return {table for query in asked for table in WRITE.findall(query["sql"])}


def test_reading_the_pages_of_the_admin_writes_nothing(chief, client):
    routes = [route for route, name in admin_routes() if name != "logout"]
    pages = [address for route in routes for address in addresses(route, bad_keys=())]
    written = {page: tables_written(client, page) - WRITTEN_BY_READING for page in pages}
    assert {page: tables for page, tables in written.items() if tables} == {}
    assert len(pages) > 100
