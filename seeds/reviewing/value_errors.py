"""What is wrong with the values of a proposal form, each at its field."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from consortia.models import Figure, Organisation
from portal.core import partial_dates
from seeds.models import ProposalKind
from seeds.reviewing.answers import ProposalDecisionRefused
from seeds.reviewing.proposal_form import ProposalForm, ProposalValue
from seeds.reviewing.target_rows import language_column
from seeds.schema import FACT_KINDS
from seeds.schema.fields import PayloadFieldType


def require_readable_values(form: ProposalForm) -> None:
    """Raise ProposalDecisionRefused, with a message for each field, where a value cannot be stored."""
    errors = {}
    for value in form.values:
        try:
            _clean(form.proposal.kind, value)
        except ValidationError as error:
            errors[value.path] = " ".join(error.messages)
    if not errors:
        return
    labels = {value.path: str(value.key.label) for value in form.values}
    texts = [f"{labels[path]}: {message}" for path, message in errors.items()]
    raise ProposalDecisionRefused(
        _("A value cannot be read: %s") % " ".join(texts), field_errors=errors
    )


def _clean(kind: str, value: ProposalValue) -> None:
    """Raise ValidationError for a text that the column of the value does not take."""
    key = value.key
    if not value.text or key.field_type is PayloadFieldType.BOOLEAN:
        return
    if key.field_type is PayloadFieldType.DATE:
        partial_dates.validate(value.text)
    if key.choices is not None and value.text not in key.choices.values:
        raise ValidationError(_("“%s” is none of the choices.") % value.text)
    column = _model_field(kind, value)
    if column is not None:
        column.clean(value.text, None)


def _model_field(kind: str, value: ProposalValue) -> models.Field | None:
    """The model field that the value goes to; None where no single one does."""
    key = value.key
    if key.field_type is PayloadFieldType.NUMBER and not key.column:
        return Figure._meta.get_field("value")
    if not key.column:
        return None
    model = FACT_KINDS[kind].model
    if kind == ProposalKind.CONSORTIUM and key.column == "name":
        model = Organisation
    column = language_column(key.column, value.text) if key.bilingual else key.column
    return model._meta.get_field(column)
