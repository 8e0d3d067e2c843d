"""Limits of persons to columns; a person without any works in all columns."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from articles.models.outlet import Column

# The lookup that leads from a row of the model to its column
COLUMN_PATHS = {
    "articles.article": "column",
    "articles.autosave": "article__column",
    "articles.contribution": "article__column",
    "articles.keypoint": "article__column",
    "articles.notice": "article__column",
    "articles.picture": "article__column",
    "articles.previewanswer": "link__article__column",
    "articles.previewlink": "article__column",
    "articles.remark": "article__column",
    "articles.review": "article__column",
    "articles.reviewlook": "article__column",
    "articles.stalestatement": "version__article__column",
    "articles.version": "article__column",
}
# Rows of these models belong to no column: all editors share them
SHARED_MODELS = {
    "articles.column",
    "articles.mediafile",
    "articles.mediaitem",
    "articles.outlet",
    "articles.outletalias",
    "articles.topic",
    "articles.topicslug",
    "articles.viewcount",
}


class ColumnLimitQuerySet(models.QuerySet):
    def for_user(self, person):
        """The limits of this person."""
        return self.filter(person=person.pk)

    def condition_for(self, person, *, path: str) -> Q:
        """The condition for rows that the person may work on; `path` leads from a row to its column."""
        own = self.for_user(person).order_by()
        return ~Exists(own) | Q(**{f"{path}__in": own.values("column")})

    def condition_for_model(self, person, model: type[models.Model]) -> Q:
        """The condition for rows of the model that the person may work on.

        Fails closed: a person with limits gets no row of a model that neither table names.
        """
        label = model._meta.label_lower
        if label in SHARED_MODELS:
            return Q()
        if label in COLUMN_PATHS:
            return self.condition_for(person, path=COLUMN_PATHS[label])
        return Q(~Exists(self.for_user(person).order_by()))


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
