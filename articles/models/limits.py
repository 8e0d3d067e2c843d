"""Limits of a person: somebody who has any works in those columns alone; somebody who has none, in all."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from articles.models.outlet import Column


class ColumnLimitQuerySet(models.QuerySet):
    def for_user(self, person):
        """The limits of this person."""
        return self.filter(person=person.pk)

    def condition_for(self, person, *, path: str) -> Q:
        """The condition for rows that the person may work on, by the column that the path leads to."""
        own = self.for_user(person).order_by()
        return ~Exists(own) | Q(**{f"{path}__in": own.values("column")})


class ColumnLimit(models.Model):
    """A column that a person is limited to."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="column_limits",
        verbose_name=_("person"),
    )
    column = models.ForeignKey(
        Column, models.CASCADE, related_name="limits", verbose_name=_("column")
    )

    objects = ColumnLimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("limit to a column")
        verbose_name_plural = _("limits to columns: none means every column")
        ordering = ("person", "column")
        constraints = [
            models.UniqueConstraint(fields=["person", "column"], name="articles_columnlimit_once")
        ]

    def __str__(self):
        return f"{self.person}: {self.column}"
