"""Pictures in the text: chosen, dropped and pasted; refused ones told; taken out, undone and restored."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.writing_page import (
    ADD,
    IN_TEXT,
    choose,
    chosen,
    describe,
    expect_order,
    jpeg,
    wait_until_kept,
)

pytestmark = pytest.mark.browser

TRANSFER = """([target, kind, name, bytes]) => {
  const data = new DataTransfer()
  const content = Uint8Array.from(atob(bytes), sign => sign.charCodeAt(0))
  data.items.add(new File([content], name, { type: "image/png" }))
  const box = document.querySelector(target).getBoundingClientRect()
  const place = { clientX: box.left + 20, clientY: box.top + box.height / 2, bubbles: true, cancelable: true }
  const event = kind === "paste" ? new ClipboardEvent("paste", { clipboardData: data, ...place })
    : new DragEvent("drop", { dataTransfer: data, ...place })
  document.querySelector(target).dispatchEvent(event)
}"""
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def begin(writer):
    """A new article with two paragraphs, the cursor in the first one."""
    writer.goto(ADD)
    writer.fill("#id_title", "图文")
    writer.fill("#id_source_as_printed", "齐鲁网")
    writer.locator(".ProseMirror[contenteditable]").click()
    writer.keyboard.type("第一段。")
    writer.keyboard.press("Enter")
    writer.keyboard.type("第二段。")
    writer.locator(".ProseMirror p").first.click()
    writer.wait_for_timeout(300)  # until the editor has taken the cursor over


def test_picture_taken_out_comes_back_with_its_words(sign_in):
    writer = sign_in("author")
    begin(writer)
    choose(writer, chosen("图.jpg", jpeg(700, 300)))
    expect(writer.locator(IN_TEXT)).to_have_count(1)
    describe(writer, 0, alt="门", caption="校门", credit="王五 摄")
    writer.get_by_role("button", name="Take the picture out").click()
    expect_order(writer, ["第一", "第二"])
    expect(writer.locator("#pictures-0")).to_have_count(0)
    writer.keyboard.press("Control+z")
    expect(writer.locator(IN_TEXT)).to_have_count(1)
    writer.get_by_role("button", name="Move the picture down").click()
    expect_order(writer, ["第一", "第二", "校门"])
    writer.click("[name=_continue]")
    writer.wait_for_url("**/change/")
    expect(writer.locator(".messagelist .success")).to_be_visible()
    expect(writer.locator(IN_TEXT)).to_have_count(1)
    writer.get_by_role("button", name="Take the picture out").click()
    expect(writer.locator(IN_TEXT)).to_have_count(0)
    with writer.expect_navigation():
        writer.click("[name=_continue]")
    expect(writer.locator(".messagelist .success")).to_be_visible()
    expect_order(writer, ["第一", "第二"])
    expect(writer.locator("#id_body")).not_to_have_value(re.compile("<figure"))
    expect(writer.locator("#pictures-0")).to_have_count(0)


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_file_of_the_clipboard_or_the_desktop_goes_into_the_text(kind, sign_in):
    writer = sign_in("author", language="zh-hans")
    begin(writer)
    target = ".ProseMirror p:last-child" if kind == "drop" else ".ProseMirror[contenteditable]"
    writer.evaluate(TRANSFER, [target, kind, "截图.png", PIXEL])
    expect(writer.locator(IN_TEXT)).to_have_count(1)
    expected = ["第一", "第二", ""] if kind == "drop" else ["第一", "", "第二"]
    expect_order(writer, expected)


def test_picture_of_the_library_is_found_and_used_again(sign_in):
    writer = sign_in("author")
    begin(writer)
    choose(writer, chosen("泰山脚下.jpg", jpeg(900, 500)))
    expect(writer.locator(IN_TEXT)).to_have_count(1)
    writer.get_by_role("button", name="Pictures from the library").click()
    writer.get_by_label("Search the library").fill("泰山")
    found = writer.locator(".media-dialog__item")
    expect(found).to_have_count(1)
    found.click()
    expect(writer.locator(IN_TEXT)).to_have_count(2)
    assert len(set(writer.locator(IN_TEXT).evaluate_all("all => all.map(each => each.src)"))) == 1


def test_pictures_in_the_text_outlive_their_tab(sign_in):
    writer = sign_in("author")
    begin(writer)
    choose(writer, chosen("图.jpg", jpeg(640, 300)))
    expect(writer.locator(IN_TEXT)).to_have_count(1)
    describe(writer, 0, alt="门", caption="校门", credit="王五 摄")
    wait_until_kept(writer)
    writer.wait_for_timeout(1500)
    context = writer.context
    writer.close(run_before_unload=False)
    page = context.new_page()
    page.goto(ADD)
    page.locator(".kept-text button").first.click()
    expect(page.locator(IN_TEXT)).to_have_count(1)
    expect_order(page, ["第一", "校门", "第二"])


def test_save_waits_for_pictures_on_their_way(sign_in):
    writer = sign_in("author")
    begin(writer)
    held = []
    writer.route("**/mediaitem/upload/", lambda route: held.append(route))  # noqa: PLW0108  it is wrapped
    choose(writer, chosen("图.jpg", jpeg(640, 300)))
    expect(writer.locator(".text-picture")).to_have_count(1)
    writer.click("[name=_save]")
    expect(writer.locator(".editor-note")).to_contain_text("still being stored")
    for route in held:
        route.continue_()
    expect(writer.locator(IN_TEXT)).to_have_count(1)


def test_click_sets_the_focal_point(sign_in):
    writer = sign_in("author")
    writer.goto("/admin/articles/mediaitem/add/")
    writer.set_input_files("#id_file", [chosen("校门.jpg", jpeg(800, 400))])
    follow(writer.locator("[name=_continue]").first)
    expect(writer.locator(".media-preview")).to_have_js_property("complete", True)
    box = writer.locator(".media-preview").bounding_box()
    writer.locator(".media-preview").click(position={"x": box["width"] / 4, "y": box["height"] / 2})
    for axis, value in (("x", "25"), ("y", "50")):
        expect(writer.locator(f"#id_focus_{axis}")).to_have_value(value)
