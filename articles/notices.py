"""Notices of transitions: rows on the admin's start page, and e-mails if a mail server is configured."""

import logging
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from articles.models.notice import NOTICE_MESSAGES, Notice, notice_message
from articles.models.review import ReviewStage, TransitionRefused
from articles.models.review_permissions import check_permission

AUTH_BACKEND = "django.contrib.auth.backends.ModelBackend"
# The permission to sign next after each stage
NEXT_PERMISSIONS = {
    ReviewStage.SUBMITTED: "first_review_article",
    ReviewStage.VOIDED: "first_review_article",
    ReviewStage.FIRST: "second_review_article",
    ReviewStage.SECOND: "sign_off_article",
}

logger = logging.getLogger(__name__)


def notify(article, stage: str, *, by, at) -> list[Notice]:
    """Notify those who act next after that stage; return the notices.

    The notices are part of the transaction; e-mails are sent when it is committed.
    """
    if stage not in NOTICE_MESSAGES:
        return []
    people = recipients(article, stage, by=by)
    notices = create_notices(article, stage, people=people, by=by, at=at)
    if settings.EMAIL_HOST:
        transaction.on_commit(partial(send_emails, notices), robust=True)
    return notices


def recipients(article, stage: str, *, by) -> list:
    """Who may sign next; after a stage that ends the reviews, the authors. Never the person itself."""
    if stage not in NEXT_PERMISSIONS:
        return _authors(article, by)
    permission = NEXT_PERMISSIONS[stage]
    users = get_user_model().objects.with_perm(f"articles.{permission}", backend=AUTH_BACKEND)
    others = [person for person in users.distinct().order_by("pk") if person != by]
    return [person for person in others if _may_sign(article, person, permission)]


def _authors(article, by) -> list:
    """The active authors of this round and the one before, without the person itself."""
    rounds = (article.round, article.round - 1)
    rows = article.contributions.filter(round__in=rounds, person__is_active=True)
    people = rows.exclude(person=by).values("person")
    return list(get_user_model().objects.filter(pk__in=people).order_by("pk"))


def _may_sign(article, person, permission) -> bool:
    try:
        check_permission(article, by=person, permission=permission, independent=True)
    except TransitionRefused:
        return False
    return True


def create_notices(article, stage: str, *, people, by, at) -> list[Notice]:
    """Make a notice for each of the people; unread notices of the article are marked as read."""
    with transaction.atomic():
        Notice.objects.filter(article=article, read_at=None).update(read_at=at)
        rows = [
            Notice(person=person, article=article, stage=stage, by=by, moment=at)
            for person in people
        ]
        return Notice.objects.bulk_create(rows)


def send_emails(notices: list[Notice]) -> int:
    """Send the notices by e-mail; return how many were sent. An error of the mail server is logged."""
    emails = [build_email(notice) for notice in notices if notice.person.email]
    if not emails:
        return 0
    try:
        return get_connection().send_messages(emails) or 0
    except (OSError, SMTPException):
        logger.warning(
            "The notices of article %s could not be sent by e-mail.",
            notices[0].article_id,
            exc_info=True,
        )
        return 0


def build_email(notice: Notice) -> EmailMessage:
    """The notice as an e-mail in all languages of the portal, its first one first."""
    messages = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            messages.append(notice_message(notice.article, notice.stage))
    page = reverse("admin:articles_article_change", args=[notice.article_id])
    lines = [*messages, "", f"{settings.SITE_ADDRESS}{page}"]
    return EmailMessage(
        messages[0], "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [notice.person.email]
    )
