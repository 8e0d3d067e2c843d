"""The values of historical rows as a person reads them: choices by label, dates in words, records by name."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.core import partial_dates
from portal.core.fields import PartialDateField
from portal.core.names import current_language


def display_value(row: models.Model, field: models.Field) -> str:
    """Return a field of a historical row in words; "" for none."""
    value = getattr(row, field.attname)
    if value is None:
        return ""
    if field.is_relation:
        return related_name(field.related_model, value)
    return plain_value(field, value)


def plain_value(field: models.Field, value: object) -> str:
    """Return the value of a field that is no relation in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, PartialDateField):
        return partial_dates.display(value, current_language())
    if isinstance(value, datetime):
        return moment_text(value)
    return str(dict(field.flatchoices).get(value, value))


def related_record(model: type[models.Model], key: object) -> models.Model | None:
    """Return the record that a key leads to; None for one that is gone."""
    return model._base_manager.filter(pk=key).first()


def related_name(model: type[models.Model], key: object) -> str:
    """Return the name of a record, or its kind and number where it is gone."""
    record = related_record(model, key)
    if record is None:
        return _("%(kind)s no. %(number)s, which is gone") % {
            "kind": capfirst(model._meta.verbose_name),
            "number": key,
        }
    return name_of(record)


def name_of(record: models.Model) -> str:
    """Return the name of a record; kind and number where it needs another one that is gone."""
    try:
        return str(record)
    except ObjectDoesNotExist:
        return f"{capfirst(record._meta.verbose_name)} {record.pk}"


def moment_text(moment: datetime) -> str:
    """Return a moment in the portal's time zone, as all pages of the admin write it."""
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")


ValueDisplay = Callable[[models.Model, models.Field], str]
