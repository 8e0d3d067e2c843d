"""Walks to readers and after them: schedule and preview, the sheet, a correction, the quarter's check."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.desk_walks.review_page import START, form_address, press, sign, submit
from tests.browser.page_checks import assert_accessible, assert_fits, assert_targets
from tests.browser.writing_page import retype

pytestmark = pytest.mark.browser

SOON = "2099-01-02T03:04"
NOTE = "副理事长单位应为21家"


@pytest.fixture
def outsider(browser, site, width):
    """The window of somebody without an account."""
    context = browser.new_context(
        base_url=site["address"], viewport={"width": width, "height": 768}
    )
    yield context.new_page()
    context.close()


def test_outsider_answers_a_preview_and_the_text_waits_for_its_moment(
    desk, outsider, records, width
):
    number = records[f"schedule {width}"]
    author, chief = desk("author"), desk("chief-editor")
    author.goto(form_address(number))
    follow(author.get_by_role("link", name="Preview for outsiders"))
    author.fill("[name=for_whom]", "学院办公室")
    follow(author.get_by_role("button", name="Make a preview link"))
    outsider.goto(author.locator("#address").input_value())
    expect(outsider.locator("h1")).to_have_text(f"定时公开 {width}")
    assert_fits(outsider)
    follow(outsider.locator(".note a"))
    for field, words in (("name", "王主任"), ("text", f"¶2 的人数没有异议（{width}）。")):
        outsider.fill(f"[name={field}]", words)
    follow(outsider.locator(".answer button"))
    author.goto(START)
    follow(
        author.get_by_role(
            "link", name=re.compile(f"定时公开 {width}.*王主任|王主任.*定时公开 {width}")
        )
    )
    expect(author.locator("#answers ~ article")).to_contain_text(f"没有异议（{width}）")

    chief.goto(form_address(number).replace("change", "review"))
    chief.locator(".review__when summary").click()
    chief.fill("#id_go_live", SOON)
    follow(chief.locator("#sign button"))
    expect(chief.locator(".messagelist .success")).to_contain_text("scheduled for 2099-01-02 03:04")
    assert outsider.goto(f"/zh-hans/articles/{number}/").status == 404
    author.goto(form_address(number))
    expect(author.locator(".writing-bar__status strong")).to_have_text(
        "scheduled for 2099-01-02 03:04"
    )


def test_signed_text_is_printed_with_its_signatures_on_one_sheet(desk, records, width):
    number = records[f"sheet {width}"]
    chief = desk("chief-editor")
    sign(chief, number)
    chief.goto(form_address(number))
    follow(chief.get_by_role("link", name="Sign-off sheet"))
    expect(chief.locator(".about")).to_contain_text(f"审批单 {width}")
    hashes = chief.locator(".stages code")  # of who submitted it and of three who signed it
    expect(hashes).to_have_text([hashes.first.inner_text()] * 4)
    for person in ("First reviewer", "Second reviewer", "Chief editor"):
        expect(chief.locator(".stages")).to_contain_text(person)
    assert_fits(chief)
    paper = chief.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_corrected_figure_is_in_doubt_and_the_note_goes_everywhere(desk, outsider, records, width):
    number, body = records[f"corrected {width}"], records[f"consortium {width}"]
    author = desk("author")
    author.goto(form_address(number))
    press(author, "Open a correction")
    author.fill("[name=text]", f"{NOTE}（{width}）。")
    follow(author.locator(".step form").get_by_role("button", name="Open a correction"))
    retype(author, "19", "21")
    submit(author)
    for login in ("first-reviewer", "second-reviewer", "chief-editor"):
        sign(desk(login), number)

    outsider.goto(f"/en/consortia/{body}/")
    expect(outsider.locator(".src--stale").first).to_contain_text("the source was corrected on")
    assert_fits(outsider)
    for address in (
        f"/zh-hans/articles/{number}/",
        "/zh-hans/articles/?format=atom",
        "/zh-hans/articles/?format=json",
        f"/api/v1/articles/{number}/",
    ):
        assert f"{NOTE}（{width}）" in outsider.request.get(address).text(), address
    mend_the_figure(desk("records-editor"))
    outsider.reload()
    expect(outsider.locator("main")).to_contain_text("21")
    expect(outsider.locator(".src--stale")).to_have_count(0)


def mend_the_figure(editor):
    """From the start page to the figure in doubt, and mend it."""
    doubts = editor.locator("a[href='/admin/consortia/evidence/changes/']")
    follow(doubts.first)
    assert_fits(editor)
    assert_targets(editor, ".review")
    assert_accessible(editor)
    doubt = editor.locator(".doubt", has_text="21家")
    expect(doubt).to_have_count(1)
    follow(doubt.get_by_role("link", name="Mend the fact"))
    editor.fill("#id_value", "21")
    follow(editor.locator("[name=_save]"))
    expect(editor.locator(".messagelist .success")).to_be_visible()
    editor.goto("/admin/consortia/evidence/changes/")
    expect(editor.locator("#content-main")).to_be_visible()
    expect(editor.locator(".doubt", has_text="21家")).to_have_count(0)


def test_quarter_is_checked_and_an_old_text_read_again(desk, records, width):
    number, title = records[f"old {width}"], f"旧稿重读 {width}"
    chief = desk("chief-editor")
    chief.goto("/admin/articles/article/")
    follow(chief.get_by_role("link", name="Sign-offs of a quarter"))
    row = chief.locator("table tbody tr", has_text=title)
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Second reviewer")
    assert_fits(chief)
    with chief.expect_download() as started:
        chief.get_by_role("button", name=re.compile("spreadsheet")).click()
    with Path(started.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    (line,) = [each for each in rows if each["Number"] == f"{number:06}-1"]
    people = [line[name] for name in ("Authors", "First review", "Second review", "Sign-off")]
    assert people == ["Author", "First reviewer", "Second reviewer", "Chief editor"]

    chief.goto("/admin/articles/article/")
    follow(chief.get_by_role("link", name="Pages to look at"))
    follow(chief.get_by_role("link", name="To be read again"))
    assert_fits(chief)
    due = chief.get_by_role("button", name=f"Read, still right: {title}")
    follow(due)
    expect(chief.locator(".messagelist .success")).to_contain_text(title)
    expect(due).to_have_count(0)
