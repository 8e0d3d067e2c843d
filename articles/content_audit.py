"""The audit of public content: idle columns, texts due for review, and what texts lack."""

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
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from articles.broken_links import find_broken_links
from articles.models import Article, Column, Review, Version
from articles.models.review import SIGNATURE_STAGES
from articles.staff_visibility import visible_articles
from portal.core.csv_cells import csv_response
from portal.core.names import user_display_name

PAGE_LIMIT = 50  # rows of a kind on the page; the CSV file has all
REVIEW_DUE_FIELDS = (
    "article",
    "title",
    "public_from",
    "text_hash",
    "confirmed_at",
    "confirmed_by__username",
    "confirmed_by__first_name",
    "confirmed_by__last_name",
)
HEADER = (
    gettext_lazy("Kind"),
    pgettext_lazy("of a record", "Number"),
    gettext_lazy("Title"),
    gettext_lazy("What is the matter"),
)


@dataclass(frozen=True)
class AuditRow:
    """One finding: a column or article, by its number and the address of its form, and a message.

    `text_hash` is set for a text that only has to be confirmed as still right.
    """

    number: int
    title: str
    address: str
    message: str
    text_hash: str = ""


@dataclass(frozen=True)
class AuditScope:
    """What is audited: the public versions that the person may see, and the columns, at one moment."""

    texts: QuerySet[Version]
    columns: list[Column]
    at: datetime


def load_audit_scope(articles: QuerySet[Article], *, at: datetime) -> AuditScope:
    """The scope at that moment; each column gets the newest list date of its articles as `newest`."""
    public = Version.objects.public(at=at).filter(article__in=articles.order_by().values("pk"))
    newest = public.order_by().values("article__column").annotate(newest=Max("article__listed_on"))
    newest_by_column = dict(newest.values_list("article__column", "newest"))
    columns = list(Column.objects.all())
    for column in columns:
        column.newest = newest_by_column.get(column.pk)
    return AuditScope(public.order_by("article"), columns, at)


# The audits: each returns its rows


def idle_columns(scope: AuditScope) -> list[AuditRow]:
    """The columns without a new article for longer than they allow."""
    today = timezone.localdate(scope.at)
    rows = []
    for column in scope.columns:
        if _is_idle(column, today):
            address = reverse("admin:articles_column_change", args=[column.pk])
            message = _idle_message(column.newest, today)
            rows.append(AuditRow(column.pk, str(column), address, message))
    return rows


def _is_idle(column, today) -> bool:
    if _is_unknown(column.newest):
        return True
    return (today - column.newest).days > column.idle_days


def _is_unknown(day) -> bool:
    """Whether there is no list date; an article without a year is listed on date.min."""
    return day is None or day == date.min


def _idle_message(newest, today):
    if _is_unknown(newest):
        return _("No article of a known day.")
    message = _("The newest article is of %(day)s, %(days)d days ago.")
    return message % {"day": newest.isoformat(), "days": (today - newest).days}


def texts_due_for_review(scope: AuditScope) -> list[AuditRow]:
    """The texts that nobody has read within the review period of their column, the longest unread first."""
    is_due = Q(pk__in=())
    for column in scope.columns:
        latest = scope.at - timedelta(days=column.review_after_days)
        is_due |= Q(article__column=column, last_read__lte=latest)
    texts = scope.texts.annotate(last_read=Coalesce("confirmed_at", "public_from"))
    due = texts.filter(is_due).order_by("last_read", "pk")
    rows = due.select_related("confirmed_by").only(*REVIEW_DUE_FIELDS)
    return [_review_due_row(version) for version in rows]


def _review_due_row(version) -> AuditRow:
    message = _("This text is public since %s.") % _day(version.public_from)
    if version.confirmed_at:
        confirmation = _("%(person)s last read it on %(day)s.") % {
            "person": user_display_name(version.confirmed_by),
            "day": _day(version.confirmed_at),
        }
        message = f"{message} {confirmation}"
    return AuditRow(
        version.article_id,
        version.title,
        _article_address(version.article_id),
        message,
        version.text_hash,
    )


