"""Clusters of articles: several outlets' reports of one event are shown together."""

from dataclasses import dataclass, field

from articles.models import Article
from consortia.models import Conference
from consortia.related_records import conferences_by_work, works_by_conference
from portal.core.names import current_language


@dataclass
class ReportCluster:
    """The articles of a page that report one event, or one article on its own.

    `other_reports` are reports of the event that stand on other pages.
    """

    articles: list[Article]
    event: Conference | None = None
    other_reports: list[Article] = field(default_factory=list)


def cluster_reports(articles: list[Article]) -> list[ReportCluster]:
    """Return the articles in their order, those of one event where the first of them stands. Four queries."""
    events_by_work = conferences_by_work(article.work for article in articles)
    reports = _reports_by_event({event for events in events_by_work.values() for event in events})
    clusters = []
    clusters_by_event: dict[int, ReportCluster] = {}
    for article in articles:
        event = _reported_event(events_by_work[article.work], reports)
        if event is None:
            clusters.append(ReportCluster([article]))
        elif event.pk in clusters_by_event:
            clusters_by_event[event.pk].articles.append(article)
        else:
            cluster = ReportCluster([article], event)
            clusters.append(cluster)
            clusters_by_event[event.pk] = cluster
    for event_id, cluster in clusters_by_event.items():
        cluster.other_reports = _without(reports[event_id], cluster.articles)
    return clusters


def _reported_event(events, reports) -> Conference | None:
    """Return the first event that several works report."""
    return next((event for event in events if len(reports[event.pk]) > 1), None)


def _without(articles, shown) -> list[Article]:
    shown_ids = {article.pk for article in shown}
    return [article for article in articles if article.pk not in shown_ids]


def _reports_by_event(events) -> dict[int, list[Article]]:
    """Return the public articles that report each event, the newest first, one language for each work."""
    works_by_event = works_by_conference(events)
    all_works = set().union(*works_by_event.values())
    published = Article.objects.published_in(current_language()).filter(work__in=all_works)
    articles = list(published.for_lists().order_by("-listed_on", "-pk"))
    reports = {}
    for event_id, works in works_by_event.items():
        reports[event_id] = [article for article in articles if article.work in works]
    return reports
