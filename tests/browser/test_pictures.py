"""Pictures in the text: chosen, dropped and pasted; refused ones told; taken out, undone and restored."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.test_editor import wait_until_kept

pytestmark = pytest.mark.browser

ADD = "/admin/articles/article/add/"
HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 100
SIDEWAYS = 6  # the EXIF orientation of a phone that was held upright
IN_TEXT = ".text-picture img[src]:not([hidden])"
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


def jpeg(width, height, *, noisy=False, orientation=None):
    """A photograph: one with noise has some twelve megabytes."""
    size = (width, height)
    image = Image.effect_noise(size, 120) if noisy else Image.new("RGB", size, "steelblue")
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=95, exif=exif)
    return out.getvalue()


def chosen(name, content, kind="image/jpeg"):
    return {"name": name, "mimeType": kind, "buffer": content}


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


def choose(writer, *files):
    writer.set_input_files(".picture-bar input[type=file]", files)


def describe(writer, place, *, alt, caption, credit):
    """Fill in the words below the picture in that place of the text."""
    inputs = writer.locator(".text-picture").nth(place).locator("input")
    for input_, words in zip(inputs.all(), (alt, caption, credit), strict=True):
        input_.fill(words)


def body(page):
    return page.locator("#id_body").input_value()


def order(page):
    """What stands in the text, block by block: the first sign of a paragraph, or a picture's caption."""
    expect(page.locator(".ProseMirror > *")).not_to_have_count(0)
    return [
        block.locator("input").nth(1).input_value()
        if "text-picture" in (block.get_attribute("class") or "")
        else block.text_content()[:2]
        for block in page.locator(".ProseMirror > *").all()
    ]


@pytest.mark.parametrize("width", [1280, 390])
def test_good_files_stay_where_another_is_refused(width, sign_in):
    writer = sign_in("author", width=width)
    begin(writer)
    choose(
        writer,
        chosen("大图.jpg", jpeg(4200, 3200, noisy=True)),
        chosen("IMG_1.HEIC", HEIC, "image/heic"),
        chosen("竖图.jpg", jpeg(1200, 800, orientation=SIDEWAYS)),
    )
    expect(writer.locator(IN_TEXT)).to_have_count(2, timeout=60_000)
    expect(writer.locator(".picture-refused")).to_contain_text("IMG_1.HEIC: This is a HEIC picture")
    describe(writer, 0, alt="签约现场", caption="签约", credit="张三 摄")
    describe(writer, 1, alt="牌匾", caption="揭牌", credit="李四 摄")
    writer.click("[name=_continue]")
    writer.wait_for_url("**/change/")
    expect(writer.locator(IN_TEXT)).to_have_count(2)
    assert order(writer) == ["第一", "签约", "揭牌", "第二"]
    expect(writer.locator(".findings .blocks")).to_have_count(0)
    sizes = writer.locator(IN_TEXT).evaluate_all(
        "images => Promise.all(images.map(async each => (await each.decode(),"
        " [each.naturalWidth, each.naturalHeight])))"
    )
    assert sizes == [[960, 732], [800, 1200]]


def test_picture_taken_out_comes_back_with_its_words(sign_in):
    writer = sign_in("author")
    begin(writer)
    choose(writer, chosen("图.jpg", jpeg(700, 300)))
    expect(writer.locator(IN_TEXT)).to_have_count(1)
    describe(writer, 0, alt="门", caption="校门", credit="王五 摄")
    writer.get_by_role("button", name="Take the picture out").click()
    assert (order(writer), writer.locator("#pictures-0").count()) == (["第一", "第二"], 0)
    writer.keyboard.press("Control+z")
    expect(writer.locator(IN_TEXT)).to_have_count(1)
    writer.get_by_role("button", name="Move the picture down").click()
    assert order(writer) == ["第一", "第二", "校门"]
    writer.click("[name=_continue]")
    writer.wait_for_url("**/change/")
    expect(writer.locator(".messagelist .success")).to_be_visible()
    expect(writer.locator(IN_TEXT)).to_have_count(1)
    writer.get_by_role("button", name="Take the picture out").click()
    expect(writer.locator(IN_TEXT)).to_have_count(0)
    with writer.expect_navigation():
        writer.click("[name=_continue]")
    expect(writer.locator(".messagelist .success")).to_be_visible()
    assert (order(writer), "<figure" in body(writer)) == (["第一", "第二"], False)
    assert writer.locator("#pictures-0").count() == 0


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_file_of_the_clipboard_or_the_desktop_goes_into_the_text(kind, sign_in):
    writer = sign_in("author", language="zh-hans")
    begin(writer)
    target = ".ProseMirror p:last-child" if kind == "drop" else ".ProseMirror[contenteditable]"
    writer.evaluate(TRANSFER, [target, kind, "截图.png", PIXEL])
    expect(writer.locator(IN_TEXT)).to_have_count(1)
    expected = ["第一", "第二", ""] if kind == "drop" else ["第一", "", "第二"]
    assert order(writer) == expected


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
    assert order(page) == ["第一", "校门", "第二"]


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
    values = [writer.locator(f"#id_focus_{axis}").input_value() for axis in "xy"]
    assert values == ["25", "50"]
