"""Pages pasted and uploaded in the browser: straight into the draft, or to a report of each file."""

import io
import zipfile

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow

pytestmark = pytest.mark.browser

FORM = "/admin/seeds/upload/add/"
# Labels without values above the text, editors and a signer below it, as college sites print them
PAGE = """\
欢迎访问临江职业技术学院党委宣传部网站!

本站首页 >> 新闻动态 >> 正文

临江职业技术学院承办船舶行业产教融合大会

作者：         编辑：          责任编辑：柳俊波         发布日期：2024-05-22         来源：         点击量：

5月22日，临江船舶行业产教融合发展大会在云湖国际会议中心召开，大会由临江职业技术学院承办，来自校企的代表约150人参加。

会上，临江大学与甲山机械集团有限公司签订战略合作协议，双方将在人才培养、科学研究等方面开展全面深入的合作。

责编：张明明
审签：路时川
"""
NOTE = """\
https://news.example.org/notes/{number}.html
甲山机械集团第{number}期学徒班开班
来源：临江日报  作者：周明  发布时间：2024-06-{number:02} 10:08:31
甲山机械集团有限公司与临江职业技术学院共建的第{number}期学徒班在学院实训楼开班，学员将在车间学习一年。
"""


def pages_zip(total):
    """An archive of that many pages, and of a picture."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(1, total + 1):
            archive.writestr(f"学徒班/第{number}期.txt", NOTE.format(number=number))
        archive.writestr("学徒班/合影.png", b"png")
    return {"name": "学徒班.zip", "mimeType": "application/zip", "buffer": file.getvalue()}


def test_formatted_paste_comes_as_html_and_can_be_made_plain(sign_in):
    page = sign_in("author")
    page.goto(FORM)
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/html", "<table><tr><td>甲</td></tr></table>");
            data.setData("text/plain", "甲");
            const paste = new ClipboardEvent("paste", { clipboardData: data, cancelable: true });
            document.querySelector("[name=text]").dispatchEvent(paste);
        }"""
    )
    expect(page.locator("[name=text]")).to_have_value("<table><tr><td>甲</td></tr></table>")
    page.locator(".page-import__format button").click()
    expect(page.locator("[name=text]")).to_have_value("甲")
    expect(page.locator(".page-import__format")).to_be_hidden()


def test_archive_is_read_to_its_end_and_reported(sign_in):
    page = sign_in("importer")
    page.goto(FORM)
    page.set_input_files("[name=files]", [pages_zip(3)])
    follow(page.locator(".page-import__send button"))
    expect(page.locator("progress")).to_have_count(0, timeout=60_000)
    expect(page.locator(".upload-report > li")).to_have_count(4)
    expect(page.locator(".upload-report a[href*='/article/']")).to_have_count(3)


def test_without_script_a_page_is_sent_on_a_small_screen(browser, site, people, session_of):
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        java_script_enabled=False,
        base_url=site["address"],
    )
    context.add_cookies(session_of("author", people["author"]))
    page = context.new_page()
    page.goto(FORM)
    page.fill("[name=text]", NOTE.format(number=9))
    follow(page.locator(".page-import__send button"))
    expect(page.locator("[name=title]")).to_have_value("甲山机械集团第9期学徒班开班")
    context.close()
