"""The Atom feed of a list: its newest records, with conditional responses for readers who have it already."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.xmlutils import SimplerXMLGenerator

from portal.listing.export.plain_text import one_line, strip_control_characters
from portal.listing.export.table import FeedEntry

MAX_FEED_ENTRIES = 50
EMPTY_FEED_UPDATED = datetime(2000, 1, 1, tzinfo=UTC)  # when an empty feed was last changed


@dataclass(frozen=True)
class PreparedEntry:
    """An entry as XML, and when it was changed."""

    xml: str
    updated: datetime


def prepare_entry(entry: FeedEntry, root: str) -> PreparedEntry:
    """The XML of an entry of a site with the address `root`."""
    feed = AtomFeed("", root, "")
    feed.add_item(**_item(entry, root))
    out = StringIO()
    Atom1Feed.write_items(feed, SimplerXMLGenerator(out, "utf-8"))
    return PreparedEntry(out.getvalue(), entry.updated)


def atom_response(
    request: HttpRequest, *, title: str, language: str, page: str, entries: list[PreparedEntry]
) -> HttpResponse:
    """The feed of these entries, whose list is at `page`; 304 where the reader has it."""
    root = request.build_absolute_uri("/").removesuffix("/")
    address = request.build_absolute_uri()
    feed = AtomFeed(one_line(title), root + page, "", language=language, feed_url=address)
    feed.items = entries
    body = feed.writeString("utf-8")
    response = HttpResponse(body, content_type=feed.content_type)
    return _conditional_response(request, response, updated=feed.latest_post_date())


def _item(entry, root):
    """The arguments of `add_item` for an entry."""
    link = root + entry.path
    return {
        "title": one_line(entry.title),
        "link": link,
        "description": escape(strip_control_characters(entry.summary)),
        "author_name": one_line(entry.author) or None,
        "unique_id": f"{link}#{entry.key}" if entry.key else link,
        "updateddate": entry.updated,
        "sources": [_absolute_url(root, address) for address in entry.sources],
    }


class AtomFeed(Atom1Feed):
    """A feed of prepared entries, as old as the newest of them, whatever the clock says."""

    def latest_post_date(self):
        """When the newest of the entries was changed."""
        return max((entry.updated for entry in self.items), default=EMPTY_FEED_UPDATED)

    def write_items(self, handler):
        """The prepared entries as they are."""
        for entry in self.items:
            handler.ignorableWhitespace(entry.xml)

    def add_item_elements(self, handler, item):
        """The standard elements, and a link to each source."""
        super().add_item_elements(handler, item)
        for address in item["sources"]:
            handler.addQuickElement("link", "", {"rel": "via", "href": address})

    def add_root_elements(self, handler):
        """The standard elements, and the author that Atom requires where the entries name none."""
        super().add_root_elements(handler)
        if not self.feed["author_name"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", self.feed["title"])
            handler.endElement("author")


def _absolute_url(root, address):
    return root + address if address.startswith("/") else address


def _conditional_response(request, response, *, updated):
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    moment = updated.timestamp()
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(moment)
    return get_conditional_response(
        request, etag=etag, last_modified=int(moment), response=response
    )
