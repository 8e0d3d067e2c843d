"""Bringing deleted rows back out of their history, with what went with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import CASCADE, SET_NULL, Exists, OuterRef, Q, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.core.models import HistoryModel

CASCADE_WINDOW = timedelta(seconds=10)  # what a deletion takes along is deleted in the same moment


class RestoreRefused(Exception):
    """A deleted row that cannot come back; the message says why."""


def deleted_history(model: type[HistoryModel]) -> models.QuerySet:
    """The last historical row of each deleted row of the model, the newest deletion first."""
    key = model._meta.pk.attname
    later = model.history.filter(**{key: OuterRef(key)}, history_id__gt=OuterRef("history_id"))
    living = model._base_manager.filter(pk=OuterRef(key))
    return model.history.filter(~Exists(later), ~Exists(living), history_type="-")


def historical_name(row) -> str:
    """What a historical row was called; its kind and number where that leans on a row that is gone too."""
    instance = row.instance
    try:
        return str(instance)
    except ObjectDoesNotExist:
        return f"{capfirst(instance._meta.verbose_name)} {instance.pk}"


def restore(row) -> list[HistoryModel]:
    """Bring a deleted row back with its id, and what went with it: all of them, the row first, or none."""
    with atomic_restore():
        return list(restore_cascade(row))


@contextmanager
def atomic_restore() -> Iterator[None]:
    """All of what is done within, or nothing and RecoveryRefused with what stands in the way."""
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
    """The row of a deleted record, stored again, then those that went with it."""
    instance = row.instance
    _check(instance)
    instance._change_reason = gettext_noop("Brought back after its deletion")
    instance.save(force_insert=True)
    yield instance
    for child in _gone_with(instance, row.history_date):
        yield from restore_cascade(child)
    _link_again(instance)


def _check(instance):
    for field in _generic_keys(type(instance)):
        if getattr(instance, field.fk_field) is not None and getattr(instance, field.name) is None:
            raise ValidationError(
                _("The record that it belongs to is gone: bring that back first.")
            )
    instance.full_clean()


def _gone_with(instance, moment):
    """The historical rows of the children that were deleted in the same moment."""
    near = Q(history_date__range=(moment - CASCADE_WINDOW, moment + CASCADE_WINDOW))
    for model in history_models():
        if points := child_condition(model, instance):
            yield from list(deleted_history(model).filter(near, points))


def child_condition(model: type[HistoryModel], instance: models.Model) -> Q:
    """The condition for (historical) rows of the model that belong to the record; empty where none can."""
    kind = ContentType.objects.get_for_model(instance)
    points = Q()
    for field in _keys(model, type(instance), on_delete=CASCADE):
        points |= Q(**{field.attname: instance.pk})
    for field in _generic_keys(model):
        points |= Q(**{field.ct_field: kind, field.fk_field: instance.pk})
    return points


def _link_again(instance):
    """Point at the row again what pointed at it until its deletion; a link that an editor changed since stays as it is."""
    for model in history_models():
        for field in _keys(model, type(instance), on_delete=SET_NULL):
            key = model._meta.pk.attname
            last = (
                model.history.filter(**{key: OuterRef("pk")})
                .order_by("-history_id")
                .values(field.attname)[:1]
            )
            unlinked = model._base_manager.filter(**{field.name: None}).annotate(
                last_link=Subquery(last)
            )
            for row in unlinked.filter(last_link=instance.pk):
                setattr(row, field.attname, instance.pk)
                row.save()


def many_to_many_links(instance: models.Model) -> dict[str, list[int]]:
    """What points at the record through a plain list of links, of which no history is kept: the numbers by model and field."""
    found = {_place(field): _linking(field, instance) for field in _lists_of(type(instance))}
    return {place: numbers for place, numbers in found.items() if numbers}


def _lists_of(model):
    lists = (relation.field for relation in model._meta.related_objects if relation.many_to_many)
    return [field for field in lists if field.remote_field.through._meta.auto_created]


def _place(field):
    return f"{field.model._meta.label_lower}.{field.name}"


def _linking(field, instance):
    return list(
        field.model._base_manager.filter(**{field.name: instance})
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def restore_links(instance: models.Model, links: dict[str, list[int]]) -> None:
    """Have those of them that are still there point at the record again."""
    for field in _lists_of(type(instance)):
        for row in field.model._base_manager.filter(pk__in=links.get(_place(field), ())):
            getattr(row, field.name).add(instance)


def history_models() -> list[type[HistoryModel]]:
    """The models of which every change is kept in this way."""
    return [model for model in apps.get_models() if issubclass(model, HistoryModel)]


def child_models() -> list[type[HistoryModel]]:
    """The models of which a record's rows are parts of what its versions say."""
    return [model for model in history_models() if not model.is_annotation]


def _keys(model, target, *, on_delete):
    keys = (
        field
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is target
    )
    return [field for field in keys if field.remote_field.on_delete is on_delete]


def _generic_keys(model):
    return [field for field in model._meta.private_fields if isinstance(field, GenericForeignKey)]
