"""Articles and topics as schema.org says them."""

from django.urls import reverse

from articles.models import Article, Topic
from portal.core.json_ld import PageContext, describe, iso_start, name_properties
from portal.core.names import localised


@describe.register
def article_json_ld(record: Article, page: PageContext) -> dict:
    """A public text: the version that the page shows."""
    text = page.context["version"]
    outlet = (
        {"@type": "NewsMediaOrganization", "name": localised(text.outlet)} if text.outlet else None
    )
    pictures = [_address(page, record, text, place) for place in range(1, len(text.pictures) + 1)]
    return {
        "@type": "NewsArticle",
        "name": text.title,
        "headline": text.title,
        "description": text.summary,
        "inLanguage": record.language,
        "datePublished": iso_start(text.published)
        or text.public_from.isoformat(timespec="seconds"),
        "dateModified": text.public_from.isoformat(timespec="seconds"),
        "author": {"@type": "Person", "name": text.byline} if text.byline else outlet,
        "publisher": {"@type": "Organization", "name": str(page.context["site_name"])},
        "sourceOrganization": outlet,
        "isBasedOn": text.source_address,
        "image": pictures,
        "articleSection": localised(record.column) if record.column else "",
        "keywords": [localised(topic) for topic in page.context_list("topics")],
        "correction": text.note,
    }


def _address(page, record, text, place):
    return page.absolute_url(reverse("picture", args=[record.pk, text.number, place]))


@describe.register
def topic_json_ld(record: Topic, page: PageContext) -> dict:
    """A topic: a page that gathers."""
    return {
        "@type": "CollectionPage",
        **name_properties(record),
        "description": localised(record, "introduction"),
    }
