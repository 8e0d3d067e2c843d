"""Records of higher packages that are related to articles; their providers register here."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from articles.models import Article


@dataclass(frozen=True)
class RelatedGroup:
    """Records of one kind that are related to an article.

    `sign` is the CSS name of the kind. `template` shows the records; `sources` is passed to it.
    """

    sign: str
    label: str
    records: list
    template: str = "articles/_related_records.html"
    sources: object = None


Provider = Callable[[QuerySet[Article]], Iterable[RelatedGroup]]
PROVIDERS: list[Provider] = []
# From the related records of an article: how many of them each other work shares
OverlapCounter = Callable[[Iterable[RelatedGroup]], dict[int, int]]
OVERLAP_COUNTERS: list[OverlapCounter] = []


def register_provider(provider: Provider) -> Provider:
    """Add a provider of related records."""
    if provider not in PROVIDERS:
        PROVIDERS.append(provider)
    return provider


def related_records(articles: QuerySet[Article]) -> list[RelatedGroup]:
    """The public records related to any of the articles, by kind; kinds without records are left out."""
    groups = []
    for provider in PROVIDERS:
        groups += [group for group in provider(articles) if group.records]
    return groups


def register_overlap_counter(counter: OverlapCounter) -> OverlapCounter:
    """Add a counter of the records that works share."""
    if counter not in OVERLAP_COUNTERS:
        OVERLAP_COUNTERS.append(counter)
    return counter


def related_articles(
    article: Article, groups: Iterable[RelatedGroup], *, language: str, most: int = 4
) -> list[Article]:
    """The public articles that share most records with this one, in that language where they exist."""
    shared = Counter()
    for counter in OVERLAP_COUNTERS:
        shared.update(counter(groups))
    del shared[article.work]
    top = dict(shared.most_common(most))
    if not top:
        return []
    articles = Article.objects.published_in(language).filter(work__in=top).for_lists()
    return sorted(articles, key=lambda other: (-top[other.work], -other.pk))
