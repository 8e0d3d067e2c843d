"""What a page says, for machines: schema.org as JSON-LD. Each room describes its own records."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import singledispatch

from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.core import partial_dates
from portal.core.names import CHINESE, ENGLISH, localised

SCRIPT_ESCAPES = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    ord("\u2028"): "\\u2028",
    ord("\u2029"): "\\u2029",
}
UTC_OFFSET = "+08:00"  # every moment that a source prints is Beijing time
OG_LOCALES = {CHINESE: "zh_CN", ENGLISH: "en_GB"}
CARD_SIZE = (1200, 630)  # pixels of the drawn pictures


@dataclass(frozen=True)
class PageContext:
    """The page that a record is described on: its own address, how paths become addresses, and what the view gathered."""

    url: str
    absolute_url: Callable[[str], str]
    context: Context

    def context_list(self, name: str) -> Iterable:
        """What the view gave the template under that name; nothing where it gave none."""
        return self.context.get(name) or ()


@singledispatch
def describe(record, page: PageContext) -> dict:
    """What schema.org says of a record; each room registers its own kinds."""
    raise TypeError(f"{type(record).__name__} is not described")


def render_head(context: Context, record=None) -> SafeString:
    """What the head of a page says to machines of its record, or of its section: Open Graph, then the block of data."""
    links = context["links"]
    page = PageContext(
        links.canonical, lambda path: path if "://" in path else links.root + path, context
    )
    said = drop_blanks(describe(record, page)) if record is not None else {}
    things = [{"@id": f"{page.url}#thing", "url": page.url, **said}] if said else []
    things.append(breadcrumbs(context, said.get("name")))
    return open_graph_tags(context, said) + json_ld_script(
        {"@context": "https://schema.org", "@graph": things}
    )


def open_graph_tags(context: Context, said: dict) -> SafeString:
    """What a messenger shows of a link to the page, with the drawn picture of its kind."""
    section, links = context.get("section"), context["links"]
    told = {
        "og:type": "article" if said.get("@type") == "NewsArticle" else "website",
        "og:site_name": context["site_name"],
        "og:title": said.get("name") or (section.label if section else context["site_name"]),
        "og:description": said.get("description", ""),
        "og:url": links.canonical,
        "og:locale": OG_LOCALES[context["page_language"]],
        "og:image": links.root
        + static(f"portal/cards/{section.sign if section else 'portal'}.png"),
        "og:image:width": CARD_SIZE[0],
        "og:image:height": CARD_SIZE[1],
    }
    tags = format_html_join(
        "\n",
        '<meta property="{}" content="{}">',
        ((name, text) for name, text in told.items() if text),
    )
    return tags + mark_safe('\n<meta name="twitter:card" content="summary_large_image">\n')


def breadcrumbs(context: Context, last: str | None = None) -> dict:
    """The way from the home page to this one, through the section it stands in."""
    links, section = context["links"], context.get("section")
    steps = [(str(context["site_name"]), links.root + context["home_path"])]
    if section:
        steps.append((str(section.label), links.root + section.path))
    if last and steps[-1][1] != links.canonical:
        steps.append((last, links.canonical))
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": item}
        for place, (name, item) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def json_ld_script(data: dict) -> SafeString:
    """The data as a script element of its type; nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(SCRIPT_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  every < is escaped just above


def drop_blanks(data: dict) -> dict:
    """The data without what is not known."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def name_properties(record, field: str = "name") -> dict:
    """The name in the page's language, and the other one where it is another."""
    shown = localised(record, field)
    both = {getattr(record, field), getattr(record, f"{field}_en")}
    return {"name": shown, "alternateName": next(iter(both - {shown, ""}), "")}


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
