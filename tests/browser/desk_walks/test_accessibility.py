"""Axe on the pages of the desk, in both languages, light on a wide screen and dark on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.desk_walks.review_page import form_address, review_address
from tests.browser.page_checks import assert_accessible, assert_fits
from tests.browser.writing_page import (
    IN_TEXT,
    choose,
    chosen,
    describe,
    jpeg,
    open_form,
    save,
    write,
)

pytestmark = pytest.mark.browser

SCREENS = [(1280, "light"), (1366, "light"), (390, "dark")]


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]}-{screen[1]}")
def window(request, sign_in):
    """A function that opens somebody's window on each kind of screen."""
    width, scheme = request.param

    def opened(login, **options):
        page = sign_in(login, width=width, **options)
        page.emulate_media(color_scheme=scheme)
        return page

    return opened


def check(page, address=""):
    if address:
        page.goto(address)
    expect(
        page.locator("#content-main, .writing-page, .changelist-form-container").first
    ).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert_fits(page)
    assert_accessible(page)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_of_an_author_are_accessible(window, language):
    page = window("author", language=language)
    check(page)
    open_form(page)
    write(page, title="无障碍", text="第一段。")
    choose(page, chosen("校门.jpg", jpeg(640, 360)))
    expect(page.locator(IN_TEXT)).to_have_count(1)
    describe(page, 0, alt="校门", caption="校门", credit="本报")
    check(page)
    save(page)
    check(page, page.url.replace("change", "history").split("?")[0])
    check(page, "/admin/articles/mediaitem/?q=校门")
    follow(page.locator("#result_list tbody .field-title a").first)
    check(page)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_of_a_chief_editor_are_accessible(window, records, language):
    page = window("chief-editor", language=language)
    number = records["own 1280"]
    check(page)
    for address in (
        "/admin/articles/article/",
        review_address(number),
        form_address(number),
        f"/admin/articles/article/{number}/previews/",
        "/admin/articles/article/board/",
        "/admin/articles/article/quarter/",
        "/admin/core/journalentry/",
        "/admin/search/?q=lwzy",
    ):
        check(page, address)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_of_a_records_editor_are_accessible(window, records, language):
    page = window("records-editor", language=language)
    check(page)
    check(page, "/admin/seeds/proposal/queue/")
    check(page, "/admin/consortia/evidence/changes/")
    check(page, f"/admin/consortia/figure/{records['figure 1280']}/history/")
