"""The occurrences of a name: in every text of every record, of its history, and of the admin's log."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import Q

from portal.audit.journal import JournalEntry
from portal.core.fields import PinyinField
from portal.core.models import SearchEntry, SearchEntryText, SiteVersion
from portal.core.names import ENGLISH, SORT_LENGTH, pinyin_sort_key
from portal.erasure.name_pattern import CHINESE_CHARACTER, PersonNameMatcher
from portal.erasure.stored_pages import PageNotSearched, RedactedPage, redact_page
from seeds.models import Capture, UploadedPage

APP_LABELS = ("core", "articles", "consortia", "seeds")
# The journal holds no names; the search table follows the records by itself
EXCLUDED_MODELS = (JournalEntry, SearchEntry, SearchEntryText, SiteVersion)
SKIPPED_FIELDS = (models.URLField, models.SlugField, models.EmailField, models.FileField)
TEXT_FIELDS = (models.CharField, models.TextField)
NAME_LENGTH = Capture._meta.get_field("name").max_length
CONTEXT_COLUMNS = {"language", "name", "name_en"}  # decide replacement and sort key
PAGES_AT_ONCE = 10  # stored pages in memory, of up to 20 MB each


@dataclass
class ErasureRow:
    """A row that contains the name: its columns without it, and the excerpts of each field."""

    model: type[models.Model]
    pk: object
    values: dict[str, object]
    excerpts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How often the name occurs in the row."""
        return sum(len(excerpts) for excerpts in self.excerpts.values())


def find_erasure_rows(matcher: PersonNameMatcher, *, number: int = 1) -> Iterator[ErasureRow]:
    """Yield the rows that contain the name, with their new values; `number` tells namesakes apart."""
    for model in searched_models():
        text_fields = _searched_fields(model, TEXT_FIELDS)
        json_fields = _searched_fields(model, models.JSONField)
        for values in _candidate_rows(model, text_fields, json_fields, matcher):
            row = ErasureRow(model, values["pk"], {})
            for searched in (*text_fields, *json_fields):
                _redact_field(row, searched, values, matcher, number)
            if row.excerpts:
                row.values |= _sort_keys(model, {**values, **row.values})
                yield row
    yield from _page_rows(matcher)


def find_skipped(matcher: PersonNameMatcher) -> list[tuple[str, object, str]]:
    """Return model, key and field of the addresses and file names that contain the name.

    They are only reported: changed, they would lead nowhere. So are pages that cannot be read any more.
    """
    skipped = list(_unsearched_pages(matcher))
    for model in searched_models():
        fields = [item for item in model._meta.concrete_fields if isinstance(item, SKIPPED_FIELDS)]
        for values in _candidate_rows(model, fields, [], matcher):
            names = [item.name for item in fields if matcher.excerpts(str(values[item.attname]))]
            skipped += [(model._meta.label_lower, values["pk"], name) for name in names]
    return skipped


def searched_models() -> list[type[models.Model]]:
    """Return the models that are searched, historical ones too."""
    own = [model for model in apps.get_models() if model._meta.app_label in APP_LABELS]
    return [*(model for model in own if model not in EXCLUDED_MODELS), LogEntry]


def _searched_fields(model, field_classes) -> list[models.Field]:
    """Return the model's fields of these classes in which people write."""
    fields = []
    for item in model._meta.concrete_fields:
        if not isinstance(item, field_classes) or isinstance(item, SKIPPED_FIELDS):
            continue
        if not item.choices and not item.primary_key:
            fields.append(item)
    return fields


def _candidate_rows(model, text_fields, json_fields, matcher):
    """Return the values of the rows that may contain the name.

    With JSON fields these are all rows, as no query can tell.
    """
    if not text_fields and not json_fields:
        return []
    names = {item.name for item in model._meta.concrete_fields}
    columns = {item.attname for item in (*text_fields, *json_fields)}
    columns |= names & CONTEXT_COLUMNS
    rows = model._base_manager.order_by("pk").values("pk", *columns)
    if not json_fields:
        rows = rows.filter(_name_condition(text_fields, matcher))
    return rows.iterator()


