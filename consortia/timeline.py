"""What happened to a consortium and when, as exactly as the sources say."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.core import partial_dates


@dataclass(frozen=True)
class TimelineEntry:
    """One line of a timeline: a partial date, the kind of thing, and the record that it leads to."""

    dated: str
    sign: str
    label: str
    record: object

    @property
    def sort_key(self) -> tuple:
        """Its place in the line: an unknown year comes after all known ones."""
        day = partial_dates.earliest(self.dated)
        return day == date.min, day, self.sign


def build_timeline(
    consortium, *, conferences, agreements, bases, documents, appointments, **_others
) -> list[TimelineEntry]:
    """The dated things of a consortium in the order of their days; what has no date is left out."""
    moments = [
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
    return sorted(
        (moment for moment in moments if moment.dated), key=lambda moment: moment.sort_key
    )
