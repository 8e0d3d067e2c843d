"""Pages that gather from all floors, and the addresses that machines ask for."""

from django.db import Error, connection
from django.db.models import CharField, Count, Value
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, TopicSlug
from articles.related_records import attached
from consortia.models import Agreement, Conference, Consortium, Organisation, TrainingBase
from consortia.views.related import parties, partners
from portal.caching.site_version import kept
from portal.core.models import SitePage
from portal.core.names import ENGLISH, current_language, sort_field
from portal.listing.export import taken
from portal.listing.keyset import Order, page_of
from portal.site.report_clusters import stories
from portal.site.topics import TOPICS, filled_topics, topics_with_articles

ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /preview/\nDisallow: /v/\nDisallow: /*/report/\n\nSitemap: {}\n"


@require_safe
def front(request):
    """The way to the home page in the language that the browser asks for; Chinese if it asks for neither."""
    return HttpResponseRedirect(f"/{current_language()}/")


@require_safe
def home(request):
    """The newest of each kind, and how many there are."""
    latest = Article.objects.shown_in(current_language()).for_lists()[:7]
    conferences = Conference.objects.published().select_related("region")
    consortia = Consortium.objects.published().for_lists().order_by(f"organisation__{sort_field()}", "pk")
    context = {
        "articles": latest,
        "conferences": conferences[:4],
        "consortia": consortia[:6],
        "agreements": Agreement.objects.published().prefetch_related(parties())[:4],
        "bases": TrainingBase.objects.published().select_related("region").prefetch_related(partners())[:4],
        "topics": filled_topics()[:16],
        "counts": kept(f"counts {current_language()}", _counts),
    }
    return render(request, "site/home.html", context)


def _counts():
    """How many public things of each kind there are, in one query."""
    kinds = {
        "articles": Article.objects.shown_in(current_language()),
        "consortia": Consortium.objects.published(),
        "organisations": Organisation.objects.published().actors(),
        "conferences": Conference.objects.published(),
        "agreements": Agreement.objects.published(),
        "bases": TrainingBase.objects.published(),
    }
    first, *rest = (
        rows.order_by().values(counted=Value(name, CharField())).annotate(rows=Count("pk")) for name, rows in kinds.items()
    )
    return dict.fromkeys(kinds, 0) | dict(first.union(*rest, all=True).values_list("counted", "rows"))


@require_safe
def topics(request):
    """Every topic that a public article carries."""
    file = taken(request, TOPICS, topics_with_articles(), Order("name", descending=False))
    return file or render(request, "site/topics.html", {"topics": filled_topics()})


@require_safe
def topic(request, slug):
    """One topic: its articles, and the records that rest on them; a former address leads to the present one for ever."""
    found = next((topic for topic in filled_topics() if topic.slug == slug), None)
    if found is None:
        former = get_object_or_404(TopicSlug.objects.select_related("topic"), slug=slug)
        return redirect(former.topic, permanent=True)
    shown = Article.objects.shown_in(current_language()).filter(tags=found)
    page = page_of(shown.for_lists(), Order("listed_on"), request.GET)
    context = {
        "topic": found,
        "page": page,
        "stories": stories(page.rows),
        "groups": attached(Article.objects.published().filter(tags=found)),
    }
    return render(request, "site/topic.html", context)


@require_safe
def site_page(request, place):
    """A page of the site: what the editors wrote for it in the page's language, else what the portal ships."""
    kept = SitePage.objects.filter(place=place).first()
    text = (kept.text_en if current_language() == ENGLISH else kept.text) if kept else ""
    context = {"text": text, "changed_on": kept.changed_on if text else None}
    return render(request, f"portal/{place}.html", context)


@require_safe
def robots(request):
    """What crawlers may read: all but the administration."""
    return HttpResponse(ROBOTS.format(request.build_absolute_uri(reverse("sitemap"))), content_type="text/plain")


@require_safe
def healthz(request):
    """“ok” while the database answers, else 503 and a sentence."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse(_("The database does not answer."), status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
