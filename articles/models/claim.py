"""Claims on texts under review, so that two reviewers do not read the same text."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.review import SIGNATURE_BY_STATUS, TransitionRefused
from articles.models.review_permissions import check_permission

CLAIM_DURATION = timedelta(hours=2)


class ClaimableModel(models.Model):
    """A text that one person may claim for two hours; a transition or a release ends the claim earlier."""

    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("claimed by"),
    )
    claimed_at = models.DateTimeField(_("claimed at"), null=True, editable=False)

    class Meta:
        abstract = True

    def holder(self, *, at):
        """The person whose claim holds at that moment, or None."""
        if not self._claim_holds(at):
            return None
        return self.claimed_by

    def claim(self, *, by, at) -> None:
        """Claim the text for two hours.

        Raises TransitionRefused if the person may not sign it now, or if another person holds it.
        """
        with transaction.atomic():
            article = self._lock_row()
            if article.status not in SIGNATURE_BY_STATUS:
                raise TransitionRefused(gettext("Only a text under review is claimed."))
            _stage, permission = SIGNATURE_BY_STATUS[article.status]
            check_permission(article, by=by, permission=permission, independent=True)
            article.check_holder(by, at=at)
            self._store_claim(by, at)

    def release(self, *, by, at) -> None:
        """End the person's claim; raise TransitionRefused if another person holds the text."""
        with transaction.atomic():
            self._lock_row().check_holder(by, at=at)
            self._store_claim(None, None)

    def check_holder(self, person, *, at) -> None:
        """Raise TransitionRefused, with the holder's name, if another person holds the text."""
        if not self._claim_holds(at) or self.claimed_by_id == person.pk:
            return
        until = date_format(timezone.localtime(self.claimed_at + CLAIM_DURATION), "H:i")
        name = self.claimed_by.get_full_name() or self.claimed_by.get_username()
        message = gettext("%(person)s is reading this text and holds it until %(time)s.")
        raise TransitionRefused(message % {"person": name, "time": until})

    def _claim_holds(self, at):
        return self.claimed_by_id is not None and self.claimed_at + CLAIM_DURATION > at

    def _store_claim(self, person, at):
        self.claimed_by = person
        self.claimed_at = at
        type(self).objects.filter(pk=self.pk).update(claimed_by=person, claimed_at=at)
