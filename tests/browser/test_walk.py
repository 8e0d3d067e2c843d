"""The main pages in both languages, on a desk and on a phone, as a reader's browser sees them."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.page_checks import assert_accessible, assert_fits

pytestmark = pytest.mark.browser

LISTS = (
    "articles",
    "consortia",
    "organisations",
    "conferences",
    "agreements",
    "training-bases",
    "topics",
)
LIMIT = 100_000  # bytes of a page with everything on it


@pytest.fixture(params=[(1280, "light"), (360, "dark")], ids=["desk", "phone"])
def reader(request, browser):
    """A page of a browser window without a past, with what went wrong in it."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=True
    )
    page = context.new_page()
    page.faults, page.asked = [], []
    page.on(
        "console",
        lambda message: page.faults.append(message.text) if message.type == "error" else None,
    )
    page.on("request", lambda asked: page.asked.append(asked.url))
    yield page
    context.close()


def check(page, site, *, cookies=()):
    """Check a public page: own files only, no cookie, no sideways scrolling, axe, weight."""
    assert page.faults == []
    assert {urlsplit(address).netloc for address in page.asked} == {
        urlsplit(site["address"]).netloc
    }
    assert [cookie["name"] for cookie in page.context.cookies()] == list(cookies)
    assert_fits(page)
    assert size(page) < LIMIT
    assert_accessible(page)


def size(page):
    """The bytes of the page with everything that it loaded."""
    sizes = "performance.getEntries().filter(e => e.transferSize).map(e => e.transferSize)"
    return sum(page.evaluate(sizes))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    "path", ["", "about/", "contact/", "privacy/", "accessibility/", "training-bases/1/plaque/"]
)
def test_home_and_pages_of_the_site(reader, site, language, path):
    reader.goto(f"{site['address']}/{language}/{path}")
    assert reader.locator("html").get_attribute("lang") == language
    check(reader, site)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", LISTS)
def test_list_and_first_detail(reader, site, language, kind):
    reader.goto(f"{site['address']}/{language}/{kind}/")
    check(reader, site)
    follow(reader.locator(f"main a[href^='/{language}/{kind}/']:not([href*='?'])").first)
    assert reader.locator("h1").count() == 1
    check(reader, site)


def first_of(page, site, kind, language="en"):
    """Open the first page of that kind."""
    page.goto(f"{site['address']}/{language}/{kind}/")
    follow(page.locator(f"main .rows a[href^='/{language}/{kind}/']").first)


def test_plain_view_and_open_aids(reader, site):
    first_of(reader, site, "articles")
    reader.locator(".aids summary").click()
    check(reader, site)
    follow(reader.get_by_role("link", name="Plain view"))
    assert urlsplit(reader.url).query == "view=plain"
    check(reader, site)


@pytest.mark.parametrize("theme", ["Light", "Dark", "High contrast"])
def test_colours_that_a_reader_chose_stay_and_are_accessible(reader, site, theme):
    reader.goto(f"{site['address']}/en/consortia/")
    reader.locator(".aids summary").click()
    reader.get_by_role("button", name=theme, exact=True).click()
    first = reader.evaluate("getComputedStyle(document.body).backgroundColor")
    first_of(reader, site, "conferences")
    assert reader.evaluate("getComputedStyle(document.body).backgroundColor") == first
    check(reader, site)


def test_a_text_size_that_a_reader_chose_enlarges_the_next_page_too(reader, site):
    reader.goto(f"{site['address']}/en/")
    reader.locator(".aids summary").click()
    reader.get_by_role("button", name="Very large").click()
    reader.goto(f"{site['address']}/en/articles/")
    assert reader.evaluate("getComputedStyle(document.documentElement).fontSize") == "23px"
    assert (
        reader.get_by_role("button", name="Very large", include_hidden=True).get_attribute(
            "aria-pressed"
        )
        == "true"
    )
    check(reader, site)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_reporting_an_error_gives_a_number(reader, site, language):
    reader.goto(f"{site['address']}/{language}/consortia/")
    follow(reader.locator(".foot__report"))
    assert reader.locator("#id_page").input_value() == f"/{language}/consortia/"
    check(reader, site, cookies=["csrftoken"])
    follow(reader.locator(".form button").first)
    reader.locator("[role=alert]").wait_for()
    check(reader, site, cookies=["csrftoken"])
    reader.fill("#id_reason", "日期不对")
    reader.fill("#id_source", "官网")
    reader.locator(".form button").first.click()
    reader.wait_for_url("**/report/*-*-*/")
    check(reader, site, cookies=["csrftoken"])


