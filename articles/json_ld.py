"""Articles and topics as schema.org says them."""

from django.urls import reverse

from articles.models import Article, Topic
from portal.core.json_ld import Page, described, first_day, names_of
from portal.core.names import local


@described.register
def article(record: Article, page: Page) -> dict:
    """A public text: the version that the page shows."""
    text = page.context["version"]
    outlet = {"@type": "NewsMediaOrganization", "name": local(text.outlet)} if text.outlet else None
    pictures = [_address(page, record, text, place) for place in range(1, len(text.pictures) + 1)]
    return {
        "@type": "NewsArticle",
        "name": text.title,
        "headline": text.title,
        "description": text.summary,
        "inLanguage": record.language,
        "datePublished": first_day(text.published) or text.public_from.isoformat(timespec="seconds"),
        "dateModified": text.public_from.isoformat(timespec="seconds"),
        "author": {"@type": "Person", "name": text.byline} if text.byline else outlet,
        "publisher": {"@type": "Organization", "name": str(page.context["site_name"])},
        "sourceOrganization": outlet,
        "isBasedOn": text.source_address,
        "image": pictures,
        "articleSection": local(record.column) if record.column else "",
        "keywords": [local(topic) for topic in page.gathered("topics")],
        "correction": text.note,
    }


def _address(page, record, text, place):
    return page.absolute(reverse("picture", args=[record.pk, text.number, place]))


@described.register
def topic(record: Topic, page: Page) -> dict:
    """A topic: a page that gathers."""
    return {"@type": "CollectionPage", **names_of(record), "description": local(record, "introduction")}
