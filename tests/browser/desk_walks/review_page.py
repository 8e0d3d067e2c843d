"""What reviewers do on their pages."""

from playwright.sync_api import expect

from tests.browser.conftest import follow

START = "/admin/"


def review_address(number):
    return f"/admin/articles/article/{number}/review/"


def form_address(number):
    return f"/admin/articles/article/{number}/change/"


def sign(page, number):
    """Sign the stage at which the article waits."""
    page.goto(review_address(number))
    follow(page.locator("#sign button"))
    expect(page.locator(".messagelist .success")).to_be_visible()


def press(page, name):
    """Press the button of that name in the bar of the writing page."""
    bar = page.get_by_role("group", name="Steps")
    follow(bar.get_by_role("button", name=name, exact=True))


def submit(page):
    press(page, "Submit for review")
    expect(page.locator(".writing-bar__status strong")).to_have_text("waiting for first review")
