"""Exports in a browser: filter, next page and export; days, changes and the page of the API."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.test_walk import check, reader  # noqa: F401  the fixture is used by its name

pytestmark = pytest.mark.browser


def test_filter_next_page_export(reader, site):  # noqa: F811  the fixture
    reader.goto(f"{site['address']}/en/organisations/")
    if not reader.locator("select[name=kind]").is_visible():
        reader.locator(".facets summary").click()
    reader.select_option("select[name=kind]", "school")
    follow(reader.locator(".filters button"))
    total = int(reader.locator("#results").inner_text().split()[0])
    follow(reader.get_by_role("link", name="Next page"))
    assert "kind=school" in reader.url
    with reader.expect_download() as download:
        reader.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "Organisations.csv"
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert ({row["Kind"] for row in rows}, len(rows)) == ({"school"}, total)
    assert total > 20


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_page_as_of_a_day_and_the_way_back(reader, site, language):  # noqa: F811  the fixture
    reader.goto(f"{site['address']}/{language}/consortia/")
    follow(reader.locator("main .card a").first)
    reader.fill("input[name=on]", "2024-05-22")
    follow(reader.locator(".as-of button"))
    assert reader.url.endswith("?on=2024-05-22")
    check(reader, site)
    follow(reader.locator("[role=status] a"))
    assert "?" not in reader.url


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_changes_and_citation(reader, site, language):  # noqa: F811  the fixture
    reader.goto(f"{site['address']}/{language}/changes/")
    check(reader, site)
    reader.goto(f"{site['address']}/{language}/conferences/")
    follow(reader.locator("main .card a").first)
    reader.locator(".cite summary").click()
    expect(reader.locator(".cite dd").first).to_be_visible()
    check(reader, site)


def test_the_page_of_the_api_shows_the_description_under_the_policy(reader, site):  # noqa: F811  the fixture
    reader.goto(f"{site['address']}/api/v1/")
    reader.locator("#swagger .opblock-summary").first.wait_for()
    assert reader.faults == []
    assert reader.context.cookies() == []
    assert {address.split("/")[2] for address in reader.asked if address.startswith("http")} == {
        site["address"].split("/")[2]
    }
    assert reader.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
