"""Who is told when a text is handed over: an entry on the desk, and an e-mail where a mail server is configured."""

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
# After these steps somebody signs: with which right
NEXT_PERMISSIONS = {
    ReviewStage.SUBMITTED: "first_review_article",
    ReviewStage.VOIDED: "first_review_article",
    ReviewStage.FIRST: "second_review_article",
    ReviewStage.SECOND: "sign_off_article",
}

logger = logging.getLogger(__name__)


def notify(article, stage: str, *, by, at) -> list[Notice]:
    """Tell the people whose turn it is after that step, and nobody of a step that concerns no person; what they were told.

    The notices stand or fall with the step; mails go out when it is committed.
    """
    if stage not in NOTICE_MESSAGES:
        return []
    told = create_notices(article, stage, people=recipients(article, stage, by=by), by=by, at=at)
    if settings.EMAIL_HOST:
        transaction.on_commit(partial(send_emails, told), robust=True)
    return told


def recipients(article, stage: str, *, by) -> list:
    """Who may take the next step; after a step that ends the reviews, whoever wrote the text. Never who took the step."""
    if stage not in NEXT_PERMISSIONS:
        rounds = (article.round, article.round - 1)
        rows = article.contributions.filter(round__in=rounds, person__is_active=True).exclude(
            person=by
        )
        return list(get_user_model().objects.filter(pk__in=rows.values("person")).order_by("pk"))
    able = (
        get_user_model()
        .objects.with_perm(f"articles.{NEXT_PERMISSIONS[stage]}", backend=AUTH_BACKEND)
        .distinct()
        .order_by("pk")
    )
    return [
        person for person in able if person != by and _may(article, person, NEXT_PERMISSIONS[stage])
    ]


def _may(article, person, permission):
    try:
        check_permission(article, by=person, permission=permission, independent=True)
    except TransitionRefused:
        return False
    return True


def create_notices(article, stage: str, *, people, by, at) -> list[Notice]:
    """A notice for each of the people; what anybody was told of the article before is done with."""
    with transaction.atomic():
        Notice.objects.filter(article=article, read_at=None).update(read_at=at)
        rows = [
            Notice(person=person, article=article, stage=stage, by=by, moment=at)
            for person in people
        ]
        return Notice.objects.bulk_create(rows)


def send_emails(notices: list[Notice]) -> int:
    """Send the notices by e-mail; how many mails went out. A mail server that fails is logged, and that is all."""
    mails = [build_email(notice) for notice in notices if notice.person.email]
    try:
        return get_connection().send_messages(mails) or 0 if mails else 0
    except (OSError, SMTPException):
        logger.warning(
            "The notices of article %s could not be sent by e-mail.",
            notices[0].article_id,
            exc_info=True,
        )
        return 0


def build_email(notice: Notice) -> EmailMessage:
    """The notice as a mail in both languages, the portal's first."""
    said = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said.append(notice_message(notice.article, notice.stage))
    page = reverse("admin:articles_article_change", args=[notice.article_id])
    lines = [*said, "", f"{settings.SITE_ADDRESS}{page}"]
    return EmailMessage(
        said[0], "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [notice.person.email]
    )
