"""Base classes of the portal's records, and all models of the app `core`."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.audit.deletion_history import DeletionHistoricalRecords
from portal.audit.journal import JournalEntry, JournalReason
from portal.core.error_reports import ErrorReport
from portal.core.site_pages import SitePage
from portal.listing.models import ListCount, ListRow
from portal.search.models import SearchEntry, SearchEntryText, SiteVersion

__all__ = [
    "ErrorReport",
    "HistoryModel",
    "JournalEntry",
    "JournalReason",
    "ListCount",
    "ListRow",
    "Record",
    "RecordQuerySet",
    "SearchEntry",
    "SearchEntryText",
    "SitePage",
    "SiteVersion",
]


class HistoryModel(models.Model):
    """A model with history: who changed what, and when.

    An annotation of a record (`is_annotation`) is restored with it after a deletion, but is no
    part of its versions.
    """

    is_annotation = False
    history = DeletionHistoricalRecords(inherit=True)

    class Meta:
        abstract = True


class RecordQuerySet(models.QuerySet):
    def published(self):
        """The records that are public."""
        return self.filter(is_public=True)


class Record(HistoryModel):
    """A record with a page of its own, which is public unless an editor hides it."""

    is_public = models.BooleanField(
        _("public"),
        default=True,
        help_text=_("Untick to keep the record from the public pages and from every list there."),
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
