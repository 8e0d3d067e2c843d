"""Where a name can stand: every text of every record, of its history, and of what the admin wrote down about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import Q

from portal.audit.journal import JournalEntry
from portal.core.models import SearchEntry, SearchEntryText, SiteVersion
from portal.core.names import ENGLISH, SORT_LENGTH, pinyin_sort_key
from portal.erasure.name_pattern import CHINESE_CHARACTER, PersonNameMatcher
from seeds.models import Capture

APP_LABELS = ("core", "articles", "consortia", "seeds")
# The journal holds no names; the search table follows the records by itself
EXCLUDED_MODELS = (JournalEntry, SearchEntry, SearchEntryText, SiteVersion)
SKIPPED_FIELDS = (models.URLField, models.SlugField, models.EmailField, models.FileField)
TEXT_FIELDS = (models.CharField, models.TextField)


@dataclass
class ErasureRow:
    """A row that holds the name: what it says without it, and where the name stood."""

    model: type[models.Model]
    pk: object
    values: dict[str, object]
    excerpts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How often the name stands in the row."""
        return sum(len(places) for places in self.excerpts.values())


def find_erasure_rows(wording: PersonNameMatcher, *, number: int = 1) -> Iterator[ErasureRow]:
    """The rows that hold the name, with the values that they get."""
    for model in searched_models():
        texts, json = _fields(model, TEXT_FIELDS), _fields(model, models.JSONField)
        for row in _rows(model, texts, json, wording):
            place = ErasureRow(model, row["pk"], {})
            for each in (*texts, *json):
                _look(place, each, row, wording, number)
            if place.excerpts:
                place.values |= _sort_keys(model, {**row, **place.values})
                yield place
    yield from _captures(wording)


def find_skipped(wording: PersonNameMatcher) -> list[tuple[str, object, str]]:
    """The addresses and file names that hold the name; they are told, not changed, since they would lead nowhere."""
    found = []
    for model in searched_models():
        fields = [each for each in model._meta.concrete_fields if isinstance(each, SKIPPED_FIELDS)]
        for row in _rows(model, fields, [], wording):
            found += [
                (model._meta.label_lower, row["pk"], each.name)
                for each in fields
                if wording.excerpts(str(row[each.attname]))
            ]
    return found


def searched_models() -> list[type[models.Model]]:
    """The models that are searched, historical ones too."""
    own = [
        model
        for model in apps.get_models()
        if model._meta.app_label in APP_LABELS and model not in EXCLUDED_MODELS
    ]
    return [*own, LogEntry]


def _fields(model, kinds):
    return [
        each
        for each in model._meta.concrete_fields
        if isinstance(each, kinds)
        and not isinstance(each, SKIPPED_FIELDS)
        and not each.choices
        and not each.primary_key
    ]


def _rows(model, texts, json, wording):
    """The rows that may hold the name; of plain data only a look into each row can tell."""
    names = [
        name
        for name in ("language", "name", "name_en")
        if any(each.name == name for each in model._meta.concrete_fields)
    ]
    columns = {*names, *(each.attname for each in (*texts, *json))}
    rows = model._base_manager.order_by("pk").values("pk", *columns)
    if not texts and not json:
        return []
    return rows.iterator() if json else rows.filter(_may_hold(texts, wording)).iterator()


def _may_hold(fields, wording):
    condition = Q()
    for each in fields:
        for parts in wording.search_terms():
            signs = [
                sign
                for part in parts
                for sign in (part if CHINESE_CHARACTER.search(part) else [part])
            ]
            condition |= Q(*(Q(**{f"{each.attname}__icontains": sign}) for sign in signs))
    return condition


def _look(place, each, row, wording, number):
    value = row[each.attname]
    if not value:
        return
    language = ENGLISH if each.name.endswith("_en") else row.get("language") or ""
    found = [words for text in _strings(value) for words in wording.excerpts(text)]
    if found:
        new = _without(value, wording, language, number)
        place.values[each.attname] = (
            new[: each.max_length] if isinstance(new, str) and each.max_length else new
        )
        place.excerpts[each.name] = found


def _strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _without(value, wording, language, number):
    if isinstance(value, str):
        return wording.redact(value, language=language, number=number)
    if isinstance(value, dict):
        return {key: _without(part, wording, language, number) for key, part in value.items()}
    return (
        [_without(part, wording, language, number) for part in value]
        if isinstance(value, list)
        else value
    )


def _sort_keys(model, row):
    """What a name is sorted by follows the name."""
    if not any(each.name == "sort_key" for each in model._meta.concrete_fields):
        return {}
    key = pinyin_sort_key(row["name"] or row["name_en"])
    return {"sort_key": key, "sort_key_en": row["name_en"].lower()[:SORT_LENGTH] or key}


def _captures(wording) -> Iterator[ErasureRow]:
    """The captured pages, in their own encoding; their hash stays that of the page as it was captured."""
    for capture in Capture.objects.order_by("pk").iterator():
        text = bytes(capture.content).decode(capture.encoding, "surrogateescape")
        if found := wording.excerpts(text):
            content = wording.redact(text).encode(capture.encoding, "surrogateescape")
            yield ErasureRow(Capture, capture.pk, {"content": content}, {"content": found})
