"""The addresses of the admin as its URL patterns have them, with good and bad keys, and the forms there."""

import re
from functools import cache
from itertools import chain
from pathlib import Path
from urllib.parse import quote, urljoin

from django.conf import settings
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import URLResolver, get_resolver
from lxml import html

PLACEHOLDER = re.compile(r"<(?:\w+:)?(\w+)>|(\(\[\^/\]\+\))")
READ_NAME = re.compile(r'\b(?:GET|POST|FILES)(?:\.get\(|\.getlist\(|\[)"(\w+)"|name="([\w.-]+)"')
HUGE = "9" * 30
BAD_KEYS = ("0", "-1", HUGE, "abc", "²", "a\x00b", "1.5", "_3A", "%")
STOCK_PAGES = frozenset(("changelist", "change", "delete", "logout"))
SHARED_PAGES = frozenset(
    ("compare", "export", "deleted", "recover", "simple_history", "history", "add")
)
FLOORS = ("portal", "articles", "consortia", "seeds")


def admin_routes() -> list[tuple[str, str]]:
    """Return route and name of each pattern below `admin/`, in their order."""
    found = []

    def walk(patterns, prefix):
        for pattern in patterns:
            route = prefix + str(pattern.pattern).replace("^", "").replace("$", "")
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, route)
            elif route.startswith("admin/"):
                found.append((f"/{route}", pattern.name or ""))

    walk(get_resolver().url_patterns, "")
    return found


def own_routes() -> list[tuple[str, str]]:
    """Return the routes without Django's own lists and forms; of pages that models share, one model's."""
    found: dict[str, tuple[str, str]] = {}
    for route, name in admin_routes():
        model = model_of(route)
        page = (
            name.removeprefix(f"{model._meta.app_label}_{model._meta.model_name}_")
            if model
            else name
        )
        is_shared = page in SHARED_PAGES
        if page and page not in STOCK_PAGES and name not in STOCK_PAGES:
            found.setdefault(page if is_shared else name, (route, name))
    return list(found.values())


@cache
def names_read() -> set[str]:
    """Return every name that a view reads out of a request, or that a template gives to a field."""
    files = chain.from_iterable(
        (Path(settings.BASE_DIR) / floor).rglob(f"*.{kind}")
        for floor in FLOORS
        for kind in ("py", "html")
    )
    texts = (path.read_text() for path in files)
    return {"".join(names) for text in texts for names in READ_NAME.findall(text)}


def fill(route: str, keys: list[str]) -> str:
    """Put the keys into the places of a route; the last one again where there are more places."""
    left = list(keys)

    def take(_place):
        return quote(left.pop(0) if len(left) > 1 else left[0], safe="")

    return PLACEHOLDER.sub(take, route)


def model_of(route: str):
    """Return the registered model that a route belongs to, None for those of the site itself."""
    parts = route.split("/")
    for model in admin.site._registry:
        if parts[2:4] == [model._meta.app_label, model._meta.model_name]:
            return model
    return None


def good_keys(route: str, limit: int) -> list[list[str]]:
    """Return keys of rows that stand, for the places of a route."""
    places = PLACEHOLDER.findall(route)
    model = model_of(route)
    if not places:
        return [[""]]
    if model is None:
        kind = ContentType.objects.get_for_model(next(iter(admin.site._registry)))
        return [[str(kind.pk), "1"]]
    rows = model._default_manager.order_by("-pk")[:limit]
    return [[str(row.pk), *(second_key(row, name) for name, _ in places[1:])] for row in rows]


def second_key(row, place: str) -> str:
    """Return the key that a second place of a route takes beside the row."""
    if place == "name":
        return "submit"
    relations = {"link": "preview_links", "remark": "remarks", "proposal": "proposals"}
    related = getattr(row, relations.get(place, "history"), None)
    newest = related.order_by("-pk").first() if related is not None else None
    return str(newest.pk) if newest else "1"


def addresses(route: str, *, rows=1, bad_keys=BAD_KEYS) -> list[str]:
    """Return the addresses of a route: with the keys of rows that stand, and with bad ones at each place."""
    good = good_keys(route, rows)
    found = [fill(route, keys) for keys in good]
    if not PLACEHOLDER.search(route):
        return found
    found += [fill(route, [bad]) for bad in bad_keys]
    for keys in good[:1]:
        found += [fill(route, [*keys[:-1], bad]) for bad in bad_keys if len(keys) > 1]
    return found


def forms_on(page: str) -> list[dict[str, list[str]]]:
    """Return what each form that a page posts would send: every name with its values, buttons too."""
    return [values for _address, values in posted_forms(page, "")]


def posted_forms(page: str, address: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Return where each form that the page at that address posts goes, and what it would send."""
    if not page.strip():
        return []
    return [
        (urljoin(address, form.get("action") or address), form_values(form))
        for form in html.fromstring(page).forms
        if form.get("method", "").lower() == "post"
    ]


def form_values(form) -> dict[str, list[str]]:
    """Return the values of a form's fields by name, those of boxes that are not ticked too."""
    sent: dict[str, list[str]] = {}
    for field in form.iter("input", "select", "textarea", "button"):
        name = field.get("name")
        if name and name != "csrfmiddlewaretoken":
            value = field.value if field.tag != "button" else field.get("value", "")
            if field.tag == "select" and field.multiple:
                sent.setdefault(name, []).extend(field.value)
            else:
                sent.setdefault(name, []).append(value or field.get("value") or "")
    return sent


def choices_of(page: str, name: str) -> list[str]:
    """Return what a select of that name offers."""
    options = html.fromstring(page).xpath(f"//select[@name='{name}']/option/@value")
    return sorted({value for value in options if value})
