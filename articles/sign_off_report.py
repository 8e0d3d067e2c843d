"""The report on the sign-offs of a quarter, as a page and as a CSV file."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib.admin import site
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from articles.models import Article, Contribution, Review, Version
from articles.models.review import SIGNATURE_STAGES, ReviewStage
from articles.staff_visibility import visible_articles
from portal.core.csv_cells import csv_response
from portal.core.names import user_display_name

FIRST_YEAR = 2000
LAST_YEAR = 2100
HEADER = (
    pgettext_lazy("of a record", "Number"),
    _("Title"),
    _("Language"),
    _("Column"),
    _("Authors"),
    _("First review"),
    _("First review at"),
    _("Second review"),
    _("Second review at"),
    _("Sign-off"),
    _("Signed off at"),
    _("Reason for the emergency right"),
    _("Hash of the text"),
)


class QuarterForm(forms.Form):
    """A quarter of a year."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    quarter = forms.TypedChoiceField(
        label=_("Quarter"), choices=[(number, str(number)) for number in range(1, 5)], coerce=int
    )


@dataclass(frozen=True)
class Quarter:
    """A quarter of a year, in the portal's time zone."""

    year: int
    quarter: int

    @classmethod
    def from_datetime(cls, moment: datetime) -> "Quarter":
        """The quarter of that moment."""
        local = timezone.localtime(moment)
        return cls(local.year, (local.month + 2) // 3)


def sign_off_rows(quarter: Quarter, articles) -> list[tuple]:
    """The sign-offs of the quarter on those articles: a row with the cells of HEADER for each.

    Takes four queries, whatever the number of rows.
    """
    reviews = Review.objects.filter(stage__in=SIGNATURE_STAGES).select_related("person")
    contributions = Contribution.objects.select_related("person")
    versions = Version.objects.only("article_id", "text_hash", "title")
    sign_offs = Review.objects.filter(
        moment__year=quarter.year,
        moment__quarter=quarter.quarter,
        stage=ReviewStage.SIGN_OFF,
        article__in=articles.order_by().values("pk"),
    )
    rows = sign_offs.select_related("article__column").prefetch_related(
        Prefetch("article__reviews", reviews, "prefetched_reviews"),
        Prefetch("article__contributions", contributions, "prefetched_contributions"),
        Prefetch("article__versions", versions, "prefetched_versions"),
    )
    return [_row(review) for review in rows.defer("article__body").order_by("moment", "pk")]


def _row(sign_off: Review) -> tuple:
    """The cells of one sign-off, in the order of HEADER."""
    article = sign_off.article
    signatures = _signatures(sign_off)
    reasons = [review.emergency for review in signatures.values() if review.emergency]
    signature_cells = []
    for stage in SIGNATURE_STAGES:
        signature_cells += _signature_cells(signatures.get(stage))
    return (
        f"{article.pk:06}-{sign_off.round}",
        _signed_title(sign_off),
        article.get_language_display(),
        str(article.column or ""),
        _authors(sign_off),
        *signature_cells,
        "; ".join(reasons),
        sign_off.text_hash,
    )


def _signatures(sign_off: Review) -> dict[str, Review]:
    """The signatures of the same round on the same text up to the sign-off, by stage."""
    return {
        review.stage: review
        for review in sign_off.article.prefetched_reviews
        if _belongs_to(review, sign_off)
    }


def _belongs_to(review: Review, sign_off: Review) -> bool:
    if review.moment > sign_off.moment:
        return False
    return review.round == sign_off.round and review.text_hash == sign_off.text_hash


def _signed_title(sign_off: Review) -> str:
    """The title of the version that was signed; that of the working text if the version is gone."""
    article = sign_off.article
    titles = {version.text_hash: version.title for version in article.prefetched_versions}
    return titles.get(sign_off.text_hash, article.title)


def _authors(sign_off: Review) -> str:
    contributions = sign_off.article.prefetched_contributions
    of_round = [row for row in contributions if row.round == sign_off.round]
    return "、".join(user_display_name(row.person) for row in of_round)


def _signature_cells(review: Review | None) -> tuple[str, str]:
    """The name and the moment of a signature; blank cells for none."""
    if review is None:
        return "", ""
    moment = timezone.localtime(review.moment).isoformat(sep=" ", timespec="seconds")
    return user_display_name(review.person), moment


@require_safe
def sign_off_report(request: HttpRequest) -> HttpResponse:
    """Show the sign-offs of a quarter (default: the present one), or with `format=csv` send a file."""
    articles = visible_articles(request)
    data = request.GET
    if "year" not in data:
        data = vars(Quarter.from_datetime(timezone.now()))
    form = QuarterForm(data)
    quarter = None
    rows = []
    if form.is_valid():
        quarter = Quarter(**form.cleaned_data)
        rows = sign_off_rows(quarter, articles)
    if quarter and request.GET.get("format") == "csv":
        filename = f"sign-offs-{quarter.year}-Q{quarter.quarter}.csv"
        return csv_response(filename, HEADER, rows)
    context = {
        **site.each_context(request),
        "title": _("Sign-offs of a quarter"),
        "opts": Article._meta,
        "form": form,
        "quarter": quarter,
        "header": HEADER,
        "rows": rows,
    }
    return TemplateResponse(request, "admin/articles/article/sign_off_report.html", context)
