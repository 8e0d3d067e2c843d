"""What was published and wants another look: idle columns, texts to read again, and what a text lacks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.admin import site
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.broken_links import find_broken_links
from articles.models import Article, Column, Review, Version
from articles.models.review import SIGNATURE_STAGES
from articles.staff_visibility import visible_articles
from portal.core.csv_cells import csv_response
from portal.core.names import user_display_name

PAGE_LIMIT = 50  # rows of a kind on the page; the spreadsheet has all
REVIEW_DUE_FIELDS = (
    *("article", "title", "public_from", "text_hash", "confirmed_at"),
    *("confirmed_by__username", "confirmed_by__first_name", "confirmed_by__last_name"),
)
HEADER = (
    gettext_lazy("Kind"),
    gettext_lazy("Number"),
    gettext_lazy("Title"),
    gettext_lazy("What is the matter"),
)


@dataclass(frozen=True)
class AuditRow:
    """One column or article on the board, with its number, its form's address and a sentence about it.

    `text_hash` is that of a text which only wants somebody to say that it is still right.
    """

    number: int
    title: str
    address: str
    message: str
    text_hash: str = ""


@dataclass(frozen=True)
class AuditScope:
    """What the boards look at: the public texts that the person may see, and the columns, at one moment."""

    texts: QuerySet[Version]
    columns: list[Column]
    at: datetime


def load_audit_scope(articles: QuerySet[Article], *, at: datetime) -> AuditScope:
    """The scene at that moment; the columns bring the newest day of a listed article with them."""
    texts = (
        Version.objects.public(at=at)
        .filter(article__in=articles.order_by().values("pk"))
        .order_by("article")
    )
    newest = texts.order_by().values("article__column").annotate(newest=Max("article__listed_on"))
    listed = dict(newest.values_list("article__column", "newest"))
    columns = list(Column.objects.all())
    for column in columns:
        column.newest = listed.get(column.pk)
    return AuditScope(texts, columns, at)


# The boards: each gives its rows


def idle_columns(found: AuditScope) -> list[AuditRow]:
    """The columns without a new article for longer than they allow."""
    today = timezone.localdate(found.at)
    return [
        AuditRow(
            column.pk,
            str(column),
            reverse("admin:articles_column_change", args=[column.pk]),
            _newest(column.newest, today),
        )
        for column in found.columns
        if _is_unknown(column.newest) or (today - column.newest).days > column.idle_days
    ]


def _is_unknown(day):
    return day is None or day == date.min


def _newest(day, today):
    if _is_unknown(day):
        return _("No article of a known day.")
    said = _("The newest article is of %(day)s, %(days)d days ago.")
    return said % {"day": day.isoformat(), "days": (today - day).days}


def texts_due_for_review(found: AuditScope) -> list[AuditRow]:
    """The texts that nobody has read for longer than their column lets a text stand, the longest first."""
    due = Q(pk__in=())
    for column in found.columns:
        due |= Q(
            article__column=column,
            last_read__lte=found.at - timedelta(days=column.review_after_days),
        )
    texts = (
        found.texts.annotate(last_read=Coalesce("confirmed_at", "public_from"))
        .filter(due)
        .order_by("last_read", "pk")
    )
    return [_again(text) for text in texts.select_related("confirmed_by").only(*REVIEW_DUE_FIELDS)]


def _again(text):
    said = _("This text is public since %s.") % _day(text.public_from)
    if text.confirmed_at:
        values = {"person": user_display_name(text.confirmed_by), "day": _day(text.confirmed_at)}
        said += " " + _("%(person)s last read it on %(day)s.") % values
    return AuditRow(text.article_id, text.title, _form(text.article_id), said, text.text_hash)


def _day(moment):
    return timezone.localtime(moment).date().isoformat()


def undated_texts(found: AuditScope) -> list[AuditRow]:
    """The texts of which the source gives no day in a known year."""
    return _rows(
        found.texts.filter(article__listed_on=date.min),
        _("The source gives no date, or none with its year."),
    )


def unsigned_texts(found: AuditScope) -> list[AuditRow]:
    """The texts without three signatures: those that were shipped."""
    signed = Review.objects.filter(
        article=OuterRef("article"),
        text_hash=OuterRef("text_hash"),
        stage=SIGNATURE_STAGES[-1],
        is_void=False,
    )
    return _rows(
        found.texts.filter(~Exists(signed)),
        _("Shipped with the portal; nobody here has signed it."),
    )


def texts_without_source(found: AuditScope) -> list[AuditRow]:
    """The texts with neither outlet nor source as printed."""
    return _rows(
        found.texts.filter(outlet=None, source_as_printed=""),
        _("Neither an outlet nor a printed source is named."),
    )


def texts_with_broken_links(found: AuditScope) -> list[AuditRow]:
    """The texts that link to a page of the portal which is not there, a row for each such link."""
    linking = found.texts.filter(body__contains="href=").values_list("article_id", "title", "body")
    texts = {text[0]: text for text in linking}
    gone = find_broken_links({number: body for number, _title, body in texts.values()})
    said = _("A link leads to %s, where no public page is.")
    return [
        _row(texts[pk], said % address) for pk, addresses in gone.items() for address in addresses
    ]


def _rows(texts, said):
    return [_row(text, said) for text in texts.values_list("article_id", "title")]


def _row(text, said):
    return AuditRow(text[0], text[1], _form(text[0]), said)


def _form(number):
    return reverse("admin:articles_article_change", args=[number])


AUDIT_KINDS: dict[str, tuple[str, Callable[[AuditScope], list[AuditRow]]]] = {
    "idle": (gettext_lazy("Idle columns"), idle_columns),
    "again": (gettext_lazy("To be read again"), texts_due_for_review),
    "undated": (gettext_lazy("Undated"), undated_texts),
    "unsigned": (gettext_lazy("Unsigned"), unsigned_texts),
    "sourceless": (gettext_lazy("Without a source"), texts_without_source),
    "links": (gettext_lazy("Dead links"), texts_with_broken_links),
}


@dataclass(frozen=True)
class AuditSection:
    """One kind with its rows."""

    kind: str
    title: str
    rows: list[AuditRow]

    @property
    def visible_rows(self) -> list[AuditRow]:
        """The rows that the page has room for."""
        return self.rows[:PAGE_LIMIT]


def audit_sections(found: AuditScope, kinds: Iterable[str]) -> list[AuditSection]:
    """The boards of these kinds."""
    return [
        AuditSection(kind, str(AUDIT_KINDS[kind][0]), AUDIT_KINDS[kind][1](found)) for kind in kinds
    ]


@require_safe
def content_audit(request: HttpRequest) -> HttpResponse:
    """All boards or the asked one (`kind`), as a page or (`format=csv`) a spreadsheet; all for an unknown kind."""
    kind = request.GET.get("kind", "")
    asked = [kind] if kind in AUDIT_KINDS else list(AUDIT_KINDS)
    found = audit_sections(load_audit_scope(visible_articles(request), at=timezone.now()), asked)
    if request.GET.get("format") == "csv":
        rows = [
            (board.title, row.number, row.title, row.message)
            for board in found
            for row in board.rows
        ]
        return csv_response("board.csv", HEADER, rows)
    context = {
        **site.each_context(request),
        "title": _("Pages to look at"),
        "opts": Article._meta,
        "boards": found,
        "kinds": [(name, title) for name, (title, _rows_of) in AUDIT_KINDS.items()],
        "kind": kind if kind in AUDIT_KINDS else "",
    }
    return TemplateResponse(request, "admin/articles/article/content_audit.html", context)
