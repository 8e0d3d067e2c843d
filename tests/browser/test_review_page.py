"""A captured page decided by keyboard: what waits is said, nothing is written before its article is out."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow

pytestmark = pytest.mark.browser

PAGE = """\
https://news.example.org/2024/7.html
临江船舶产教融合共同体成立
来源：临江日报  作者：周明  发布时间：2024-05-23 10:08:31
5月22日，临江船舶产教融合共同体成立大会在临江国际会议中心召开。共同体由甲山船舶集团有限公司、临江大学、东岭职业技术学院牵头组建，旨在服务船舶产业发展，培养高素质技术技能人才。
会上，东岭职业技术学院当选临江船舶产教融合共同体理事长单位，甲山船舶集团有限公司当选副理事长单位，来自全国各地的嘉宾约150人参加了会议并实地参观了企业的生产车间。
大会审议通过了《临江船舶产教融合共同体章程》，临江大学与甲山船舶集团有限公司签订战略合作协议，双方将在人才培养、科学研究、社会服务等方面开展全面深入的合作。
临江大学与东岭职业技术学院共建的智能船舶产业学院在会上揭牌，来自行业企业的专家为产业学院首批兼职教师颁发聘书，学院将于今年秋季开始招生。
"""
# Tables that the issue leaves out, and what signing in moves
LEFT_OUT = (
    "seeds_batch",
    "seeds_proposal",
    "django_session",
    "auth_user",
    "sqlite_sequence",
    "axes_",
)
FOLLOWING = (
    "core_searchentry",
    "core_words",
    "core_siteversion",
)  # the search table, which is made anew from the records
MOST = 40  # keys until the page has to be decided


def tables(site):
    """Every row of every table but history, import runs and proposals."""
    with closing(sqlite3.connect(site["database"])) as database:
        names = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        kept = [
            name
            for name in names
            if "historical" not in name and not name.startswith(LEFT_OUT + FOLLOWING)
        ]
        return {
            name: sorted(map(str, database.execute(f'SELECT * FROM "{name}"')))  # noqa: S608  its own
            for name in kept
        }


@pytest.fixture
def desk(browser, site, session_of, tmp_path):
    """The page of a captured page that waits, opened by the signed-in staff member."""
    (tmp_path / "page.txt").write_text(PAGE)
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{site['database']}",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    command = [sys.executable, "manage.py", "import_seeds", str(tmp_path / "page.txt")]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "django_language", "value": "en", "url": site["address"]}])
    context.add_cookies(session_of("admin", site["password"]))
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(f"{site['address']}/admin/seeds/proposal/queue/")
    # Pages of other tests may wait in the queue, too
    follow(page.locator(".queue tbody tr", has_text="page.txt").locator("a").first)
    yield page
    context.close()


def press(page, key):
    """Press a key that sends a form, and wait for the page that answers, with its script."""
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.keyboard.press(key)


def waiting(page):
    return page.locator(".proposal--waiting, .proposal--later").count()


def test_page_is_decided_by_keyboard_and_its_run_undone(desk, site):
    before = tables(site)
    press(desk, "n")  # the first one goes to the end
    press(desk, "k")
    press(desk, "j")
    desk.keyboard.press("r")
    desk.keyboard.type("not this one")
    press(desk, "Enter")
    expect(desk.locator(".messagelist .success")).to_contain_text("refused")
    press(desk, "k")
    while desk.locator(".proposal[aria-current] .kind").inner_text() != "consortium":
        press(desk, "k")
    desk.keyboard.press("e")
    desk.keyboard.type("临江船舶行业产教融合共同体")
    press(desk, "Enter")
    for _key in range(MOST):
        if not waiting(desk):
            break
        if desk.locator(".errornote").count() or desk.locator(".choice.open").count():
            desk.keyboard.press("1")
        press(desk, "a")
    assert (waiting(desk), desk.faults) == (0, [])
    assert tables(site) == before  # the article is a draft
    expect(desk.get_by_role("heading", name="Everything on this page is decided")).to_be_visible()
    assert (
        desk.locator(".summary li", has_text="It waits for its article").count() >= 3
    )  # in the page sent
    expect(desk.locator(".summary li", has_text="临江船舶行业产教融合共同体")).not_to_have_count(0)
    expect(desk.locator(".summary .button", has_text="Start page")).to_be_visible()
    undo_run(desk, site)
    assert tables(site) == before


def undo_run(page, site):
    page.goto(f"{site['address']}/admin/seeds/batch/")
    follow(page.locator("#result_list tbody th a").first)
    follow(page.locator(".object-tools a", has_text="Undo"))
    follow(page.locator("#content-main form button"))
    expect(page.locator(".messagelist .success")).to_contain_text("undone")


def test_page_can_be_decided_without_script_on_a_small_screen(browser, site, desk):
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    context.add_cookies(desk.context.cookies())
    page = context.new_page()
    page.goto(desk.url)
    open_ones = waiting(page)
    follow(page.get_by_role("button", name="Refuse"))
    assert waiting(page) == open_ones - 1
    context.close()
