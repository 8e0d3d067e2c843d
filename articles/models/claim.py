"""A claim: who reads a text under review just now, so that two reviewers do not read the same one."""

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
    """What is claimed by one person for two hours, until that person finishes, returns the text or lets go of it."""

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
        """The person who has claimed the text at that moment; none where nobody has."""
        return self.claimed_by if self._claim_holds(at) else None

    def claim(self, *, by, at) -> None:
        """Claim the text for two hours; TransitionRefused for who may not sign it now, or where another person holds it."""
        with transaction.atomic():
            article = self._locked()
            if article.status not in SIGNATURE_BY_STATUS:
                raise TransitionRefused(gettext("Only a text under review is claimed."))
            _stage, permission = SIGNATURE_BY_STATUS[article.status]
            check_permission(article, by=by, permission=permission, fresh_eyes=True)
            article.check_holder(by, at=at)
            self._keep_claim(by, at)

    def release(self, *, by, at) -> None:
        """Let go of the text; TransitionRefused where another person holds it."""
        with transaction.atomic():
            self._locked().check_holder(by, at=at)
            self._keep_claim(None, None)

    def check_holder(self, person, *, at) -> None:
        """TransitionRefused, with the name, where another person holds the text."""
        if not self._claim_holds(at) or self.claimed_by_id == person.pk:
            return
        until = date_format(timezone.localtime(self.claimed_at + CLAIM_DURATION), "H:i")
        name = self.claimed_by.get_full_name() or self.claimed_by.get_username()
        said = gettext("%(person)s is reading this text and holds it until %(time)s.")
        raise TransitionRefused(said % {"person": name, "time": until})

    def _claim_holds(self, at):
        return self.claimed_by_id is not None and self.claimed_at + CLAIM_DURATION > at

    def _keep_claim(self, person, at):
        self.claimed_by, self.claimed_at = person, at
        type(self).objects.filter(pk=self.pk).update(claimed_by=person, claimed_at=at)
