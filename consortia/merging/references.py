"""References to a record, collected from the models so that no new relation is missed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalChanges


@dataclass(frozen=True)
class ReferenceColumn:
    """A foreign key column, or the object id column of a generic foreign key.

    `kind` is the content type column of a generic foreign key, blank for a plain one.
    """

    model: type[models.Model]
    column: str
    kind: str = ""

    def rows(self, record: models.Model) -> models.QuerySet:
        """The rows that refer to the record."""
        conditions = {self.column: record.pk}
        if self.kind:
            conditions[self.kind] = ContentType.objects.get_for_model(record).pk
        return self.model._base_manager.filter(**conditions).order_by("pk")

    def conflicting_rows(
        self, survivor: models.Model, duplicate: models.Model
    ) -> dict[object, models.Model]:
        """The rows of the duplicate that cannot move because of a unique constraint.

        Maps the primary key of each to the row of the survivor that it would repeat.
        """
        conflicts: dict[object, models.Model] = {}
        for columns, condition in self._unique_column_sets():
            if self.column not in columns:
                continue
            existing = {
                self._unique_key(row, columns, survivor): row
                for row in self.rows(survivor).filter(condition)
            }
            for row in self.rows(duplicate).filter(condition):
                key = self._unique_key(row, columns, survivor)
                if None not in key and key in existing:
                    conflicts.setdefault(row.pk, existing[key])
        return conflicts

    def _unique_key(self, row, columns, survivor) -> tuple:
        """The values of the columns as if the row referred to the survivor."""
        return tuple(
            survivor.pk if column == self.column else getattr(row, column) for column in columns
        )

    def _unique_column_sets(self) -> Iterator[tuple[tuple[str, ...], models.Q]]:
        """Yield the unique column sets, each with the condition of its constraint."""
        meta = self.model._meta
        for constraint in meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                yield self._columns(constraint.fields), constraint.condition or models.Q()
        for names in meta.unique_together:
            yield self._columns(names), models.Q()
        if meta.get_field(self.column).unique:
            yield (self.column,), models.Q()

    def _columns(self, names) -> tuple[str, ...]:
        return tuple(self.model._meta.get_field(name).attname for name in names)

    def allows(self, row: models.Model, survivor: models.Model) -> bool:
        """Whether the check constraints on this column allow the row to refer to the survivor."""
        value = getattr(row, self.column)
        setattr(row, self.column, survivor.pk)
        try:
            for check in self._check_constraints():
                check.validate(self.model, row)
        except ValidationError:
            return False
        else:
            return True
        finally:
            setattr(row, self.column, value)

    def _check_constraints(self) -> list[models.CheckConstraint]:
        names = {self.column, self.model._meta.get_field(self.column).name}
        checks = []
        for constraint in self.model._meta.constraints:
            if not isinstance(constraint, models.CheckConstraint):
                continue
            if names & constraint.condition.referenced_base_fields:
                checks.append(constraint)
        return checks


def references_to(model: type[models.Model]) -> list[ReferenceColumn]:
    """All columns of all models that can refer to rows of this model.

    Without history models: history keeps the primary key that it was written for.
    """
    columns = [*_foreign_keys_to(model), *_generic_foreign_keys()]
    return [column for column in columns if not issubclass(column.model, HistoricalChanges)]


def _foreign_keys_to(model) -> Iterator[ReferenceColumn]:
    for relation in model._meta.get_fields(include_hidden=True):
        is_reverse = relation.auto_created and not relation.concrete
        if is_reverse and (relation.one_to_many or relation.one_to_one):
            yield ReferenceColumn(relation.related_model, relation.field.attname)


def _generic_foreign_keys() -> Iterator[ReferenceColumn]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.private_fields:
            if isinstance(field, GenericForeignKey):
                kind = model._meta.get_field(field.ct_field).attname
                yield ReferenceColumn(model, field.fk_field, kind)
