"""The timeline of a consortium."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.core import partial_dates


@dataclass(frozen=True)
class TimelineEntry:
    """An entry of a timeline: partial date, CSS key, label, and the linked record."""

    dated: str
    sign: str
    label: str
    record: object

    @property
    def sort_key(self) -> tuple:
        """The key to sort by: an unknown year sorts last."""
        day = partial_dates.earliest(self.dated)
        return day == date.min, day, self.sign


def build_timeline(
    consortium, *, conferences, agreements, bases, documents, appointments, **_unused
) -> list[TimelineEntry]:
    """Build the dated entries of a consortium in chronological order; undated records are left out."""
    entries = [
        TimelineEntry(consortium.founded_on, "consortium", _("Founded"), consortium.organisation),
        *(
            TimelineEntry(record.dates, "conference", record.get_kind_display(), record)
            for record in conferences
        ),
        *(
            TimelineEntry(record.signed_on, "agreement", _("Agreement"), record)
            for record in agreements
        ),
        *(TimelineEntry(record.unveiled_on, "base", _("Plaque"), record) for record in bases),
        *(
            TimelineEntry(record.dated, "document", record.get_action_display(), record)
            for record in documents
        ),
        *(
            TimelineEntry(record.since, "person", _("Appointment"), record)
            for record in appointments
        ),
    ]
    return sorted((entry for entry in entries if entry.dated), key=lambda entry: entry.sort_key)
