"""Notices to persons about transitions of articles."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.review import ReviewStage

# The message for each stage; a stage without one makes no notice
NOTICE_MESSAGES = {
    ReviewStage.SUBMITTED: _("“%(title)s” waits for the first review."),
    ReviewStage.FIRST: _("“%(title)s” waits for the second review."),
    ReviewStage.SECOND: _("“%(title)s” waits for the sign-off."),
    ReviewStage.SIGN_OFF: _("“%(title)s” is signed off."),
    ReviewStage.RETURNED: _("“%(title)s” came back to its author, with a remark."),
    ReviewStage.VOIDED: _(
        "“%(title)s” was changed under review: its signatures are void, "
        "and it waits for the first review."
    ),
    ReviewStage.CORRECTION: _("A correction of “%(title)s” is open."),
    ReviewStage.CANCELLED: _("The correction of “%(title)s” is cancelled: the public text stays."),
    ReviewStage.WITHDRAWN: _("“%(title)s” is withdrawn."),
}


class Notice(models.Model):
    """A notice to one person that a transition was taken; its text is made in the reader's language."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("person")
    )
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="notices", verbose_name=_("article")
    )
    stage = models.CharField(_("step"), max_length=12, choices=ReviewStage)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name=_("by")
    )
    moment = models.DateTimeField(_("moment"))
    read_at = models.DateTimeField(_("read at"), null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-moment", "-pk")
        indexes = [
            models.Index(fields=["person", "read_at", "-moment"], name="articles_notices_of")
        ]

    def __str__(self):
        return notice_message(self.article, self.stage)


def notice_message(article, stage: str) -> str:
    """The message for a stage, in the active language."""
    message = str(NOTICE_MESSAGES.get(stage, "“%(title)s”"))
    title = " ".join(article.title.split())
    return message % {"title": title}
