"""What an HTML page declares about its publication: meta tags, JSON-LD, time elements, a WeChat script."""

import re
from dataclasses import dataclass

from lxml import html

from seeds.reading.json_ld import read_json_ld
from seeds.reading.placeholder_words import is_placeholder

# Names of meta tags without case and signs, the most reliable first (政府网站 use the first of each).
META_TITLE = ("articletitle",)
META_SOURCE = ("contentsource", "source", "articlepublishername")
META_PUBLISHED = (
    "pubdate",
    "publishdate",
    "publishtime",
    "articlepublishedtime",
    "ogpublishedtime",
    "ogarticlepublishedtime",
    "bytedancepublishedtime",
    "ogreleasedate",
    "ogpubdate",
    "ogtime",
    "datepublished",
    "publicationdate",
    "firstpublishdate",
    "firstpublishedtime",
    "publishedtime",
    "publishedat",
    "publisheddate",
    "releasedate",
    "dcdateissued",
    "dctermsissued",
    "dcdate",
    "citationpublicationdate",
    "parselypubdate",
    "sailthrudate",
    "weiboarticlecreateat",
    "apubtime",
    "date",
)
META_AUTHOR = ("author", "articleauthor", "ogarticleauthor")
META_URL = ("ogurl",)

_SOURCE_LABEL = re.compile(r"^\s*(?:\w{0,4}来源|稿源|Source)\s*[:：]\s*", re.I)
_SIGNS = re.compile(r"[\s._:-]")
_WECHAT_MARK = "mp.weixin.qq.com"
_WECHAT_CONTENT = "js_content"
# var createTime = '2024-05-22 10:40'; publish_time = "2024-05-22"; create_time: JsDecode('…')
_WECHAT_MOMENT = re.compile(
    r"\b(?:ori_?)?(?:createTime|create_time|publishTime|publish_time)\b[^\d\n;]{1,40}"
    r"(\d{4}-\d\d?-\d\d?(?:[ T]\d\d?:\d\d)?|\d{10}(?!\d))",
    re.I,
)
# var ct = "1716345600"; ct: '1716345600'; d.ct = xml ? getXmlValue('ori_create_time.DATA') : '1716345600'
_WECHAT_SECONDS = re.compile(r"\b(?:var\s+|[\w$]+\.)?ct\b[^\d\n;]{1,80}(\d{10})(?!\d)")
SCRIPT_LIMIT = 2_000_000  # characters
_AUTHOR_CARD = frozenset(("author", "vcard"))
AUTHOR_LENGTH = 60  # characters
# Elements whose times belong to something else than the article.
_ASIDE_TAGS = frozenset(("aside", "nav", "footer", "select", "template", "noscript"))
_ASIDE_WORDS = re.compile(r"comment|related|recommend|sidebar|hot|rank|update|modif", re.I)
_ARTICLE_TAGS = frozenset(("article", "header", "main"))


@dataclass(frozen=True, kw_only=True)
class HtmlMetadata:
    """What an HTML page declares about itself; every field is empty for a text page.

    `title`, `source`, `author` come from meta tags meant for them, `publisher` and `authors` from JSON-LD,
    `guessed_title` from trafilatura, which reads the title element and headings. `dates` are the
    publication dates as written, the most reliable first.
    """

    title: str = ""
    source: str = ""
    author: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    guessed_title: str = ""


def read_html_metadata(tree: html.HtmlElement) -> HtmlMetadata:
    """Return what the document declares; scripts and meta tags must still stand in it."""
    tags = read_meta_tags(tree)
    structured = read_json_ld(_json_ld_scripts(tree))
    dates = (
        *structured.dates,
        *(tags[name] for name in META_PUBLISHED if name in tags),
        *_time_elements(tree),
        *_wechat_dates(tree),
    )
    return HtmlMetadata(
        title=first_tag(tags, META_TITLE),
        source=_name(_SOURCE_LABEL.sub("", first_tag(tags, META_SOURCE))),
        author=_name(first_tag(tags, META_AUTHOR)),
        publisher=_name(structured.publisher),
        authors=tuple(
            name for name in map(_name, structured.authors or _marked_authors(tree)) if name
        ),
        dates=tuple(dict.fromkeys(dates)),
    )


