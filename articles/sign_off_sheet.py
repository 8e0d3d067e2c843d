"""The printable sign-off sheet (审批单) of an article, made from its record."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.credits import STAGE_ROLES, Signature, signatures_in_round
from articles.models import Article, ReviewStage
from articles.staff_visibility import get_visible_article
from portal.core.names import user_display_name

MAX_REMARKS = 10  # that fit on one page; the record has them all
MAX_NOTES = 2  # the last corrections and withdrawals
NOTE_STAGES = (ReviewStage.CORRECTION, ReviewStage.WITHDRAWN)


@dataclass(frozen=True)
class SheetRemark:
    """A remark, and who resolved it when."""

    place: str
    text: str
    by: str
    moment: datetime
    resolved_by: str
    resolved_at: datetime | None


@require_safe
def sign_off_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the sheet of a `round` of an article; of the present one if none or an unknown one is named."""
    article = get_visible_article(request, pk)
    round_ = _select_round(article, request.GET.get("round", ""))
    context = build_sheet_context(article, round_=round_)
    return render(request, "admin/articles/article/sign_off_sheet.html", context)


def _select_round(article, text: str) -> int:
    if not text.isdecimal() or len(text) > 4:
        return article.round
    number = int(text)
    return number if 0 < number <= article.round else article.round


def build_sheet_context(article: Article, *, round_: int) -> dict:
    """The context of the sheet of a round."""
    reviews = list(article.reviews.filter(round=round_).select_related("person"))
    valid = [review for review in reviews if not review.is_void]
    signatures = signatures_in_round(valid, round=round_)
    stages = [review.stage for review in reviews]
    notes = [review for review in reviews if review.stage in NOTE_STAGES]
    remarks = _remarks(article, round_)
    return {
        "article": article,
        "round": round_,
        "rounds": range(1, article.round + 1),
        "text": _text(article, signatures),
        "authors": _authors(article, round_),
        "stages": _stages(signatures),
        "voided": stages.count(ReviewStage.VOIDED),
        "is_shipped": ReviewStage.SHIPPED in stages,
        "notes": notes[-MAX_NOTES:],
        "remarks": remarks[:MAX_REMARKS],
        "omitted_remarks": max(0, len(remarks) - MAX_REMARKS),
        "now": timezone.now(),
    }


def _authors(article, round_) -> list[str]:
    contributions = article.contributions.filter(round=round_).select_related("person")
    return [user_display_name(row.person) for row in contributions]


def _text(article, signatures: list[Signature]):
    """The version that the round led to; the working text before there is one."""
    if not signatures or signatures[-1].review.stage != ReviewStage.SIGN_OFF:
        return article
    versions = article.versions.filter(text_hash=signatures[-1].review.text_hash)
    return versions.select_related("outlet").defer("body").first() or article


def _stages(signatures: list[Signature]) -> list[tuple[str, Signature | None]]:
    """The role of each stage with its signature; None where nobody has signed yet."""
    by_stage = {signature.review.stage: signature for signature in signatures}
    return [(role, by_stage.get(stage)) for stage, role in STAGE_ROLES.items()]


def _remarks(article, round_) -> list[SheetRemark]:
    """The remarks of the round, in the order in which they were made."""
    rows = article.remarks.filter(round=round_).select_related("by", "resolved_by")
    return [_sheet_remark(remark) for remark in rows]


def _sheet_remark(remark) -> SheetRemark:
    return SheetRemark(
        remark.place or str(_("whole text")),
        remark.text,
        user_display_name(remark.by),
        remark.moment,
        user_display_name(remark.resolved_by) if remark.resolved_at else "",
        remark.resolved_at,
    )
