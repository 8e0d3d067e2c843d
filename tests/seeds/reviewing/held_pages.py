"""Captured pages whose articles are drafts, and what happens to them."""

from seeds.reviewing.decisions import accept
from tests.factories import make_user, pass_reviews
from tests.seeds.invented_proposals import make_capture


def make_draft(*found, **options):
    return make_capture(*found, is_public=False, **options)


def publish(capture):
    """Take the drafts of a page through the three reviews."""
    for article in capture.articles.all():
        article.submit(by=make_user("submit_article"))
        pass_reviews(article)


def accept_all(capture, *, by):
    return [accept(row, by=by) for row in capture.proposals.all()]


def statuses(capture):
    return list(capture.proposals.values_list("status", flat=True))
