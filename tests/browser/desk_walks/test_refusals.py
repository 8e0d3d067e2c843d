"""A walk of somebody who may not sign: refused in form, list and request, and on record in the journal."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.desk_walks.review_page import form_address, press, review_address
from tests.browser.page_checks import assert_fits

pytestmark = pytest.mark.browser

OWN = "wrote or changed this text"


def expect_refusal(page, words):
    expect(page.locator(".messagelist .error")).to_contain_text(words)


def take_in_the_list(page, title, action):
    """Take the step as a bulk action on that article alone."""
    page.goto(f"/admin/articles/article/?q={title}")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    page.locator("#result_list .action-select").check()
    page.select_option("[name=action]", action)
    follow(page.locator(".actions button"))


def post(page, number, action):
    """Send the request of the step without any button; the words of the page that answers."""
    (token,) = [each["value"] for each in page.context.cookies() if each["name"] == "csrftoken"]
    address = f"/admin/articles/article/{number}/step/{action}/"
    site = page.url.split("/admin/")[0]
    headers = {"Referer": site + form_address(number)}
    answer = page.request.post(address, form={"csrfmiddlewaretoken": token}, headers=headers)
    return answer.text()


def test_own_text_is_refused_everywhere_and_the_journal_says_so(desk, records, width):
    number, title = records[f"own {width}"], f"主编自己的稿 {width}"
    chief = desk("chief-editor")
    chief.goto(form_address(number))
    press(chief, "Sign off")
    expect_refusal(chief, OWN)
    take_in_the_list(chief, title, "sign_off")
    expect_refusal(chief, OWN)
    assert_fits(chief)
    assert OWN in post(chief, number, "sign_off")
    chief.goto(f"/admin/core/journalentry/?q={number}")
    refused = chief.locator("#result_list tbody tr", has_text=title).filter(has_text="refused")
    expect(refused).to_have_count(3)
    for row in range(3):
        expect(refused.nth(row)).to_contain_text(OWN)
        expect(refused.nth(row)).to_contain_text("sign-off")
    assert_fits(chief)


def test_second_stage_of_one_person_is_refused_everywhere(desk, records, width):
    number, title = records[f"second {width}"], f"一人两审 {width}"
    reviewer = desk("two-stages")
    reviewer.goto(review_address(number))
    follow(reviewer.locator("#sign button"))
    words = reviewer.locator(".messagelist .error")
    expect(words).to_be_visible()
    said = words.inner_text()
    take_in_the_list(reviewer, title, "pass_second_review")
    expect_refusal(reviewer, said)
    assert "messagelist" in post(reviewer, number, "pass_second_review")
    chief = desk("chief-editor")
    chief.goto(f"/admin/core/journalentry/?q={number}")
    refused = chief.locator("#result_list tbody tr", has_text=title).filter(has_text="refused")
    expect(refused).to_have_count(3)
