"""The words of the journal: what an entry's code means, its details, and the record that it is about."""

from collections.abc import Mapping

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.audit.journal import JournalEntry

# What the audit itself writes; apps add their own codes in `AppConfig.ready()`
WORDS: dict[str, str] = {
    "history": _("the history of a record"),
    "acts": _("everything that a person did"),
}
# What the details of an entry are called; apps add theirs
DETAIL_LABELS: dict[str, str] = {
    "version": _("version"),
    "rows": _("rows that came along"),
    "links": _("records that were linked to it"),
    "counts": pgettext_lazy("in the journal", "how many"),
    "names": _("names that were taken out, as hashes"),
}
# The words of details that are codes themselves, by the name of the detail
DETAIL_VALUES: dict[str, Mapping[str, str]] = {}
SEPARATOR = "; "


def register_words(
    words: Mapping[str, str],
    *,
    details: Mapping[str, str] | None = None,
    values: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """Add the words for the codes that an app writes: its acts, the names of details, and their values."""
    WORDS.update(words)
    DETAIL_LABELS.update(details or {})
    DETAIL_VALUES.update(values or {})


def what_in_words(entry: JournalEntry) -> str:
    """What was done, more exactly; the code itself where no app has words for it."""
    if entry.what.isdecimal():
        return gettext("with entry no. %s of the journal") % entry.what
    return str(WORDS.get(entry.what, entry.what)) or "–"


def details_in_words(entry: JournalEntry) -> list[tuple[str, str]]:
    """The details of an entry: what each is called, and its value."""
    return [
        (str(DETAIL_LABELS.get(name, name)), _detail_text(name, value))
        for name, value in entry.details.items()
    ]


def _detail_text(name: str, value: object) -> str:
    """A detail as text: of a table each line, of a list how many it has, of a code its words."""
    if isinstance(value, dict):
        lines = (f"{_line_label(name, key)}: {_detail_text(key, n)}" for key, n in value.items())
        return SEPARATOR.join(lines)
    if isinstance(value, list):
        return str(len(value))
    return str(DETAIL_VALUES.get(name, {}).get(value, value))


def _line_label(detail: str, key: str) -> str:
    """What a line of a detail is called: by the app's words, or by the model that it names."""
    words = DETAIL_VALUES.get(detail, {})
    return str(words[key]) if key in words else kind_label(".".join(key.split(".")[:2]))


def kind_label(kind: str) -> str:
    """The kind of a record, as its pages call it; the stored name for a kind that is gone."""
    model = _model_of(kind)
    return capfirst(model._meta.verbose_name) if model else kind


def find_records(entries: list[JournalEntry]) -> dict[tuple[str, str], models.Model]:
    """The records that the entries are about and that still exist, by kind and number: a query each kind."""
    numbers = {}
    for entry in entries:
        if entry.number.isdecimal():
            numbers.setdefault(entry.kind, set()).add(entry.number)
    found = {}
    for kind, keys in numbers.items():
        model = _model_of(kind)
        if model is not None:
            for record in model._base_manager.filter(pk__in=keys):
                found[kind, str(record.pk)] = record
    return found


def _model_of(kind: str) -> type[models.Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None
