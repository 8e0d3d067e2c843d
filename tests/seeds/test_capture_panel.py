"""What a draft's form says of the page that it was read from: printed roles, blank labels, flags in words."""

import re

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from articles.models import Article
from seeds.models import Capture
from seeds.models.capture import CaptureFlag
from seeds.pages import quality_flags
from tests.factories import make_user
from tests.seeds.captured_pages import import_page_files, write_page_file
from tests.seeds.invented_pages import FIRST_PARAGRAPH, SECOND_PARAGRAPH, TITLE
from tests.seeds.invented_proposals import make_proposal_reviewer

pytestmark = pytest.mark.django_db
BLANKS = "作者：　　编辑：　　责任编辑：柳某　发布日期：2024-05-22　来源：　　点击量："
SENTENCE = "The page prints these labels without a value: 作者, 编辑, 来源, 点击量"


def imported(folder, *lines):
    """The one draft that a page of these lines became."""
    import_page_files(write_page_file(folder, "\n".join(lines)))
    return Article.objects.get()


def change_form(client, article):
    """The draft's form, as an editor opens it in English."""
    client.force_login(make_user("view_article", "change_article"))
    client.cookies["django_language"] = "en"
    return client.get(f"/admin/articles/article/{article.pk}/change/")


def test_draft_keeps_printed_roles_and_lists_blank_labels(tmp_path, client):
    lines = (TITLE, BLANKS, FIRST_PARAGRAPH, SECOND_PARAGRAPH, "责编：张某某", "审签：路某某")
    article = imported(tmp_path, *lines)
    assert article.editors == "责任编辑：柳某；责编：张某某；审签：路某某"
    assert Capture.objects.get().blank_labels == ["作者", "编辑", "来源", "点击量"]
    assertContains(change_form(client, article), SENTENCE)


def test_page_of_decisions_lists_blank_labels_and_flags(tmp_path, client):
    head = f"{BLANKS}　更新时间：2024-05-23"
    imported(tmp_path, TITLE, head, "发布时间：2024-02-30", FIRST_PARAGRAPH, SECOND_PARAGRAPH)
    client.force_login(make_proposal_reviewer())
    client.cookies["django_language"] = "en"
    page = client.get(reverse("admin:seeds_capture_decide", args=[Capture.objects.get().pk]))
    assertContains(page, SENTENCE)
    assertContains(page, '<span class="tag">states an impossible date</span>')


def test_flags_are_shown_in_words(tmp_path, client):
    lines = (TITLE, "发布时间：2024-02-30", FIRST_PARAGRAPH, SECOND_PARAGRAPH)
    article = imported(tmp_path, *lines)
    assert Capture.objects.get().flags == ["impossible_date"]
    assertContains(change_form(client, article), "states an impossible date")


def test_draft_of_a_sound_page_has_no_panel(tmp_path, client):
    article = imported(tmp_path, TITLE, "来源：临江日报", FIRST_PARAGRAPH, SECOND_PARAGRAPH)
    assert "The page that this was read from" not in change_form(client, article).text


def test_every_flag_of_the_reading_has_words():
    names = vars(quality_flags).items()
    flags = {value for name, value in names if name.isupper() and isinstance(value, str)}
    known = {flag for flag in flags if re.fullmatch("[a-z_]+", flag)}
    assert known <= set(CaptureFlag.values)
    assert known >= {"truncated", "dates_disagree", "impossible_date"}
