"""The desk: what is mine, what waits for me, and what the time says, as the admin's start page shows it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, QuerySet, Window
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from articles.models import Article
from portal.core.dashboard import PANEL_ROWS
from portal.core.names import user_display_name

DESK_FIELDS = (
    *("title", "status", "since", "go_live", "claimed_at"),
    *("claimed_by__username", "claimed_by__first_name", "claimed_by__last_name"),
)


@dataclass(frozen=True)
class DeskLine:
    """One article of a list: where it leads, the stage it stands at, since when, and who reads it."""

    title: str
    address: str
    status: str
    time_in_status: str
    moment: datetime | None
    claimed_by: str


@dataclass(frozen=True)
class DeskSection:
    """One list of the desk; `total` counts those that are left out too."""

    name: str
    title: str
    lines: list[DeskLine]
    total: int

    @property
    def remaining(self) -> int:
        """How many the list leaves out."""
        return self.total - len(self.lines)


def desk_sections(person: AbstractBaseUser, *, at: datetime) -> list[DeskSection]:
    """The lists of this person in the order of the work; one query each, whatever the number of articles."""
    allowed = Article.objects.visible_to(person)
    lists = (
        ("waiting", _("Waiting for me"), Article.objects.signable_by(person), "review", ""),
        ("returned", _("Returned to me"), allowed.returned_to(person), "change", ""),
        ("mine", _("Mine"), allowed.in_progress_by(person), "change", ""),
        (
            "overdue",
            _("Overdue: the go-live moment has passed"),
            allowed.overdue(at=at),
            "review",
            "go_live",
        ),
        ("scheduled", _("Scheduled"), allowed.scheduled(at=at), "review", "due"),
        ("ending", _("Expiring within a week"), allowed.expiring_soon(at=at), "review", "ends"),
        ("changed", _("Changed since it was signed"), allowed.changed_since_signed(), "review", ""),
    )
    sections = [
        _section(name, title, rows, page=page, moment=moment, at=at)
        for name, title, rows, page, moment in lists
    ]
    return [section for section in sections if section.total]


def _section(name, title, rows: QuerySet, *, page, moment, at):
    found = list(
        rows.select_related("claimed_by")
        .only(*DESK_FIELDS)
        .annotate(in_all=Window(Count("*")))[:PANEL_ROWS]
    )
    lines = [_line(article, page, moment, at) for article in found]
    return DeskSection(name, title, lines, found[0].in_all if found else 0)


def _line(article, page, moment, at):
    holder = article.holder(at=at)
    return DeskLine(
        article.title or _("(no title)"),
        reverse(f"admin:articles_article_{page}", args=[article.pk]),
        article.get_status_display(),
        timesince(article.since, at, depth=1),
        getattr(article, moment) if moment else None,
        user_display_name(holder) if holder else "",
    )
