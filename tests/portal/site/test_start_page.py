"""The start page of the admin: each person finds what they may begin and mend, and nothing else."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import make_organisation, make_user
from tests.seeds.invented_proposals import (
    consortium_proposal,
    make_capture,
    make_proposal_reviewer,
)

pytestmark = pytest.mark.django_db
WRITE = "/admin/articles/article/add/"
IMPORT = "/admin/seeds/upload/add/"
GAPS = "Organisations without region or of no known kind"


@pytest.fixture
def start(client):
    def start(person):
        client.cookies["django_language"] = "en"
        client.force_login(person)
        return client.get("/admin/")

    return start


def test_who_may_write_begins_on_the_start_page(start):
    page = start(make_user("view_article", "add_article"))
    assertContains(page, f'class="button" href="{WRITE}"')
    assertNotContains(page, f'class="button" href="{IMPORT}"')


def test_who_only_reviews_is_offered_no_new_article(start):
    page = start(make_user("view_article"))
    assertNotContains(page, f'class="button" href="{WRITE}"')


def test_gaps_are_listed_for_those_who_mend_them(start):
    make_organisation(name="临江大学", region=None)
    panels = start(make_user("view_organisation", "change_organisation")).context["panels"]
    assert GAPS in [panel.title for panel in panels]


def test_gaps_are_not_listed_for_those_who_only_look(start):
    make_organisation(name="临江大学", region=None)
    assert start(make_user("view_organisation")).context["panels"] == []


def test_captured_page_has_the_title_of_its_article(start):
    make_capture(consortium_proposal(), title="联合体成立")
    (panel,) = start(make_proposal_reviewer()).context["panels"]
    assert [text for text, _ in panel.rows] == ["联合体成立 (1)"]


def test_captured_page_of_another_column_has_the_name_of_its_file(start):
    capture = make_capture(consortium_proposal(), title="联合体成立")
    capture.articles.clear()
    (panel,) = start(make_proposal_reviewer()).context["panels"]
    assert [text for text, _ in panel.rows] == [f"{capture.name} (1)"]
