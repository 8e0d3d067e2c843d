"""The day by which lists order an article: that of the text which readers see."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.version import ArticleRights
from portal.core import partial_dates


class ListDateModel(models.Model):
    """What stands in lists by a day; a signed text that waits for its moment brings its own day along.

    It counts from the first step after that moment, whichever text takes it: nothing runs by the clock.
    """

    listed_on = models.DateField(_("listed on"), null=True, editable=False)
    listed_next = models.DateField(
        _("listed on, once the signed text is public"), null=True, editable=False
    )

    class Meta:
        abstract = True

    def _list_from(self, moment, *, at):
        """Give the signed text its day: at once, or from that moment on where readers still see the one before."""
        day, waits = self._day_of_listing(), moment > at and self.versions.public(at=at).exists()
        if not waits:
            self.listed_on = day
        self.listed_next = day if waits and day != self.listed_on else None

    def _day_of_listing(self):
        """The first day that the source gives, so that a yearless reprint stands last; else the first sign-off."""
        if self.published or self.rights == ArticleRights.REPRINT:
            return partial_dates.earliest(self.published)
        return timezone.localdate(self.versions.earliest("number").made_at)

    def _settle_others(self, *, at):
        """Have what waited, and is public now, stand in lists by its own day; a row that another step holds waits on."""
        waited = (
            type(self).objects.with_pending_list_date().exclude(pk=self.pk).select_related("signed")
        )
        for article in waited.select_for_update(of=("self",), skip_locked=True):
            if article.signed.public_from <= at:
                article.listed_on, article.listed_next = article.listed_next, None
                article.skip_history_when_saving = True
                models.Model.save(article, update_fields=["listed_on", "listed_next"])
