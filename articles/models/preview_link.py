"""Preview links, by which readers without an account see a working text, and their answers."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.review import ArticleStatus
from portal.core.models import HistoryModel

TOKEN_SIGNER = Signer(sep=".", salt="articles.preview_views")
DEFAULT_LINK_DAYS = 7
MAX_ANSWERS_PER_HOUR = 5


class AnswerRefused(Exception):
    """An answer that is not accepted; the message says why."""


class PreviewLinkState(models.TextChoices):
    OPEN = "open", _("open")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")
    CLOSED = "closed", _("closed: the text is no draft any more")


def _token_hash(token):
    return hashlib.sha256(token.encode()).hexdigest()


class PreviewLinkQuerySet(models.QuerySet):
    def get_by_token(self, token: str):
        """The link of a token that this portal signed, or None."""
        try:
            TOKEN_SIGNER.unsign(token)
        except BadSignature:
            return None
        links = self.select_related("article__column", "article__outlet")
        return links.filter(token_hash=_token_hash(token)).first()


class PreviewLink(HistoryModel):
    """A link to an article's working text; only the hash of its token is stored."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="preview_links", verbose_name=_("article")
    )
    for_whom = models.CharField(
        _("for whom"),
        max_length=200,
        blank=True,
        help_text=_("Who is to read the draft; only the desk sees this."),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"))
    expires = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    token_hash = models.CharField(
        _("hash of the token"), max_length=64, unique=True, editable=False
    )

    is_annotation = True
    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ("-made_at", "-pk")

    def __str__(self):
        return f"{self.for_whom or self.made_by}: {self.article}"

    @classmethod
    def issue(
        cls, article, *, by, at, days: int = DEFAULT_LINK_DAYS, for_whom: str = ""
    ) -> "tuple[PreviewLink, str]":
        """Make a link; return it with its token, which is stored nowhere."""
        token = TOKEN_SIGNER.sign(secrets.token_urlsafe(24))
        link = cls.objects.create(
            article=article,
            token_hash=_token_hash(token),
            made_by=by,
            made_at=at,
            expires=at + timedelta(days=days),
            for_whom=for_whom,
        )
        return link, token

    def state(self, *, at) -> PreviewLinkState:
        """The state of the link at that moment: open, or the reason why it shows no text."""
        if self.revoked_at:
            return PreviewLinkState.REVOKED
        if self.expires <= at:
            return PreviewLinkState.EXPIRED
        if self._is_published_or_withdrawn(at):
            return PreviewLinkState.CLOSED
        return PreviewLinkState.OPEN

    def _is_published_or_withdrawn(self, at):
        """Whether the text is no draft any more; a signed text whose moment has not come still is one."""
        if self.article.status == ArticleStatus.PUBLIC:
            return not self.article.versions.scheduled(at=at).exists()
        return self.article.status == ArticleStatus.WITHDRAWN

    def revoke(self, *, at) -> None:
        """Revoke the link; one that was revoked before keeps its moment."""
        type(self).objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at)
        self.refresh_from_db(fields=["revoked_at"])

    def add_answer(self, *, name: str, text: str, at) -> "PreviewAnswer":
        """Store a reader's answer; raise AnswerRefused past the limit of answers within an hour."""
        with transaction.atomic():
            link = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
            recent = link.answers.filter(moment__gt=at - timedelta(hours=1))
            if recent.count() >= MAX_ANSWERS_PER_HOUR:
                raise AnswerRefused(
                    gettext("This link took five answers within the hour. Please try again later.")
                )
            return link.answers.create(
                name=name, text=text, moment=at, text_hash=self.article.text_hash()
            )


class PreviewAnswer(HistoryModel):
    """The answer of a reader without an account to a working text."""

    link = models.ForeignKey(
        PreviewLink, models.CASCADE, related_name="answers", verbose_name=_("preview link")
    )
    name = models.CharField(_("name"), max_length=100)
    text = models.TextField(_("answer"), max_length=5000)
    moment = models.DateTimeField(_("moment"))
    text_hash = models.CharField(_("hash of the text"), max_length=64)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("read by"),
    )

    is_annotation = True

    class Meta:
        verbose_name = _("answer to a preview")
        verbose_name_plural = _("answers to previews")
        ordering = ("-moment", "-pk")

    def __str__(self):
        return f"{self.name}: {self.link.article}"
