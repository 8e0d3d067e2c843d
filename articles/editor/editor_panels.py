"""What higher floors show beside a text while it is written: they register here, as articles know nothing of them."""

from collections.abc import Callable

from django.http import HttpRequest

from articles.models import Article

Panel = Callable[[Article, HttpRequest], str]
PANELS: list[Panel] = []


def register_panel(panel: Panel) -> Panel:
    """Have the panel asked for its HTML whenever a text is open on its form; blank shows nothing."""
    if panel not in PANELS:
        PANELS.append(panel)
    return panel


def editor_panels(article: Article, request: HttpRequest) -> list[str]:
    """The panels that have something to show about the stored text to this person."""
    return [shown for panel in PANELS if (shown := panel(article, request))]
