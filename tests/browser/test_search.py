"""Search in a reader's browser: suggestions by keyboard and mouse, and the same without JavaScript."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.page_checks import assert_accessible, assert_fits

pytestmark = pytest.mark.browser

BOX = "#searchbox-q"


@pytest.fixture
def page(browser):
    """A page that ends the test where the console has an error."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page, faults = context.new_page(), []
    page.on(
        "console", lambda message: faults.append(message.text) if message.type == "error" else None
    )
    yield page
    context.close()
    assert faults == []


def type_at_once(page, text):
    """Type into the box so that it asks once, for the whole query.

    Key by key on a busy machine, it asks for the beginning too, and that answer may come at any moment.
    """
    with page.expect_response(lambda answer: "/search/suggestions" in answer.url):
        page.locator(BOX).fill(text)


def test_suggestions_are_chosen_with_the_keyboard(page, site):
    page.goto(f"{site['address']}/zh-hans/")
    type_at_once(page, "lwzy")
    expect(page.locator("[role=option]").first).to_contain_text("莱芜职业技术学院")
    page.keyboard.press("ArrowDown")
    expect(page.locator(BOX)).to_have_attribute("aria-activedescendant", re.compile("."))
    chosen = page.locator(BOX).get_attribute("aria-activedescendant")
    expect(page.locator(f"#{chosen}")).to_have_attribute("aria-selected", "true")
    assert_accessible(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/organisations/*/")
    expect(page.locator("h1")).to_have_text("莱芜职业技术学院")


def test_suggestions_close_with_escape_and_enter_searches(page, site):
    page.goto(f"{site['address']}/en/")
    type_at_once(page, "shandong")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    expect(page.locator(BOX)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=shandong")
    assert page.locator(".results li").count() > 0


def test_suggestion_is_chosen_with_the_mouse(page, site):
    page.goto(f"{site['address']}/en/")
    type_at_once(page, "Laiwu Poly")
    page.locator("[role=option]").first.click()
    page.wait_for_url("**/en/organisations/*/")


def test_no_suggestion_leaves_the_list_closed(page, site):
    page.goto(f"{site['address']}/en/")
    type_at_once(page, "qqqq")
    expect(page.locator(".searchbox [role=status]")).not_to_be_empty()
    expect(page.locator("[role=listbox]")).to_be_hidden()


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("zh-hans", 1280, "light"), ("en", 360, "dark")]
)
def test_pages_of_results_are_quiet_and_accessible(browser, site, language, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    for query in ("钢铁", "来芜职业技术学院", "!!"):
        page.goto(f"{site['address']}/{language}/search/?q={query}")
        assert_fits(page)
        assert_accessible(page)
    assert context.cookies() == []
    context.close()


def test_search_and_filter_work_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site['address']}/zh-hans/about/")
    page.locator(BOX).fill("鋼鐵")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zh-hans/search/?q=*")
    everything = page.locator(".results li").count()
    page.locator("select[name=kind]").select_option("organisation")
    page.locator(".filters button").click()
    page.wait_for_url("**kind=organisation*")
    shown = page.locator(".results li")
    assert 0 < shown.count() < everything
    assert set(page.locator(".results .sign").all_inner_texts()) == {"单位"}
    follow(shown.first.locator("a"))
    assert urlsplit(page.url).path.startswith("/zh-hans/organisations/")
    context.close()
