"""Topics as a line of tags: how it is split, and what comes of it."""

import pytest
from django.forms import modelform_factory
from django.utils import translation

from articles.models import Article, Topic
from articles.tag_parsing import join_tags, split_tags
from tests.factories import make_article, make_topic

LINES = [
    ("钢铁，职业教育", ["钢铁", "职业教育"]),
    ("钢铁、职业教育", ["钢铁", "职业教育"]),
    ("钢铁,职业教育", ["钢铁", "职业教育"]),
    ("钢铁；职业教育;印刷\n物流", ["钢铁", "职业教育", "印刷", "物流"]),
    ("vocational education, steel", ["vocational education", "steel"]),
    (" 钢铁 ，， 钢铁、 ", ["钢铁"]),
    ("two   words", ["two words"]),
    ("", []),
]


@pytest.mark.parametrize(("line", "tags"), LINES)
def test_line_is_split_in_form(db, line, tags):
    form = modelform_factory(Article, fields=["title", "tags"])({"title": "题", "tags": line})
    assert form.is_valid()
    assert form.cleaned_data["tags"] == tags == split_tags(line)


def test_no_line_has_no_tags():
    assert split_tags(None) == []


def test_line_that_is_joined_is_split_into_the_same(db):
    article = make_article(tags=["职业教育", "vocational education", "钢铁"])
    assert split_tags(join_tags(article.tags.all())) == sorted(
        ["职业教育", "vocational education", "钢铁"]
    )


def test_known_topic_is_taken_whatever_the_case(db):
    topic = make_topic(slug="steel", name="Steel", name_en="Steel")
    article = make_article(tags=["STEEL"])
    assert (list(article.tags.all()), Topic.objects.count()) == ([topic], 1)


def test_new_topic_has_a_readable_slug(db):
    make_article(tags=["职业 教育"])
    assert Topic.objects.get().slug == "职业-教育"


@pytest.mark.parametrize(("language", "name"), [("zh-hans", "钢铁"), ("en", "Steel")])
def test_topic_is_called_in_language_of_page(db, language, name):
    with translation.override(language):
        assert str(make_topic()) == name


def test_topic_goes_from_articles_with_its_tagging(db):
    topic = make_topic()
    article = make_article(tags=[topic])
    topic.delete()
    assert list(article.tags.all()) == []
