"""The transitions of an article: the three reviews (三审三校), corrections and withdrawals."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from articles.models.refused_attempts import journal_refusals
from articles.models.review import (
    SIGNATURE_BY_STATUS,
    UNDER_REVIEW,
    WITH_AUTHOR,
    ArticleStatus,
    ReviewStage,
    TransitionRefused,
    WithdrawalReason,
)
from articles.models.review_permissions import check_column, check_permission
from articles.models.status_label import moment_label
from articles.models.text_restoring import restore_text
from articles.models.transition import TransitionModel
from articles.publication_registry import WITHDRAWN, run_follow_ups
from articles.submit_check_registry import blocking_findings
from portal.audit import journal
from portal.audit.journal import JournalAction
from portal.core import html

# The permissions of a reviewer: each allows a remark
REVIEW_PERMISSIONS = (
    "return_article",
    *(permission for _stage, permission in SIGNATURE_BY_STATUS.values()),
)
# Marks that sign_off() leaves the go-live moment as it was set before
UNCHANGED = object()


class WorkflowModel(TransitionModel):
    """The transitions of an article; each raises TransitionRefused with the reason.

    Each takes the hash of the text that the person saw (`expected_hash`) and refuses if the text
    is another one by now.
    """

    class Meta:
        abstract = True

    @journal_refusals
    def submit(self, *, by, expected_hash="") -> None:
        """Submit a draft or a returned text to the first review."""
        with self._transition(WITH_AUTHOR, expected_hash) as article:
            check_permission(article, by=by, permission="submit_article")
            _require(article.title, gettext("An article needs a title before it is submitted."))
            article._check_expiry()
            findings = blocking_findings(article, on=timezone.localdate())
            if findings:
                raise TransitionRefused(" ".join(map(str, findings)))
            article.contributions.get_or_create(person=by, round=article.round)
            article.follow_original()
            article._record_transition(ReviewStage.SUBMITTED, ArticleStatus.FIRST_REVIEW, by=by)

    @journal_refusals
    def pass_first_review(self, *, by, emergency="", expected_hash="") -> None:
        """Sign the first review (初审)."""
        with self._transition({ArticleStatus.FIRST_REVIEW}, expected_hash) as article:
            article._sign(ArticleStatus.SECOND_REVIEW, by=by, emergency=emergency)

    @journal_refusals
    def pass_second_review(self, *, by, emergency="", expected_hash="") -> None:
        """Sign the second review (复审)."""
        with self._transition({ArticleStatus.SECOND_REVIEW}, expected_hash) as article:
            article._sign(ArticleStatus.SIGN_OFF, by=by, emergency=emergency)

    @journal_refusals
    def sign_off(self, *, by, emergency="", expected_hash="", go_live=UNCHANGED) -> None:
        """Sign the third review (终审) and publish the text at its go-live moment, which may be set here."""
        with self._transition({ArticleStatus.SIGN_OFF}, expected_hash) as article:
            reason = article._check_signature(by=by, emergency=emergency)
            article._check_expiry()
            if go_live is not UNCHANGED:
                article._schedule(go_live)
            if article.original_version_id is None:
                article.follow_original()
            article._record_transition(
                ReviewStage.SIGN_OFF, ArticleStatus.SIGN_OFF, by=by, emergency=reason
            )
            article._publish()
            run_follow_ups(article)

    def _sign(self, next_status, *, by, emergency):
        """Sign the stage at which the text waits, and pass it on to the next status."""
        stage, _permission = SIGNATURE_BY_STATUS[self.status]
        reason = self._check_signature(by=by, emergency=emergency)
        self._record_transition(stage, next_status, by=by, emergency=reason)

    def _check_signature(self, *, by, emergency) -> str:
        """Check that the person may sign now; return the emergency reason if it was used."""
        _stage, permission = SIGNATURE_BY_STATUS[self.status]
        reason = check_permission(
            self, by=by, permission=permission, emergency=emergency, independent=True
        )
        self.check_holder(by, at=timezone.now())
        self._check_remarks()
        return reason

    def _check_expiry(self):
        """Raise TransitionRefused for a text that would be gone before anybody could read it."""
        if self.expires and self.expires <= timezone.now():
            message = gettext("The text expires at %s, which is past: readers would never see it.")
            raise TransitionRefused(message % moment_label(self.expires))

    def _schedule(self, moment):
        if moment and self.expires and moment >= self.expires:
            raise TransitionRefused(gettext("An article expires after it goes live."))
        self.go_live = moment

    @journal_refusals
    def return_to_author(self, *, by, remark, paragraph=None, expected_hash="") -> None:
        """Return a text under review to its author with an open remark; void its signatures."""
        with self._transition(UNDER_REVIEW, expected_hash) as article:
            check_permission(article, by=by, permission="return_article")
            article.check_holder(by, at=timezone.now())
            _require(remark, gettext("Say what the author should change."))
            article.signatures().update(is_void=True)
            article._create_remark(by, remark, paragraph)
            article._record_transition(
                ReviewStage.RETURNED, ArticleStatus.RETURNED, by=by, remark=remark
            )

    @journal_refusals
    def correct(self, *, by, note, expected_hash="") -> None:
        """Open the next round; the public version stays until the new text is signed and its moment comes."""
        sources = {ArticleStatus.PUBLIC, ArticleStatus.WITHDRAWN}
        with self._transition(sources, expected_hash) as article:
            check_permission(article, by=by, permission="correct_article")
            _require(note, gettext("Say in a note for the readers what is corrected."))
            article.round += 1
            article.public_note = note
            if article.go_live and article.go_live <= timezone.now():
                article.go_live = None
            article._record_transition(
                ReviewStage.CORRECTION, ArticleStatus.DRAFT, by=by, remark=note
            )

    @journal_refusals
    def cancel_correction(self, *, by, expected_hash="") -> None:
        """Close the open correction: the working text becomes the last signed one again."""
        with self._transition(WITH_AUTHOR | UNDER_REVIEW, expected_hash) as article:
            check_permission(article, by=by, permission="correct_article")
            version = article.versions.order_by("number").last()
            if version is None or not article.is_under_correction():
                raise TransitionRefused(gettext("No correction of this article is open."))
            now = timezone.now()
            article.go_live = version.public_from if version.public_from > now else None
            article.expires = version.public_until if article.signed_id else None
            article.public_note = ""
            restore_text(article, version, by=by)
            article.signatures().update(is_void=True)
            for remark in article.remarks.open():
                remark.close(by=by, at=now)
            status = ArticleStatus.PUBLIC if article.signed_id else ArticleStatus.WITHDRAWN
            article._record_transition(ReviewStage.CANCELLED, status, by=by)
        self.refresh_from_db()

    @journal_refusals
    def withdraw(self, *, by, reason, note="", expected_hash="") -> None:
        """Withdraw a signed text for one of three public reasons; its versions stay in the record."""
        sources = set(ArticleStatus) - {ArticleStatus.WITHDRAWN}
        with self._transition(sources, expected_hash) as article:
            check_permission(article, by=by, permission="withdraw_article")
            if reason not in WithdrawalReason.values:
                raise TransitionRefused(
                    gettext("Choose one of the three reasons for the withdrawal.")
                )
            if article.signed_id is None:
                raise TransitionRefused(gettext("Only a public article can be withdrawn."))
            article.versions.end_publication(at=timezone.now())
            article.versions.update(is_withdrawn=True)
            article.signed = None
            article.listed_next = None
            article._record_transition(
                ReviewStage.WITHDRAWN, ArticleStatus.WITHDRAWN, by=by, remark=note, reason=reason
            )
            run_follow_ups(article, event=WITHDRAWN)

    @journal_refusals
    def confirm(self, *, by, expected_hash="") -> None:
        """Confirm that the public text was read again and is still right.

        The period after which its column asks for the next reading restarts.
        """
        with transaction.atomic():
            article = self._lock_row()
            now = timezone.now()
            _require_any_permission((*REVIEW_PERMISSIONS, "correct_article"), by)
            check_column(article, by)
            version = article.versions.public(at=now).first()
            if version is None or expected_hash not in ("", version.text_hash):
                raise TransitionRefused(gettext("Readers see another text now: read that one."))
            version.confirmed_at = now
            version.confirmed_by = by
            version.save(update_fields=["confirmed_at", "confirmed_by"])
            journal.write(
                JournalAction.STEP,
                by=by,
                record=self,
                what="confirmed",
                at=now,
                version=version.number,
            )

    @journal_refusals
    def confirm_translation(self, *, by, expected_hash="") -> None:
        """Confirm that the public text still says what its original, corrected since, says."""
        with transaction.atomic():
            article = self._lock_row()
            now = timezone.now()
            _require_any_permission((*REVIEW_PERMISSIONS, "correct_article"), by)
            check_column(article, by)
            original = article.newer_original(at=now)
            if original is None or expected_hash not in ("", original.text_hash):
                raise TransitionRefused(gettext("The original is another text now: read that one."))
            article.original_version = original
            article._save_workflow_fields()
            journal.write(
                JournalAction.CONFIRMED,
                by=by,
                record=self,
                what="translation",
                at=now,
                version=original.number,
            )
        self.original_version = original

    def publish_shipped(self, *, by=None) -> None:
        """Publish an article of the shipped data, or its newer text, without signatures."""
        with self._transition({ArticleStatus.DRAFT, ArticleStatus.PUBLIC}) as article:
            if article.reviews.exclude(stage=ReviewStage.SHIPPED).exists():
                raise TransitionRefused(
                    gettext(
                        "Editors have taken this article over: it goes through the three reviews."
                    )
                )
            article.follow_original()
            article._record_transition(ReviewStage.SHIPPED, ArticleStatus.DRAFT, by=by)
            article._publish()

    # Remarks

    def add_remark(self, *, by, text, paragraph=None, table=None):
        """Add a reviewer's remark on a text under review, or on one of its paragraphs or tables."""
        with self._transition(UNDER_REVIEW) as article:
            _require_any_permission(REVIEW_PERMISSIONS, by)
            check_column(article, by)
            _require(text, gettext("Say what the author should change."))
            return article._create_remark(by, text, paragraph, table)

    def _create_remark(self, by, text, paragraph, table=None):
        if paragraph and paragraph > len(html.paragraphs(self.body)):
            raise TransitionRefused(gettext("The article has no paragraph %d.") % paragraph)
        if table and table > html.count_tables(self.body):
            raise TransitionRefused(gettext("The article has no table %d.") % table)
        place = {"paragraph": paragraph} if paragraph else {"table": table}
        return self.remarks.create(
            round=self.round, text=text, by=by, moment=timezone.now(), **place
        )

    def _check_remarks(self):
        """Raise TransitionRefused while a remark is open."""
        count = self.remarks.open().count()
        if count:
            message = ngettext(
                "%(n)d remark is open: resolve it first.",
                "%(n)d remarks are open: resolve them first.",
                count,
            )
            raise TransitionRefused(message % {"n": count})


def _require_any_permission(permissions, person):
    if not any(person.has_perm(f"articles.{permission}") for permission in permissions):
        raise TransitionRefused(gettext("You do not have the right to take this step."))


def _require(text, message):
    if not text.strip():
        raise TransitionRefused(message)
