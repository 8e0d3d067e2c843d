"""The list of a record's versions in words: who did what, and which fields went from what to what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.admin import AdminSite
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.audit import history_values
from portal.audit.history_diff import tracked_changes
from portal.audit.history_reasons import reason_in_words
from portal.core.admin import change_link

MAX_SHOWN_LENGTH = 120  # of a value; longer ones are compared on a page of their own
ACTS = {"+": _("made the record"), "~": _("changed it"), "-": _("deleted it")}


@dataclass(frozen=True)
class ListedChange:
    """A field that a version changed, each value as text or as the link to a record."""

    field: str
    old: str
    new: str

    @property
    def is_long(self) -> bool:
        """Whether the values are too long for the list."""
        return max(len(self.old), len(self.new)) > MAX_SHOWN_LENGTH


@dataclass(frozen=True)
class VersionWords:
    """What a version says in the list; `earlier` is the version before it, if there is one."""

    act: str
    reason: str
    earlier: models.Model | None
    changes: list[ListedChange]


class HistoryListMixin:
    """The part of an admin class that lists the versions of a record."""

    def set_history_delta_changes(
        self, request: HttpRequest, historical_records: Iterable, **_options
    ) -> None:
        """Set the words of each version; the hook of django-simple-history for what changed."""
        links = RecordLinks(self.admin_site, request)
        for row in historical_records:
            row.words = describe_version(row, links)


class RecordLinks:
    """Names of records, with a link to those that the person may see; each is read once."""

    def __init__(self, site: AdminSite, request: HttpRequest):
        self.site = site
        self.request = request
        self.texts: dict[tuple[type[models.Model], object], str] = {}

    def text_of(self, model: type[models.Model], key: object) -> str:
        """Return the name of the record with that key, as a link where there is a page of it."""
        if (model, key) not in self.texts:
            self.texts[model, key] = self._read(model, key)
        return self.texts[model, key]

    def _read(self, model, key):
        record = history_values.related_record(model, key)
        if record is None or not self._may_see(record):
            return history_values.related_name(model, key)
        return change_link(record)

    def _may_see(self, record):
        if not self.site.is_registered(type(record)):
            return False
        return self.site.get_model_admin(type(record)).has_view_permission(self.request, record)


def describe_version(row: models.Model, links: RecordLinks) -> VersionWords:
    """Return what a historical row says in the list of versions."""
    earlier = row.prev_record
    return VersionWords(
        act=str(ACTS[row.history_type]),
        reason=reason_in_words(row.history_change_reason),
        earlier=earlier,
        changes=list(_listed_changes(earlier, row, links)) if earlier else [],
    )


def _listed_changes(earlier, row, links) -> Iterator[ListedChange]:
    for field in tracked_changes(earlier, row):
        old = _value_text(earlier, field, links)
        new = _value_text(row, field, links)
        if old != new:
            yield ListedChange(str(field.verbose_name), old, new)


def _value_text(row, field, links) -> str:
    value = getattr(row, field.attname)
    if value in (None, ""):
        return "–"
    if field.is_relation:
        return links.text_of(field.related_model, value)
    return history_values.plain_value(field, value)
