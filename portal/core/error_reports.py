"""Readers' error reports: each has a number that nobody can guess, by which its sender looks up the state."""

import secrets

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NUMBER_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is mistaken for another
NUMBER_LENGTH = 12  # 60 bits
GROUP_LENGTH = 4
SUMMARY_LENGTH = 60
MAX_PAGE_LENGTH = 300
MAX_REASON_LENGTH = 2000
MAX_SOURCE_LENGTH = 500
MAX_ANSWER_LENGTH = 2000


class ReportRefused(Exception):
    """A step that is not allowed now; the message says why, in the language of the page."""


class ErrorReportState(models.TextChoices):
    NEW = "new", gettext_lazy("received")
    IN_PROGRESS = "taken", gettext_lazy("being looked into")
    CORRECTED = "corrected", gettext_lazy("corrected")
    DECLINED = "declined", gettext_lazy("looked into, not changed")


OPEN_STATES = (ErrorReportState.NEW, ErrorReportState.IN_PROGRESS)


def generate_number() -> str:
    """A random number in three groups, with 60 bits of entropy."""
    text = "".join(secrets.choice(NUMBER_ALPHABET) for _place in range(NUMBER_LENGTH))
    groups = [text[start : start + GROUP_LENGTH] for start in range(0, NUMBER_LENGTH, GROUP_LENGTH)]
    return "-".join(groups)


def report_summary(report: "ErrorReport") -> str:
    """The report in one line: the page and the first words of the reason."""
    return f"{report.page}: {Truncator(report.reason).chars(SUMMARY_LENGTH)}"


class ErrorReportQuerySet(models.QuerySet):
    def waiting(self):
        """The open reports, the oldest first."""
        return self.filter(state__in=OPEN_STATES).order_by("made_at", "pk")


class ErrorReport(models.Model):
    """An error that a reader reports on a page; nothing about the reader is stored."""

    number = models.CharField(
        gettext_lazy("number"), max_length=14, unique=True, default=generate_number, editable=False
    )
    page = models.CharField(gettext_lazy("page"), max_length=MAX_PAGE_LENGTH)
    reason = models.TextField(gettext_lazy("what is wrong"), max_length=MAX_REASON_LENGTH)
    source = models.CharField(gettext_lazy("what it rests on"), max_length=MAX_SOURCE_LENGTH)
    made_at = models.DateTimeField(
        gettext_lazy("received at"), default=timezone.now, editable=False
    )
    state = models.CharField(
        gettext_lazy("state"),
        max_length=10,
        choices=ErrorReportState,
        default=ErrorReportState.NEW,
        editable=False,
    )
    answer = models.TextField(
        gettext_lazy("answer"),
        max_length=MAX_ANSWER_LENGTH,
        blank=True,
        help_text=gettext_lazy(
            "The sender reads it under the report's number. Needed before the report is closed."
        ),
    )
    decided_at = models.DateTimeField(gettext_lazy("closed at"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=gettext_lazy("closed by"),
    )

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("error report")
        verbose_name_plural = gettext_lazy("error reports")
        ordering = ("-made_at", "-pk")
        indexes = [models.Index(fields=["state", "made_at", "id"], name="core_reports_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES) | (~Q(answer="") & Q(decided_at__isnull=False)),
                name="core_errorreport_closed_with_answer",
            )
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("report-state", args=[self.number])

    # Steps

    def take(self, *, by) -> None:
        """Mark it as being looked into."""
        self._step(ErrorReportState.IN_PROGRESS, from_states=[ErrorReportState.NEW])

    def correct(self, *, by, answer: str) -> None:
        """Close it: the page was wrong and has been corrected."""
        self._close(ErrorReportState.CORRECTED, by=by, answer=answer)

    def decline(self, *, by, answer: str) -> None:
        """Close it: the page stays as it is, for the reason in the answer."""
        self._close(ErrorReportState.DECLINED, by=by, answer=answer)

    def _close(self, state, *, by, answer):
        if not answer.strip():
            raise ReportRefused(_("Write an answer first: the sender reads it."))
        self._step(
            state,
            from_states=OPEN_STATES,
            answer=answer.strip(),
            decided_at=timezone.now(),
            decided_by=by,
        )

    @transaction.atomic
    def _step(self, state, *, from_states, **values):
        stored = type(self).objects.select_for_update().get(pk=self.pk)
        if stored.state not in from_states:
            raise ReportRefused(_("This report is %s already.") % stored.get_state_display())
        for name, value in {"state": state, **values}.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *values])
