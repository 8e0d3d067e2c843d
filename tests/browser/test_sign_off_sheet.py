"""The sign-off sheet on paper: one page of A4, however much it has to say."""

import re
import subprocess

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.browser.conftest import CHROMIUM_FLAGS, find_chromium
from tests.factories import (
    make_article,
    make_column,
    make_outlet,
    make_published_article,
    make_user,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def paper(tmp_path):
    """What prints an article's sheet with its styles, and gives the number of its pages and their sizes."""

    def printed(article, *, language):
        client = Client()
        client.cookies["django_language"] = language
        client.force_login(make_user("view_article"))
        html = client.get(f"/admin/articles/article/{article.pk}/sheet/").text
        sheet, pdf = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
        sheet.write_text(
            html.replace(
                "/static/articles/sign_off_sheet.css", finders.find("articles/sign_off_sheet.css")
            )
        )
        flags = [
            *CHROMIUM_FLAGS,
            "--headless",
            f"--user-data-dir={tmp_path}/profile",
            "--no-pdf-header-footer",
        ]
        subprocess.run(
            [find_chromium(), *flags, f"--print-to-pdf={pdf}", sheet.as_uri()],
            check=True,
            capture_output=True,
            timeout=120,
        )
        found = pdf.read_bytes()
        return len(re.findall(rb"/Type\s*/Page\b", found)), set(
            re.findall(rb"/MediaBox\s*\[([^\]]*)\]", found)
        )

    return printed


def make_wordy():
    """A text that has been through everything, with words as long as they may be."""
    rights = (
        "first_review_article",
        "second_review_article",
        "sign_off_article",
        "emergency_article",
        "correct_article",
    )
    one = make_user(
        "submit_article", "return_article", "withdraw_article", *rights, name="somebody" * 15
    )
    article = make_published_article(
        title="产教融合" * 75,
        column=make_column(name="栏目" * 40),
        outlet=make_outlet(name="日报" * 40),
    )
    article.correct(by=one, note="更正了人数。" * 100)
    article.submit(by=one)
    for number in range(20):
        article.add_remark(by=one, text=f"{number}" + "这一段的人数与来源不符，请核对。" * 20)
    for remark in article.remarks.all():
        remark.resolve(by=one, at=remark.moment)
    for step in ("pass_first_review", "pass_second_review", "sign_off"):
        getattr(article, step)(by=one, emergency="台风预警，值班只剩一人。" * 40)
    article.withdraw(by=one, reason="in_error", note="发布有误。" * 100)
    return article


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("make", [make_article, make_wordy])
def test_sheet_prints_on_one_page_of_a4(make, language, paper):
    pages, boxes = paper(make(), language=language)
    assert pages == 1
    assert {tuple(round(float(edge)) for edge in box.split()) for box in boxes} <= {
        (0, 0, 595, 842),
        (0, 0, 596, 842),
    }


def test_sheet_of_a_signed_text_prints_on_one_page(paper):
    assert paper(make_published_article(), language="zh-hans")[0] == 1
