"""Proposals: records that a captured page seems to report, the decisions on them, and what those wrote."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, F, Min, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import Article, ColumnLimit
from seeds.models.capture import Capture
from seeds.models.read_by import ReadBy


class ProposalStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("of a proposal", "waiting")
    LATER = "later", _("not now")
    ACCEPTED = "accepted", _("accepted")
    EDITED = "edited", _("edited and accepted")
    HELD = "held", _("accepted, not public yet")
    REFUSED = "refused", pgettext_lazy("of a proposal", "refused")
    OUTDATED = "outdated", _("replaced by a later version of the page")


OPEN_STATUSES = frozenset({ProposalStatus.WAITING, ProposalStatus.LATER})
ACCEPTED_STATUSES = frozenset({ProposalStatus.ACCEPTED, ProposalStatus.EDITED})
# What these decided is final; a held decision is decided too, and writes nothing before it is released
FINAL_STATUSES = ACCEPTED_STATUSES | {ProposalStatus.REFUSED}
DECIDED_STATUSES = FINAL_STATUSES | {ProposalStatus.HELD}
# What was accepted and is not on record: it waits to be public, or did not fit any more and is open again
HELD = Q(status=ProposalStatus.HELD)
RETURNED = Q(status__in=OPEN_STATUSES) & ~Q(reason="")
# What makes held decisions public, as the setting ACCEPTED_FACTS_PUBLIC says
WITH_ARTICLE = "with_article"
SECOND_PERSON = "second_person"
# The first of these that the payload holds names the proposal
TITLE_KEYS = ("name", "title", "person", "organisation", "wording")


class ProposalQuerySet(models.QuerySet):
    def open(self):
        """The proposals that nobody has decided on."""
        return self.filter(status__in=OPEN_STATUSES)

    def waiting(self):
        """The open proposals that were not postponed."""
        return self.filter(status=ProposalStatus.WAITING)

    def accepted(self):
        """The accepted proposals, the one that was written last first."""
        written_at = Coalesce("released_at", "decided_at")
        return self.filter(status__in=ACCEPTED_STATUSES).order_by(written_at.desc(), "-pk")

    def final(self):
        """The proposals that were accepted or refused, in the order of their pages."""
        return self.filter(status__in=FINAL_STATUSES).order_by("capture", "position", "pk")

    def held(self):
        """The accepted proposals that wrote nothing yet, in the order of their decisions."""
        return self.filter(HELD).order_by("decided_at", "pk")

    def returned(self):
        """The open proposals that were accepted and did not fit any more when they were to be written."""
        return self.filter(RETURNED)

    def due(self, *, at, mode: str):
        """Those that can be written without anybody: their article is public, or was deleted."""
        deleted = self.filter(article__isnull=True)
        return deleted | self.with_public_article(at=at) if mode == WITH_ARTICLE else deleted

    def with_public_article(self, *, at=None):
        """The proposals out of articles that the public may see at that moment (default: now)."""
        public = Article.objects.published(at=at).order_by().values("pk")
        return self.filter(article__in=public)

    def visible_to(self, person):
        """The proposals out of articles in the columns of a person who is limited to some; else all."""
        return self.filter(ColumnLimit.objects.condition_for(person, path="article__column"))

    def queue(self, person):
        """The pages with open proposals, the oldest first, with the number of proposals of each."""
        open_rows = self.open().visible_to(person).order_by()
        return (
            open_rows.values("capture")
            .annotate(total=Count("pk"), first=Min("pk"))
            .order_by("first")
        )

    def count_by_kind(self):
        """The number of proposals of each kind."""
        return self.order_by().values("kind").annotate(total=Count("pk")).order_by("kind")

    def count_by_capture(self, captures):
        """The number of proposals of each kind on each of the pages."""
        rows = self.filter(capture__in=captures).order_by()
        return rows.values("capture", "kind").annotate(total=Count("pk")).order_by("kind")

    def count_by_rule(self):
        """The number of proposals of each rule, in all and by decision.

        A decision that a later version of the page took over counts once.
        """
        decided = {status.value: Count("pk", filter=Q(status=status)) for status in FINAL_STATUSES}
        first_versions = self.filter(previous__isnull=True).order_by()
        return (
            first_versions.values("rule").annotate(proposed=Count("pk"), **decided).order_by("rule")
        )

    def for_versions_of(self, capture):
        """The proposals of that version of a page and of those before it, the last first."""
        versions = []
        while capture is not None and capture.pk not in versions:
            versions.append(capture.pk)
            capture = capture.previous
        return self.filter(capture__in=versions).order_by("-pk")

    def accepted_in(self, batch):
        """The proposals accepted out of the pages of an import run, the one written last first."""
        return self.accepted().filter(capture__batch=batch)

    def held_in(self, batch):
        """The proposals accepted out of the pages of an import run that wrote nothing yet."""
        return self.held().filter(capture__batch=batch)


class ProposalKind(models.TextChoices):
    CONSORTIUM = "consortium", _("consortium")
    MEMBERSHIP = "membership", _("membership")
    CONFERENCE = "conference", _("conference")
    AGREEMENT = "agreement", _("agreement")
    TRAINING_BASE = "training_base", _("training base")
    APPOINTMENT = "appointment", _("appointment")
    DOCUMENT = "document", _("document")
    FIGURE = "figure", _("figure")


class Proposal(models.Model):
    """A record that a captured page seems to report; nothing is written until a person accepts it."""

    capture = models.ForeignKey(
        Capture, models.CASCADE, related_name="proposals", verbose_name=_("captured page")
    )
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, related_name="proposals", verbose_name=_("article")
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=15, choices=ProposalKind)
    payload = models.JSONField(_("what is proposed"), default=dict)
    evidence = models.JSONField(_("evidence"), default=list)
    identity = models.CharField(_("identity"), max_length=64)
    confidence = models.FloatField(_("confidence"))
    stated_confidence = models.FloatField(_("confidence that the rule states"))
    rule = models.CharField(_("rule"), max_length=80)
    read_by = models.CharField(_("read by"), max_length=13, choices=ReadBy, default=ReadBy.RULES)
    second_reading = models.JSONField(
        _("what the second reader has besides"), default=dict, blank=True
    )
    rules_hash = models.CharField(_("hash of the rules"), max_length=64)
    status = models.CharField(
        _("status"), max_length=10, choices=ProposalStatus, default=ProposalStatus.WAITING
    )
    content_type = models.ForeignKey(
        ContentType,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind of record"),
    )
    object_id = models.PositiveBigIntegerField(_("record"), null=True, blank=True)
    record = GenericForeignKey("content_type", "object_id")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    previous = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="next_versions",
        verbose_name=_("on the earlier version"),
    )
    decided_payload = models.JSONField(_("what was accepted"), default=dict, blank=True)
    undo_log = models.JSONField(_("rows written"), default=list, blank=True)
    decision = models.JSONField(
        _("decision"),
        default=dict,
        blank=True,
        help_text=_("What the person entered and chose, while it waits to be written."),
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    released_at = models.DateTimeField(_("written at"), null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ("capture", "position", "pk")
        permissions = [("decide_proposal", _("Can decide on proposals"))]
        indexes = [
            models.Index(fields=["status", "capture"], name="seeds_proposal_queue"),
            models.Index(fields=["rule", "status"], name="seeds_proposal_by_rule"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["capture", "identity"], name="seeds_proposal_once"),
            models.CheckConstraint(
                condition=Q(
                    confidence__gte=0,
                    confidence__lte=1,
                    stated_confidence__gte=0,
                    stated_confidence__lte=1,
                ),
                name="seeds_proposal_confidence_in_bounds",
            ),
            models.CheckConstraint(
                condition=Q(status__in=DECIDED_STATUSES, decided_at__isnull=False)
                | (~Q(status__in=DECIDED_STATUSES) & Q(decided_at__isnull=True)),
                name="seeds_proposal_decided_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status=ProposalStatus.HELD) | Q(decided_by__isnull=False),
                name="seeds_proposal_held_for_a_person",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("decided_by")),
                name="seeds_proposal_confirmed_by_another",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.title}"

    @property
    def title(self) -> str:
        """The text by which a list names it; one that waits to be written, as the person entered it."""
        entered = self.decision["data"]["values"] if self.decision else {}
        for key in TITLE_KEYS:
            if entered.get(key):
                return entered[key]
            if self.payload.get(key):
                return self.payload[key]
        parties = "、".join(self.payload.get("parties") or ())
        return parties or self.payload.get("starts_on") or "–"

    @property
    def percent(self) -> int:
        """The confidence as a percentage."""
        return round(100 * self.confidence)

    @property
    def paragraphs(self) -> list[int]:
        """The numbers of the paragraphs that it rests on."""
        numbers = {evidence["paragraph"] for evidence in self.evidence}
        return sorted(filter(None, numbers))

    @property
    def is_open(self) -> bool:
        """Whether somebody may still decide on it."""
        return self.status in OPEN_STATUSES

    @property
    def is_held(self) -> bool:
        """Whether it was accepted and waits to be written."""
        return self.status == ProposalStatus.HELD

    @property
    def is_accepted(self) -> bool:
        """Whether it was accepted, so that records rest on it."""
        return self.status in ACCEPTED_STATUSES

    def get_decide_url(self):
        """The address of its form beside the page."""
        return f"{self.capture.get_decide_url()}?p={self.pk}#proposal-{self.pk}"
