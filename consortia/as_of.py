"""Pages as of a day: the form field, the list filter, and the uncertainty of dated facts."""

from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import partial_dates
from portal.listing.choices import MIN_YEAR
from portal.listing.filters import MAX_YEAR

FIRST_DAY = date(MIN_YEAR, 1, 1)
LAST_DAY = date(MAX_YEAR, 12, 31)


def validate_day(day: date) -> None:
    """Raise ValidationError for a day outside FIRST_DAY to LAST_DAY."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(
            _("Choose a day between %(first)s and %(last)s.")
            % {"first": FIRST_DAY, "last": LAST_DAY},
            code="far",
        )


class DayField(forms.DateField):
    """A date in ISO format between FIRST_DAY and LAST_DAY."""

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
    """Filter rows as of a day."""

    field_class = DayField

    def __init__(self, *args, **options):
        super().__init__(*args, label=gettext_lazy("As of the day"), **options)


class AsOfForm(forms.Form):
    """The form of the `on` query parameter; an invalid day gives an error and no day."""

    on = DayField()

    @property
    def day(self) -> date | None:
        """The requested day; None without one, or if it is invalid."""
        return self.cleaned_data.get("on") if self.is_valid() else None


def date_uncertainty(fact, day: date | None) -> str:
    """A note that the dates of a fact do not show whether it held on the day.

    Blank if they do, or without a day.
    """
    if day is None:
        return ""
    if partial_dates.earliest(fact.since) == date.min:
        return _("since when is not known")
    if partial_dates.latest(fact.since) > day:
        return _("perhaps not yet: the source is no more exact")
    if _may_have_ended(fact, day):
        return _("perhaps no longer: the source is no more exact")
    return ""


def _may_have_ended(fact, day):
    return bool(fact.until) and partial_dates.earliest(fact.until) < day
