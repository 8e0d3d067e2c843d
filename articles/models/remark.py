"""Remarks of reviewers and the replies to them; while a remark is open, nobody can sign the text."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.review import TransitionRefused
from portal.core.models import HistoryModel


class RemarkQuerySet(models.QuerySet):
    def open(self):
        """The remarks that nobody has resolved; a reply is no remark of its own."""
        return self.threads().filter(resolved_at__isnull=True)

    def threads(self):
        """The remarks without the replies to them."""
        return self.filter(reply_to__isnull=True)


class Remark(HistoryModel):
    """A reviewer's remark on a text or on one of its paragraphs, open until somebody resolves it."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="remarks", verbose_name=_("article")
    )
    round = models.PositiveIntegerField(_("round"))
    paragraph = models.PositiveIntegerField(
        _("paragraph"), null=True, blank=True, help_text=_("Blank: the text as a whole.")
    )
    table = models.PositiveIntegerField(
        _("table"),
        null=True,
        blank=True,
        help_text=_("The number of a table, of which no paragraph is meant."),
    )
    reply_to = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("reply to"),
    )
    text = models.TextField(_("remark"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    moment = models.DateTimeField(_("moment"))
    resolved_at = models.DateTimeField(_("resolved at"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("resolved by"),
    )

    is_annotation = True
    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ("moment", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="articles_remark_resolved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(reply_to__isnull=True) | Q(resolved_at__isnull=True),
                name="articles_remark_reply_is_not_resolved",
            ),
            models.CheckConstraint(
                condition=Q(paragraph__isnull=True) | Q(table__isnull=True),
                name="articles_remark_on_one_place",
            ),
        ]

    def __str__(self):
        return f"{self.place} {self.text}".lstrip()

    @property
    def place(self) -> str:
        """The paragraph or the table that it is about, as pages number it; blank for the whole text."""
        if self.paragraph:
            return f"¶{self.paragraph}"
        return gettext("Table %d") % self.table if self.table else ""

    @property
    def anchor(self) -> str:
        """The id of that place on a page; blank for the whole text."""
        if self.paragraph:
            return f"p{self.paragraph}"
        return f"t{self.table}" if self.table else ""

    def resolve(self, *, by, at) -> None:
        """Mark the remark as resolved.

        Its maker may do so, and whoever may submit or return articles; raises TransitionRefused
        for anybody else.
        """
        if not self._may_resolve(by):
            raise TransitionRefused(gettext("You do not have the right to resolve this remark."))
        self.article.check_column(by)
        if self.resolved_at:
            raise TransitionRefused(gettext("This remark is resolved already."))
        self.close(by=by, at=at)

    def close(self, *, by, at) -> None:
        """Store who resolved the remark, whose right to do so the caller has checked."""
        self.resolved_at = at
        self.resolved_by = by
        self.save(update_fields=["resolved_at", "resolved_by"])

    def reply(self, *, by, text, at) -> "Remark":
        """Add a reply to the remark; raises TransitionRefused for who neither reviews nor writes the text."""
        if self.reply_to_id:
            return self.reply_to.reply(by=by, text=text, at=at)
        if not self._may_reply(by):
            raise TransitionRefused(gettext("You do not have the right to reply to this remark."))
        self.article.check_column(by)
        if self.resolved_at:
            raise TransitionRefused(gettext("This remark is resolved already."))
        if not text.strip():
            raise TransitionRefused(gettext("Write the reply."))
        return Remark.objects.create(
            article=self.article,
            round=self.article.round,
            paragraph=self.paragraph,
            table=self.table,
            reply_to=self,
            text=text,
            by=by,
            moment=at,
        )

    def _may_reply(self, person):
        is_author = self.article.contributions.filter(person=person).exists()
        return self._may_resolve(person) or (person.is_active and is_author)

    def _may_resolve(self, person):
        if not person.is_active:
            return False
        if person.pk == self.by_id:
            return True
        return person.has_perm("articles.submit_article") or person.has_perm(
            "articles.return_article"
        )
