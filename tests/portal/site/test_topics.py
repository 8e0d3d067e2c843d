"""The digest form of a topic: points with their paragraphs, and reports of one event together."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from portal.site.report_clusters import cluster_reports
from tests.factories import (
    make_article,
    make_conference,
    make_evidence,
    make_key_point,
    make_outlet,
    make_published_article,
    make_topic,
    make_translation,
    make_user,
    make_waiting_article,
    pass_reviews,
)

pytestmark = pytest.mark.django_db


def make_digest(topic):
    """A public article with one key point."""
    author = make_user("submit_article")
    article = make_article(
        author=author, tags=[topic], outlet=make_outlet(), published="2025-10-28T05:25"
    )
    make_key_point(article, text="547所职业学校", group="就业成效", paragraph=2)
    article.submit(by=author)
    pass_reviews(article)
    return article


def test_topic_shows_the_points_of_its_articles(client):
    topic = make_topic()
    article = make_digest(topic)
    page = client.get(topic.get_absolute_url())
    for text in (
        "齐鲁晚报",
        "2025年10月28日 05:25",
        "就业成效",
        "547所职业学校",
        f"{article.get_absolute_url()}#p2",
    ):
        assertContains(page, text)


def test_reports_of_one_event_stand_together():
    event = make_conference()
    first, other, second = (make_published_article() for _report in range(3))
    for report in (first, second):
        make_evidence(event, report)
    together, alone = cluster_reports([second, other, first])
    assert (together.event, together.articles, together.other_reports) == (
        event,
        [second, first],
        [],
    )
    assert (alone.event, alone.articles) == (None, [other])


def test_reports_that_stand_elsewhere_are_named(client):
    topic, event = make_topic(), make_conference(name="钢铁大会")
    here = make_published_article(tags=[topic])
    there = make_published_article(title="另一家的报道")
    for report in (here, there):
        make_evidence(event, report)
    page = client.get(topic.get_absolute_url())
    assertContains(page, "钢铁大会")
    assertContains(page, "另一家的报道")


def test_report_in_two_languages_is_one_report():
    event, report = make_conference(), make_published_article()
    make_evidence(event, report)
    make_evidence(event, make_translation(report))
    assert [(story.event, story.articles) for story in cluster_reports([report])] == [
        (None, [report])
    ]


def test_hidden_events_and_reports_join_nothing(client):
    topic = make_topic()
    hidden, shown = (
        make_conference(name="隐身会议", is_public=False),
        make_conference(name="公开会议"),
    )
    report = make_published_article(tags=[topic])
    draft = make_waiting_article(title="未审的报道")
    for event in (hidden, shown):
        make_evidence(event, report)
        make_evidence(event, draft)
    make_evidence(hidden, make_published_article(tags=[topic]))
    page = client.get(topic.get_absolute_url())
    assertNotContains(page, "隐身会议")
    assertNotContains(page, "未审的报道")
    assertNotContains(page, 'class="story"')


@pytest.mark.parametrize("rows", [1, 3])
def test_stories_queries_do_not_grow_with_the_rows(rows, django_assert_num_queries):
    events = [make_conference() for _row in range(rows)]
    reports = [make_published_article() for _row in range(2 * rows)]
    for place, report in enumerate(reports):
        make_evidence(events[place % rows], report)
    cluster_reports([])
    with django_assert_num_queries(4):
        assert len(cluster_reports(reports)) == rows
