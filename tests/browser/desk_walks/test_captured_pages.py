"""Walks with a page of another site: its roles and blanks at the draft, and its facts decided by keys."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.page_checks import assert_fits
from tests.browser.test_page_import import FORM
from tests.browser.test_page_import import PAGE as REPORT
from tests.browser.test_review_page import PAGE as FOUNDING
from tests.browser.test_review_page import press, waiting

pytestmark = pytest.mark.browser

ROLES = ("责任编辑：柳俊波", "责编：张明明", "审签：路时川")
MOST_KEYS = 30  # half a minute at a second for each, thinking included


def send(page, text):
    """Paste a page and have it read."""
    follow(page.locator(f"#content-main a[href='{FORM}']").first)
    page.fill("[name=text]", text)
    follow(page.locator(".page-import__send button"))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pasted_page_shows_its_roles_and_blank_labels(desk, width, language):
    page = desk("author", language=language)
    name = f"船舶行业第{width}届{language}"
    send(page, REPORT.replace("船舶行业", name))
    said = page.locator(".messagelist")
    for words in (*ROLES, "作者", "来源"):
        expect(said).to_contain_text(words)
    expect(page.locator("#id_title")).to_have_value(f"临江职业技术学院承办{name}产教融合大会")
    assert_fits(page)


def test_page_is_decided_by_keys_in_half_a_minute(desk, width):
    page = desk("importer")
    send(page, FOUNDING.replace("临江", f"临江{width}"))
    follow(page.locator(".messagelist a", has_text="Decide on the"))
    expect(page.locator(".proposals")).to_be_visible()
    keys = 0
    while waiting(page):
        if page.locator(".choice.open").count():
            page.keyboard.press("1")
            keys += 1
        press(page, "a")
        keys += 1
        assert keys <= MOST_KEYS
    expect(page.get_by_role("heading", name="Everything on this page is decided")).to_be_visible()
    expect(page.locator(".summary li", has_text="It waits for its article")).not_to_have_count(0)
    assert_fits(page)
