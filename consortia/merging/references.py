"""Everything that points at a record, found in the models themselves: no list by hand that a new relation could miss."""

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
    """A column by which rows of a model point at a record; `kind` is the column of the content type where there is one."""

    model: type[models.Model]
    column: str
    kind: str = ""

    def rows(self, record: models.Model) -> models.QuerySet:
        """The rows that point at the record."""
        about = {self.kind: ContentType.objects.get_for_model(record).pk} if self.kind else {}
        return self.model._base_manager.filter(**{self.column: record.pk}, **about).order_by("pk")

    def conflicting_rows(
        self, kept: models.Model, gone: models.Model
    ) -> dict[object, models.Model]:
        """For each row at the gone record that a unique constraint keeps from moving: the row that stands in its place."""
        found = {}
        for columns, condition in self._uniques():
            if self.column not in columns:
                continue
            standing = {
                self._key(row, columns, kept): row for row in self.rows(kept).filter(condition)
            }
            for row in self.rows(gone).filter(condition):
                key = self._key(row, columns, kept)
                if None not in key and key in standing:
                    found.setdefault(row.pk, standing[key])
        return found

    def _key(self, row, columns, kept):
        return tuple(
            kept.pk if column == self.column else getattr(row, column) for column in columns
        )

    def _uniques(self) -> Iterator[tuple[tuple[str, ...], models.Q]]:
        meta = self.model._meta
        for constraint in meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                yield self._columns(constraint.fields), constraint.condition or models.Q()
        yield from ((self._columns(names), models.Q()) for names in meta.unique_together)
        if meta.get_field(self.column).unique:
            yield (self.column,), models.Q()

    def _columns(self, names):
        return tuple(self.model._meta.get_field(name).attname for name in names)

    def allows(self, row: models.Model, kept: models.Model) -> bool:
        """Whether the row may point at the kept record, as far as the checks on this column say."""
        before = getattr(row, self.column)
        setattr(row, self.column, kept.pk)
        try:
            for check in self._checks():
                check.validate(self.model, row)
        except ValidationError:
            return False
        else:
            return True
        finally:
            setattr(row, self.column, before)

    def _checks(self):
        names = {self.column, self.model._meta.get_field(self.column).name}
        checks = (
            each
            for each in self.model._meta.constraints
            if isinstance(each, models.CheckConstraint)
        )
        return [check for check in checks if names & check.condition.referenced_base_fields]


def references_to(model: type[models.Model]) -> list[ReferenceColumn]:
    """Every column of every model that can point at a row of this one; history stays with the number that it is of."""
    keys = [
        ReferenceColumn(relation.related_model, relation.field.attname)
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and (relation.one_to_many or relation.one_to_one)
    ]
    return [link for link in (*keys, *_generic()) if not issubclass(link.model, HistoricalChanges)]


def _generic() -> Iterator[ReferenceColumn]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.private_fields:
            if isinstance(field, GenericForeignKey):
                yield ReferenceColumn(
                    model, field.fk_field, model._meta.get_field(field.ct_field).attname
                )
