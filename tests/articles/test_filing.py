"""Where an article is filed, and when it is public: what an editor may change without a signature."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_published_article, make_user

pytestmark = pytest.mark.django_db


def test_what_needs_no_signature_is_fixed_once_an_article_was_public(client):
    article = make_published_article(go_live=timezone.now() + timedelta(days=30))
    article.correct(by=make_user("correct_article"), note="改")
    client.force_login(make_user("view_article", "change_article"))
    form = client.get(f"/admin/articles/article/{article.pk}/change/").context["adminform"].form
    assert {"language", "translation_of"} & set(form.fields) == set()
