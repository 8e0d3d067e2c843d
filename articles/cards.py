"""The cards of articles in lists."""

from articles.filters import ArticleFilter
from articles.models import Article
from portal.core.names import current_language
from portal.listing.cards import CardList
from portal.listing.keyset import KeysetOrder


def listed_articles():
    """The public articles with what a card shows, each work once, in the page's language where it exists."""
    return Article.objects.published_in(current_language()).for_lists()


def article_order() -> KeysetOrder:
    """The newest first."""
    return KeysetOrder("listed_on")


ARTICLE_LIST = CardList(
    ArticleFilter,
    Article,
    listed_articles,
    article_order,
    card="articles/_card.html",
    name="article",
)
