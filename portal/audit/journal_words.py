"""The words of the journal: what an entry's code means, and the record that it is about."""

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.audit.journal import JournalEntry

# What the audit itself writes; apps add their own codes in `AppConfig.ready()`
WORDS: dict[str, str] = {
    "history": _("the history of a record"),
    "acts": _("everything that a person did"),
}


def register_words(words: dict[str, str]) -> None:
    """Add the words for the codes that an app writes."""
    WORDS.update(words)


def what_in_words(entry: JournalEntry) -> str:
    """What was done, more exactly; the code itself where no app has words for it."""
    return str(WORDS.get(entry.what, entry.what)) or "–"


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
