"""The editor in a browser: under the strict policy, a paste from Word, text that outlives its tab."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import wait_until

pytestmark = pytest.mark.browser

ADD = "/admin/articles/article/add/"
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><h1
style="mso-outline-level:1">一、签约<o:p></o:p></h1>
<p class=MsoNormal
style="text-indent:24pt"><span lang=ZH-CN>三方<b>签约</b>。</span><o:p></o:p></p></body></html>"""
PASTE = """([html, plain]) => {
  const clipboard = new DataTransfer()
  if (html) clipboard.setData("text/html", html)
  clipboard.setData("text/plain", plain)
  const event = new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true })
  document.querySelector(".ProseMirror[contenteditable]").dispatchEvent(event)
}"""
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('desk:')).length"


@pytest.fixture(params=["en", "zh-hans"])
def writer(request, browser, site, session_of):
    """A page of the signed-in staff member, in each language, with what went wrong in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies(
        [{"name": "django_language", "value": request.param, "url": site["address"]}]
    )
    context.add_cookies(session_of("admin", site["password"]))
    page = context.new_page()
    page.language, page.faults = request.param, []
    page.on(
        "console", lambda message: page.faults.append(message.text) if is_fault(message) else None
    )
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(site["address"] + ADD)
    expect(page.locator(".ProseMirror[contenteditable]")).to_be_visible()
    yield page
    context.close()


def is_fault(message):
    """Whether the page complains of anything but the browser's own wish for an icon."""
    return message.type == "error" and not message.location["url"].endswith("/favicon.ico")


def wait_until_kept(page):
    """Wait until the browser has stored what was typed."""
    wait_until(page, KEPT, lambda count: count == 1)


def expect_text(page, html):
    expect(page.locator("#id_body")).to_have_value(html)


def test_buttons_are_named_and_make_blocks(writer):
    bare = writer.locator(
        ".prose-menubar__button:not([aria-label]), .prose-menubar__button[aria-label='']"
    )
    expect(writer.locator(".prose-menubar__button[aria-label]")).not_to_have_count(0)
    expect(bare).to_have_count(0)
    name = {"en": "Heading", "zh-hans": None}[writer.language]
    if name:
        expect(writer.get_by_role("button", name=name, exact=True)).to_be_visible()
    writer.locator(".ProseMirror[contenteditable]").click()
    writer.keyboard.type("签约")
    writer.locator("[data-name=heading2]").click()
    expect_text(writer, "<h2>签约</h2>")
    writer.locator("[data-name=table]").click()
    expect_text(writer, re.compile("<th"))
    assert writer.faults == []


def test_paste_from_word_is_cleaned(writer):
    writer.evaluate(PASTE, [WORD, "一、签约\n三方签约。"])
    expect(writer.locator(".ProseMirror h2")).to_have_text("一、签约")
    expect_text(writer, re.compile("^<h2>一、签约</h2><p>三方<strong>签约</strong>。</p>"))
    assert writer.faults == []


def test_paste_of_five_megabytes_is_refused_at_once(writer):
    writer.evaluate(PASTE, ["", "字" * 1_700_000])
    expect(writer.locator(".editor-note")).to_contain_text("1")
    expect_text(writer, "")
    assert writer.faults == []


def test_unsaved_text_outlives_its_tab_and_goes_with_a_save(writer, site):
    writer.fill("#id_title", "留住的题")
    writer.locator(".ProseMirror[contenteditable]").click()
    writer.keyboard.type("留住的话")
    wait_until_kept(writer)
    writer.close(run_before_unload=False)
    page = writer.context.new_page()
    page.goto(site["address"] + ADD)
    page.locator(".kept-text button").first.click()
    expect(page.locator(".ProseMirror[contenteditable]")).to_have_text("留住的话")
    expect(page.locator("#id_title")).to_have_value("留住的题")
    expect_text(page, "<p>留住的话</p>")
    page.fill("#id_source_as_printed", "齐鲁网")
    page.click("[name=_save]")
    page.wait_for_url("**/admin/articles/article/")
    wait_until(page, KEPT, lambda count: count == 0)


def test_pictures_are_moved_up_and_down(writer):
    group = writer.locator("#pictures-group")
    group.locator("summary").click()
    for number in (0, 1):
        group.locator(".add-row a").click()
        writer.fill(f"#id_pictures-{number}-caption", f"图{number}")
    group.locator(".inline-related:not(.empty-form) .mover", has_text="↑").nth(1).click()
    for number, place in enumerate(("2", "1")):
        expect(writer.locator(f"#id_pictures-{number}-position")).to_have_value(place)
    expect(group.locator("[name$=-caption]").first).to_have_value("图1")
    assert writer.faults == []


def test_leaving_unsaved_text_is_asked_about(writer, site):
    asked = []
    writer.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    writer.locator(".ProseMirror[contenteditable]").click()
    writer.keyboard.type("还没写完")
    expect_text(writer, "<p>还没写完</p>")
    writer.goto(f"{site['address']}/admin/")
    assert asked == ["beforeunload"]


def test_paste_without_an_answer_is_put_in_as_plain_text(writer):
    writer.route("**/paste/", lambda route: route.abort())
    writer.evaluate(PASTE, [WORD, "一、签约\n三方签约。"])
    expect(writer.locator(".ProseMirror[contenteditable] p")).to_have_text(
        ["一、签约", "三方签约。"]
    )
    expect(writer.locator(".editor-note")).not_to_be_empty()
