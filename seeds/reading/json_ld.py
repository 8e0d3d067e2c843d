"""The JSON-LD of a page: when, by which publisher and by whom its article was published."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

TEXT_LIMIT = 500_000  # characters of one script
DEPTH_LIMIT = 8
_WRAPPING = re.compile(
    r"^\s*(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/)?|(?://|/\*)?\s*(?:\]\]>|-->)\s*(?:\*/)?\s*$|;\s*$"
)
_COMMA_BEFORE_END = re.compile(r",(\s*[}\]])")
# For JSON that cannot be parsed: the values as they stand in it
_BROKEN_DATE = re.compile(r'"(?:datePublished|pubDate)"\s*:\s*"([^"\n]{4,60})"')
_BROKEN_PUBLISHER = re.compile(
    r'"publisher"\s*:\s*(?:\{[^{}]{0,300}?"name"\s*:\s*)?"([^"\n]{1,80})"'
)

# Where the article of the page may stand inside another node; lists of other articles are no such place.
NESTING_KEYS = ("@graph", "mainEntity", "mainEntityOfPage")
ARTICLE_ENDING = ("article", "posting", "report")
PAGE_TYPES = frozenset(("", "webpage", "itempage", "creativework"))
PERSON = "person"
DATE_KEYS = ("datePublished", "pubDate")
PUBLISHER_KEYS = ("publisher", "sourceOrganization")


@dataclass(frozen=True)
class StructuredData:
    """Publication dates as written, the publisher, and the people who wrote the article."""

    dates: tuple[str, ...] = ()
    publisher: str = ""
    authors: tuple[str, ...] = ()


def read_json_ld(scripts: list[str]) -> StructuredData:
    """Return what the scripts state about the article of the page; of broken JSON what can be found in it."""
    nodes: list[dict] = []
    broken = []
    for script in scripts:
        text = script[:TEXT_LIMIT]
        try:
            nodes += _nodes(_load(text))
        except (ValueError, RecursionError):
            broken.append(text)
    names = {
        node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node
    }
    ranked = sorted(filter(_is_about_page, nodes), key=_is_only_page)
    dates = [_text(node.get(key)) for node in ranked for key in DATE_KEYS]
    dates += [match[1] for text in broken for match in _BROKEN_DATE.finditer(text)][:1]
    publishers = [_entity_name(node.get(key), names) for node in ranked for key in PUBLISHER_KEYS]
    publishers += [match[1] for text in broken for match in _BROKEN_PUBLISHER.finditer(text)]
    authors = (tuple(_people(node.get("author"), names)) for node in ranked)
    return StructuredData(
        dates=tuple(filter(None, dates))[:1],
        publisher=next(filter(None, publishers), ""),
        authors=next(filter(None, authors), ()),
    )


def _load(text: str) -> object:
    """Return the parsed JSON, comments, commas before an end and escapes aside; raises ValueError."""
    bare = _WRAPPING.sub("", text).strip()
    try:
        return json.loads(bare, strict=False)
    except ValueError:
        repaired = _COMMA_BEFORE_END.sub(r"\1", html.unescape(bare))
        return json.loads(repaired, strict=False)


def _nodes(value: object, depth: int = 0) -> Iterator[dict]:
    """Yield the node and those nested in it that may be the article of the page."""
    if depth > DEPTH_LIMIT:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in NESTING_KEYS:
            yield from _nodes(value.get(key), depth + 1)


def _types(node: dict) -> list[str]:
    types = node.get("@type", "")
    return [str(name).lower() for name in (types if isinstance(types, list) else [types])]


def _is_about_page(node: dict) -> bool:
    return any(name in PAGE_TYPES or name.endswith(ARTICLE_ENDING) for name in _types(node))


def _is_only_page(node: dict) -> bool:
    """Whether a node describes the page as a whole: such a one comes behind the article on it."""
    return not any(name.endswith(ARTICLE_ENDING) for name in _types(node))


def _text(value: object) -> str:
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, dict):
        return _text(value.get("@value"))
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return html.unescape(str(value)).strip() if is_plain else ""


def _entities(value: object, names: dict[str, dict]) -> list[object]:
    """Return the people or bodies of a property, each reference replaced with the node that it means."""
    entities = value if isinstance(value, list) else [value]
    return [_resolve(entity, names) for entity in entities if entity]


def _resolve(entity: object, names: dict[str, dict]) -> object:
    is_reference = isinstance(entity, dict) and "name" not in entity
    return names.get(str(entity.get("@id")), {}) if is_reference else entity


def _entity_name(value: object, names: dict[str, dict]) -> str:
    found = [_name(entity) for entity in _entities(value, names)]
    return next(filter(None, found), "")


def _name(entity: object) -> str:
    return _text(entity.get("name")) if isinstance(entity, dict) else _text(entity)


def _people(value: object, names: dict[str, dict]) -> list[str]:
    """Return the names of the authors that are not said to be bodies."""
    entities = _entities(value, names)
    people = [
        entity for entity in entities if not isinstance(entity, dict) or _may_be_person(entity)
    ]
    return [name for name in map(_name, people) if name]


def _may_be_person(node: dict) -> bool:
    return any(name in ("", PERSON) for name in _types(node))
