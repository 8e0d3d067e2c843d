"""What higher floors hang on an article: they register here, as articles know nothing of them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from articles.models import Article


@dataclass(frozen=True)
class RelatedGroup:
    """Records of one kind that rest on an article; `sign` is the name of the kind in the styles.

    `template` shows them, with `sources` for what it shows beside each.
    """

    sign: str
    label: str
    records: list
    template: str = "articles/_related_records.html"
    sources: object = None


Provider = Callable[[QuerySet[Article]], Iterable[RelatedGroup]]
PROVIDERS: list[Provider] = []
# From what rests on an article: how often each other work speaks of the same records
OverlapCounter = Callable[[Iterable[RelatedGroup]], dict[int, int]]
OVERLAP_COUNTERS: list[OverlapCounter] = []


def register_provider(provider: Provider) -> Provider:
    """Have the provider asked for what rests on articles."""
    if provider not in PROVIDERS:
        PROVIDERS.append(provider)
    return provider


def related_records(articles: QuerySet[Article]) -> list[RelatedGroup]:
    """The public records that rest on any of the articles, by kind; kinds without records are left out."""
    return [group for provider in PROVIDERS for group in provider(articles) if group.records]


def register_overlap_counter(relater: OverlapCounter) -> OverlapCounter:
    """Have the relater asked which works speak of the same records."""
    if relater not in OVERLAP_COUNTERS:
        OVERLAP_COUNTERS.append(relater)
    return relater


def related_articles(
    article: Article, groups: Iterable[RelatedGroup], *, language: str, most: int = 4
) -> list[Article]:
    """The public works that share most records with the article, in that language where they exist; never itself."""
    works = Counter()
    for relater in OVERLAP_COUNTERS:
        works.update(relater(groups))
    del works[article.work]
    first = dict(works.most_common(most))
    if not first:
        return []
    found = Article.objects.published_in(language).filter(work__in=first).for_lists()
    return sorted(found, key=lambda other: (-first[other.work], -other.pk))
