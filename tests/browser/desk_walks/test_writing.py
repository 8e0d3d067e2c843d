"""Walks of an author: from scratch with everything, four pictures, bodies by any name, five page loads."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.desk_walks.review_page import START, submit
from tests.browser.page_checks import assert_fits
from tests.browser.writing_page import (
    HEIC,
    IN_TEXT,
    SIDEWAYS,
    TEXT,
    bring_back,
    choose,
    chosen,
    describe,
    expect_order,
    jpeg,
    new_tab,
    open_form,
    save,
    wait_until_kept,
    write,
)

pytestmark = pytest.mark.browser

MOST_LOADS = 5
LAIWU = "Laiwu Vocational and Technical College"  # as the desk calls it in English
DECODED = """images => Promise.all(images.map(async each =>
    (await each.decode(), [each.naturalWidth, each.naturalHeight])))"""


@pytest.fixture(scope="module")
def large():
    """A photograph of more than twelve million bytes."""
    content = jpeg(4200, 3200, noisy=True)
    assert len(content) > 12_000_000
    return content


def write_blocks(page):
    """A heading, a list and a table by the buttons of the editor, and a paragraph."""
    page.locator(TEXT).click()
    page.locator("[data-name=heading2]").click()
    page.keyboard.insert_text("一、签约")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("三方签约。")
    page.keyboard.press("Enter")
    page.locator("[data-name=bulletList]").click()
    page.keyboard.insert_text("二十台设备")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.locator("[data-name=table]").click()
    page.keyboard.insert_text("单位")
    expect(page.locator("#id_body")).to_have_value(re.compile("单位"))


def test_text_from_scratch_outlives_its_tab(desk, width):
    title = f"从头写起 {width}"
    author = desk("author")
    follow(author.get_by_role("link", name="Write an article"))
    expect(author.locator(TEXT)).to_be_visible()
    author.fill("#id_title", title)
    write_blocks(author)
    author.locator(f"{TEXT} > p").first.click()
    author.wait_for_timeout(300)  # until the editor has taken the cursor over
    choose(author, chosen("签约.jpg", jpeg(640, 360)))
    expect(author.locator(IN_TEXT)).to_have_count(1)
    describe(author, 0, alt="签约现场", caption="签约", credit="本报")
    expect(author.locator("#id_body")).to_have_value(re.compile("<figure"))
    written = author.locator("#id_body").input_value()
    wait_until_kept(author)
    author.evaluate("localStorage.clear()")  # what the server has is enough
    author.close()
    tab = new_tab(author)
    bring_back(tab, title)
    expect(tab.locator("#id_body")).to_have_value(written)
    for tag, words in (("h2", "一、签约"), ("li p", "二十台设备"), ("th", "单位")):
        expect(tab.locator(f"{TEXT} {tag}").first).to_have_text(words)
    expect(tab.locator(IN_TEXT)).to_have_count(1)
    expect(tab.locator(".text-picture input").nth(1)).to_have_value("签约")
    assert_fits(tab)
    save(tab)
    open_form(tab)
    expect(tab.locator(".kept-text__copy", has_text=title)).to_have_count(0)


def test_four_pictures_stay_where_a_fifth_is_refused(desk, large):
    author = desk("author")
    open_form(author)
    write(author, title="图文", text="第一段。")
    choose(
        author,
        chosen("大图.jpg", large),
        chosen("IMG_1.HEIC", HEIC, "image/heic"),
        chosen("竖图.jpg", jpeg(1200, 800, orientation=SIDEWAYS)),
        chosen("三.jpg", jpeg(900, 500)),
        chosen("四.jpg", jpeg(640, 360)),
    )
    expect(author.locator(IN_TEXT)).to_have_count(4, timeout=60_000)
    expect(author.locator(".picture-refused")).to_contain_text("IMG_1.HEIC: This is a HEIC picture")
    captions = ("签约", "揭牌", "参观", "合影")
    for place, caption in enumerate(captions):
        describe(author, place, alt=f"{caption}现场", caption=caption, credit="张三 摄")
    assert_fits(author)
    save(author)
    expect_order(author, ["第一段。", *captions])
    sizes = author.locator(IN_TEXT).evaluate_all(DECODED)
    assert sizes == [[960, 732], [800, 1200], [900, 500], [640, 360]]


def test_bodies_are_found_by_any_name(desk, width):
    author = desk("author")
    for name in ("莱芜职院", "lwzy", "laiwu", "Laiwu Polytechnic"):
        author.fill("#find", name)
        author.keyboard.press("Enter")
        author.wait_for_url("**/admin/search/?q=*")
        expect(author.locator(".found").get_by_role("link", name=LAIWU, exact=True)).to_be_visible()
        assert_fits(author)
    open_form(author)
    write(author, title=f"签约 {width}", text="莱芜职业技术学院即 Laiwu Polytechnic。")
    mentions = author.locator("#panel-mentions")
    expect(mentions.locator(".count")).to_have_text("1")
    mentions.locator("summary").click()
    expect(mentions.get_by_role("link", name=LAIWU)).to_be_visible()
    expect(mentions).to_contain_text("“Laiwu Polytechnic”")
    save(author)


def test_login_to_submitted_article_takes_five_page_loads(browser, site, people, width):
    context = browser.new_context(
        base_url=site["address"], viewport={"width": width, "height": 768}
    )
    context.add_cookies([{"name": "django_language", "value": "en", "url": site["address"]}])
    page = context.new_page()
    loads = []
    page.on(
        "framenavigated",
        lambda frame: loads.append(frame.url) if frame.parent_frame is None else None,
    )
    page.goto(f"/admin/login/?next={START}")
    page.fill("[name=username]", "author")
    page.fill("[name=password]", people["author"])
    follow(page.locator("#login-form [type=submit]"))
    follow(page.get_by_role("link", name="Write an article"))
    expect(page.locator(TEXT)).to_be_visible()
    write(page, title=f"一气呵成 {width}", text="三方签约。")
    page.fill("#id_source_as_printed", "齐鲁网")
    choose(page, chosen("签约.jpg", jpeg(640, 360)))
    expect(page.locator(IN_TEXT)).to_have_count(1)
    describe(page, 0, alt="签约现场", caption="签约", credit="本报")
    submit(page)
    expect(page.locator(IN_TEXT)).to_have_count(1)
    assert len(loads) <= MOST_LOADS, loads
    context.close()
