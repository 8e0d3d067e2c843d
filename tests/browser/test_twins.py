"""Likely twins stand beside the name while a new organisation is typed, on a phone too."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ADD = "/admin/consortia/organisation/add/"


@pytest.mark.parametrize("width", [1280, 390])
def test_likely_twins_are_named_while_a_new_name_is_typed(browser, site, width):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{site['address']}/admin/login/?next={ADD}")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", site["password"])
    page.click("[type=submit]")
    page.fill("#id_name_en", "Laiwu Vocational & Technical College")
    expect(page.locator(".twins-box a")).to_contain_text("莱芜职业技术学院")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.fill("#id_name_en", "Nobody knows this one")
    expect(page.locator(".twins-box a")).to_have_count(0)
    context.close()
