"""Articles with pictures in their text, for tests."""

from articles.models import Article, MediaItem
from portal.core import html
from tests.factories import make_picture, make_user, make_waiting_article, pass_reviews

KEY = "a1b2c3d4"
BODY = f"<p>第一段。</p>{html.figure(KEY)}<p>第二段。</p>"


def published_with(item: MediaItem, **values) -> Article:
    """A public article that shows the item behind its first paragraph."""
    article = make_waiting_article()
    Article.objects.filter(pk=article.pk).update(body=BODY)
    article.refresh_from_db()
    make_picture(article, media=item, key=KEY, **values)
    article.record_edit(by=make_user())
    pass_reviews(article)
    return article


def article_page(client, article: Article, *, end=""):
    """The answer of the article's English page, or of an address below it."""
    return client.get(f"/en/articles/{article.pk}/{end}")
