"""The main pages in both languages, on a desk and on a phone, as a reader's browser sees them."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

LISTS = ("articles", "consortia", "organisations", "conferences", "agreements", "training-bases", "topics")
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
LIMIT = 100_000  # bytes of a page with everything on it


@pytest.fixture(params=[(1280, "light"), (360, "dark")], ids=["desk", "phone"])
def reader(request, browser):
    """A page of a browser window without a past, with what went wrong in it."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=True)
    page = context.new_page()
    page.faults, page.asked = [], []
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda asked: page.asked.append(asked.url))
    yield page
    context.close()


def check(page, site):
    """What holds on every public page: quiet, own files only, no cookie, no sideways scrolling, accessible."""
    assert page.faults == []
    assert {urlsplit(address).netloc for address in page.asked} == {urlsplit(site["address"]).netloc}
    assert page.context.cookies() == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    results = Axe().run(page, options=RULES).response
    assert [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in results["violations"]] == []


def size(page):
    """The bytes of the page with everything that it loaded."""
    sizes = "performance.getEntries().filter(e => e.transferSize).map(e => e.transferSize)"
    return sum(page.evaluate(sizes))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_home_and_about_pages(reader, site, language):
    for path in ("", "about/"):
        reader.goto(f"{site['address']}/{language}/{path}")
        assert reader.locator("html").get_attribute("lang") == language
        assert size(reader) < LIMIT
        check(reader, site)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", LISTS)
def test_list_and_first_detail(reader, site, language, kind):
    reader.goto(f"{site['address']}/{language}/{kind}/")
    check(reader, site)
    assert size(reader) < LIMIT
    reader.locator(f"main a[href^='/{language}/{kind}/']:not([href*='?'])").first.click()
    assert reader.locator("h1").count() == 1
    assert size(reader) < LIMIT
    check(reader, site)


def test_language_switch_stays_on_the_page(reader, site):
    reader.goto(f"{site['address']}/en/conferences/?kind=conference")
    reader.locator("a[hreflang='zh-hans'], a[lang='zh-hans']").first.click()
    assert urlsplit(reader.url).path == "/zh-hans/conferences/"
    assert urlsplit(reader.url).query == "kind=conference"


def test_unknown_address_is_a_page_in_the_readers_language(reader, site):
    response = reader.goto(f"{site['address']}/zh-hans/articles/999999/")
    assert response.status == 404
    assert reader.locator("html").get_attribute("lang") == "zh-hans"
