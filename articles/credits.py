"""Who answers for a text (责编/审签), made from the record and never typed."""

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
    """One name under a text; `review` is the entry of the record that it stands for."""

    role: str
    name: str
    moment: datetime
    review: Review


@dataclass(frozen=True)
class ArticleCredits:
    """The names under a public text in the order of the stages; none where it was shipped."""

    signatures: list[Signature]
    is_shipped: bool

    @property
    def emergency_signatures(self) -> list[Signature]:
        """The signatures that were given by emergency right."""
        return [signature for signature in self.signatures if signature.review.emergency]


def article_credits(article: Article, text_hash: str) -> ArticleCredits:
    """Who submitted, reviewed and signed the text with that hash, in one query."""
    stages = (ReviewStage.SUBMITTED, *SIGNATURE_STAGES, ReviewStage.SHIPPED)
    steps = list(article.reviews.filter(stage__in=stages, is_void=False).select_related("person"))
    ends = [
        step for step in steps if step.stage == ReviewStage.SIGN_OFF and step.text_hash == text_hash
    ]
    if not ends:
        shipped = any(
            step.stage == ReviewStage.SHIPPED and step.text_hash == text_hash for step in steps
        )
        return ArticleCredits([], is_shipped=shipped)
    end = ends[-1]
    return ArticleCredits(
        signatures_in_round([step for step in steps if step.moment <= end.moment], round=end.round),
        is_shipped=False,
    )


def signatures_in_round(steps, *, round: int) -> list[Signature]:  # noqa: A002  the word of the record
    """The last submission and the last signature of each stage in that round, in the order of the stages."""
    last = {step.stage: step for step in steps if step.round == round}
    return [
        Signature(role, user_display_name(last[stage].person), last[stage].moment, last[stage])
        for stage, role in STAGE_ROLES.items()
        if stage in last
    ]
