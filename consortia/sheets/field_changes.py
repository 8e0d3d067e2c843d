"""Values of a sheet that differ from those that stand, as people read them."""

from consortia.models import MembershipRole
from consortia.sheets.plan import SheetChange
from portal.core import partial_dates
from portal.core.names import current_language

DATE_FIELDS = frozenset({"since", "until"})


def make_field_change(model, field: str, old: str, new: str) -> SheetChange:
    """The change of a field of the model, with both values in words."""
    return SheetChange(
        model._meta.label_lower,
        field,
        str(model._meta.get_field(field).verbose_name),
        old,
        new,
        _field_text(field, old),
        _field_text(field, new),
    )


def _field_text(field: str, value: str) -> str:
    """The value as people read it; a dash for a blank."""
    if not value:
        return "–"
    if field == "role":
        return str(MembershipRole(value).label)
    if field in DATE_FIELDS:
        return partial_dates.display(value, current_language())
    return value
