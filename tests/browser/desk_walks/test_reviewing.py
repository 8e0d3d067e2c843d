"""Walks of reviewers: a remark and its answer, the queue, and all signatures with a finger."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.desk_walks.records import HELD_QUEUE
from tests.browser.desk_walks.review_page import START, form_address, review_address, submit
from tests.browser.page_checks import assert_accessible, assert_fits, assert_targets, wait_until
from tests.browser.writing_page import retype

pytestmark = pytest.mark.browser

CURSOR = "getSelection().anchorNode?.textContent || ''"


def check_review_page(page):
    assert_fits(page)
    assert_targets(page, ".review")
    assert_accessible(page)


def test_remark_is_answered_by_the_changed_words_alone(desk, records, width):
    number = records[f"remark {width}"]
    reviewer, author = desk("first-reviewer"), desk("author")
    reviewer.goto(review_address(number))
    check_review_page(reviewer)
    reviewer.locator("#p3").click(position={"x": 120, "y": 12})
    expect(reviewer.locator("#p3 + #remark [name=paragraph]")).to_have_value("3")
    reviewer.fill("#remark [name=text]", "应为21家")
    follow(reviewer.locator("#remark button"))
    reviewer.locator(".review__return summary").click()
    reviewer.fill("#return [name=text]", "请核对副理事长单位。")
    follow(reviewer.locator("#return button"))

    author.goto(START)
    follow(author.locator(".desk__returned").get_by_role("link", name=f"大会 {width}"))
    wait_until(author, CURSOR, lambda text: "19家" in text)
    retype(author, "19", "21")
    remarks = author.locator("#panel-remarks .remarks > li")
    expect(remarks).to_have_count(2)
    follow(author.locator(".writing-bar [name=_continue]"))
    for left in (1, 0):
        remarks.get_by_role("button", name="Resolved").first.click()
        expect(remarks).to_have_count(left)
    submit(author)

    reviewer.goto(review_address(number))
    expect(reviewer.locator(".block")).to_have_count(1)
    expect(reviewer.locator(".block .pilcrow")).to_have_text("¶3")
    expect(reviewer.locator(".change del")).to_have_text(["19"])
    expect(reviewer.locator(".change ins")).to_have_text(["21"])
    expect(reviewer.locator(".review__text")).not_to_have_attribute("open", "")
    check_review_page(reviewer)


def test_reply_to_a_remark_stands_below_it(desk, records, width):
    number = records[f"reply {width}"]
    reviewer, author = desk("first-reviewer"), desk("author")
    reviewer.goto(review_address(number))
    reviewer.fill("#remark [name=text]", "哪一家？")
    follow(reviewer.locator("#remark button"))
    author.goto(form_address(number))
    author.locator("#panel-remarks .reply__new summary").click()
    author.fill("#panel-remarks .reply__new [name=text]", "见附件。")
    author.locator("#panel-remarks .reply__new button").click()
    expect(author.locator("#panel-remarks .reply")).to_contain_text("见附件。")
    reviewer.reload()
    expect(reviewer.locator(".reply")).to_contain_text("见附件。")
    follow(reviewer.get_by_role("button", name="Resolved"))
    expect(reviewer.locator(".remarks .resolved")).to_have_count(1)


def test_queue_begins_with_the_longest_wait_and_names_what_changed(desk, records, width):
    reviewer = desk("queue-reviewer", language="zh-hans")
    lines = reviewer.locator(".desk__waiting li", has_text="等了").filter(has_text=str(width))
    waiting = [f"{title} {width}" for title, _days in HELD_QUEUE]
    expect(lines.locator("a")).to_have_text(waiting)
    expect(lines.first).to_contain_text("3 日")
    expect(lines.first.locator("strong")).to_contain_text("¶2")
    assert_fits(reviewer)
    follow(lines.first.locator("a"))
    expect(reviewer.locator(".change del")).to_have_text(["150"])
    expect(reviewer.locator(".change ins")).to_have_text(["180"])
    reviewer.goto(START)
    expect(lines.first).to_contain_text(waiting[0])
    expect(lines.first.locator("strong")).not_to_contain_text("¶2")


def test_three_people_sign_with_a_finger(desk, records, width, site):
    number = records[f"phone {width}"]
    title = f"手机审签 {width}"
    for login in ("first-reviewer", "second-reviewer", "chief-editor"):
        page = desk(login, language="zh-hans", touch=True)
        assert_fits(page)
        lines = page.locator(".desk__waiting")
        with page.expect_navigation():
            lines.get_by_role("link", name=title).tap()
        expect(page.locator("h1[lang]")).to_have_text(title)
        check_review_page(page)
        button = page.locator("#sign button")
        expect(button).to_be_in_viewport()
        with page.expect_navigation():
            button.tap()
        expect(page.locator(".messagelist .success")).to_contain_text(title)
    answer = page.request.get(f"/zh-hans/articles/{number}/")
    assert (answer.status, title in answer.text()) == (200, True)
