"""The feed of a list: its newest records, and no answer twice to a reader who has it already."""

from datetime import UTC, datetime
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date

from portal.listing.export.plain_text import one_line, strip_control_characters
from portal.listing.export.table import FeedEntry

MAX_FEED_ENTRIES = 50
EMPTY_FEED_UPDATED = datetime(2000, 1, 1, tzinfo=UTC)  # when an empty feed was last changed


def atom_response(
    request: HttpRequest, *, title: str, language: str, page: str, entries: list[FeedEntry]
) -> HttpResponse:
    """The feed of these entries, whose list is at `page`; 304 where the reader has it."""
    root = request.build_absolute_uri("/").removesuffix("/")
    address = request.build_absolute_uri()
    feed = AtomFeed(one_line(title), root + page, "", language=language, feed_url=address)
    for entry in entries:
        link, name = root + entry.path, root + entry.path + (entry.key and f"#{entry.key}")
        author = one_line(entry.author) or None
        words = {
            "title": one_line(entry.title),
            "description": escape(strip_control_characters(entry.summary)),
            "author_name": author,
        }
        feed.add_item(
            **words,
            link=link,
            unique_id=name,
            updateddate=entry.updated,
            sources=[_whole(root, path) for path in entry.sources],
        )
    body = feed.writeString("utf-8")
    return _conditional(
        request, HttpResponse(body, content_type=feed.content_type), latest=feed.latest_post_date()
    )


class AtomFeed(Atom1Feed):
    """A feed that says when its newest entry was changed, not what the clock says."""

    def latest_post_date(self):
        """When the newest of the entries was changed."""
        return max((item["updateddate"] for item in self.items), default=EMPTY_FEED_UPDATED)

    def add_item_elements(self, handler, item):
        """The usual ones, and where what is said comes from."""
        super().add_item_elements(handler, item)
        for address in item["sources"]:
            handler.addQuickElement("link", "", {"rel": "via", "href": address})

    def add_root_elements(self, handler):
        """The usual ones, and who answers for the feed."""
        super().add_root_elements(handler)
        if not self.feed["author_name"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", self.feed["title"])
            handler.endElement("author")


def _whole(root, address):
    return root + address if address.startswith("/") else address


def _conditional(request, response, *, latest):
    response.headers["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    response.headers["Last-Modified"] = http_date(latest.timestamp())
    moment = int(latest.timestamp())
    return get_conditional_response(
        request, etag=response.headers["ETag"], last_modified=moment, response=response
    )
