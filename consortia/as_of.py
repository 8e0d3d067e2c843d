"""Pages as of a day: which day was asked for, and what the dates of a fact leave open on it."""

from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import partial_dates
from portal.listing.filters import MAX_YEAR, MIN_YEAR

FIRST_DAY, LAST_DAY = date(MIN_YEAR, 1, 1), date(MAX_YEAR, 12, 31)


def validate_day(day: date) -> None:
    """Nothing for a day that a source can speak of; ValidationError for one too far from ours."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(
            _("Choose a day between %(first)s and %(last)s.")
            % {"first": FIRST_DAY, "last": LAST_DAY},
            code="far",
        )


class DayField(forms.DateField):
    """A day of the calendar, written as calendars of machines do, and none too far from ours."""

    default_validators = [validate_day]
    default_error_messages = {"invalid": gettext_lazy("Give the day as 2024-05-22.")}

    def __init__(self, **options):
        super().__init__(
            **{
                "label": gettext_lazy("As of the day"),
                "required": False,
                **options,
                "input_formats": ["%Y-%m-%d"],
            }
        )


class DayFilter(django_filters.DateFilter):
    """The rows as they stood on a day."""

    field_class = DayField

    def __init__(self, *args, **options):
        super().__init__(*args, label=gettext_lazy("As of the day"), **options)


class AsOfForm(forms.Form):
    """The day that the address of a page asks for; a bad one leaves its error and no day."""

    on = DayField()

    @property
    def day(self) -> date | None:
        """The day, if a good one was asked for."""
        return self.cleaned_data.get("on") if self.is_valid() else None


def date_uncertainty(fact, day: date | None) -> str:
    """What the dates of a fact leave open on the day, in words.

    Blank where they say that it held, or no day was asked for.
    """
    if day is None:
        return ""
    if partial_dates.earliest(fact.since) == date.min:
        return _("since when is not known")
    if partial_dates.latest(fact.since) > day:
        return _("perhaps not yet: the source is no more exact")
    return _("perhaps no longer: the source is no more exact") if _may_have_ended(fact, day) else ""


def _may_have_ended(fact, day):
    return bool(fact.until) and partial_dates.earliest(fact.until) < day
