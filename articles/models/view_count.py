"""View counts of articles: one number for each day, without anything about the readers."""

from datetime import date

from django.db import models, transaction
from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class ViewCountQuerySet(models.QuerySet):
    def total(self) -> int:
        """The sum of all views."""
        return self.aggregate(total=Sum("views"))["total"] or 0

    @transaction.atomic
    def add(self, article: int, *, on: date, views: int = 1) -> None:
        """Add views of a day to an article, given by its key."""
        self.bulk_create([self.model(article_id=article, day=on)], ignore_conflicts=True)
        self.filter(article=article, day=on).update(views=F("views") + views)


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
