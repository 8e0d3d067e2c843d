"""The status of an article in words: what the moment makes of “public”."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models.review import ArticleStatus


def describe_status(article, *, at: datetime) -> str:
    """The status as readers meet it: a signed text may still wait for its moment, or have expired."""
    version = article.signed if article.status == ArticleStatus.PUBLIC else None
    if version is None:
        return ArticleStatus(article.status).label
    if version.public_from > at:
        return _waiting_label(article, version.public_from)
    if version.public_until and version.public_until <= at:
        return _("expired on %s") % moment_label(version.public_until)
    return ArticleStatus.PUBLIC.label


def _waiting_label(article, moment) -> str:
    if article.live:
        return _("public; the corrected text is scheduled for %s") % moment_label(moment)
    return _("scheduled for %s") % moment_label(moment)


def moment_label(moment: datetime) -> str:
    """A moment in the portal's time zone, to the minute."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
