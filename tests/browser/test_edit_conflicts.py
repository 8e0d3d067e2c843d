"""Two people at one text, each with a browser: the second to save sees both, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.page_checks import assert_fits

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(sign_in):
    """Two windows with the same draft open, the author's and the chief editor's."""
    author, chief = sign_in("author"), sign_in("chief-editor", width=390, height=844)
    author.goto("/admin/articles/article/add/")
    author.fill("#id_title", "两人一稿")
    author.fill("#id_summary", "旧摘要")
    author.locator(".ProseMirror[contenteditable]").click()
    author.keyboard.type("第一段。")
    author.click("[name=_continue]")
    author.wait_for_url("**/change/")
    chief.goto(author.url)
    expect(chief.locator(".ProseMirror[contenteditable]")).to_have_text("第一段。")
    return author, chief


def save(page, **typed):
    for name, text in typed.items():
        page.fill(f"#id_{name}", text)
    follow(page.locator("[name=_continue]"))
    expect(page.locator(".messagelist .success, .dispute")).to_be_visible()


def expect_values(page, *, title, summary):
    expect(page.locator("#id_title")).to_have_value(title)
    expect(page.locator("#id_summary")).to_have_value(summary)


def test_second_to_save_sees_both_texts_and_decides(draft):
    author, chief = draft
    save(author, title="作者的题", summary="作者的摘要")
    save(chief, title="主编的题")
    expect(chief.locator(".dispute h2")).to_contain_text("Somebody changed this record")
    expect(chief.locator(".dispute li")).to_contain_text("Author")
    expect(chief.locator(".dispute td").first).to_have_text("作者的题")
    assert_fits(chief)
    expect_values(chief, title="主编的题", summary="作者的摘要")
    save(chief)
    expect(chief.locator(".dispute")).to_have_count(0)
    author.reload()
    expect_values(author, title="主编的题", summary="作者的摘要")


def test_second_to_save_another_field_takes_the_first_along(draft):
    author, chief = draft
    save(author, summary="作者的摘要")
    save(chief, title="主编的题")
    save(chief)
    author.reload()
    expect_values(author, title="主编的题", summary="作者的摘要")
    expect(author.locator(".ProseMirror[contenteditable]")).to_have_text("第一段。")


def test_text_typed_by_both_is_shown_word_by_word(draft):
    author, chief = draft
    for page, words in ((author, "作者加。"), (chief, "主编加。")):
        page.locator(".ProseMirror[contenteditable] p").click()
        page.keyboard.press("End")
        page.keyboard.insert_text(words)
        expect(page.locator(".ProseMirror[contenteditable]")).to_contain_text(words)
    save(author)
    save(chief)
    expect(chief.locator(".dispute .difference del")).to_have_text(["作者"])
    expect(chief.locator(".dispute .difference ins")).to_have_text(["主编"])
    expect(chief.locator(".ProseMirror[contenteditable]")).to_have_text("第一段。主编加。")
