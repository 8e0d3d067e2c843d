"""Compiled queries: the rows that the queryset has, whatever key and moment come first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from portal.core.compiled_query import CompiledQuery
from tests.factories import make_article, make_published_article

pytestmark = pytest.mark.django_db


def build(pk, at):
    return Article.objects.published(at=at).filter(pk=pk).order_by().values_list("pk", "language")


def test_rows_are_those_of_the_queryset_at_that_moment(django_assert_num_queries):
    query, now = CompiledQuery(build), timezone.now()
    draft = make_article()
    public = make_published_article(expires=now + timedelta(hours=1), language="en")
    for at in (now - timedelta(hours=1), timezone.now(), now + timedelta(hours=2)):
        for article in (draft, public):
            rows = list(build(article.pk, at))
            with django_assert_num_queries(1):
                assert query.rows(article.pk, at=at) == rows
    assert query.first(public.pk, at=timezone.now()) == (public.pk, "en")
    assert query.first(draft.pk, at=timezone.now()) is None
