"""What a person does on the writing page, for the tests of it and the walks through it."""

import io

from PIL import Image
from playwright.sync_api import expect

ADD = "/admin/articles/article/add/"
TEXT = ".ProseMirror[contenteditable]"
STATE = ".writing-bar__state"
IN_TEXT = ".text-picture img[src]:not([hidden])"
HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 100
SIDEWAYS = 6  # the EXIF orientation of a phone that was held upright
# Select the first such words of the text in the editor
SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector(".ProseMirror[contenteditable]"), 4);
  let node = walker.nextNode();
  while (!node.data.includes(words)) node = walker.nextNode();
  const start = node.data.indexOf(words);
  getSelection().setBaseAndExtent(node, start, node, start + words.length);
}"""


def open_form(page, address=ADD):
    page.goto(address)
    expect(page.locator(TEXT)).to_be_visible()
    return page


def write(page, *, title, text, summary="摘要"):
    page.fill("#id_title", title)
    page.fill("#id_summary", summary)
    page.locator(TEXT).click()
    page.keyboard.insert_text(text)
    expect(page.locator("#id_body")).to_have_value(f"<p>{text}</p>")


def retype(page, old, new):
    """Select words of the text and type others over them."""
    expect(page.locator(TEXT)).to_contain_text(old)
    page.locator(TEXT).focus()
    page.evaluate(SELECT, old)
    page.wait_for_timeout(200)  # the editor takes up a selection by its event
    page.keyboard.insert_text(new)
    expect(page.locator(TEXT)).to_contain_text(new)


def save(page):
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator(TEXT)).to_be_visible()


def wait_until_kept(page):
    expect(page.locator(STATE)).to_contain_text("kept on the server")


def new_tab(page, address=ADD):
    """Another tab of the same browser."""
    tab = page.context.new_page()
    tab.on("dialog", lambda dialog: dialog.accept())
    return open_form(tab, address)


def offers(page):
    """The titles of the unsaved texts that the page offers, sorted."""
    expect(page.locator(".kept-text:not([aria-busy])")).to_be_attached()
    texts = page.locator(".kept-text__copy p").all_text_contents()
    return sorted(text.split("”")[0].removeprefix("“") for text in texts)


def bring_back(page, title):
    copy = page.locator(".kept-text__copy", has_text=title)
    copy.get_by_role("button", name="Bring it back").click()
    expect(copy).to_have_count(0)


def discard_all(page):
    copies = page.locator(".kept-text__copy")
    for left in range(copies.count(), 0, -1):
        copies.first.get_by_role("button", name="Throw it away").click()
        expect(copies).to_have_count(left - 1)


# Pictures


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


def choose(page, *files):
    page.set_input_files(".picture-bar input[type=file]", files)


def describe(page, place, *, alt, caption, credit):
    """Fill in the words below the picture in that place of the text."""
    inputs = page.locator(".text-picture").nth(place).locator("input")
    expect(inputs).to_have_count(3)
    for number, words in enumerate((alt, caption, credit)):
        inputs.nth(number).fill(words)


def expect_order(page, expected):
    """Wait for these blocks in the text: the first signs of a paragraph, or a picture's caption."""
    blocks = page.locator(f"{TEXT} > *")
    expect(blocks).to_have_count(len(expected))
    for number, words in enumerate(expected):
        block = blocks.nth(number)
        if "text-picture" in (block.get_attribute("class") or ""):
            expect(block.locator("input").nth(1)).to_have_value(words)
        else:
            expect(block).to_contain_text(words)
