"""How often a text was read: a number for each day, and nothing about who read it."""

from datetime import date

from django.db import models, transaction
from django.db.models import Case, F, Sum, When
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class ViewCountQuerySet(models.QuerySet):
    def total(self) -> int:
        """How often in all."""
        return self.aggregate(total=Sum("views"))["total"] or 0

    @transaction.atomic
    def add(self, views: dict[int, int], *, on: date) -> int:
        """Add a batch, by the keys of the articles; what is not public is left out. One statement counts them all."""
        known = set(Article.objects.published().filter(pk__in=views).values_list("pk", flat=True))
        self.bulk_create(
            [self.model(article_id=pk, day=on) for pk in sorted(known)], ignore_conflicts=True
        )
        each = (When(article=pk, then=models.Value(views[pk])) for pk in sorted(known))
        more = Case(*each, default=models.Value(0), output_field=models.PositiveBigIntegerField())
        return (
            self.filter(article__in=known, day=on).update(views=F("views") + more) if known else 0
        )


class ViewCount(models.Model):
    """How often one text was read on one day."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="view_counts", verbose_name=_("article")
    )
    day = models.DateField(_("day"))
    views = models.PositiveBigIntegerField(_("views"), default=0)

    objects = ViewCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("views of a day")
        verbose_name_plural = _("views by day")
        ordering = ("-day", "-views", "article")
        constraints = [
            models.UniqueConstraint(fields=["article", "day"], name="articles_viewcount_once_a_day")
        ]

    def __str__(self):
        return f"{self.article}, {self.day}: {self.views}"
