"""Pages that gather from all floors, and the addresses that machines ask for."""

from django.db import Error, connection
from django.db.models import CharField, Count, Value
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, TopicSlug
from articles.related_records import related_records
from consortia.models import Agreement, Conference, Consortium, Organisation, TrainingBase
from consortia.views.related import prefetch_parties, prefetch_partners
from portal.caching.site_version import cached_until_change
from portal.core.models import SitePage
from portal.core.names import ENGLISH, current_language, sort_field
from portal.listing.export import export_response
from portal.listing.keyset import KeysetOrder, paginate
from portal.site.report_clusters import cluster_reports
from portal.site.topics import TOPIC_EXPORT, cached_topics, topics_with_articles

ROBOTS_TXT = "User-agent: *\nDisallow: /admin/\nDisallow: /preview/\nDisallow: /v/\nDisallow: /*/report/\n\nSitemap: {}\n"


@require_safe
def redirect_to_home(request):
    """The way to the home page in the language that the browser asks for; Chinese if it asks for neither."""
    return HttpResponseRedirect(f"/{current_language()}/")


@require_safe
def home(request):
    """The newest of each kind, and how many there are."""
    latest = Article.objects.published_in(current_language()).for_lists()[:7]
    conferences = Conference.objects.published().select_related("region")
    consortia = (
        Consortium.objects.published().for_lists().order_by(f"organisation__{sort_field()}", "pk")
    )
    context = {
        "articles": latest,
        "conferences": conferences[:4],
        "consortia": consortia[:6],
        "agreements": Agreement.objects.published().prefetch_related(prefetch_parties())[:4],
        "bases": TrainingBase.objects.published()
        .select_related("region")
        .prefetch_related(prefetch_partners())[:4],
        "topics": cached_topics()[:16],
        "counts": cached_until_change(f"counts {current_language()}", _counts),
    }
    return render(request, "site/home.html", context)


def _counts():
    """How many public things of each kind there are, in one query."""
    kinds = {
        "articles": Article.objects.published_in(current_language()),
        "consortia": Consortium.objects.published(),
        "organisations": Organisation.objects.published().without_consortia(),
        "conferences": Conference.objects.published(),
        "agreements": Agreement.objects.published(),
        "bases": TrainingBase.objects.published(),
    }
    first, *rest = (
        rows.order_by().values(counted=Value(name, CharField())).annotate(rows=Count("pk"))
        for name, rows in kinds.items()
    )
    return dict.fromkeys(kinds, 0) | dict(
        first.union(*rest, all=True).values_list("counted", "rows")
    )


@require_safe
def topic_list(request):
    """Every topic that a public article carries."""
    file = export_response(
        request, TOPIC_EXPORT, topics_with_articles(), KeysetOrder("name", descending=False)
    )
    return file or render(request, "site/topics.html", {"topics": cached_topics()})


@require_safe
def topic_detail(request, slug):
    """One topic: its articles, and the records that rest on them; a former address leads to the present one for ever."""
    found = next((topic for topic in cached_topics() if topic.slug == slug), None)
    if found is None:
        former = get_object_or_404(TopicSlug.objects.select_related("topic"), slug=slug)
        return redirect(former.topic, permanent=True)
    shown = Article.objects.published_in(current_language()).filter(tags=found)
    page = paginate(shown.for_lists(), KeysetOrder("listed_on"), request.GET)
    context = {
        "topic": found,
        "page": page,
        "stories": cluster_reports(page.rows),
        "groups": related_records(Article.objects.published().filter(tags=found)),
    }
    return render(request, "site/topic.html", context)


@require_safe
def site_page(request, place):
    """A page of the site: what the editors wrote for it in the page's language, else what the portal ships."""
    kept = SitePage.objects.filter(place=place).first()
    text = (kept.text_en if current_language() == ENGLISH else kept.text) if kept else ""
    context = {"text": text, "changed_on": kept.changed_on if text else None}
    return render(request, f"site/{place}.html", context)


@require_safe
def robots_txt(request):
    """What crawlers may read: all but the administration."""
    return HttpResponse(
        ROBOTS_TXT.format(request.build_absolute_uri(reverse("sitemap"))), content_type="text/plain"
    )


@require_safe
def health_check(request):
    """“ok” while the database answers, else 503 and a sentence."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse(
            _("The database does not answer."), status=503, content_type="text/plain"
        )
    return HttpResponse("ok", content_type="text/plain")
