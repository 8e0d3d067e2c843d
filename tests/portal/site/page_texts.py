"""What a page says to a person, as a screen reader reads it, and what of it is in the wrong language."""

import json
import re
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models
from lxml import html

READ_ATTRIBUTES = ("placeholder", "title", "aria-label", "alt", "label")
SILENT_TAGS = {"script", "style", "textarea", "svg"}  # what a person typed is no text of ours
BUTTON_TYPES = {"submit", "button", "reset"}
SCRIPT_PLACE = re.compile(r"\{\w*\}|%\(?\w*\)?s")  # where a script puts a value in
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
TAGS_AND_BREAKS = re.compile(r"<[^<>]*>|\n")
LATIN = re.compile(r"[A-Za-z][A-Za-z'’]+")
FOREIGN_SCRIPTS = {"zh-hans": LATIN, "en": CHINESE}
# Addresses, names of files and their endings, hashes, names of users, moments as machines write them
DATA = re.compile(
    r"https?://\S+|\S+@\S+|/[\w/.-]+|\*?\.[a-z]{2,5}\b|\b\w+\.(?:html|txt|zip|csv|png)\b"
    r"|\b[0-9a-f]{40,}\b|\w{0,6}\*{6,}|person\d+|\b[XY]{4}-\w\w-\w\w\b|\bmd5\b"
)
# Formats, licences, keys of a keyboard, zones and the two languages, which are called so everywhere
NAMES = {
    "URL", "HTML", "DOI", "Atom", "CSV", "XLSX", "XLS", "ODS", "JSON", "ISO", "EDTF", "JPEG", "PNG",
    "WebP", "GIF", "SVG", "PDF", "Word", "WPS", "Excel", "PowerPoint", "ODF", "ZIP", "LDAP", "SHA",
    "UTC", "GB", "Esc", "CC", "BY", "NC", "ND", "SA", "MB", "KB", "Ctrl", "Control", "Command", "Mac", "Asia",
    "Shanghai", "English", "简体中文", "Aa",
}  # fmt: skip
# Examples of what sources print and of what heads a column, shown in both languages as they are
EXAMPLES = (
    "Editor: A, B; Reviewed by: C",
    "责任编辑：甲、乙；审签：丙",
    "“单位名称”",
    "“Organisation”",
    "“协议名称”",
    "“基地名称”",
)
# Columns without choices that hold codes of ours all the same: no page shows them raw
CODE_COLUMNS = {
    ("journalentry", "what"),
    ("journalentry", "kind"),
    ("journalentry", "details"),
    ("permission", "codename"),
    ("permission", "name"),
    ("group", "name"),
    ("contenttype", "app_label"),
    ("contenttype", "model"),
    ("uploadedpage", "reason"),
}


class WrongLanguage:
    """Finds what of a page's texts is in the other language and is neither data nor a name."""

    def __init__(self, language: str, *, data: Iterable[str] = ()):
        self.script = FOREIGN_SCRIPTS[language]
        self.known = re.compile("|".join(map(re.escape, (*EXAMPLES, *data))))

    def find_in(self, texts: Iterable[str]) -> set[str]:
        """Return the texts with words in the wrong language."""
        return {text for text in texts if self.script.search(text) and self.words_of(text)}

    def words_of(self, text: str) -> set[str]:
        """Return the words of a text that are in the wrong language."""
        rest = DATA.sub(" ", self.known.sub(" ", text))
        return set(self.script.findall(rest)) - NAMES


def page_texts(page: str) -> list[str]:
    """Return the texts of a page that are in its own language: those marked as another one's are left out."""
    root = html.fromstring(page)
    language = root.get("lang", "")
    return [text for text in _texts_below(root, language, language) if text]


def _texts_below(element, page_language, language) -> Iterator[str]:
    """Yield the texts of an element and of those in it."""
    language = element.get("lang", language)
    if isinstance(element.tag, str) and element.tag not in SILENT_TAGS:
        if language == page_language:
            yield from _own_texts(element)
        for child in element:
            yield from _texts_below(child, page_language, language)
            if language == page_language:
                yield _folded(child.tail)


def _own_texts(element) -> Iterator[str]:
    yield _folded(element.text)
    for name in READ_ATTRIBUTES:
        yield _folded(element.get(name))
    if element.tag == "input" and element.get("type") in BUTTON_TYPES:
        yield _folded(element.get("value"))
    for name, value in element.items():
        if name.startswith("data-"):
            yield from _texts_in_data(value)


def _texts_in_data(value: str) -> Iterator[str]:
    """Yield what a script shows out of an attribute: a sentence, or the texts of a JSON object."""
    if value.startswith(('{"', "[")):
        yield from (_folded(text) for text in strings_in(json.loads(value)) if " " in text)
    elif " " in value.strip():
        yield _folded(SCRIPT_PLACE.sub("", value))


def _folded(text) -> str:
    return " ".join((text or "").split())


def strings_in(data) -> Iterator[str]:
    """Yield every text that stands as a value in JSON data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings_in(value)


# Data


def stored_texts(script: re.Pattern) -> list[str]:
    """Return every text that people typed and that has letters of this script, the longest first."""
    found = set()
    for model in apps.get_models():
        for field in _text_fields(model):
            for value in model._base_manager.values_list(field.attname, flat=True):
                for text in filter(script.search, strings_in(value)):
                    found |= {_folded(text), *map(_folded, TAGS_AND_BREAKS.split(text))}
    return sorted(filter(script.search, found), key=len, reverse=True)


def _text_fields(model) -> list[models.Field]:
    """Return the columns of a model that hold what people typed."""
    name = model._meta.model_name.removeprefix("historical")
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and (name, field.name) not in CODE_COLUMNS
        and field.name != "history_change_reason"
    ]