def test_language_switch_stays_on_the_page(reader, site):
    reader.goto(f"{site['address']}/en/conferences/?kind=conference")
    follow(reader.locator("a[hreflang='zh-hans'], a[lang='zh-hans']").first)
    assert urlsplit(reader.url).path == "/zh-hans/conferences/"
    assert urlsplit(reader.url).query == "kind=conference"


def test_unknown_address_is_a_page_in_the_readers_language(reader, site):
    response = reader.goto(f"{site['address']}/zh-hans/articles/999999/")
    assert response.status == 404
    assert reader.locator("html").get_attribute("lang") == "zh-hans"


def test_keyboard_alone_leads_from_the_skip_link_to_an_article(reader, site):
    reader.goto(f"{site['address']}/en/articles/")
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.className") == "skip"
    reader.keyboard.press("Enter")
    expect(reader.locator("#main")).to_be_focused()
    seen = []
    while (
        "/en/articles/" not in (seen[-1:] or [""])[0]
        or "?" in seen[-1]
        or seen[-1].endswith("/en/articles/")
    ):
        reader.keyboard.press("Tab")
        seen.append(
            reader.evaluate("document.activeElement.href || document.activeElement.name || ''")
        )
        assert reader.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        assert len(seen) < 40
    reader.keyboard.press("Enter")
    reader.wait_for_url(seen[-1])


def test_reading_aids_open_and_close_with_the_keyboard(reader, site):
    reader.goto(f"{site['address']}/en/")
    reader.locator(".aids summary").focus()
    reader.keyboard.press("Enter")
    expect(reader.locator(".aids__panel")).to_be_visible()
    reader.keyboard.press("Escape")
    expect(reader.locator(".aids__panel")).to_be_hidden()
    expect(reader.locator(".aids summary")).to_be_focused()


def test_without_javascript_a_list_is_filtered_and_a_page_passed_on(browser, site):
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site['address']}/en/training-bases/")
    page.locator(".facets summary").click()
    page.fill(".filters [name=q]", "laboratory")
    follow(page.locator(".filters button"))
    expect(page.locator(".rows .card")).to_have_count(1)
    follow(page.locator(".chosen a"))
    assert page.locator(".rows .card").count() > 1
    follow(page.locator(".rows .card a").first)
    assert page.locator("#address").input_value() == page.url
    assert not page.locator("[data-copy]").is_visible()
    page.locator(".share__code summary").click()
    expect(page.locator(".share__code img")).to_be_visible()
    assert page.request.get(
        site["address"] + page.locator(".share__code img").get_attribute("src")
    ).ok
    context.close()


@pytest.mark.parametrize("kind", ["articles", "conferences", "agreements"])
def test_a_page_on_paper_is_a4_without_what_only_a_screen_needs(browser, site, kind):
    context = browser.new_context(viewport={"width": 700, "height": 990})
    page = context.new_page()
    first_of(page, site, kind)
    page.emulate_media(media="print")
    for part in (".nav", ".aids", ".share", ".crumbs", ".foot__links"):
        assert not page.locator(part).first.is_visible()
    assert page.locator("h1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"
    context.close()


def test_a_text_that_was_read_for_a_while_is_counted_once(browser, site):
    context = browser.new_context(user_agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0")
    page = context.new_page()
    page.clock.install()
    first_of(page, site, "articles")
    sent = []
    page.on(
        "request", lambda request: sent.append(request.method) if "/v/" in request.url else None
    )
    page.clock.run_for(5_000)
    assert sent == []
    with page.expect_response("**/v/*/") as answer:
        page.clock.run_for(20_000)
    assert (answer.value.status, sent) == (204, ["POST"])
    context.close()
