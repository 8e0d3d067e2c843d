"""Reviewing at three widths: a remark, its paragraph, what changed, and facts that turn amber."""

import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.test_walk import RULES

pytestmark = pytest.mark.browser

WIDTHS = (1280, 1366, 390)
SMALLEST_TARGET = 44
SUBMIT = """
from django.contrib.auth import get_user_model
from articles.models import Article
from portal.core import html
author = get_user_model().objects.get(username="author")
article = Article.objects.create(
    title={title!r}, source_as_printed="齐鲁网",
    body=html.from_paragraphs(["开幕。", "约150人参加。", "共同体有19家副理事长单位。", "闭幕。"]),
)
article.record_edit(by=author)
article.submit(by=author)
print(article.pk)
"""
CORRECT = """
from django.contrib.auth import get_user_model
from articles.models import Article
from consortia.models import Consortium, Evidence, Figure
person = get_user_model().objects.get
article = Article.objects.get(pk={pk})
def sign():
    article.pass_first_review(by=person(username="first-reviewer"))
    article.pass_second_review(by=person(username="second-reviewer"))
    article.sign_off(by=person(username="chief-editor"))
for remark in article.remarks.open():
    remark.close(by=person(username="author"), at=remark.moment)
sign()
body = Consortium.objects.order_by("pk").first()
figure = Figure.objects.create(about=body.organisation, of="other", value=19, name="副理事长单位")
quote = "21家副理事长单位"
Evidence.objects.create(fact=figure, article=article, paragraph=3, quote=quote)
article.correct(by=person(username="chief-editor"), note="数字更正为22")
article.body = article.body.replace("21家", "22家")
article.save()
article.record_edit(by=person(username="author"))
article.submit(by=person(username="author"))
sign()
print(body.pk)
"""
# The controls of the review page that are smaller than a finger, by their words
SMALL = """(smallest) => [...document.querySelectorAll(
    ".review :is(a, button, summary, input, textarea)")]
    .filter((control) => control.type !== "hidden" && control.checkVisibility())
    .filter((control) => control.getBoundingClientRect().height < smallest - 0.5)
    .map((control) => control.outerHTML.slice(0, 120))"""

# Select the first such words of the text in the editor
SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector(".ProseMirror[contenteditable]"), 4);
  let node = walker.nextNode();
  while (!node.data.includes(words)) node = walker.nextNode();
  const start = node.data.indexOf(words);
  getSelection().setBaseAndExtent(node, start, node, start + words.length);
}"""


def run(site, code):
    """The last line that the code prints in a shell on the site's database."""
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", code]
    answer = subprocess.run(
        command, env=site["environment"], check=True, capture_output=True, text=True
    )
    return int(answer.stdout.strip().splitlines()[-1])


def check_page(page):
    """No fault, nothing that scrolls sideways, no control too small for a finger, axe without violations."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(SMALL, SMALLEST_TARGET) == []
    results = Axe().run(page, options=RULES).response
    assert [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in results["violations"]] == []


def wait_until_selected(page, words):
    """Wait until the cursor is in a paragraph with these words; the page forbids to wait inside it."""
    for _tenth in range(100):
        if words in (page.evaluate("getSelection().anchorNode?.textContent") or ""):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the cursor stands elsewhere")


@pytest.mark.parametrize("width", WIDTHS)
def test_remark_at_a_paragraph_fix_and_amber_fact(site, sign_in, width):
    title = f"大会 {width}"
    number = run(site, SUBMIT.format(title=title))
    review = f"/admin/articles/article/{number}/review/"
    reviewer = sign_in("first-reviewer", width=width)
    author = sign_in("author", width=width)
    # Remark at ¶3 with a tap
    reviewer.goto(review)
    check_page(reviewer)
    reviewer.locator(".review__text").evaluate("details => { details.open = true; }")
    reviewer.locator("#p3").click(position={"x": 120, "y": 12})
    expect(reviewer.locator("#p3 + #remark [name=paragraph]")).to_have_value("3")
    reviewer.fill("#remark [name=text]", "应为21家")
    follow(reviewer.locator("#remark button"))
    # The author lands there, answers and mends it
    author.goto(f"/admin/articles/article/{number}/change/#p3")
    wait_until_selected(author, "19家")
    author.goto(review)
    author.locator(".reply__new summary").click()
    author.fill(".reply__new [name=text]", "改了")
    follow(author.locator(".reply__new button"))
    expect(author.locator(".reply")).to_contain_text("改了")
    author.goto(f"/admin/articles/article/{number}/change/")
    author.locator(".ProseMirror[contenteditable]").focus()
    author.evaluate(SELECT, "19")
    author.wait_for_timeout(200)  # the editor takes up a selection by its event
    author.keyboard.insert_text("21")
    expect(author.locator(".ProseMirror[contenteditable]")).to_contain_text("21家")
    follow(author.locator("[name=_continue]").first)
    # The reviewer sees the changed paragraph alone
    reviewer.goto(review)
    expect(reviewer.locator(".block")).to_have_count(1)
    expect(reviewer.locator(".block .pilcrow")).to_have_text("¶3")
    expect(reviewer.locator(".block__text")).to_contain_text("1921")
    check_page(reviewer)
    # A correction after publication turns the fact amber
    body = run(site, CORRECT.format(pk=number))
    reader = sign_in("records-editor", width=width)
    reader.goto(f"/en/consortia/{body}/")
    expect(reader.locator(".src--stale").first).to_contain_text("the source was corrected on")
    reader.goto("/admin/consortia/evidence/changes/")
    check_page(reader)
    doubt = reader.locator(".doubt", has_text="22家").first
    expect(doubt.locator("[name=quote]")).to_have_value("22家副理事长单位")
    follow(doubt.get_by_role("button", name="The fact is still right"))
    expect(reader.locator(".doubt", has_text="22家")).to_have_count(0)
