"""One article from paste to withdrawal: four people, each with a browser, two languages, two widths."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser import writing_page
from tests.browser.conftest import follow
from tests.browser.test_editor import PASTE

pytestmark = pytest.mark.browser

TITLE, CORRECTED = "三方签约共建实训基地", "四方签约共建实训基地"
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal{mso-style-parent:""}</style></head>
<body><h1 style="mso-outline-level:1">一、签约<o:p></o:p></h1><p
class=MsoNormal style="text-indent:24pt"><span lang=ZH-CN>三方
<b>签约</b>，共建实训基地。</span><o:p></o:p></p></body></html>"""
WECHAT = """<section data-role="paragraph" style="color:red"><p
style="letter-spacing:1px"><span style="font-size:17px">
企业提供二十台设备。</span></p></section><script>x()</script>"""
NOTE = "签约方应为四方。"
SOON = "2099-01-02T03:04"


# What each does


def paste(page, html):
    page.locator(".ProseMirror[contenteditable]").press("Control+End")
    with page.expect_response("**/paste/"):
        page.evaluate(PASTE, [html, ""])


def write(author, picture):
    """The author pastes a text, adds a picture with its words, and saves; where the form is."""
    author.goto("/admin/articles/article/add/")
    author.fill("#id_title", TITLE)
    paste(author, WORD)
    expect(author.locator(".ProseMirror h2")).to_have_text("一、签约")
    expect(author.locator(".ProseMirror p").first).to_have_text("三方签约，共建实训基地。")
    paste(author, WECHAT)
    expect(author.locator(".ProseMirror")).to_contain_text("企业提供二十台设备。")
    author.fill("#id_source_as_printed", "齐鲁网")
    author.locator("#pictures-group summary").click()
    author.locator("#pictures-group .add-row a").click()
    author.set_input_files("#id_pictures-0-file", picture)
    author.fill("#id_pictures-0-alt", "签约现场")
    author.fill("#id_pictures-0-credit", "本报记者")
    author.click("[name=_continue]")
    author.wait_for_url("**/change/")
    return author.url


def press(page, name):
    """Take the step of that name on the article's form."""
    page.get_by_role("group", name="Steps").get_by_role("button", name=name, exact=True).click()


def submit(author, form):
    author.goto(form)
    press(author, "Submit for review")
    expect(author.locator(".messagelist")).to_contain_text("waiting for first review")


def open_waiting(page, title):
    """From the whole list of what waits for this person to the review page of the text."""
    page.goto("/admin/?whole=waiting")
    follow(page.locator(".desk__waiting").get_by_role("link", name=title))
    expect(page.locator("h1[lang]")).to_have_text(title)


def sign(page, title):
    """Claim the text and sign it on the review page."""
    open_waiting(page, title)
    if page.locator("form[action$='/claim/']").count():
        page.click("form[action$='/claim/'] button")
    page.click("#sign button")
    expect(page.locator(".messagelist .success")).to_contain_text(title)


def give_back(reviewer, title, remark):
    """Return the text with a remark on its first paragraph."""
    open_waiting(reviewer, title)
    reviewer.locator(".review__return summary").click()
    reviewer.fill("#return [name=paragraph]", "1")
    reviewer.fill("#return [name=text]", remark)
    reviewer.click("#return button")
    expect(reviewer.locator(".messagelist .success")).to_contain_text("returned to author")


def retype(author, form, old, new):
    """Select some words of the text, type others, and save."""
    author.goto(form)
    writing_page.retype(author, old, new)
    follow(author.locator("[name=_continue]"))
    expect(author.locator(".messagelist li").first).to_be_visible()


def settle_remark(author, form):
    author.goto(form)
    author.locator("#panel-remarks").get_by_role("button", name="Resolved").click()
    expect(author.locator("#panel-remarks")).to_have_count(0)


def pass_two_reviews(first, second, title):
    sign(first, title)
    sign(second, title)


def sign_off(chief, title, *, moment=""):
    """The chief signs with one hand: nothing scrolls sideways, and the button is under the thumb."""
    open_waiting(chief, title)
    assert chief.locator("html").get_attribute("lang") == "zh-hans"
    assert chief.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    if moment:
        chief.locator(".review__when summary").click()
        chief.fill("#id_go_live", moment)
    button = chief.locator("#sign button")
    assert button.bounding_box()["height"] >= 44
    expect(button).to_be_in_viewport()
    button.click()
    expect(chief.locator(".messagelist .success")).to_contain_text(title)


