"""Checks before the submit: what blocks it, what is only said, and where an editor reads it."""

from datetime import date

import pytest
from django.utils import translation

from articles import submit_check_registry
from articles.editor.submit_checks import linked_addresses
from articles.models import ArticleStatus, TransitionRefused
from articles.submit_check_registry import Finding, blocking_findings, run_checks
from portal.core import html
from tests.factories import (
    make_article,
    make_outlet,
    make_picture,
    make_published_article,
    make_topic,
    make_user,
)

TODAY = date(2026, 5, 22)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def said(article):
    return [str(finding) for finding in blocking_findings(article, on=TODAY)]


def refusal(article):
    with pytest.raises(TransitionRefused) as refused:
        article.submit(by=make_user("submit_article"))
    return str(refused.value)


@pytest.fixture
def remark():
    """A check that finds the word “TK”, and blocks nothing."""

    def find(article, *, on):
        if "TK" in article.body:
            yield Finding("TK is still to come.", paragraph=1)

    submit_check_registry.register_check(find)
    yield
    submit_check_registry.CHECKS.remove(find)


# What each finds


@pytest.mark.parametrize(
    ("values", "sentences"),
    [
        ({"rights": "reprint", "source_as_printed": ""}, []),
        ({"rights": "reprint", "source_as_printed": "Qilu Wan Bao"}, []),
        ({"rights": "original", "source_as_printed": ""}, []),
        ({"title": " "}, ["An article needs a title before it is submitted."]),
        ({"published": "2026-05-22"}, []),
        ({"published": "2026-05"}, []),
        (
            {"published": "2026-05-23"},
            ["The day on which the source published it, 2026-05-23, is in the future."],
        ),
        (
            {"published": "2027"},
            ["The day on which the source published it, 2027, is in the future."],
        ),
        ({"published": "XXXX-11-14"}, []),
    ],
)
def test_what_blocks_in_the_words_around_the_text(values, sentences, db):
    assert said(make_article(**values)) == sentences


@pytest.mark.parametrize(
    ("values", "unstated"),
    [
        ({"source_as_printed": " "}, True),
        ({"source_as_printed": "齐鲁网"}, False),
        ({"source_as_printed": "", "rights": "original"}, False),
    ],
)
def test_reprint_without_a_source_says_so_and_is_not_blocked(values, unstated, db):
    findings = run_checks(make_article(**values), on=TODAY)
    assert [finding.is_blocking for finding in findings] == [False] * unstated


def test_reprint_with_an_outlet_is_fine(db):
    assert run_checks(make_article(outlet=make_outlet(), source_as_printed=""), on=TODAY) == []


@pytest.mark.parametrize(
    "title", ["三方签约共建AI基地", "三方签约共建ＡＩ基地", "三方签约共建ai基地 "]
)
def test_title_of_another_article_is_warned_of(title, db):
    other = make_article(title="三方签约共建AI基地")
    findings = run_checks(make_article(title=title), on=TODAY)
    assert [(finding.message, finding.is_blocking) for finding in findings] == [
        (f"Another article has this title: number {other.pk}, draft.", False)
    ]


def test_title_of_its_own_translation_is_no_twin(db):
    original = make_article(title="Steel")
    translated = make_article(title="Steel", translation_of=original, language="en")
    assert run_checks(translated, on=TODAY) == []


@pytest.mark.parametrize(
    ("values", "sentences"),
    [
        ({}, []),
        ({"alt": "", "caption": "Gate"}, ["Picture 2 (Gate) has no alternative text."]),
        ({"credit": " "}, ["Picture 2 (签约现场) has no credit."]),
        (
            {"alt": "", "credit": ""},
            [
                "Picture 2 (without a caption) has no alternative text.",
                "Picture 2 (without a caption) has no credit.",
            ],
        ),
    ],
)
def test_picture_that_lacks_words_is_named(values, sentences, db):
    article = make_article()
    make_picture(article, position=1)
    make_picture(article, position=2, **values)
    assert said(article) == sentences


def text_with(*addresses):
    """An article of which each paragraph links to an address."""
    article = make_article()
    article.body = "\n".join(f'<p>见<a href="{address}">此</a></p>' for address in addresses)
    article.save()
    return article


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_links_to_public_pages_are_fine(language, db):
    public, topic = make_published_article(), make_topic()
    paths = (
        f"articles/{public.pk}/",
        f"articles/{public.pk}/#p1",
        "articles/?year=2024",
        f"topics/{topic.slug}/",
        "",
    )
    assert (
        said(text_with(*(f"/{language}/{path}" for path in paths), "https://example.com/en/none/"))
        == []
    )


@pytest.mark.parametrize(
    "path", ["/articles/999999/", "/nowhere/", "/admin/articles/article/1/change/"]
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_link_without_its_language_or_to_the_desk_blocks_in_every_language_of_the_page(
    path, language, db
):
    article = text_with(path)
    with translation.override(language):
        assert len(blocking_findings(article, on=TODAY)) == 1


@pytest.mark.parametrize(
    "path", ["articles/999999/", "articles/{draft}/", "nowhere/", "topics/none/"]
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_dead_link_within_the_portal_blocks(language, path, db):
    address = f"/{language}/{path.format(draft=make_article().pk)}"
    assert said(text_with("https://example.com/", address)) == [
        f"¶2: The link to {address} leads to no public page."
    ]


def test_links_know_their_paragraph():
    body = '<h2><a href="/en/a/">题</a></h2><p>甲</p><ul><li><a href="/en/b/?x=1&amp;y=2">乙</a></li></ul>'
    assert linked_addresses(body) == [(None, "/en/a/"), (2, "/en/b/?x=1&amp;y=2")]


# What follows


def test_submit_is_refused_with_every_reason(db):
    article = make_article(published="2999")
    make_picture(article, credit="")
    assert refusal(article) == (
        "The day on which the source published it, 2999, is in the future. "
        "Picture 1 (签约现场) has no credit."
    )
    article.refresh_from_db()
    assert (article.status, article.reviews.count()) == (ArticleStatus.DRAFT, 0)


def test_submit_is_not_refused_for_a_remark(remark, db):
    article = make_article(paragraphs=["TK"])
    assert [str(finding) for finding in run_checks(article, on=TODAY)] == [
        "¶1: TK is still to come."
    ]
    article.submit(by=make_user("submit_article"))
    assert article.status == ArticleStatus.FIRST_REVIEW


def test_what_blocks_stands_first(remark, db):
    article = make_article(paragraphs=["TK"], published="2027")
    assert [finding.is_blocking for finding in run_checks(article, on=TODAY)] == [True, False]


def test_check_is_asked_once_however_often_it_is_registered(remark):
    before = len(submit_check_registry.CHECKS)
    submit_check_registry.register_check(submit_check_registry.CHECKS[0])
    assert len(submit_check_registry.CHECKS) == before


def test_form_lists_the_findings(client, remark, db):
    client.force_login(make_user("view_article", "change_article"))
    client.cookies["django_language"] = "en"
    article = make_article(paragraphs=["TK"], published="9999")
    panel = client.get(f"/admin/articles/article/{article.pk}/change/").context["live_panels"]
    words = " ".join(html.TAG.sub(" ", panel).split())
    assert "Must be put right: The day on which the source published it, 9999," in words
    assert "¶1 TK is still to come." in words
