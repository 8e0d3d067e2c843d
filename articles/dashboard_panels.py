"""The work lists of a person on the admin's start page."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value, Window
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from articles.models import Article, Remark, Review, ReviewLook
from articles.models.review import UNDER_REVIEW
from articles.review_diff import changed_places
from portal.core.dashboard_panel import PANEL_ROWS
from portal.core.names import user_display_name

WHOLE_ROWS = 500  # of a list that is asked for whole
DESK_FIELDS = (
    "title",
    "status",
    "since",
    "go_live",
    "claimed_at",
    "claimed_by__username",
    "claimed_by__first_name",
    "claimed_by__last_name",
)


@dataclass(frozen=True)
class DeskLine:
    """One article of a list, with its address, its status and for how long it has it, and its claim."""

    title: str
    address: str
    status: str
    time_in_status: str
    moment: datetime | None
    claimed_by: str
    note: str = ""


@dataclass(frozen=True)
class DeskSection:
    """One work list; `total` also counts the articles that it leaves out."""

    name: str
    title: str
    lines: list[DeskLine]
    total: int

    @property
    def remaining(self) -> int:
        """The number of articles that the list leaves out."""
        return self.total - len(self.lines)


def desk_sections(person: AbstractBaseUser, *, at: datetime, whole: str = "") -> list[DeskSection]:
    """The work lists of this person that are not empty; one query each, whatever their length.

    Each has its first rows, the one named by `whole` some hundreds.
    """
    visible = Article.objects.visible_to(person)
    # Name, title, articles, the admin page that a line leads to, the annotation or field with its moment
    lists = (
        ("waiting", _("Waiting for me"), Article.objects.signable_by(person), "review", ""),
        ("returned", _("Returned to me"), visible.returned_to(person), "change", ""),
        ("mine", _("Mine"), visible.in_progress_by(person), "change", ""),
        (
            "overdue",
            _("Overdue: the go-live moment has passed"),
            visible.overdue(at=at),
            "review",
            "go_live",
        ),
        ("scheduled", _("Scheduled"), visible.scheduled(at=at), "review", "due"),
        ("ending", _("Expiring within a week"), visible.expiring_soon(at=at), "review", "ends"),
        ("changed", _("Changed since it was signed"), visible.changed_since_signed(), "review", ""),
    )
    sections = [
        _desk_section(
            name,
            title,
            _with_looks(articles, person),
            page=page,
            moment=moment,
            at=at,
            limit=WHOLE_ROWS if name == whole else PANEL_ROWS,
        )
        for name, title, articles, page, moment in lists
    ]
    return [section for section in sections if section.total]


def _with_looks(articles: QuerySet, person) -> QuerySet:
    """Annotate whether the person saw the text, and another text of the article before.

    `paragraph` is that of the first open remark.
    """
    steps = Review.objects.filter(article=OuterRef("pk")).order_by("-moment", "-pk")
    looks = ReviewLook.objects.filter(article=OuterRef("pk"), person=person)
    remarks = Remark.objects.open().filter(article=OuterRef("pk"), paragraph__isnull=False)
    return articles.annotate(
        present_hash=Subquery(steps.values("text_hash")[:1]),
        has_looked=Exists(looks),
        looked_by=Value(person.pk),
        has_seen=Exists(looks.filter(text_hash=OuterRef("present_hash"))),
        paragraph=Subquery(remarks.values("paragraph")[:1]),
    )


def remark_address(article: Article) -> str:
    """The address of the article's form, at the paragraph of the first open remark."""
    anchors = (remark.anchor for remark in article.remarks.open())
    return _form_address(article.pk, next(filter(None, anchors), ""))


def _form_address(pk: int, anchor: str) -> str:
    fragment = f"#{anchor}" if anchor else ""
    return reverse("admin:articles_article_change", args=[pk]) + fragment


def _desk_section(name, title, articles: QuerySet, *, page, moment, at, limit) -> DeskSection:
    """The section of a list; its rows and their total come from one query."""
    counted = articles.select_related("claimed_by").only(*DESK_FIELDS)
    rows = list(counted.annotate(in_all=Window(Count("*")))[:limit])
    lines = [_desk_line(article, page, moment, at) for article in rows]
    return DeskSection(name, title, lines, rows[0].in_all if rows else 0)


def _desk_line(article, page, moment, at) -> DeskLine:
    holder = article.holder(at=at)
    address = _form_address(article.pk, f"p{article.paragraph}" if article.paragraph else "")
    if page == "review":
        address = reverse("admin:articles_article_review", args=[article.pk])
    return DeskLine(
        article.title or _("(no title)"),
        address,
        article.get_status_display(),
        timesince(article.since, at, depth=1),
        getattr(article, moment) if moment else None,
        user_display_name(holder) if holder else "",
        _look_note(article) if page == "review" and article.status in UNDER_REVIEW else "",
    )


def _look_note(article) -> str:
    """What the person knows of a text under review: nothing yet, this very text, or an earlier one."""
    if article.has_seen:
        return _("as you last saw it")
    if article.has_looked:
        return _("changed since your last look: %s") % changed_places(article, article.looked_by)
    return _("new to you")