def read_meta_tags(tree: html.HtmlElement) -> dict[str, str]:
    """Return the first content of each meta tag that states something, by its name without case and signs."""
    tags: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content and not is_placeholder(content):
            tags.setdefault(_SIGNS.sub("", name).lower(), content)
    return tags


def first_tag(tags: dict[str, str], names: tuple[str, ...]) -> str:
    """Return the content of the first of the meta tags that the page has, "" where it has none."""
    return next((tags[name] for name in names if name in tags), "")


def _name(declared: str) -> str:
    """Return the name as declared, "" for a word that names nobody."""
    name = " ".join(declared.split())
    return "" if is_placeholder(name) else name


def _marked_authors(tree: html.HtmlElement) -> list[str]:
    """Return the names that the markup of the article marks as its authors, each once."""
    marked = [element for element in tree.iter("a", "span", "div", "p") if _is_author_mark(element)]
    names = (" ".join(element.text_content().split()) for element in marked)
    return list(dict.fromkeys(name for name in names if len(name) <= AUTHOR_LENGTH))


def _is_author_mark(element: html.HtmlElement) -> bool:
    is_marked = (
        "author" in (element.get("rel") or "").split()
        or "author" in (element.get("itemprop") or "").split()
        or _AUTHOR_CARD.issubset((element.get("class") or "").split())
    )
    return is_marked and not _is_aside(element)


def _json_ld_scripts(tree: html.HtmlElement) -> list[str]:
    scripts = tree.iter("script")
    return [script.text or "" for script in scripts if "ld+json" in (script.get("type") or "")]


def _time_elements(tree: html.HtmlElement) -> list[str]:
    """Return the dates of the elements that are marked as publication, else of the only time element."""
    marked = [
        _time_of(element)
        for element in tree.iter("time", "span", "div", "p", "abbr", "em")
        if _is_marked(element)
    ]
    if any(marked):
        return [date for date in marked if date]
    times = [element for element in tree.iter("time") if not _is_aside(element)]
    in_article = [element for element in times if _has_ancestor(element, _ARTICLE_TAGS)]
    dates = [
        element.get("datetime") or "" for element in (times if len(times) == 1 else in_article)
    ]
    return [date for date in dates[:1] if date]


def _is_marked(element: html.HtmlElement) -> bool:
    properties = (element.get("itemprop") or "").lower().split()
    return "datepublished" in properties or element.get("pubdate") is not None


def _time_of(element: html.HtmlElement) -> str:
    return element.get("datetime") or element.get("content") or ""


def _is_aside(element: html.HtmlElement) -> bool:
    """Whether a time belongs to a comment, a list of other articles or the last change."""
    if "datemodified" in (element.get("itemprop") or "").lower() or _has_ancestor(
        element, _ASIDE_TAGS
    ):
        return True
    parents = (element, *element.iterancestors())
    return any(_ASIDE_WORDS.search(parent.get("class") or "") for parent in parents)


def _has_ancestor(element: html.HtmlElement, tags: frozenset[str]) -> bool:
    return any(ancestor.tag in tags for ancestor in element.iterancestors())


def _wechat_dates(tree: html.HtmlElement) -> list[str]:
    """Return the moments that the scripts of a WeChat article hold, none for another page."""
    scripts = [script.text for script in tree.iter("script") if script.text]
    is_wechat = tree.find(f".//*[@id='{_WECHAT_CONTENT}']") is not None
    if not is_wechat and not any(_WECHAT_MARK in script for script in scripts):
        return []
    text = "\n".join(scripts)[:SCRIPT_LIMIT]
    matches = (pattern.search(text) for pattern in (_WECHAT_MOMENT, _WECHAT_SECONDS))
    return [match[1] for match in matches if match]
