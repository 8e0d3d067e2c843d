"""JSON-LD (schema.org) and Open Graph of a page; each app describes its own records."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import singledispatch

from django.template import Context
from django.templatetags.static import static
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from portal.core import partial_dates
from portal.core.names import CHINESE, ENGLISH, localised

SCRIPT_ESCAPES = {
    "<": "\\u003C",
    ">": "\\u003E",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
UTC_OFFSET = "+08:00"  # every moment that a source prints is Beijing time
OG_LOCALES = {CHINESE: "zh_CN", ENGLISH: "en_GB"}
CARD_WIDTH = 1200  # pixels of the pictures in static/portal/cards
CARD_HEIGHT = 630


@dataclass(frozen=True)
class PageContext:
    """The page of a record: its address, the function that makes paths absolute, and the template context."""

    url: str
    absolute_url: Callable[[str], str]
    context: Context

    def context_list(self, name: str) -> Iterable:
        """The list that the view put into the context under that name; empty where there is none."""
        return self.context.get(name) or ()


@singledispatch
def describe(record, page: PageContext) -> dict:
    """The schema.org properties of a record; each app registers its own models."""
    raise TypeError(f"{type(record).__name__} is not described")


def render_head(context: Context, record=None) -> SafeString:
    """The Open Graph tags and the JSON-LD script of a page about a record, or of a page without one."""
    properties = {}
    graph = []
    if record is not None:
        page = _page_context(context)
        properties = drop_blanks(describe(record, page))
        if properties:
            graph.append({"@id": f"{page.url}#thing", "url": page.url, **properties})
    graph.append(breadcrumbs(context, properties.get("name")))
    script = json_ld_script({"@context": "https://schema.org", "@graph": graph})
    return open_graph_tags(context, properties) + script


def _page_context(context):
    links = context["links"]

    def absolute_url(path):
        return path if "://" in path else links.root + path

    return PageContext(links.canonical, absolute_url, context)


def open_graph_tags(context: Context, properties: dict) -> SafeString:
    """The tags from which a messenger makes the preview of a link, with the picture of the page's section."""
    section = context.get("section")
    links = context["links"]
    page_title = section.label if section else context["site_name"]
    picture = section.sign if section else "portal"
    values = {
        "og:type": "article" if properties.get("@type") == "NewsArticle" else "website",
        "og:site_name": context["site_name"],
        "og:title": properties.get("name") or page_title,
        "og:description": properties.get("description", ""),
        "og:url": links.canonical,
        "og:locale": OG_LOCALES[context["page_language"]],
        "og:image": properties.get("thumbnailUrl")
        or links.root + static(f"portal/cards/{picture}.png"),
        "og:image:width": CARD_WIDTH,
        "og:image:height": CARD_HEIGHT,
    }
    tags = [
        f'<meta property="{name}" content="{conditional_escape(value)}">'
        for name, value in values.items()
        if value
    ]
    tags += ['<meta name="twitter:card" content="summary_large_image">', ""]
    return mark_safe("\n".join(tags))  # noqa: S308  every value is escaped just above


def breadcrumbs(context: Context, last: str | None = None) -> dict:
    """The breadcrumbs from the home page through the section to this page, whose name is `last`."""
    links = context["links"]
    section = context.get("section")
    steps = [(str(context["site_name"]), links.root + context["home_path"])]
    if section:
        steps.append((str(section.label), links.root + section.path))
    _last_name, last_url = steps[-1]
    if last and last_url != links.canonical:
        steps.append((last, links.canonical))
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def json_ld_script(data: dict) -> SafeString:
    """The data as a script element; nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in SCRIPT_ESCAPES.items():
        text = text.replace(character, escaped)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  every < is escaped just above


def drop_blanks(data: dict) -> dict:
    """The data without blank values."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def name_properties(record, field: str = "name") -> dict:
    """The name in the page's language, and the name in the other language where it differs."""
    name = localised(record, field)
    names = {getattr(record, field), getattr(record, f"{field}_en")}
    other_names = names - {name, ""}
    return {"name": name, "alternateName": next(iter(other_names), "")}


def iso_start(text: str) -> str:
    """The beginning of a partial date as ISO 8601; blank where its year is unknown."""
    return _iso(text.partition("/")[0])


def iso_end(text: str) -> str:
    """The end of a partial date as ISO 8601; blank where it is not a range or its year is unknown."""
    return _iso(text.partition("/")[2])


def _iso(part):
    if not part or part.startswith(partial_dates.UNKNOWN_YEAR):
        return ""
    return f"{part}{UTC_OFFSET}" if "T" in part else part
