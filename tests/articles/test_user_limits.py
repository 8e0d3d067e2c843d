"""Limits to columns: what a limited person works on, and that nothing unknown is theirs."""

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from articles.models import Article, ColumnLimit, KeyPoint, Picture, PreviewAnswer, Version
from articles.models.user_limits import COLUMN_PATHS, SHARED_MODELS
from tests.factories import make_article, make_column, make_published_article, make_user

# Limits themselves are for those without any; tags are edited on the article's form alone
NOBODYS = {"articles.columnlimit", "articles.taggedarticle"}


def own_models():
    """The models of the app, without the tables of their history."""
    models = apps.get_app_config("articles").get_models()
    return [model for model in models if not model.__name__.startswith("Historical")]


def allowed(person, model):
    """The keys of the rows that the person may work on."""
    condition = ColumnLimit.objects.condition_for_model(person, model)
    return set(model.objects.filter(condition).values_list("pk", flat=True))


@pytest.fixture
def column(db):
    return make_column(slug="own", name="自")


@pytest.fixture
def limited(column):
    person = make_user("view_article")
    person.column_limits.create(column=column)
    return person


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_every_model_stands_in_one_table(model):
    label = model._meta.label_lower
    tables = (COLUMN_PATHS, SHARED_MODELS, NOBODYS)
    assert [label in table for table in tables].count(True) == 1


def test_tables_name_models_that_exist():
    assert {model._meta.label_lower for model in own_models()} == {
        *COLUMN_PATHS,
        *SHARED_MODELS,
        *NOBODYS,
    }


@pytest.mark.parametrize("label", sorted(COLUMN_PATHS))
def test_path_leads_to_a_column(label, limited):
    assert allowed(limited, apps.get_model(label)) == set()


def test_limited_person_works_in_own_columns_alone(limited, column):
    own = make_article(column=column)
    other = make_article(column=make_column(slug="other", name="他"))
    nowhere = make_article()
    assert allowed(limited, Article) == {own.pk}
    assert allowed(make_user(), Article) == {own.pk, other.pk, nowhere.pk}


@pytest.mark.parametrize("model", [KeyPoint, Picture], ids=lambda model: model.__name__)
def test_parts_belong_to_the_column_of_their_article(model, limited, column):
    own = model.objects.create(article=make_article(column=column))
    other = model.objects.create(article=make_article(column=make_column(slug="other", name="他")))
    assert allowed(limited, model) == {own.pk}
    assert allowed(make_user(), model) == {own.pk, other.pk}


def test_versions_belong_to_the_column_of_their_article(limited, column):
    own = make_published_article(column=column)
    make_published_article(column=make_column(slug="other", name="他"))
    assert allowed(limited, Version) == {own.live.pk}


def test_shared_models_are_for_everybody(limited, column):
    other = make_column(slug="other", name="他")
    assert allowed(limited, type(column)) == {column.pk, other.pk}


@pytest.mark.parametrize("model", [get_user_model(), ColumnLimit], ids=lambda model: model.__name__)
def test_unknown_model_is_refused_to_who_is_limited(model, limited):
    assert model.objects.exists()
    assert allowed(limited, model) == set()


@pytest.mark.parametrize("model", [get_user_model(), ColumnLimit], ids=lambda model: model.__name__)
@pytest.mark.usefixtures("limited")
def test_unknown_model_is_open_to_who_is_not_limited(model):
    assert allowed(make_user(), model) == set(model.objects.values_list("pk", flat=True))


def test_admin_lists_nothing_of_a_model_that_the_table_lost(limited, column, monkeypatch):
    own = KeyPoint.objects.create(article=make_article(column=column))
    request = RequestFactory().get("/")
    request.user = limited
    key_points = site.get_model_admin(KeyPoint)
    assert list(key_points.get_queryset(request)) == [own]
    monkeypatch.delitem(COLUMN_PATHS, "articles.keypoint")
    assert list(key_points.get_queryset(request)) == []
    assert list(Article.objects.visible_to(limited)) == [own.article]


def test_answers_to_previews_lead_to_a_column_through_their_link(limited):
    assert COLUMN_PATHS[PreviewAnswer._meta.label_lower] == "link__article__column"
    assert allowed(limited, PreviewAnswer) == set()
