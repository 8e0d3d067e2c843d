"""What every record of the portal has, and the journal of what was done to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.audit.deletion_history import DeletionHistoricalRecords
from portal.audit.journal import JournalEntry, JournalReason
from portal.core.error_reports import ErrorReport
from portal.core.site_pages import SitePage
from portal.search.models import SearchEntry, SearchEntryText, SiteVersion

__all__ = [
    "SearchEntry",
    "SearchEntryText",
    "ErrorReport",
    "HistoryModel",
    "JournalEntry",
    "JournalReason",
    "Record",
    "RecordQuerySet",
    "SitePage",
    "SiteVersion",
]


class HistoryModel(models.Model):
    """A row whose every change is kept: who, when, what.

    A row that `is_about` a record comes back with it after a deletion, but is no part of what a version of it says.
    """

    is_annotation = False
    history = DeletionHistoricalRecords(inherit=True)

    class Meta:
        abstract = True


class RecordQuerySet(models.QuerySet):
    def published(self):
        """The records that the public may see."""
        return self.filter(is_public=True)


class Record(HistoryModel):
    """A record with an address of its own, that the public sees unless an editor hides it."""

    is_public = models.BooleanField(
        _("public"),
        default=True,
        help_text=_("Untick to keep the record from the public pages and from every list there."),
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