def _name_condition(fields, matcher) -> Q:
    """Return the condition that a field contains all parts of a form, in any order and place."""
    condition = Q()
    for item in fields:
        for parts in matcher.search_terms():
            contains_all = Q()
            for term in _query_terms(parts):
                contains_all &= Q(**{f"{item.attname}__icontains": term})
            condition |= contains_all
    return condition


def _query_terms(parts: list[str]) -> list[str]:
    """Return the parts of a name; a Chinese one by its characters, between which tags may stand."""
    terms = []
    for part in parts:
        terms += list(part) if CHINESE_CHARACTER.search(part) else [part]
    return terms


def _redact_field(row, searched, values, matcher, number):
    """Add the field's new value and excerpts to the row, if it contains the name."""
    value = values[searched.attname]
    if not value:
        return
    excerpts = []
    for text in _strings(value):
        excerpts += matcher.excerpts(text)
    if not excerpts:
        return
    language = ENGLISH if searched.name.endswith("_en") else values.get("language") or ""
    redacted = _redact(value, matcher, language, number)
    if isinstance(redacted, str) and searched.max_length:
        redacted = redacted[: searched.max_length]
    row.values[searched.attname] = redacted
    row.excerpts[searched.name] = excerpts


def _strings(value) -> Iterator[str]:
    """Yield the strings of a value, of JSON at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _redact(value, matcher, language, number):
    """Return a value without the name in its strings; the keys of JSON objects stay."""
    if isinstance(value, str):
        return matcher.redact(value, language=language, number=number)
    if isinstance(value, dict):
        return {key: _redact(item, matcher, language, number) for key, item in value.items()}
    if isinstance(value, list):
        return [_redact(item, matcher, language, number) for item in value]
    return value


def _sort_keys(model, values) -> dict[str, str]:
    """Return the sort keys and the pinyin that follow the new names; none where the model has neither."""
    fields = model._meta.concrete_fields
    if not any(item.name == "sort_key" for item in fields):
        stored = [item for item in fields if isinstance(item, PinyinField)]
        return {item.name: pinyin_sort_key(values[item.of]) for item in stored}
    key = pinyin_sort_key(values["name"] or values["name_en"])
    return {"sort_key": key, "sort_key_en": values["name_en"].lower()[:SORT_LENGTH] or key}


# Pages


def _page_rows(matcher) -> Iterator[ErasureRow]:
    """Yield the captured and the waiting pages; the hash of a capture stays that of the page as captured."""
    for page in _stored_pages():
        try:
            redacted = _redact_page(page, matcher)
        except PageNotSearched:
            continue
        if redacted:
            values = {"name": _page_name(redacted, matcher), "content": redacted.content}
            if isinstance(page, Capture):
                values["encoding"] = redacted.encoding
            yield ErasureRow(type(page), page.pk, values, {"content": redacted.excerpts})


def _unsearched_pages(matcher) -> Iterator[tuple[str, object, str]]:
    for page in _stored_pages():
        try:
            _redact_page(page, matcher)
        except PageNotSearched:
            yield (page._meta.label_lower, page.pk, "content")


def _stored_pages() -> Iterator[Capture | UploadedPage]:
    for model in (Capture, UploadedPage):
        pages = model._base_manager.exclude(content=b"").order_by("pk")
        yield from pages.iterator(chunk_size=PAGES_AT_ONCE)


def _redact_page(page: Capture | UploadedPage, matcher) -> RedactedPage | None:
    encoding = page.encoding if isinstance(page, Capture) else ""
    return redact_page(page.name, bytes(page.content), matcher, encoding=encoding)


def _page_name(redacted: RedactedPage, matcher) -> str:
    """The file name without the name, its end where it is too long."""
    return matcher.redact(redacted.name)[-NAME_LENGTH:]
