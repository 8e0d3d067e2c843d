"""Articles and topics as JSON-LD of schema.org."""

from django.urls import reverse
from django.utils.translation import gettext

from articles.card_pictures import has_preview_card
from articles.models import Article, Topic
from articles.printed_roles import EDITING_KINDS, read_printed_roles
from portal.core.json_ld import PageContext, describe, iso_start, name_properties
from portal.core.names import localised


@describe.register
def article_json_ld(record: Article, page: PageContext) -> dict:
    """A NewsArticle: the version that the page shows."""
    version = page.context["version"]
    figures = [figure for figure in page.context_list("figures") if not figure.is_hidden]
    public_from = version.public_from.isoformat(timespec="seconds")
    outlet = _outlet(version)
    author = outlet
    if version.byline:
        author = {"@type": "Person", "name": version.byline}
    return {
        "@type": "NewsArticle",
        "name": version.title,
        "headline": version.title,
        "description": version.summary,
        "inLanguage": record.language,
        "datePublished": iso_start(version.published) or public_from,
        "dateModified": public_from,
        "author": author,
        **_editors_and_reviewers(version),
        "publisher": {"@type": "Organization", "name": str(page.context["site_name"])},
        "sourceOrganization": outlet,
        "creditText": gettext("source not stated") if version.is_source_unstated else "",
        "isBasedOn": version.source_address,
        "image": [page.absolute_url(figure.address) for figure in figures],
        "thumbnailUrl": _card_address(page, record),
        "articleSection": localised(record.column) if record.column else "",
        "keywords": [localised(topic) for topic in page.context_list("topics")],
        "correction": version.note,
    }


def _editors_and_reviewers(version) -> dict:
    """The editors, and everybody else under the printed role as a contributor with that role."""
    editors, contributors = [], []
    for role in read_printed_roles(version.editors):
        people = [{"@type": "Person", "name": name} for name in role.names]
        if role.kind in EDITING_KINDS:
            editors += people
        else:
            contributors += [
                {"@type": "Role", "roleName": role.label, "contributor": person}
                for person in people
            ]
    return {"editor": editors, "contributor": contributors}


def _outlet(version) -> dict | None:
    if not version.outlet:
        return None
    return {"@type": "NewsMediaOrganization", "name": localised(version.outlet)}


def _card_address(page, record) -> str:
    """The address of the picture for link previews; blank where no picture is shown."""
    if not has_preview_card(page.context_list("figures")):
        return ""
    return page.absolute_url(reverse("article-card", args=[record.pk]))


@describe.register
def topic_json_ld(record: Topic, page: PageContext) -> dict:
    """A CollectionPage."""
    return {
        "@type": "CollectionPage",
        **name_properties(record),
        "description": localised(record, "introduction"),
    }
