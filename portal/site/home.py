"""The home page, and the redirect to it."""

from django.db.models import CharField, Count, Value
from django.http import HttpResponseRedirect
from django.views.decorators.http import require_safe

from articles.models import Article
from consortia.models import Agreement, Conference, Consortium, Organisation, TrainingBase
from consortia.views.related import prefetch_parties, prefetch_partners
from portal.caching.prepared_pages import PreparedPage, prepared_response, register_page
from portal.caching.site_version import cached_until_change
from portal.core.names import current_language, sort_field
from portal.site.topics import cached_topics

ARTICLES_SHOWN = 7
CONSORTIA_SHOWN = 6
RECORDS_SHOWN = 4  # conferences, agreements and training bases each
TOPICS_SHOWN = 16


@require_safe
def redirect_to_home(request):
    """Redirect to the home page in the language that the browser prefers; Chinese if it names neither."""
    return HttpResponseRedirect(f"/{current_language()}/")


@require_safe
def home(request):
    """Show the newest records of each kind, and how many there are."""
    return prepared_response(request, HOME_PAGE)


def _page_context(_request, _pk):
    articles = Article.objects.published_in(current_language()).for_lists()
    consortia = Consortium.objects.published().for_lists()
    conferences = Conference.objects.published().select_related("region")
    agreements = Agreement.objects.published().prefetch_related(prefetch_parties())
    bases = TrainingBase.objects.published().select_related("region")
    return {
        "articles": articles[:ARTICLES_SHOWN],
        "conferences": conferences[:RECORDS_SHOWN],
        "consortia": consortia.order_by(f"organisation__{sort_field()}", "pk")[:CONSORTIA_SHOWN],
        "agreements": agreements[:RECORDS_SHOWN],
        "bases": bases.prefetch_related(prefetch_partners())[:RECORDS_SHOWN],
        "topics": cached_topics()[:TOPICS_SHOWN],
        "counts": cached_until_change(f"counts {current_language()}", _count_records),
    }


def _count_records() -> dict[str, int]:
    """Return how many public records of each kind there are, in one query."""
    querysets = {
        "articles": Article.objects.published_in(current_language()),
        "consortia": Consortium.objects.published(),
        "organisations": Organisation.objects.published().without_consortia(),
        "conferences": Conference.objects.published(),
        "agreements": Agreement.objects.published(),
        "bases": TrainingBase.objects.published(),
    }
    first, *others = [_counted(queryset, name) for name, queryset in querysets.items()]
    counts = first.union(*others, all=True).values_list("counted", "rows")
    return dict.fromkeys(querysets, 0) | dict(counts)


def _counted(queryset, name):
    """Return a queryset of one row: the name and the number of rows; of no row where there are none."""
    named = queryset.order_by().values(counted=Value(name, CharField()))
    return named.annotate(rows=Count("pk"))


HOME_PAGE = register_page(PreparedPage("home", "site/home.html", _page_context, lambda: [0]))
