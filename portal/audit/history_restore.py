"""Restoring deleted rows from their history, with the rows of the same deletion that belong to them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import CASCADE, SET_NULL, Exists, OuterRef, Q, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.audit.history_reasons import declare_reason
from portal.core.models import HistoryModel

RESTORED_REASON = declare_reason(gettext_noop("Brought back after its deletion"))


class RestoreRefused(Exception):
    """A deleted row that cannot be restored; the message says why."""


def deleted_history(model: type[HistoryModel]) -> models.QuerySet:
    """Return the last historical row of each deleted row of the model, the newest deletion first."""
    key = model._meta.pk.attname
    later = model.history.filter(**{key: OuterRef(key)}, history_id__gt=OuterRef("history_id"))
    living = model._base_manager.filter(pk=OuterRef(key))
    return model.history.filter(~Exists(later), ~Exists(living), history_type="-")


def historical_name(row) -> str:
    """Return the name of a historical row; model and key where the name needs another row that is gone."""
    instance = row.instance
    try:
        return str(instance)
    except ObjectDoesNotExist:
        return f"{capfirst(instance._meta.verbose_name)} {instance.pk}"


# Restoring


def restore(row) -> list[HistoryModel]:
    """Restore a deleted row with its key, and the rows that were deleted with it: it comes first.

    Raises RestoreRefused, and restores nothing, where one of them cannot be stored.
    """
    with atomic_restore():
        return list(restore_cascade(row))


@contextmanager
def atomic_restore() -> Iterator[None]:
    """Run the block in a transaction; raise RestoreRefused for what the database or a model refuses."""
    try:
        with transaction.atomic():
            yield
    except ValidationError as error:
        raise RestoreRefused(" ".join(error.messages)) from error
    except (IntegrityError, ObjectDoesNotExist) as error:
        raise RestoreRefused(
            _("What it belongs to is gone, or another record took its place.")
        ) from error


def restore_cascade(row) -> Iterator[HistoryModel]:
    """Store a deleted record again, then the children that were deleted with it; yield each."""
    instance = row.instance
    _validate(instance)
    instance._change_reason = RESTORED_REASON
    instance.save(force_insert=True)
    yield instance
    for child in _deleted_children(instance, row.deletion_id):
        yield from restore_cascade(child)
    _restore_nulled_keys(instance)


def _validate(instance):
    for field in _generic_keys(type(instance)):
        has_target_key = getattr(instance, field.fk_field) is not None
        if has_target_key and getattr(instance, field.name) is None:
            raise ValidationError(
                _("The record that it belongs to is gone: bring that back first.")
            )
    instance.full_clean()


def _deleted_children(instance, deletion_id):
    """Yield the historical rows of the record's children that the same deletion took."""
    if deletion_id is None:
        return
    for model in history_models():
        condition = child_condition(model, instance)
        if condition:
            rows = deleted_history(model).filter(condition, deletion_id=deletion_id)
            yield from list(rows)


def child_condition(model: type[HistoryModel], instance: models.Model) -> Q:
    """Return the condition for (historical) rows of the model that belong to the record.

    It is empty where none can.
    """
    content_type = ContentType.objects.get_for_model(instance)
    condition = Q()
    for field in _foreign_keys(model, type(instance), on_delete=CASCADE):
        condition |= Q(**{field.attname: instance.pk})
    for field in _generic_keys(model):
        condition |= Q(**{field.ct_field: content_type, field.fk_field: instance.pk})
    return condition


def _restore_nulled_keys(instance):
    """Set the foreign keys again that the deletion set to null, but none that an editor changed since."""
    for model in history_models():
        for field in _foreign_keys(model, type(instance), on_delete=SET_NULL):
            for row in _nulled_rows(model, field, instance):
                setattr(row, field.attname, instance.pk)
                row.save()


def _nulled_rows(model, field, instance):
    """Return the rows without a value for the field whose last historical row points at the record."""
    history = model.history.filter(**{model._meta.pk.attname: OuterRef("pk")})
    last_value = history.order_by("-history_id").values(field.attname)[:1]
    rows = model._base_manager.filter(**{field.name: None})
    return rows.annotate(last_link=Subquery(last_value)).filter(last_link=instance.pk)


# Links of many-to-many fields, which have no history


def many_to_many_links(instance: models.Model) -> dict[str, list[int]]:
    """Return the keys of the rows that link to the record, by model and plain many-to-many field."""
    links = {}
    for field in _many_to_many_fields(type(instance)):
        keys = _linked_keys(field, instance)
        if keys:
            links[_field_label(field)] = keys
    return links


def restore_links(instance: models.Model, links: dict[str, list[int]]) -> None:
    """Point the rows that still exist at the record again."""
    for field in _many_to_many_fields(type(instance)):
        keys = links.get(_field_label(field), ())
        for row in field.model._base_manager.filter(pk__in=keys):
            getattr(row, field.name).add(instance)


def _many_to_many_fields(model):
    """Return the many-to-many fields of other models that point at the model without a through model."""
    fields = [relation.field for relation in model._meta.related_objects if relation.many_to_many]
    return [field for field in fields if field.remote_field.through._meta.auto_created]


def _field_label(field):
    return f"{field.model._meta.label_lower}.{field.name}"


def _linked_keys(field, instance):
    rows = field.model._base_manager.filter(**{field.name: instance})
    return list(rows.order_by("pk").values_list("pk", flat=True))


# Models and their keys


def history_models() -> list[type[HistoryModel]]:
    """Return the models with history that derive from HistoryModel."""
    return [model for model in apps.get_models() if issubclass(model, HistoryModel)]


def child_models() -> list[type[HistoryModel]]:
    """Return the models whose rows are part of what a version of their record says."""
    return [model for model in history_models() if not model.is_annotation]


def _foreign_keys(model, target, *, on_delete):
    """Return the model's foreign keys to the target model with that rule for deletions."""
    keys = []
    for field in model._meta.concrete_fields:
        points_at_target = field.is_relation and field.related_model is target
        if points_at_target and field.remote_field.on_delete is on_delete:
            keys.append(field)
    return keys


def _generic_keys(model):
    return [field for field in model._meta.private_fields if isinstance(field, GenericForeignKey)]
