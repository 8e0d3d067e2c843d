"""The steps by which a text becomes public (三审三校), and who may take which."""

from contextlib import contextmanager

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.check_registry import blocking_findings
from articles.models.claim import ClaimableModel
from articles.models.list_date import ListDateModel
from articles.models.review import (
    SIGNATURE_BY_STATUS,
    SIGNATURE_STAGES,
    UNDER_REVIEW,
    WITH_AUTHOR,
    ArticleStatus,
    Review,
    ReviewStage,
    TransitionRefused,
    WithdrawalReason,
)
from articles.models.review_permissions import check_column, check_permission
from articles.models.version import Version
from articles.notices import notify
from portal.audit import journal
from portal.audit.journal import JournalAction
from portal.core import html

# What a step writes, and nothing else does
WORKFLOW_FIELDS = (
    *("status", "since", "round", "signed", "listed_on", "listed_next", "public_note", "go_live"),
    *("claimed_by", "claimed_at"),
)
# The rights of a reviewer: each allows a remark
REVIEW_PERMISSIONS = (
    "return_article",
    *(permission for _stage, permission in SIGNATURE_BY_STATUS.values()),
)
# The go-live moment stays the one that was set before
UNCHANGED = object()


class WorkflowModel(ClaimableModel, ListDateModel):
    """The chain's own fields and its steps; a refused one raises TransitionRefused with the reason.

    Each step takes the hash of the text that the person saw (`expected_hash`), and refuses another text.
    """

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
        """The signatures of this round that still stand."""
        return self.reviews.filter(round=self.round, stage__in=SIGNATURE_STAGES, is_void=False)

    def withdrawal(self):
        """The step by which the text was last withdrawn; none where it never was."""
        return self.reviews.filter(stage=ReviewStage.WITHDRAWN).last()

    def record_edit(self, *, by) -> None:
        """Count the person among the authors of this round, and void the signatures if the text is no longer the signed one."""
        with transaction.atomic():
            self.contributions.get_or_create(person=by, round=self.round)
            locked = self._locked()
            if locked.status in UNDER_REVIEW and self._text_moved():
                locked._void(by)
                self._take_over(locked)

    def _text_moved(self):
        last = self.reviews.filter(round=self.round).last()
        return last is not None and last.text_hash != self.text_hash()

    def _void(self, by):
        self.signatures().update(is_void=True)
        self._step(ReviewStage.VOIDED, ArticleStatus.FIRST_REVIEW, by=by)

    def check_column(self, person) -> None:
        """TransitionRefused where the person is limited to other columns."""
        check_column(self, person)

    # The chain

    def submit(self, *, by, expected_hash="") -> None:
        """Hand a draft or a returned text to the first review."""
        with self._turn(WITH_AUTHOR, expected_hash) as article:
            check_permission(article, by=by, permission="submit_article")
            _require(article.title, gettext("An article needs a title before it is submitted."))
            if found := blocking_findings(article, on=timezone.localdate()):
                raise TransitionRefused(" ".join(map(str, found)))
            article.contributions.get_or_create(person=by, round=article.round)
            article._step(ReviewStage.SUBMITTED, ArticleStatus.FIRST_REVIEW, by=by)

    def pass_first_review(self, *, by, emergency="", expected_hash="") -> None:
        """Sign the first review (初审)."""
        self._sign(
            ArticleStatus.FIRST_REVIEW,
            ArticleStatus.SECOND_REVIEW,
            by=by,
            emergency=emergency,
            expected_hash=expected_hash,
        )

    def pass_second_review(self, *, by, emergency="", expected_hash="") -> None:
        """Sign the second review (复审)."""
        self._sign(
            ArticleStatus.SECOND_REVIEW,
            ArticleStatus.SIGN_OFF,
            by=by,
            emergency=emergency,
            expected_hash=expected_hash,
        )

    def sign_off(self, *, by, emergency="", expected_hash="", go_live=UNCHANGED) -> None:
        """Sign the third review (终审): the text becomes the public one, at its go-live moment, which may be set here."""
        signed = {"by": by, "emergency": emergency, "expected_hash": expected_hash}
        self._sign(ArticleStatus.SIGN_OFF, ArticleStatus.PUBLIC, **signed, go_live=go_live)

    def _sign(self, source, status, *, by, emergency, expected_hash, go_live=UNCHANGED):
        stage, permission = SIGNATURE_BY_STATUS[source]
        with self._turn({source}, expected_hash) as article:
            reason = check_permission(
                article, by=by, permission=permission, emergency=emergency, fresh_eyes=True
            )
            article.check_holder(by, at=timezone.now())
            article._check_remarks()
            published = status == ArticleStatus.PUBLIC
            if go_live is not UNCHANGED:
                article._schedule(go_live)
            article._step(stage, source if published else status, by=by, emergency=reason)
            if published:
                article._publish()

    def _schedule(self, moment):
        if moment and self.expires and moment >= self.expires:
            raise TransitionRefused(gettext("An article expires after it goes live."))
        self.go_live = moment

    def return_to_author(self, *, by, remark, paragraph=None, expected_hash="") -> None:
        """Give a text under review back, with a remark that stays open; its signatures no longer count."""
        with self._turn(UNDER_REVIEW, expected_hash) as article:
            check_permission(article, by=by, permission="return_article")
            article.check_holder(by, at=timezone.now())
            _require(remark, gettext("Say what the author should change."))
            article.signatures().update(is_void=True)
            article._remark(by, remark, paragraph)
            article._step(ReviewStage.RETURNED, ArticleStatus.RETURNED, by=by, remark=remark)

    def correct(self, *, by, note, expected_hash="") -> None:
        """Open the next round; what is public stays so until the new text is signed off and its moment has come."""
        with self._turn({ArticleStatus.PUBLIC, ArticleStatus.WITHDRAWN}, expected_hash) as article:
            check_permission(article, by=by, permission="correct_article")
            _require(note, gettext("Say in a note for the readers what is corrected."))
            article.round += 1
            article.public_note = note
            article.go_live = (
                article.go_live if article.go_live and article.go_live > timezone.now() else None
            )
            article._step(ReviewStage.CORRECTION, ArticleStatus.DRAFT, by=by, remark=note)

    def withdraw(self, *, by, reason, note="", expected_hash="") -> None:
        """Take a signed text from the public, for one of three reasons that readers see; its versions stay in the record."""
        with self._turn(set(ArticleStatus) - {ArticleStatus.WITHDRAWN}, expected_hash) as article:
            check_permission(article, by=by, permission="withdraw_article")
            if reason not in WithdrawalReason.values:
                raise TransitionRefused(
                    gettext("Choose one of the three reasons for the withdrawal.")
                )
            if article.signed_id is None:
                raise TransitionRefused(gettext("Only a public article can be withdrawn."))
            article.versions.end_publication(at=timezone.now())
            article.versions.update(is_withdrawn=True)
            article.signed = article.listed_next = None
            article._step(
                ReviewStage.WITHDRAWN, ArticleStatus.WITHDRAWN, by=by, remark=note, reason=reason
            )

    def confirm(self, *, by, expected_hash="") -> None:
        """Say that the public text was read again and is still right: the clock of its column begins anew."""
        with transaction.atomic():
            article, now = self._locked(), timezone.now()
            _require_one_of((*REVIEW_PERMISSIONS, "correct_article"), by)
            check_column(article, by)
            text = article.versions.public(at=now).first()
            if text is None or expected_hash not in ("", text.text_hash):
                raise TransitionRefused(gettext("Readers see another text now: read that one."))
            text.confirmed_at, text.confirmed_by = now, by
            text.save(update_fields=["confirmed_at", "confirmed_by"])
            journal.write(
                JournalAction.STEP,
                by=by,
                record=self,
                what="confirmed",
                at=now,
                version=text.number,
            )

    def publish_shipped(self, *, by=None) -> None:
        """Make an article of the shipped data public, or its newer text; nobody is made up to have reviewed it."""
        with self._turn({ArticleStatus.DRAFT, ArticleStatus.PUBLIC}) as article:
            if article.reviews.exclude(stage=ReviewStage.SHIPPED).exists():
                raise TransitionRefused(
                    gettext(
                        "Editors have taken this article over: it goes through the three reviews."
                    )
                )
            article._step(ReviewStage.SHIPPED, ArticleStatus.DRAFT, by=by)
            article._publish()

    # Remarks

    def add_remark(self, *, by, text, paragraph=None):
        """A reviewer's remark on a text under review or on one paragraph of it; it stays open until somebody resolves it."""
        with self._turn(UNDER_REVIEW) as article:
            _require_one_of(REVIEW_PERMISSIONS, by)
            check_column(article, by)
            _require(text, gettext("Say what the author should change."))
            return article._remark(by, text, paragraph)

    def _remark(self, by, text, paragraph):
        if paragraph and paragraph > len(html.paragraphs(self.body)):
            raise TransitionRefused(gettext("The article has no paragraph %d.") % paragraph)
        return self.remarks.create(
            round=self.round, paragraph=paragraph, text=text, by=by, moment=timezone.now()
        )

    def _check_remarks(self):
        """Nobody signs what a reviewer still wants changed."""
        if still_open := self.remarks.open().count():
            one, more = (
                "%(n)d remark is open: resolve it first.",
                "%(n)d remarks are open: resolve them first.",
            )
            raise TransitionRefused(ngettext(one, more, still_open) % {"n": still_open})

    # How a step is taken

    @contextmanager
    def _turn(self, sources, expected_hash=""):
        """One step: the row locked, its status and text checked, the caller's copy brought up to date."""
        with transaction.atomic():
            article = self._locked()
            if article.status not in sources:
                raise TransitionRefused(
                    gettext("This step is not open while the article is “%s”.")
                    % article.get_status_display()
                )
            if expected_hash and expected_hash != article.text_hash():
                raise TransitionRefused(
                    gettext(
                        "The text was changed after you opened it: read it again before you take a step."
                    )
                )
            yield article
        self._take_over(article)

    def _take_over(self, article):
        for name in WORKFLOW_FIELDS:
            setattr(self, name, getattr(article, name))
        self.__dict__.pop("live", None)

    def _locked(self):
        return type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)

    def _step(self, stage, status, *, by, **said):
        """Write down who took the step on which text, and stand where it leads; whoever held the text lets go of it."""
        if stage in SIGNATURE_STAGES and self._text_moved():
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
            **said,
        )
        reason = said.get("remark") or said.get("emergency") or ""
        journal.write(
            JournalAction.STEP,
            by=by,
            record=self,
            what=stage,
            reason=reason,
            at=moment,
            round=self.round,
        )
        self.status, self.since = status, moment
        self.claimed_by = self.claimed_at = None
        self._store()
        self._settle_others(at=moment)
        notify(self, stage, by=by, at=moment)

    def _publish(self):
        """Make the text a version: public from now or from its go-live moment, and until then the one before stays."""
        now = timezone.now()
        begins = max(now, self.go_live or now)
        ends = max(begins, self.expires) if self.expires else None
        shown = self.snapshot()
        shown.pop("language")
        self.versions.end_publication(at=begins)
        self.signed = self.versions.create(
            number=self.versions.count() + 1, made_at=now, public_from=begins, public_until=ends,
            text_hash=self.text_hash(), note=self.public_note, **shown,
        )  # fmt: skip
        self._list_from(begins, at=now)
        self.public_note = ""
        self.status = ArticleStatus.PUBLIC
        self._store()

    def _store(self):
        self.skip_history_when_saving = True
        models.Model.save(self, update_fields=[*WORKFLOW_FIELDS, "changed_at"])


def _require_one_of(rights, person):
    if not any(person.has_perm(f"articles.{right}") for right in rights):
        raise TransitionRefused(gettext("You do not have the right to take this step."))


def _require(text, message):
    if not text.strip():
        raise TransitionRefused(message)
