"""How a transition of an article is taken: locking, checks, the record of it, and the new version."""

from contextlib import contextmanager

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.claim import ClaimableModel
from articles.models.list_date import ListDateModel
from articles.models.review import (
    SIGNATURE_STAGES,
    UNDER_REVIEW,
    WITH_AUTHOR,
    ArticleStatus,
    Review,
    ReviewStage,
    TransitionRefused,
)
from articles.models.review_permissions import check_column
from articles.models.translation import TranslationModel
from articles.models.version import Version
from articles.notices import notify
from portal.audit import journal
from portal.audit.journal import JournalAction

# Written by transitions alone
WORKFLOW_FIELDS = (
    "status",
    "since",
    "round",
    "signed",
    "listed_on",
    "listed_next",
    "public_note",
    "original_version",
    "go_live",
    "expires",
    "claimed_by",
    "claimed_at",
)


class TransitionModel(ClaimableModel, ListDateModel, TranslationModel):
    """The fields that transitions write, and what every transition does."""

    status = models.CharField(
        _("status"),
        max_length=15,
        choices=ArticleStatus,
        default=ArticleStatus.DRAFT,
        editable=False,
    )
    since = models.DateTimeField(_("stands there since"), default=timezone.now, editable=False)
    round = models.PositiveIntegerField(_("round"), default=1, editable=False)
    signed = models.OneToOneField(
        Version,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("last signed text"),
    )
    public_note = models.TextField(_("note on the correction"), blank=True, editable=False)

    class Meta:
        abstract = True

    def signatures(self):
        """The signatures of this round that are still valid."""
        return self.reviews.filter(round=self.round, stage__in=SIGNATURE_STAGES, is_void=False)

    def is_under_correction(self) -> bool:
        """Whether the working text is that of an open correction."""
        if self.status not in WITH_AUTHOR | UNDER_REVIEW:
            return False
        return self.reviews.filter(round=self.round, stage=ReviewStage.CORRECTION).exists()

    def withdrawal(self):
        """The record of the last withdrawal, or None."""
        return self.reviews.filter(stage=ReviewStage.WITHDRAWN).last()

    def record_edit(self, *, by) -> None:
        """Count the person among the authors of this round; void the signatures if the text has changed."""
        with transaction.atomic():
            self.contributions.get_or_create(person=by, round=self.round)
            locked = self._lock_row()
            if locked.status in UNDER_REVIEW and self._has_text_changed():
                locked.signatures().update(is_void=True)
                locked._record_transition(ReviewStage.VOIDED, ArticleStatus.FIRST_REVIEW, by=by)
                self._copy_workflow_fields(locked)

    def check_column(self, person) -> None:
        """Raise TransitionRefused if the person is limited to other columns."""
        check_column(self, person)

    def _has_text_changed(self):
        """Whether the text differs from that of the last recorded transition of this round."""
        last = self.reviews.filter(round=self.round).last()
        return last is not None and last.text_hash != self.text_hash()

    @contextmanager
    def _transition(self, sources, expected_hash=""):
        """Yield the locked row, its status and text checked; then update this copy of it.

        `sources` are the statuses in which the transition may begin. Raises TransitionRefused.
        """
        with transaction.atomic():
            article = self._lock_row()
            if article.status not in sources:
                message = gettext("This step is not open while the article is “%s”.")
                raise TransitionRefused(message % article.get_status_display())
            if expected_hash and expected_hash != article.text_hash():
                raise TransitionRefused(
                    gettext(
                        "The text was changed after you opened it: "
                        "read it again before you take a step."
                    )
                )
            yield article
        self._copy_workflow_fields(article)

    def _lock_row(self):
        return type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)

    def _copy_workflow_fields(self, article):
        for name in WORKFLOW_FIELDS:
            setattr(self, name, getattr(article, name))
        self._forget_live()

    def _record_transition(self, stage, status, *, by, **details):
        """Record the transition on exactly this text, set the status and end any claim.

        `details` are further fields of the Review: remark, reason, emergency.
        """
        if stage in SIGNATURE_STAGES and self._has_text_changed():
            raise TransitionRefused(
                gettext(
                    "The text was changed since it was submitted or signed: it goes round again."
                )
            )
        moment = timezone.now()
        Review.objects.create(
            article=self,
            round=self.round,
            stage=stage,
            person=by,
            moment=moment,
            text_hash=self.text_hash(),
            **details,
        )
        journal.write(
            JournalAction.STEP,
            by=by,
            record=self,
            what=stage,
            reason=details.get("remark") or details.get("emergency") or "",
            at=moment,
            round=self.round,
        )
        self.status = status
        self.since = moment
        self.claimed_by = None
        self.claimed_at = None
        self._save_workflow_fields()
        self._apply_pending_list_dates(at=moment)
        notify(self, stage, by=by, at=moment)

    def _publish(self):
        """Make the text a version, public from now or from its go-live moment; the one before ends then."""
        now = timezone.now()
        begins = max(now, self.go_live or now)
        ends = max(begins, self.expires) if self.expires else None
        text = self.snapshot()
        text.pop("language")
        self.versions.end_publication(at=begins)
        self.signed = self.versions.create(
            number=self.versions.count() + 1,
            made_at=now,
            public_from=begins,
            public_until=ends,
            text_hash=self.text_hash(),
            note=self.public_note,
            **text,
        )
        self._set_list_date(begins, at=now)
        self.public_note = ""
        self.status = ArticleStatus.PUBLIC
        self._save_workflow_fields()

    def _save_workflow_fields(self):
        self.skip_history_when_saving = True
        models.Model.save(self, update_fields=[*WORKFLOW_FIELDS, "changed_at"])
