"""The printed roles of a text: their grammar, their form, and where readers and machines see them."""

import json
import re

import pytest
from django.utils.translation import override
from pytest_django.asserts import assertContains

from articles.models import Article
from articles.printed_roles import (
    PrintedRole,
    format_printed_roles,
    parse_printed_roles,
    printed_names,
    read_printed_roles,
)
from tests.articles.article_form import login_editor, post_change
from tests.factories import make_article, make_published_article

ROLES = "责任编辑：柳某；责编：张某某；审签：路某某"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("", []),
        ("柳某、张某某", [("", "柳某", "张某某")]),
        ("责任编辑：柳某", [("责任编辑", "柳某")]),
        (ROLES, [("责任编辑", "柳某"), ("责编", "张某某"), ("审签", "路某某")]),
        ("编辑: 柳某，张某某; 审核 : 路某某", [("编辑", "柳某", "张某某"), ("审核", "路某某")]),
        ("Editor: Li Wei, Wu Jia; Reviewer: Su Ke", [("Editor", "Li Wei", "Wu Jia"), ("Reviewer", "Su Ke")]),
    ],
)  # fmt: skip
def test_text_is_parsed_into_roles(text, roles):
    assert parse_printed_roles(text) == tuple(
        PrintedRole(label, tuple(names)) for label, *names in roles
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("责任编辑：", "“责任编辑：” lacks a name."),
        ("责任编辑：柳某、", "“责任编辑：柳某、” lacks a name."),
        ("责任编辑：柳某；张某某", "“张某某” says no role: write it as 责任编辑：甲."),
        ("编：甲 审：乙", "“编：甲 审：乙” holds more than one “：”: put “；” between two roles."),
        ("责任编辑：柳某；", "Between two “；”, or at the end, stands no role."),
    ],
)  # fmt: skip
def test_text_that_cannot_be_parsed_says_why(text, reason):
    with override("en"), pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        parse_printed_roles(text)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_written_roles_are_read_as_they_were(language):
    roles = parse_printed_roles(ROLES)
    assert parse_printed_roles(format_printed_roles(roles, language)) == roles


def test_stored_text_that_cannot_be_parsed_is_shown_whole():
    assert read_printed_roles("责任编辑：") == (PrintedRole("", ("责任编辑：",)),)
    assert printed_names(ROLES) == ("柳某", "张某某", "路某某")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("zh-hans", ["责任编辑", "责编", "审签"]),
        ("en", ["Printed by the source", "Responsible editor", "Signed off by"]),
    ],
)
def test_public_page_names_each_role_in_the_readers_language(client, language, labels):
    article = make_published_article(editors=ROLES)
    page = client.get(f"/{language}/articles/{article.pk}/", follow=True).text
    line = page.partition('<p class="signed meta">')[2].partition("</p>")[0]
    assert [label for label in labels if label not in line] == []
    assert line.count('<span lang="zh-hans">') == 3


@pytest.mark.django_db
def test_names_without_a_role_keep_their_line(client):
    article = make_published_article(editors="柳某、张某某")
    assertContains(client.get(f"/en/articles/{article.pk}/"), "Responsible editors as printed")


@pytest.mark.django_db
def test_json_ld_tells_editors_from_reviewers(client):
    article = make_published_article(editors=ROLES)
    page = client.get(f"/en/articles/{article.pk}/").text
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1]
    nodes = json.loads(script)
    news = next(node for node in nodes.get("@graph", [nodes]) if node["@type"] == "NewsArticle")
    assert [person["name"] for person in news["editor"]] == ["柳某", "张某某"]
    assert news["contributor"] == [
        {
            "@type": "Role",
            "roleName": "审签",
            "contributor": {"@type": "Person", "name": "路某某"},
        }
    ]


@pytest.mark.django_db
def test_api_gives_each_role_with_its_names(client):
    article = make_published_article(editors=ROLES)
    answer = client.get(f"/api/v1/articles/{article.pk}/").json()
    assert answer["editors"] == ROLES
    assert answer["printed_roles"] == [
        {"kind": "responsible_editor", "label": "责任编辑", "names": ["柳某"]},
        {"kind": "responsible_editor", "label": "责编", "names": ["张某某"]},
        {"kind": "sign_off", "label": "审签", "names": ["路某某"]},
    ]


@pytest.mark.django_db
def test_form_shows_what_it_cannot_read_beside_the_field(client):
    login_editor(client)
    client.cookies["django_language"] = "en"
    article = make_article(editors=ROLES)
    answer = post_change(client, article, editors="责任编辑：柳某 审签：路某某")
    assertContains(answer, "put “；” between two roles")
    assert (answer.status_code, Article.objects.get().editors) == (200, ROLES)
