"""The sign-offs of a quarter as a table, for the inspection."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib.admin import site
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.models import Article, Contribution, Review, Version
from articles.models.review import SIGNATURE_STAGES, ReviewStage
from articles.staff_visibility import visible_articles
from portal.core.csv_cells import csv_response
from portal.core.names import user_display_name

FIRST_YEAR, LAST_YEAR = 2000, 2100
HEADER = (
    *(_("Number"), _("Title"), _("Language"), _("Column"), _("Authors")),
    *(
        _("First review"),
        _("First review at"),
        _("Second review"),
        _("Second review at"),
        _("Sign-off"),
        _("Signed off at"),
    ),
    *(_("Reason for the emergency right"), _("Hash of the text")),
)


class QuarterForm(forms.Form):
    """Which quarter."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    quarter = forms.TypedChoiceField(
        label=_("Quarter"), choices=[(number, str(number)) for number in range(1, 5)], coerce=int
    )


@dataclass(frozen=True)
class Quarter:
    """Three months of a year, in the portal's time zone."""

    year: int
    quarter: int

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Its first moment, and the first one after it."""
        zone, month = timezone.get_default_timezone(), 3 * self.quarter - 2
        after = (self.year + 1, 1) if self.quarter == 4 else (self.year, month + 3)
        return datetime(self.year, month, 1, tzinfo=zone), datetime(*after, 1, tzinfo=zone)

    @classmethod
    def from_datetime(cls, moment: datetime) -> "Quarter":
        """The quarter in which the moment lies."""
        local = timezone.localtime(moment, timezone.get_default_timezone())
        return cls(local.year, (local.month + 2) // 3)


def sign_off_rows(quarter: Quarter, articles) -> list[tuple]:
    """The sign-offs of the quarter on those articles, a row of HEADER's cells for each, in four queries."""
    began, ended = quarter.bounds
    kept = {
        "reviews": Review.objects.filter(stage__in=SIGNATURE_STAGES),
        "contributions": Contribution.objects.all(),
    }
    parts = [
        Prefetch(f"article__{name}", rows.select_related("person"), "kept_" + name)
        for name, rows in kept.items()
    ]
    titles = Prefetch(
        "article__versions",
        Version.objects.only("article_id", "text_hash", "title"),
        "kept_versions",
    )
    within = Q(
        moment__gte=began,
        moment__lt=ended,
        stage=ReviewStage.SIGN_OFF,
        article__in=articles.order_by().values("pk"),
    )
    found = (
        Review.objects.filter(within)
        .select_related("article__column")
        .prefetch_related(*parts, titles)
    )
    return [_row(review) for review in found.defer("article__body").order_by("moment", "pk")]


def _row(end):
    article = end.article
    signed = {
        review.stage: review
        for review in article.kept_reviews
        if (review.round, review.text_hash) == (end.round, end.text_hash)
        and review.moment <= end.moment
    }
    titles = {version.text_hash: version.title for version in article.kept_versions}
    authors = [
        user_display_name(each.person)
        for each in article.kept_contributions
        if each.round == end.round
    ]
    reasons = [review.emergency for review in signed.values() if review.emergency]
    return (
        f"{article.pk:06}-{end.round}",
        titles.get(end.text_hash, article.title),
        article.get_language_display(),
        str(article.column or ""),
        "、".join(authors),
        *(cell for stage in SIGNATURE_STAGES for cell in _signed(signed.get(stage))),
        "; ".join(reasons),
        end.text_hash,
    )


def _signed(review):
    if review is None:
        return "", ""
    return user_display_name(review.person), timezone.localtime(review.moment).isoformat(
        sep=" ", timespec="seconds"
    )


@require_safe
def sign_off_report(request: HttpRequest) -> HttpResponse:
    """The sign-offs of the quarter that the form names, as a page or (`format=csv`) a spreadsheet."""
    articles = visible_articles(request)
    form = QuarterForm(
        request.GET if "year" in request.GET else vars(Quarter.from_datetime(timezone.now()))
    )
    asked = Quarter(**form.cleaned_data) if form.is_valid() else None
    rows = sign_off_rows(asked, articles) if asked else []
    if asked and request.GET.get("format") == "csv":
        return csv_response(f"sign-offs-{asked.year}-Q{asked.quarter}.csv", HEADER, rows)
    return TemplateResponse(
        request,
        "admin/articles/article/sign_off_report.html",
        _page(request, form=form, asked=asked, header=HEADER, rows=rows),
    )


def _page(request, **shown):
    return {
        **site.each_context(request),
        "title": _("Sign-offs of a quarter"),
        "opts": Article._meta,
        **shown,
    }
