"""Panels beside the editor; higher packages register theirs here."""

from collections.abc import Callable

from django.http import HttpRequest

from articles.models import Article

Panel = Callable[[Article, HttpRequest], str]
PANELS: list[Panel] = []


def register_panel(panel: Panel) -> Panel:
    """Add a panel: it returns HTML for an article and a request, blank to show nothing."""
    if panel not in PANELS:
        PANELS.append(panel)
    return panel


def editor_panels(article: Article, request: HttpRequest) -> list[str]:
    """The HTML of the panels that have something to show to this person.

    The article is the stored one, or holds what is being typed; a new one has no key.
    """
    panels = [panel(article, request) for panel in PANELS]
    return [text for text in panels if text]
