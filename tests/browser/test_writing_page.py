"""The writing page in a browser: what stays in view, and text that outlives tabs, connections and saves."""

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import assert_accessible, assert_fits
from tests.browser.writing_page import (
    STATE,
    TEXT,
    bring_back,
    discard_all,
    new_tab,
    offers,
    open_form,
    save,
    wait_until_kept,
    write,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def author(sign_in):
    """The author's window at an empty form, nothing unsaved from before."""
    page = open_form(sign_in("author"))
    offers(page)
    discard_all(page)
    return page


# Nothing is lost


def test_two_new_drafts_in_two_tabs_are_kept_apart(author):
    write(author, title="甲稿", text="甲的话。")
    wait_until_kept(author)
    tab = new_tab(author)
    assert offers(tab) == []  # the first is open
    write(tab, title="乙稿", text="乙的话。")
    wait_until_kept(tab)
    save(author)
    tab.close()
    again = new_tab(author)
    assert offers(again) == ["乙稿"]
    bring_back(again, "乙稿")
    expect(again.locator(TEXT)).to_have_text("乙的话。")
    save(again)
    assert offers(open_form(again)) == []


def test_text_brought_back_over_another_loses_neither(author):
    write(author, title="甲稿", text="甲的话。")
    wait_until_kept(author)
    author.close()
    tab = new_tab(author)
    write(tab, title="乙稿", text="乙的话。")
    bring_back(tab, "甲稿")
    expect(tab.locator(TEXT)).to_have_text("甲的话。")
    save(tab)
    assert offers(open_form(tab)) == ["乙稿"]
    discard_all(tab)


def test_save_of_another_article_leaves_unsaved_text(author):
    write(author, title="没存的题", text="没存的话。")
    wait_until_kept(author)
    tab = new_tab(author)
    write(tab, title="存了的题", text="存了的话。")
    save(tab)
    with tab.expect_navigation():
        tab.click("[name=_save]")  # to the list
    author.close()
    again = new_tab(tab)
    assert offers(again) == ["没存的题"]
    discard_all(again)


def test_text_typed_without_a_connection_is_kept_and_sent_later(author):
    author.context.set_offline(True)
    write(author, title="断网时写的", text="断网时写的话。")
    expect(author.locator(STATE)).to_contain_text("kept in this browser alone")
    author.keyboard.press("Control+s")
    expect(author.locator(STATE)).to_contain_text("No connection: nothing was sent")
    expect(author.locator(TEXT)).to_have_text("断网时写的话。")
    author.context.set_offline(False)
    wait_until_kept(author)
    save(author)
    expect(author.locator(TEXT)).to_have_text("断网时写的话。")


def test_text_typed_without_a_connection_outlives_its_tab(author):
    author.context.set_offline(True)
    write(author, title="断网又关机", text="断网又关机。")
    expect(author.locator(STATE)).to_contain_text("kept in this browser alone")
    author.close()
    author.context.set_offline(False)
    tab = new_tab(author)
    assert offers(tab) == ["断网又关机"]
    bring_back(tab, "断网又关机")
    expect(tab.locator(TEXT)).to_have_text("断网又关机。")
    save(tab)


def test_text_typed_after_the_session_ended_is_kept_in_the_browser(author):
    cookies = author.context.cookies()
    author.context.clear_cookies(name="sessionid")
    write(author, title="会话过期", text="会话过期后写的。")
    expect(author.locator(STATE)).to_contain_text("sign in again in another tab")
    author.context.add_cookies(cookies)
    author.fill("#id_summary", "又登录了")
    wait_until_kept(author)
    save(author)


def test_save_pressed_twice_makes_one_article(author):
    write(author, title="按了两次", text="按了两次。")
    with author.expect_navigation():
        author.evaluate(
            """() => {
                const save = document.querySelector(".writing-bar [name=_continue]");
                save.click();
                save.click();
            }"""
        )
    author.goto("/admin/articles/article/?q=按了两次")
    expect(author.locator("#result_list tbody tr")).to_have_count(1)


def test_text_that_somebody_overtook_meets_the_conflict(author, sign_in):
    write(author, title="被超过的稿", text="旧话。")
    save(author)
    address = author.url
    author.fill("#id_title", "没存的新题")
    wait_until_kept(author)
    author.close()
    chief = open_form(sign_in("chief-editor"), address)
    chief.fill("#id_title", "主编的题")
    save(chief)
    tab = new_tab(author, address)
    expect(tab.locator(".kept-text")).to_contain_text("The article was saved since")
    bring_back(tab, "没存的新题")
    tab.keyboard.press("Control+s")
    expect(tab.locator(".dispute td").first).to_have_text("主编的题")
    expect(tab.locator("#id_title")).to_have_value("没存的新题")


# The page


def test_untouched_form_is_not_kept(author):
    author.wait_for_timeout(1500)
    expect(author.locator(STATE)).to_have_text("No unsaved changes")


def test_panels_and_preview_follow_what_is_typed(author):
    write(author, title="三方签约", text="莱芜职业技术学院签约。")
    panel = author.locator("#panel-mentions")
    expect(panel.locator(".count")).to_have_text("1")
    panel.locator("summary").click()
    author.get_by_role("button", name="Preview", exact=True).click()
    shown = author.frame_locator(".live-preview iframe")
    expect(shown.locator("h1")).to_have_text("三方签约")
    author.fill("#id_title", "四方签约")
    expect(shown.locator("h1")).to_have_text("四方签约")
    assert author.locator(".live-preview iframe").evaluate("frame => frame.clientWidth") == 390
    author.get_by_role("button", name="Desktop").click()
    assert author.locator(".live-preview iframe").evaluate("frame => frame.clientWidth") == 1024
    assert author.locator(".ProseMirror").bounding_box()["width"] >= 680
    expect(panel).to_have_attribute("open", "")
    author.get_by_role("button", name="Close", exact=True).click()
    expect(author.locator(".live-preview")).to_be_hidden()


def test_number_of_a_paragraph_leads_to_it(author):
    write(author, title="编号", text="第一段。")
    author.keyboard.press("Enter")
    author.keyboard.insert_text("莱芜职业技术学院签约。")
    author.locator("#panel-mentions summary").click()
    author.locator("#panel-mentions a[href='#p2']").click()
    author.keyboard.insert_text("完")
    expect(author.locator("#id_body")).to_have_value(
        "<p>第一段。</p><p>莱芜职业技术学院签约。完</p>"
    )


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (1366, 768), (390, 844)])
def test_bar_stays_in_view_and_the_text_is_wide(sign_in, language, width, height):
    page = open_form(sign_in("author", language=language, width=width, height=height))
    page.wait_for_load_state("networkidle")
    if width >= 1280:
        assert page.locator(".ProseMirror").bounding_box()["width"] >= 680
        assert page.locator("#id_title").bounding_box()["width"] >= 680
    assert_fits(page)
    assert_accessible(page)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    for name in ("_continue", "_submit"):
        expect(page.locator(f".writing-bar [name={name}]")).to_be_in_viewport()
