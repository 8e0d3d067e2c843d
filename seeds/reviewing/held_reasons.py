"""What a held decision waits for, in words."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ArticleStatus
from seeds.models import Proposal
from seeds.models.proposal import WITH_ARTICLE
from seeds.reviewing.held_decision import held_decision
from seeds.reviewing.settle_choices import latest_version


def held_reason(proposal: Proposal, *, at: datetime) -> str:
    """Why nothing of a held decision is written yet; without a query where its article was read with it."""
    for pk in held_decision(proposal).awaited:
        awaited = latest_version(pk)
        if awaited is not None and awaited.is_held:
            return _("It waits for “%s”, which it names.") % awaited.title
    if settings.ACCEPTED_FACTS_PUBLIC != WITH_ARTICLE:
        return _("It waits for a second person to confirm it.")
    return _article_reason(proposal, at)


def _article_reason(proposal: Proposal, at: datetime) -> str:
    article = proposal.article
    if article is None:
        return _("Its article was deleted.")
    if article.status == ArticleStatus.WITHDRAWN:
        return _("Its article was withdrawn. It waits until that is public again.")
    if article.signed is not None and article.signed.public_from > at:
        moment = timezone.localtime(article.signed.public_from)
        return _("It waits for its article, which goes public at %s.") % f"{moment:%Y-%m-%d %H:%M}"
    return _("It waits for its article to be public.")
