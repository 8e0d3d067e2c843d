"""Articles told together: several outlets' reports of one event are one story."""

from dataclasses import dataclass, field

from articles.models import Article
from consortia.models import Conference
from consortia.related_records import conferences_by_work, works_by_conference
from portal.core.names import current_language


@dataclass
class ReportCluster:
    """The articles of a page that report one event, or one article on its own; `elsewhere` are other reports of the event."""

    articles: list[Article]
    event: Conference | None = None
    other_reports: list[Article] = field(default_factory=list)


def cluster_reports(articles: list[Article]) -> list[ReportCluster]:
    """The articles in their order, those of one event together where the first of them stands. Four queries."""
    events = conferences_by_work(article.work for article in articles)
    reports = _reports({event for several in events.values() for event in several})
    told: dict[int, ReportCluster] = {}
    found = []
    for article in articles:
        event = next((event for event in events[article.work] if len(reports[event.pk]) > 1), None)
        if event is None:
            found.append(ReportCluster([article]))
        elif event.pk in told:
            told[event.pk].articles.append(article)
        else:
            told[event.pk] = ReportCluster([article], event)
            found.append(told[event.pk])
    for story in told.values():
        here = {article.pk for article in story.articles}
        story.other_reports = [
            report for report in reports[story.event.pk] if report.pk not in here
        ]
    return found


def _reports(events) -> dict[int, list[Article]]:
    """The public works that report each event, in the page's language where they have it, the newest first."""
    works = works_by_conference(events)
    shown = Article.objects.published_in(current_language()).filter(
        work__in=set().union(*works.values())
    )
    shown = list(shown.for_lists().order_by("-listed_on", "-pk"))
    return {
        event: [article for article in shown if article.work in reporting]
        for event, reporting in works.items()
    }
