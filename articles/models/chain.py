"""The steps by which a text becomes public (三审三校), and who may take which."""

from contextlib import contextmanager

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.review import (
    SIGNATURES,
    UNDER_REVIEW,
    WITH_AUTHOR,
    Review,
    Stage,
    Status,
    TransitionRefused,
)
from articles.models.version import Version
from portal.core import dates

# What a step writes, and nothing else does
KEPT = ("status", "round", "live", "listed_on", "public_note", "go_live")


class Chain(models.Model):
    """The chain's own fields and its seven steps; a refused one raises TransitionRefused with the reason."""

    status = models.CharField(_("status"), max_length=15, choices=Status, default=Status.DRAFT, editable=False)
    round = models.PositiveIntegerField(_("round"), default=1, editable=False)
    live = models.OneToOneField(
        Version, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("public text")
    )
    listed_on = models.DateField(_("listed on"), null=True, editable=False)
    public_note = models.TextField(_("note on the correction"), blank=True, editable=False)

    class Meta:
        abstract = True

    def signatures(self):
        """The signatures of this round that still stand."""
        return self.reviews.filter(round=self.round, stage__in=SIGNATURES, is_void=False)

    def note_edit(self, *, by) -> None:
        """Count the person among the authors of this round, and void the signatures if the text is no longer the signed one."""
        with transaction.atomic():
            self.contributions.get_or_create(person=by, round=self.round)
            locked = self._locked()
            if locked.status in UNDER_REVIEW and self._text_moved():
                locked._void(by)
                self.status = locked.status

    def _text_moved(self):
        last = self.reviews.filter(round=self.round).last()
        return last is not None and last.text_hash != self.text_hash()

    def _void(self, by):
        self.signatures().update(is_void=True)
        self._step(Stage.VOIDED, Status.FIRST_REVIEW, by=by)

    # The chain

    def submit(self, *, by) -> None:
        """Hand a draft or a returned text to the first review."""
        with self._turn(WITH_AUTHOR) as article:
            check_person(article, by=by, permission="submit_article")
            _require(article.title, gettext("An article needs a title before it is submitted."))
            article.contributions.get_or_create(person=by, round=article.round)
            article._step(Stage.SUBMITTED, Status.FIRST_REVIEW, by=by)

    def pass_first_review(self, *, by, emergency="") -> None:
        """Sign the first review (初审)."""
        with self._turn({Status.FIRST_REVIEW}) as article:
            reason = check_person(article, by=by, permission="first_review_article", emergency=emergency, fresh_eyes=True)
            article._step(Stage.FIRST, Status.SECOND_REVIEW, by=by, emergency=reason)

    def pass_second_review(self, *, by, emergency="") -> None:
        """Sign the second review (复审)."""
        with self._turn({Status.SECOND_REVIEW}) as article:
            reason = check_person(article, by=by, permission="second_review_article", emergency=emergency, fresh_eyes=True)
            article._step(Stage.SECOND, Status.SIGN_OFF, by=by, emergency=reason)

    def sign_off(self, *, by, emergency="") -> None:
        """Sign the third review (终审): the text becomes the public one."""
        with self._turn({Status.SIGN_OFF}) as article:
            reason = check_person(article, by=by, permission="sign_off_article", emergency=emergency, fresh_eyes=True)
            article._step(Stage.SIGN_OFF, Status.SIGN_OFF, by=by, emergency=reason)
            article._publish()

    def return_to_author(self, *, by, remark) -> None:
        """Give a text under review back, with the reason; its signatures no longer count."""
        with self._turn(UNDER_REVIEW) as article:
            check_person(article, by=by, permission="return_article")
            _require(remark, gettext("Say what the author should change."))
            article.signatures().update(is_void=True)
            article._step(Stage.RETURNED, Status.RETURNED, by=by, remark=remark)

    def correct(self, *, by, note) -> None:
        """Open the next round; what is public stays so until the new text is signed off."""
        with self._turn({Status.PUBLIC, Status.WITHDRAWN}) as article:
            check_person(article, by=by, permission="correct_article")
            _require(note, gettext("Say in a note for the readers what is corrected."))
            article.round += 1
            article.public_note = note
            article.go_live = article.go_live if article.go_live and article.go_live > timezone.now() else None
            article._step(Stage.CORRECTION, Status.DRAFT, by=by, remark=note)

    def withdraw(self, *, by, reason) -> None:
        """Take a public text from the public; its versions stay in the record."""
        with self._turn(set(Status) - {Status.WITHDRAWN}) as article:
            check_person(article, by=by, permission="withdraw_article")
            _require(reason, gettext("Give the reason for the withdrawal."))
            if article.live_id is None:
                raise TransitionRefused(gettext("Only a public article can be withdrawn."))
            article.versions.update(is_withdrawn=True)
            article.live = None
            article._step(Stage.WITHDRAWN, Status.WITHDRAWN, by=by, remark=reason)

    def publish_shipped(self, *, by=None) -> None:
        """Make an article of the shipped data public, or its newer text; nobody is made up to have reviewed it."""
        with self._turn({Status.DRAFT, Status.PUBLIC}) as article:
            if article.reviews.exclude(stage=Stage.SHIPPED).exists():
                raise TransitionRefused(gettext("Editors have taken this article over: it goes through the three reviews."))
            article._step(Stage.SHIPPED, Status.DRAFT, by=by)
            article._publish()

    @contextmanager
    def _turn(self, sources):
        """One step: the row locked, the status it starts from checked, the caller's copy brought up to date."""
        with transaction.atomic():
            article = self._locked()
            if article.status not in sources:
                raise TransitionRefused(
                    gettext("This step is not open while the article is “%s”.") % article.get_status_display()
                )
            yield article
        for name in KEPT:
            setattr(self, name, getattr(article, name))

    def _locked(self):
        return type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)

    def _step(self, stage, status, *, by, remark="", emergency=""):
        """Write down who took the step on which text, and stand where it leads."""
        if stage in SIGNATURES and self._text_moved():
            raise TransitionRefused(gettext("The text was changed since it was submitted or signed: it goes round again."))
        Review.objects.create(
            article=self, round=self.round, stage=stage, person=by, moment=timezone.now(), text_hash=self.text_hash(),
            remark=remark, emergency=emergency,
        )  # fmt: skip
        self.status = status
        self._store()

    def _publish(self):
        if self.go_live and self.go_live > timezone.now() and self.live_id:
            raise TransitionRefused(
                gettext("A text is public already; a correction goes live at its sign-off. Clear the go-live moment.")
            )
        shown = self.as_shown()
        shown.pop("language")
        number = self.versions.count() + 1
        self.live = self.versions.create(
            number=number, made_at=timezone.now(), text_hash=self.text_hash(), note=self.public_note, **shown
        )
        self.listed_on = self._day_of_listing()
        self.public_note = ""
        self.status = Status.PUBLIC
        self._store()

    def _day_of_listing(self):
        """The first day that the source gives, so that a yearless reprint stands last; else the first sign-off."""
        if self.published or self.rights == self.Rights.REPRINT:
            return dates.earliest(self.published)
        return timezone.localdate(self.versions.earliest("number").made_at)

    def _store(self):
        self.skip_history_when_saving = True
        models.Model.save(self, update_fields=[*KEPT, "changed_at"])


def _require(text, message):
    if not text.strip():
        raise TransitionRefused(message)


def check_person(article, *, by, permission: str, emergency: str = "", fresh_eyes: bool = False) -> str:
    """The reason by which the emergency right was used, blank where it was not needed; TransitionRefused says why not."""
    if not by.has_perm(f"articles.{permission}"):
        raise TransitionRefused(gettext("You do not have the right to take this step."))
    if not fresh_eyes or not (refused := _not_fresh(article, by)):
        return ""
    if not emergency.strip():
        raise TransitionRefused(refused)
    if not by.has_perm("articles.emergency_article"):
        raise TransitionRefused(gettext("You do not have the emergency right."))
    return emergency


def _not_fresh(article, person):
    """Why this person's signature would not be a fresh pair of eyes; empty if it would."""
    if article.contributions.filter(person=person, round=article.round).exists():
        return gettext("You wrote or changed this text: three other people review it.")
    if article.signatures().filter(person=person).exists():
        return gettext("You already signed another stage of this text: the three reviewers are three people.")
    return ""
