"""The day by which lists order an article."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.version import ArticleRights
from portal.core import partial_dates


class ListDateModel(models.Model):
    """The list date of the public text, and that of a scheduled one that will replace it.

    A scheduled list date takes effect with the first transition of any article after its moment:
    no background job runs.
    """

    listed_on = models.DateField(_("listed on"), null=True, editable=False)
    listed_next = models.DateField(
        _("listed on, once the signed text is public"), null=True, editable=False
    )

    class Meta:
        abstract = True

    def _set_list_date(self, moment, *, at):
        """Set the list date of the signed text, from `moment` on.

        It stays pending while readers still see an earlier version.
        """
        day = self._day_of_listing()
        is_pending = moment > at and self.versions.public(at=at).exists()
        self.listed_next = None
        if not is_pending:
            self.listed_on = day
        elif day != self.listed_on:
            self.listed_next = day

    def _day_of_listing(self):
        """The first day that the source date allows, else the day of the first sign-off.

        A reprint without a year comes last in the lists.
        """
        if self.published or self.rights == ArticleRights.REPRINT:
            return partial_dates.earliest(self.published)
        return timezone.localdate(self.versions.earliest("number").made_at)

    def _apply_pending_list_dates(self, *, at):
        """Apply the pending list dates of other articles that are public now, skipping locked rows."""
        pending = type(self).objects.with_pending_list_date().exclude(pk=self.pk)
        rows = pending.select_related("signed").select_for_update(of=("self",), skip_locked=True)
        for article in rows:
            if article.signed.public_from <= at:
                article.listed_on = article.listed_next
                article.listed_next = None
                article.skip_history_when_saving = True
                models.Model.save(article, update_fields=["listed_on", "listed_next"])
