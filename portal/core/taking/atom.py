"""The feed of a list: its newest records, and no answer twice to a reader who has it already."""

from datetime import UTC, datetime
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date

from portal.core.taking.table import Entry
from portal.core.taking.text import one_line, plain

MOST_ENTRIES = 50
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # when an empty feed was last changed


def atom(request: HttpRequest, *, title: str, language: str, page: str, entries: list[Entry], more: str = "") -> HttpResponse:
    """The feed of these entries, whose list is at `page` and goes on at `more`; 304 where the reader has it."""
    root = request.build_absolute_uri("/").removesuffix("/")
    address = request.build_absolute_uri()
    feed = Feed(one_line(title), root + page, "", language=language, feed_url=address, more=more and root + more)
    for entry in entries:
        link = root + entry.path
        author = one_line(entry.author) or None
        words = {"title": one_line(entry.title), "description": escape(plain(entry.summary)), "author_name": author}
        feed.add_item(**words, link=link, unique_id=link, updateddate=entry.updated)
    body = feed.writeString("utf-8")
    return _conditional(request, HttpResponse(body, content_type=feed.content_type), latest=feed.latest_post_date())


class Feed(Atom1Feed):
    """A feed that says when its newest entry was changed, not what the clock says, and where it goes on."""

    def latest_post_date(self):
        """When the newest of the entries was changed."""
        return max((item["updateddate"] for item in self.items), default=LONG_AGO)

    def add_root_elements(self, handler):
        """The usual ones, who answers for the feed, and the address of the next page where there is one."""
        super().add_root_elements(handler)
        if self.feed["more"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["more"]})
        if not self.feed["author_name"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", self.feed["title"])
            handler.endElement("author")


def _conditional(request, response, *, latest):
    response.headers["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    response.headers["Last-Modified"] = http_date(latest.timestamp())
    moment = int(latest.timestamp())
    return get_conditional_response(request, etag=response.headers["ETag"], last_modified=moment, response=response)
