"""The sign-off sheet (审批单) of an article, for paper; made from the record."""

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

MAX_REMARKS = 10  # that fit beside the rest on one page; the record has them all


@dataclass(frozen=True)
class SheetRemark:
    """What was asked of the author, and who settled it when."""

    place: str
    text: str
    by: str
    moment: datetime
    resolved_by: str
    resolved_at: datetime | None


@require_safe
def sign_off_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of one round of an article, the present one if none is named, to be printed on one page."""
    article = get_visible_article(request, pk)
    round_ = _round(article, request.GET.get("round", ""))
    return render(
        request,
        "admin/articles/article/sign_off_sheet.html",
        build_sheet_context(article, round_=round_),
    )


def _round(article, text):
    asked = int(text) if text.isdecimal() and len(text) < 5 else 0
    return asked if 0 < asked <= article.round else article.round


def build_sheet_context(article: Article, *, round_: int) -> dict:
    """Everything that the sheet of a round says."""
    steps = list(article.reviews.filter(round=round_).select_related("person"))
    standing = signatures_in_round([step for step in steps if not step.is_void], round=round_)
    remarks = _remarks(article, round_)
    return {
        "article": article,
        "round": round_,
        "rounds": range(1, article.round + 1),
        "text": _text(article, standing),
        "authors": [user_display_name(each.person) for each in _authors(article, round_)],
        "stages": _stages(standing),
        "voided": sum(step.stage == ReviewStage.VOIDED for step in steps),
        "is_shipped": any(step.stage == ReviewStage.SHIPPED for step in steps),
        "notes": [
            step for step in steps if step.stage in (ReviewStage.CORRECTION, ReviewStage.WITHDRAWN)
        ][-2:],
        "remarks": remarks[:MAX_REMARKS],
        "left_out": max(0, len(remarks) - MAX_REMARKS),
        "now": timezone.now(),
    }


def _authors(article, round_):
    return article.contributions.filter(round=round_).select_related("person")


def _text(article, standing):
    """The public text that the round led to; the working text before there is one."""
    signed = (
        standing[-1].review
        if standing and standing[-1].review.stage == ReviewStage.SIGN_OFF
        else None
    )
    found = (
        signed
        and article.versions.filter(text_hash=signed.text_hash)
        .select_related("outlet")
        .defer("body")
        .first()
    )
    return found or article


def _stages(standing: list[Signature]) -> list[tuple[str, Signature | None]]:
    """Each stage with its signature; none where nobody has signed yet."""
    given = {signature.review.stage: signature for signature in standing}
    return [(role, given.get(stage)) for stage, role in STAGE_ROLES.items()]


def _remarks(article, round_):
    """The remarks of the round, in the order in which they were made."""
    return [
        SheetRemark(
            f"¶{remark.paragraph}" if remark.paragraph else str(_("whole text")),
            remark.text,
            user_display_name(remark.by),
            remark.moment,
            user_display_name(remark.resolved_by) if remark.resolved_at else "",
            remark.resolved_at,
        )
        for remark in article.remarks.filter(round=round_).select_related("by", "resolved_by")
    ]
