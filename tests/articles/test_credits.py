"""The names under a public text (责编/审签), made from the record."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from articles.credits import article_credits
from tests.factories import make_article, make_published_article, make_user, pass_reviews

pytestmark = pytest.mark.django_db
RIGHTS = ("submit_article", "first_review_article", "second_review_article", "sign_off_article")


def make_signed(**values):
    """A public article with four people who have Chinese names."""
    people = [make_user(right) for right in RIGHTS]
    for person, (family, given) in zip(people, ("张三", "李四", "王五", "赵六"), strict=True):
        person.last_name, person.first_name = family, given
        person.save()
    article = make_article(author=people[0], **values)
    article.submit(by=people[0])
    for step, person in zip(
        ("pass_first_review", "pass_second_review", "sign_off"), people[1:], strict=True
    ):
        getattr(article, step)(by=person)
    return article


def names(article):
    return [
        signature.name for signature in article_credits(article, article.live.text_hash).signatures
    ]


def test_page_names_the_four_in_one_line(client):
    response = client.get(f"/en/articles/{make_signed().pk}/")
    assertContains(
        response,
        '<p class="signed meta"><span>Responsible editor: 张三</span><span>First review: 李四</span>'
        "<span>Second review: 王五</span><span>Sign-off: 赵六</span></p>",
        html=True,
    )
    assertNotContains(response, "Shipped with the portal")


def test_shipped_text_has_no_names(client):
    article = make_article(author=make_user("submit_article"))
    article.publish_shipped()
    found = article_credits(article, article.live.text_hash)
    assert (found.signatures, found.is_shipped) == ([], True)
    assertNotContains(client.get(f"/en/articles/{article.pk}/"), "Responsible editor:")


def test_signatures_that_a_change_voided_are_not_named():
    article, first, editor = (
        make_article(author=make_user()),
        make_user("first_review_article"),
        make_user("submit_article"),
    )
    article.submit(by=editor)
    article.pass_first_review(by=first)
    article.title = "改"
    article.save()
    article.record_edit(by=editor)
    pass_reviews(article)
    assert names(article)[0] == editor.username
    assert (len(names(article)), first.username in names(article)) == (4, False)


def test_each_version_keeps_its_own_names():
    article = make_published_article()
    before, first = names(article), article.live
    editor = make_user("correct_article", "submit_article")
    article.correct(by=editor, note="改一处")
    article.title = "改"
    article.save()
    article.submit(by=editor)
    pass_reviews(article)
    assert names(article)[0] == editor.username
    assert [
        signature.name for signature in article_credits(article, first.text_hash).signatures
    ] == before


def test_text_that_nobody_signed_has_no_names():
    article = make_article(author=make_user("submit_article"))
    found = article_credits(article, article.text_hash())
    assert (found.signatures, found.is_shipped, found.emergency_signatures) == ([], False, [])


def test_names_take_one_query(django_assert_num_queries):
    article = make_signed()
    text_hash = article.text_hash()
    with django_assert_num_queries(1):
        article_credits(article, text_hash)
