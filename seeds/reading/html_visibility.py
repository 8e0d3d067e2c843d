"""Which elements of an HTML page nobody sees, and which are hidden only until a script shows them."""

import re

from lxml import html

HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.I,
)
# Classes for what is read aloud only
UNSEEN_CLASSES = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"))
# A body is hidden until a script is sure that no frame holds it.
ROOTS = frozenset(("html", "body", "form"))
CONTENT_NAME = re.compile(
    r"content|article|artibody|detail|main|zoom|text|body|entry|post|news|app|root|wrap|page|正文",
    re.I,
)
OVERLAY_NAME = re.compile(
    r"modal|dialog|popup|pop-|layer|policy|agree|protocol|login|cookie|privacy|tip|toast|mask|share|qr|"
    r"comment|menu|nav|foot|template",
    re.I,
)
HEADLINES = ("h1", "h2")
MIN_LENGTH = 60  # characters of a hidden text that is the text of the page
MIN_SENTENCES = 2
SENTENCE = re.compile(r"[。！？]|[.!?](?=\s|$)")


def drop_hidden(tree: html.HtmlElement) -> None:
    """Take the hidden elements out of the document; one that holds the very text of the page stays."""
    hidden = [element for element in tree.iter("*") if _is_hidden(element)]
    outermost = _outermost(hidden)
    shown = _only_text(tree, outermost)
    for element in hidden:
        if element is not shown and element.getparent() is not None:
            element.drop_tree()


def _is_hidden(element: html.HtmlElement) -> bool:
    if element.tag in ROOTS:
        return False
    if element.get("hidden") is not None or (
        element.tag == "dialog" and element.get("open") is None
    ):
        return True
    if UNSEEN_CLASSES.intersection((element.get("class") or "").split()):
        return True
    return bool(HIDDEN_STYLE.search(element.get("style") or ""))


def _outermost(hidden: list[html.HtmlElement]) -> list[html.HtmlElement]:
    """Return the hidden elements that stand in no other one."""
    found = set(hidden)
    return [element for element in hidden if found.isdisjoint(element.iterancestors())]


def _only_text(
    tree: html.HtmlElement, outermost: list[html.HtmlElement]
) -> html.HtmlElement | None:
    """Return the hidden element that holds sentences where all that is seen holds fewer, or None."""
    candidates = [element for element in outermost if _may_be_content(element)]
    if not candidates:
        return None
    best = max(candidates, key=_sentence_count)
    hidden_sentences = sum(map(_sentence_count, outermost))
    seen = _sentence_count(tree) - hidden_sentences
    is_text = _sentence_count(best) >= MIN_SENTENCES and len(_text(best)) >= MIN_LENGTH
    return best if is_text and _sentence_count(best) > 2 * seen else None


def _may_be_content(element: html.HtmlElement) -> bool:
    name = f"{element.get('id') or ''} {element.get('class') or ''}"
    if OVERLAY_NAME.search(name) or element.tag == "dialog":
        return False
    return bool(CONTENT_NAME.search(name)) or next(element.iter(*HEADLINES), None) is not None


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _sentence_count(element: html.HtmlElement) -> int:
    return len(SENTENCE.findall(_text(element)))
