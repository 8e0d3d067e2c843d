"""What a template engine costs for prepared pages: the portal's own frame, and the same in Jinja2.

Run inside Django: `manage.py shell -c "from tests.bench.engines import report; report()"`, after `pip install
jinja2`, which the portal does not depend on. Both engines get the same context and the same prepared texts;
what is fixed in the frame is rendered once by both.
"""

import time
from collections.abc import Callable

import jinja2
from django.conf import settings
from django.template import Context, engines
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation
from django.utils.safestring import SafeString

from portal.site.context_processors import site_context

CALLS, ROUNDS = 500, 9
CARD = SafeString(
    '<article class="card"><h3><a href="/en/articles/1/">Title</a></h3></article>' * 8
)
CARDS = [CARD] * 20
BODY = SafeString("<p>Both sides agreed to train people together.</p>" * 200)
PAGES = {
    "/en/articles/": {"rows": CARDS, "filters": BODY},
    "/en/articles/1/": {"rows": [BODY], "filters": ""},
}
PAGE = """{% extends "base.html" %}
{% block title %}{{ heading }}{% endblock %}
{% block description %}{{ summary }}{% endblock %}
{% block structured %}{{ structured }}{% endblock %}
{% block main %}<h1>{{ heading }}</h1>{{ filters }}
{% for row in rows %}{{ row }}{% endfor %}{% endblock %}"""
JINJA_BASE = """{{ fixed }}<html lang="{{ page_language }}">
<title>{% block title %}{% endblock %} · {{ site_name }}</title>
<meta name="description" content="{% block description %}{% endblock %}">
{% block robots %}{% endblock %}
{% block links %}<link rel="canonical" href="{{ links.canonical }}">
{% for code, address in links.alternates.items() %}
<link rel="alternate" hreflang="{{ code }}" href="{{ address }}">{% endfor %}
<link rel="alternate" hreflang="x-default" href="{{ links.default }}">{% endblock %}
{% block feeds %}{% endblock %}{{ fixed }}{% block styles %}{% endblock %}
{% block structured %}{% endblock %}
<body class="{% block body_class %}{% endblock %}">
{% block top %}{{ fixed }}{{ fixed }}{% block plain_view %}{% endblock %}{{ fixed }}
<a href="{{ links.switch_path }}" hreflang="{{ links.switch_code }}" lang="{{ links.switch_code }}">
{{ links.switch_name }}</a>{{ fixed }}{% endblock %}
{% block crumbs %}{{ fixed }}{% endblock %}{% block main %}{% endblock %}
{% block foot %}{{ fixed }}<p>{{ links.canonical }}</p>{{ fixed }}{{ request.path|urlencode }}
{{ fixed }}{% endblock %}"""


def renderers(path: str, context: dict) -> dict[str, Callable[[], str]]:
    """The rendering of a page by each engine, context processors left out of both."""
    request = RequestFactory().get(path, SERVER_NAME="localhost")
    request.resolver_match = resolve(path)
    context = {
        **context,
        "heading": "Ninety colleges & firms",
        "summary": "What they said",
        "structured": BODY[:2000],
        "request": request,
        **site_context(request),
    }
    page = engines["django"].from_string(PAGE).template
    loader = jinja2.DictLoader({"base.html": JINJA_BASE, "page.html": PAGE})
    other = jinja2.Environment(loader=loader, autoescape=True).get_template("page.html")
    fixed = SafeString("x" * 800)
    return {
        "Django": lambda: page.render(Context(dict(context))),
        "Jinja2": lambda: other.render(fixed=fixed, **context),
    }


def microseconds(render: Callable[[], str]) -> float:
    """CPU of one rendering, the quickest of some rounds."""
    spent = []
    for _round in range(ROUNDS):
        began = time.process_time()
        for _call in range(CALLS):
            render()
        spent.append((time.process_time() - began) / CALLS * 1e6)
    return min(spent)


def report() -> None:
    """Print the cost of a prepared list and of a prepared article with each engine."""
    settings.ALLOWED_HOSTS = ["localhost"]
    with translation.override("en"):
        for path, context in PAGES.items():
            for name, render in renderers(path, context).items():
                print(f"{path}: {name}: {microseconds(render):.0f} us")
