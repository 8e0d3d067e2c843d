"""The pages of topics: the list of them, and a topic with its articles and records."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.cards import ARTICLE_LIST
from articles.models import Article, TopicSlug
from articles.related_records import related_records
from portal.listing.export import export_response
from portal.listing.keyset import KeysetOrder, paginate
from portal.listing.list_rows import ListOrder
from portal.listing.listing import list_rows
from portal.site.report_clusters import cluster_reports
from portal.site.topics import TOPIC_EXPORT, cached_topics, topics_with_articles


@require_safe
def topic_list(request):
    """Show every topic of public articles, or export them in the format that is asked for."""
    order = KeysetOrder("name", descending=False)
    export = export_response(request, TOPIC_EXPORT, topics_with_articles(), order)
    if export:
        return export
    return render(request, "site/topics.html", {"topics": cached_topics()})


@require_safe
def topic_detail(request, slug):
    """Show a topic with its articles and their records; redirect from a former slug for ever."""
    topic = next((topic for topic in cached_topics() if topic.slug == slug), None)
    if topic is None:
        former = get_object_or_404(TopicSlug.objects.select_related("topic"), slug=slug)
        return redirect(former.topic, permanent=True)
    rows = list_rows("article", {"topic": str(topic.pk)}, at=timezone.now())
    order = ListOrder.like(ARTICLE_LIST.order(), Article)
    page = paginate(rows, order, request.GET)
    numbers = [row.number for row in page.rows]
    page.rows = list(ARTICLE_LIST.records().filter(pk__in=numbers))
    context = {
        "topic": topic,
        "page": page,
        "report_clusters": cluster_reports(page.rows),
        "groups": related_records(Article.objects.published().filter(tags=topic)),
    }
    return render(request, "site/topic.html", context)