def correct(author, form):
    """Open a correction with a note for the readers, and change the title."""
    author.goto(form)
    press(author, "Open a correction")
    author.fill("[name=text]", NOTE)
    author.locator(".step form").get_by_role("button", name="Open a correction").click()
    author.fill("#id_title", CORRECTED)
    follow(author.locator("[name=_continue]"))
    expect(author.locator(".messagelist .success")).to_be_visible()


def withdraw(chief, form):
    """Withdraw the text for a reason that readers see, in Chinese."""
    chief.goto(form)
    chief.click("form[action$='/step/withdraw/'] button")
    chief.check("[name=reason][value=in_error]")
    chief.fill("[name=text]", "来源更正")
    chief.click(".step form button")
    expect(chief.locator(".messagelist .success")).to_be_visible()


def let_the_moment_come(site, number):
    """What time does by itself: the moment that was typed lies in the past."""
    with closing(sqlite3.connect(site["database"], timeout=20)) as database, database:
        for table, column, key in (
            ("version", "public_from", "article_id"),
            ("article", "go_live", "id"),
        ):
            statement = (
                f"UPDATE articles_{table} SET {column} = '2026-01-01 00:00:00' WHERE {key} = ?"  # noqa: S608  the two above
            )
            assert database.execute(statement, [number]).rowcount == 1


# The walk


@pytest.fixture
def reader(browser, site):
    """A window of somebody without an account."""
    context = browser.new_context(base_url=site["address"])
    yield context.new_page()
    context.close()


@pytest.fixture
def picture(tmp_path):
    from PIL import Image  # noqa: PLC0415  for this one file

    path = tmp_path / "签约.jpg"
    Image.new("RGB", (640, 360), "#246").save(path)
    return path


def test_article_goes_from_paste_to_public_page_and_away_again(sign_in, site, reader, picture):
    author, first, second = sign_in("author"), sign_in("first-reviewer"), sign_in("second-reviewer")
    chief = sign_in("chief-editor", language="zh-hans", width=390, height=844)
    form = write(author, picture)
    page = f"/zh-hans/articles/{form.split('/')[-3]}/"

    submit(author, form)
    give_back(first, TITLE, "设备的数目请核对。")
    author.goto("/admin/")
    expect(author.locator(".desk__returned")).to_contain_text(TITLE)
    retype(author, form, "二十台", "二十二台")
    settle_remark(author, form)
    submit(author, form)

    pass_two_reviews(first, second, TITLE)
    retype(author, form, "二十二台", "三十台")
    expect(author.locator(".messagelist .warning")).to_contain_text("its signatures are void")
    first.goto("/admin/")
    expect(first.locator(".desk__changed")).to_contain_text(TITLE)
    open_waiting(first, TITLE)
    expect(first.locator(".change del")).to_have_text(["二", "二"])
    expect(first.locator(".change ins")).to_have_text(["三"])
    pass_two_reviews(first, second, TITLE)

    sign_off(chief, TITLE, moment=SOON)
    assert reader.goto(page).status == 404
    chief.goto("/admin/")
    expect(chief.locator(".desk__scheduled")).to_contain_text("2099-01-02 03:04")
    let_the_moment_come(site, int(form.split("/")[-3]))
    assert reader.goto(page).status == 200
    expect(reader.locator(".prose")).to_contain_text("企业提供三十台设备。")
    picture = reader.locator(".picture img")
    picture.scroll_into_view_if_needed()  # a lazy picture loads when it comes into view
    expect(picture).to_have_js_property("naturalWidth", 640)
    expect(reader.locator(".colophon .signed span")).to_have_count(4)

    correct(author, form)
    submit(author, form)
    pass_two_reviews(first, second, CORRECTED)
    reader.goto(page)
    expect(reader.locator("h1")).to_have_text(TITLE)
    sign_off(chief, CORRECTED)
    reader.goto(page)
    expect(reader.locator("h1")).to_have_text(CORRECTED)
    expect(reader.locator(".head .note")).to_contain_text(NOTE)
    reader.locator(".colophon ul a").first.click()
    expect(reader.locator("h1")).to_have_text(TITLE)

    withdraw(chief, form)
    assert reader.goto(page).status == 410
    expect(reader.locator("main")).to_contain_text("误发")
    assert TITLE not in reader.content()