def _day(moment) -> str:
    return timezone.localtime(moment).date().isoformat()


def undated_texts(scope: AuditScope) -> list[AuditRow]:
    """The texts whose source date is missing or has no year."""
    return _rows(
        scope.texts.filter(article__listed_on=date.min),
        _("The source gives no date, or none with its year."),
    )


def unsigned_texts(scope: AuditScope) -> list[AuditRow]:
    """The texts without a sign-off: those that were shipped."""
    sign_offs = Review.objects.filter(
        article=OuterRef("article"),
        text_hash=OuterRef("text_hash"),
        stage=SIGNATURE_STAGES[-1],
        is_void=False,
    )
    return _rows(
        scope.texts.filter(~Exists(sign_offs)),
        _("Shipped with the portal; nobody here has signed it."),
    )


def texts_without_source(scope: AuditScope) -> list[AuditRow]:
    """The texts with neither an outlet nor a source as printed."""
    return _rows(
        scope.texts.filter(outlet=None, source_as_printed=""),
        _("Neither an outlet nor a printed source is named."),
    )


def texts_with_broken_links(scope: AuditScope) -> list[AuditRow]:
    """The texts that link to a missing page of the portal, a row for each such link."""
    linking = scope.texts.filter(body__contains="href=").values_list("article_id", "title", "body")
    titles = {}
    bodies = {}
    for number, title, body in linking:
        titles[number] = title
        bodies[number] = body
    message = _("A link leads to %s, where no public page is.")
    rows = []
    for number, paths in find_broken_links(bodies).items():
        rows += [_row(number, titles[number], message % path) for path in paths]
    return rows


def _rows(texts: QuerySet[Version], message: str) -> list[AuditRow]:
    """A row with the same message for each of the texts."""
    return [
        _row(number, title, message) for number, title in texts.values_list("article_id", "title")
    ]


def _row(number: int, title: str, message: str) -> AuditRow:
    return AuditRow(number, title, _article_address(number), message)


def _article_address(number: int) -> str:
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
    """The rows of one kind of audit."""

    kind: str
    title: str
    rows: list[AuditRow]

    @property
    def visible_rows(self) -> list[AuditRow]:
        """The rows that the page has room for."""
        return self.rows[:PAGE_LIMIT]


def audit_sections(scope: AuditScope, kinds: Iterable[str]) -> list[AuditSection]:
    """Run the audits of these kinds."""
    sections = []
    for kind in kinds:
        title, audit = AUDIT_KINDS[kind]
        sections.append(AuditSection(kind, str(title), audit(scope)))
    return sections


@require_safe
def content_audit(request: HttpRequest) -> HttpResponse:
    """Show the audit of one `kind` (all for an unknown one) as a page, or with `format=csv` as a file."""
    kind = request.GET.get("kind", "")
    if kind not in AUDIT_KINDS:
        kind = ""
    scope = load_audit_scope(visible_articles(request), at=timezone.now())
    sections = audit_sections(scope, [kind] if kind else AUDIT_KINDS)
    if request.GET.get("format") == "csv":
        return csv_response("board.csv", HEADER, _csv_rows(sections))
    context = {
        **site.each_context(request),
        "title": _("Pages to look at"),
        "opts": Article._meta,
        "audit_sections": sections,
        "kinds": [(name, title) for name, (title, _audit) in AUDIT_KINDS.items()],
        "kind": kind,
    }
    return TemplateResponse(request, "admin/articles/article/content_audit.html", context)


def _csv_rows(sections: list[AuditSection]) -> list[tuple]:
    rows = []
    for section in sections:
        rows += [(section.title, row.number, row.title, row.message) for row in section.rows]
    return rows
