"""View counts of articles: one number for each day, without anything about the readers."""

from datetime import date

from django.db import models, transaction
from django.db.models import Case, F, Sum, When
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class ViewCountQuerySet(models.QuerySet):
    def total(self) -> int:
        """The sum of all views."""
        return self.aggregate(total=Sum("views"))["total"] or 0

    @transaction.atomic
    def add(self, views: dict[int, int], *, on: date) -> int:
        """Add a batch of views, by the keys of the articles, in one UPDATE; return the number of rows.

        Articles that are not public are left out.
        """
        published = Article.objects.published().filter(pk__in=views)
        keys = sorted(set(published.values_list("pk", flat=True)))
        if not keys:
            return 0
        self.bulk_create(
            [self.model(article_id=key, day=on) for key in keys], ignore_conflicts=True
        )
        increments = Case(
            *(When(article=key, then=models.Value(views[key])) for key in keys),
            default=models.Value(0),
            output_field=models.PositiveBigIntegerField(),
        )
        rows = self.filter(article__in=keys, day=on)
        return rows.update(views=F("views") + increments)


class ViewCount(models.Model):
    """The views of one article on one day."""

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
