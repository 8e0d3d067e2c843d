"""What higher floors hang on an article: they register here, as articles know nothing of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from articles.models import Article


@dataclass(frozen=True)
class Group:
    """Records of one kind that rest on an article; `sign` is the name of the kind in the styles.

    `template` shows them, with `sources` for what it shows beside each.
    """

    sign: str
    label: str
    records: list
    template: str = "articles/_attached.html"
    sources: object = None


Provider = Callable[[QuerySet[Article]], Iterable[Group]]
PROVIDERS: list[Provider] = []


def attach(provider: Provider) -> Provider:
    """Have the provider asked for what rests on articles."""
    if provider not in PROVIDERS:
        PROVIDERS.append(provider)
    return provider


def attached(articles: QuerySet[Article]) -> list[Group]:
    """The public records that rest on any of the articles, by kind; kinds without records are left out."""
    return [group for provider in PROVIDERS for group in provider(articles) if group.records]
