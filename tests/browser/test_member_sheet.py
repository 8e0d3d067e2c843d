"""A clerk keeps 120 members in a spreadsheet: upload, decide, import, again, export, edit, undo."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow

pytestmark = pytest.mark.browser

TWINS, NAMELESS, ROWS = 10, 3, 120
WIDTHS = [1280, 390]


def fetch(site, query, *values):
    with closing(sqlite3.connect(site["database"])) as database:
        return database.execute(query, values).fetchall()


def memberships(site, consortium):
    """The memberships of the consortium, as the clerk's work can change them."""
    return fetch(
        site,
        "SELECT organisation_id, role, since, until FROM consortia_membership "
        "WHERE consortium_id = ? ORDER BY id",
        consortium,
    )


def twin_names(site):
    """Names that are near those on record: parts of schools and companies."""
    rows = fetch(
        site,
        "SELECT name FROM consortia_organisation WHERE length(name) > 6 "
        "AND (name LIKE '%学院' OR name LIKE '%大学') ORDER BY id",
    )
    return [f"{name}实训中心" for (name,) in rows[:TWINS]]


def member_list(names):
    """A workbook of 120 rows below a title, three of them without a name."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append(["成员单位一览表"])
    sheet.merge_cells("A1:D1")
    sheet.append(["序号", "单位名称", "担任职务", "入会日期"])
    for number in range(1, ROWS + 1):
        name = names[number - 1] if number <= len(names) else f"新设第{number}实业有限公司"
        if number > ROWS - NAMELESS:
            name = ""
        sheet.append([number, name, "理事单位", "2024年5月"])
    book.save(file)
    return file.getvalue()


def upload(page, consortium, data):
    page.goto(f"/admin/consortia/consortium/{consortium}/members/")
    page.set_input_files(
        "#id_file", {"name": "members.xlsx", "mimeType": "application/xlsx", "buffer": data}
    )
    follow(page.locator(".sheet form button").first)


def count(page, key):
    return int(page.locator(f".sheet__counts a[href='#{key}'] b").inner_text())


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def download(page, consortium):
    page.goto(f"/admin/consortia/consortium/{consortium}/members/")
    with page.expect_download() as started:
        page.get_by_role("link", name="XLSX", exact=True).click()
    return Path(started.value.path()).read_bytes()


def edited(data):
    """The downloaded file with the first day of two members changed, as a spreadsheet saves it."""
    book, file = openpyxl.load_workbook(io.BytesIO(data)), io.BytesIO()
    sheet = book.active
    since = [cell.value for cell in sheet[1]].index("Since") + 1
    last = sheet.max_row
    for row in (last - 1, last):
        sheet.cell(row, since).value = "2025-01"
    book.save(file)
    return file.getvalue()


def test_clerk_imports_a_list_and_takes_an_edit_back(site, sign_in):
    page = sign_in("records-editor")
    ((consortium,),) = fetch(
        site, "SELECT organisation_id FROM consortia_consortium ORDER BY organisation_id LIMIT 1"
    )
    before = memberships(site, consortium)
    data = member_list(twin_names(site))

    upload(page, consortium, data)
    assert (count(page, "decide"), count(page, "faulty")) == (TWINS, NAMELESS)
    assert count(page, "new") == ROWS - TWINS - NAMELESS
    assert count(page, "missing") == len(before)
    for question in page.locator("#decide fieldset").all():
        question.locator("input[value=new]").check()
    follow(page.locator("[name=apply]"))
    expect(page.locator(".messagelist")).to_contain_text("faulty")
    page.check("[name=without_faulty]")
    follow(page.locator("[name=apply]"))
    written = memberships(site, consortium)
    assert len(written) == len(before) + ROWS - NAMELESS
    result = page.url
    page.go_back()
    if page.locator("[name=apply]").count():
        follow(page.locator("[name=apply]"))
    assert memberships(site, consortium) == written

    upload(page, consortium, data)
    counts = [count(page, key) for key in ("new", "decide", "changed")]
    assert counts == [0, 0, 0]
    page.check("[name=without_faulty]")
    follow(page.locator("[name=apply]"))
    assert memberships(site, consortium) == written

    upload(page, consortium, edited(download(page, consortium)))
    assert [count(page, key) for key in ("new", "decide", "changed", "missing")] == [0, 0, 2, 0]
    follow(page.locator("[name=apply]"))
    changed = memberships(site, consortium)
    assert [row[2] for row in changed if row not in written] == ["2025-01", "2025-01"]
    follow(page.locator("[name=undo]"))
    assert memberships(site, consortium) == written
    page.goto(result)
    follow(page.locator("[name=undo]"))
    assert memberships(site, consortium) == before


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_fit_the_screen(site, sign_in, language, width):
    page = sign_in("records-editor", language=language, width=width)
    ((consortium,),) = fetch(
        site, "SELECT organisation_id FROM consortia_consortium ORDER BY organisation_id LIMIT 1"
    )
    upload(page, consortium, member_list(twin_names(site)))
    assert fits(page)
    page.goto(f"/admin/consortia/consortium/{consortium}/members/")
    assert fits(page)
    page.goto("/admin/consortia/sheetimport/")
    assert fits(page)
