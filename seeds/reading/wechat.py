"""A WeChat article saved as a page: its headline, its line of author and account, its text, and no more."""

from lxml import etree, html

CONTENT_ID = "js_content"
TITLE_ID = "activity-name"
META_ID = "meta_content"
ACCOUNT_ID = "js_name"
MOMENT_ID = "publish_time"
REGION_IDS = frozenset(("js_ip_wording_wrp", "js_ip_wording"))
AUTHOR_CLASS = "rich_media_meta_text"
MARKS = frozenset(("原创", "original", "转载", "转自"))


def keep_wechat_article(tree: html.HtmlElement) -> None:
    """Leave of a WeChat article its headline, author, account, moment and text; other pages stay as they are.

    The text is hidden until a script shows it, and is shown here. Author, account and moment are written with
    their labels, since the page tells them apart by its markup alone.
    """
    content = tree.find(f".//*[@id='{CONTENT_ID}']")
    body = tree.find("body")
    title = tree.find(f".//*[@id='{TITLE_ID}']")
    if content is None or body is None or (title is None and content.find_class(AUTHOR_CLASS)):
        return
    content.attrib.pop("style", None)
    kept = [] if title is None else [title]
    kept += [_labelled(label, text) for label, text in _stated(tree)]
    kept.append(content)
    for element in (title, content):
        if element is not None:
            element.tail = None
    body.clear()
    body.extend(kept)


def _labelled(label: str, text: str) -> html.HtmlElement:
    line = etree.Element("p")
    line.text = f"{label}：{text}"
    return line


def _stated(tree: html.HtmlElement) -> list[tuple[str, str]]:
    """Return what the line below the headline states, each with its label."""
    line = tree.find(f".//*[@id='{META_ID}']")
    if line is None:
        return []
    stated = []
    authors = [element for element in line.find_class(AUTHOR_CLASS) if _is_author(element)]
    stated += [("作者", _words(element)) for element in authors]
    for label, name in (("公众号", ACCOUNT_ID), ("发布时间", MOMENT_ID)):
        element = line.find(f".//*[@id='{name}']")
        if element is not None and _words(element):
            stated.append((label, _words(element)))
    return stated


def _is_author(element: html.HtmlElement) -> bool:
    if element.get("id") in (MOMENT_ID, *REGION_IDS):
        return False
    words = _words(element)
    return bool(words) and words.lower() not in MARKS


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
