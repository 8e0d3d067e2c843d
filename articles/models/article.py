"""The article: the working text of one work in one language."""

import hashlib
import json

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles import printed_roles
from articles.models.outlet import Column, Outlet
from articles.models.querysets import ArticleQuerySet
from articles.models.review import ArticleStatus
from articles.models.status_label import describe_status
from articles.models.topic import TaggedArticle
from articles.models.version import VERSIONED_FIELDS, ArticleRights, SourcedModel
from articles.models.workflow import WorkflowModel
from portal.audit.deletion_history import DeletionHistoricalRecords
from portal.core import html
from portal.core.fields import CleanHtmlField, HttpsURLField, PartialDateField

# Written by the workflow and by save(): no part of the text, and so not tracked in the history
UNTRACKED_FIELDS = (
    "status",
    "since",
    "round",
    "signed",
    "listed_on",
    "listed_next",
    "public_note",
    "original_version",
    "claimed_by",
    "claimed_at",
    "work",
    "made_at",
    "changed_at",
)


class Language(models.TextChoices):
    CHINESE = "zh-hans", "简体中文"
    ENGLISH = "en", "English"


class Article(SourcedModel, WorkflowModel):
    """The working text of a work in one language; `live` is the version that the public reads."""

    language = models.CharField(
        _("language"), max_length=10, choices=Language, default=Language.CHINESE
    )
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
        help_text=_("The article that this one says in another language."),
    )
    work = models.PositiveBigIntegerField(editable=False, null=True, db_index=True)
    title = models.CharField(_("title"), max_length=300)
    kicker = models.CharField(
        _("kicker"), max_length=300, blank=True, help_text=_("A short line above the title.")
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences for lists.")
    )
    body = CleanHtmlField(
        _("text"),
        help_text=_(
            "HTML with paragraphs, headings, lists, tables, quotes and links; "
            "anything else is taken out."
        ),
    )
    byline = models.CharField(
        _("byline"),
        max_length=300,
        blank=True,
        help_text=_("The authors as the source prints them."),
    )
    dateline = models.CharField(
        _("dateline"), max_length=200, blank=True, help_text=_("The place as the source prints it.")
    )
    editors = models.CharField(
        _("editors and reviewers as printed"),
        max_length=printed_roles.MAX_LENGTH,
        blank=True,
        validators=[printed_roles.validate_printed_roles],
        help_text=printed_roles.HELP_TEXT,
    )
    outlet = models.ForeignKey(
        Outlet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("outlet"),
    )
    source_as_printed = models.CharField(_("source as printed"), max_length=200, blank=True)
    source_address = HttpsURLField(_("source address"), max_length=500, blank=True)
    published = PartialDateField(_("published by the source"), blank=True)
    rights = models.CharField(
        _("rights"), max_length=10, choices=ArticleRights, default=ArticleRights.REPRINT
    )
    rights_note = models.CharField(_("rights note"), max_length=300, blank=True)
    column = models.ForeignKey(
        Column,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("column"),
    )
    tags = TaggableManager(through=TaggedArticle, blank=True, verbose_name=_("topics"))
    go_live = models.DateTimeField(
        _("goes live at"), null=True, blank=True, help_text=_("Blank: as soon as it is signed off.")
    )
    expires = models.DateTimeField(
        _("expires at"), null=True, blank=True, help_text=_("Blank: never.")
    )

    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    # The unsaved pictures and key points of a form that is being filled in
    typed_pictures = None
    typed_key_points = None

    objects = ArticleQuerySet.as_manager()
    history = DeletionHistoricalRecords(excluded_fields=[*UNTRACKED_FIELDS])

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("-listed_on", "-pk")
        indexes = [
            models.Index(fields=["-listed_on", "-id"], name="articles_listed"),
            models.Index(fields=["language", "-listed_on", "-id"], name="articles_listed_in"),
            models.Index(fields=["column", "-listed_on", "-id"], name="articles_listed_under"),
            models.Index(fields=["status", "since", "id"], name="articles_waiting"),
            models.Index(
                fields=["listed_next"],
                name="articles_unsettled",
                condition=Q(listed_next__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=ArticleStatus.PUBLIC)
                | Q(signed__isnull=False, listed_on__isnull=False),
                name="articles_article_public_has_text",
            ),
            models.CheckConstraint(
                condition=~Q(status=ArticleStatus.WITHDRAWN) | Q(signed__isnull=True),
                name="articles_article_withdrawn_is_hidden",
            ),
            models.UniqueConstraint(
                fields=["work", "language"], name="articles_article_once_per_language"
            ),
            models.CheckConstraint(
                condition=Q(go_live__isnull=True)
                | Q(expires__isnull=True)
                | Q(expires__gt=F("go_live")),
                name="articles_article_expires_after_live",
                violation_error_message=_("An article expires after it goes live."),
            ),
        ]
        permissions = [
            ("submit_article", _("Can submit articles")),
            ("first_review_article", _("Can pass the first review")),
            ("second_review_article", _("Can pass the second review")),
            ("sign_off_article", _("Can sign articles off")),
            ("return_article", _("Can return articles to their author")),
            ("correct_article", _("Can open a correction")),
            ("withdraw_article", _("Can withdraw articles")),
            ("emergency_article", _("Can use the emergency right")),
        ]

    def __str__(self):
        return self.title or gettext("(no title) %s") % html.excerpt(self.body)

    def get_absolute_url(self):
        return reverse("article", args=[self.pk])

    def get_status_display(self) -> str:
        """The status in words, as readers meet it: scheduled and expired texts are not public."""
        return describe_status(self, at=timezone.now())

    def save(self, **options):
        """Store the article and set its work: the number of the article that the work began with."""
        self.work = self.translation_of.work if self.translation_of_id else self.pk
        super().save(**options)
        if self.work is None:
            self.work = self.pk
            type(self).objects.filter(pk=self.pk).update(work=self.pk)

    def refresh_from_db(self, *args, **options):
        """Read the row again, and forget the public version that was read before."""
        self._forget_live()
        super().refresh_from_db(*args, **options)

    # The text

    @cached_property
    def live(self):
        """The version that is public now, or None.

        A queryset's `with_live().select_related("public_version")` loads it for many articles.
        """
        joined = self.__dict__.get("public_version")
        if joined is not None:
            return joined
        if self.signed_id is None:
            return None
        return self.versions.public(at=timezone.now()).first()

    def _forget_live(self):
        """Drop the cached public version, so that the next access reads it anew."""
        self.__dict__.pop("live", None)
        self.__dict__.pop("public_version", None)

    @property
    def upcoming(self):
        """The signed version whose go-live moment is still to come, or None."""
        return self.versions.scheduled(at=timezone.now()).last()

    def present_pictures(self) -> list:
        """The pictures in their order: the stored ones, or those of a form that is being filled in."""
        if self.typed_pictures is not None:
            return self.typed_pictures
        return list(self.pictures.select_related("media")) if self.pk else []

    def present_key_points(self) -> list:
        """The key points in their order: the stored ones, or those of a form that is being filled in."""
        if self.typed_key_points is not None:
            return self.typed_key_points
        return list(self.key_points.all()) if self.pk else []

    def snapshot(self) -> dict:
        """Everything that a signature covers, as plain data: the text, its pictures and key points."""
        fields = {name: getattr(self, name) for name in VERSIONED_FIELDS}
        return {
            "language": self.language,
            **fields,
            "pictures": [picture.snapshot() for picture in self.pictures.all()],
            "key_points": [point.snapshot() for point in self.key_points.all()],
        }

    def text_hash(self) -> str:
        """SHA-256, in hex, of everything that a signature covers."""
        text = json.dumps(self.snapshot(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def siblings(self):
        """The public texts of the same work in other languages."""
        return Article.objects.published().filter(work=self.work).exclude(pk=self.pk)
