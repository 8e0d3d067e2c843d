"""The credits of a text (责编/审签): who submitted, reviewed and signed it, read from the record."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from articles.models import Article, Review
from articles.models.review import SIGNATURE_STAGES, ReviewStage
from portal.core.names import user_display_name

STAGE_ROLES = {
    ReviewStage.SUBMITTED: _("Responsible editor"),
    ReviewStage.FIRST: _("First review"),
    ReviewStage.SECOND: _("Second review"),
    ReviewStage.SIGN_OFF: _("Sign-off"),
}


@dataclass(frozen=True)
class Signature:
    """One name in the credits; `review` is the record of its transition."""

    role: str
    name: str
    moment: datetime
    review: Review


@dataclass(frozen=True)
class ArticleCredits:
    """The signatures of a public text in the order of the stages; none for a shipped one."""

    signatures: list[Signature]
    is_shipped: bool

    @property
    def emergency_signatures(self) -> list[Signature]:
        """The signatures that were given by the emergency right."""
        return [signature for signature in self.signatures if signature.review.emergency]


def article_credits(article: Article, text_hash: str) -> ArticleCredits:
    """The credits of the text with that hash, in one query."""
    stages = (ReviewStage.SUBMITTED, *SIGNATURE_STAGES, ReviewStage.SHIPPED)
    rows = article.reviews.filter(stage__in=stages, is_void=False)
    reviews = list(rows.select_related("person"))
    of_text = [review for review in reviews if review.text_hash == text_hash]
    sign_offs = [review for review in of_text if review.stage == ReviewStage.SIGN_OFF]
    if not sign_offs:
        is_shipped = any(review.stage == ReviewStage.SHIPPED for review in of_text)
        return ArticleCredits([], is_shipped=is_shipped)
    sign_off = sign_offs[-1]
    earlier = [review for review in reviews if review.moment <= sign_off.moment]
    signatures = signatures_in_round(earlier, round=sign_off.round)
    return ArticleCredits(signatures, is_shipped=False)


def signatures_in_round(reviews, *, round: int) -> list[Signature]:  # noqa: A002  the field of Review
    """The last submission and the last signature of each stage in that round, in the order of the stages."""
    last = {review.stage: review for review in reviews if review.round == round}
    signatures = []
    for stage, role in STAGE_ROLES.items():
        if stage in last:
            review = last[stage]
            name = user_display_name(review.person)
            signatures.append(Signature(role, name, review.moment, review))
    return signatures
