"""What wants an editor's attention, as the admin's start page lists it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Model, QuerySet, Window
from django.urls import reverse

PANEL_ROWS = 10


@dataclass(frozen=True)
class DashboardPanel:
    """One list of the start page: how many rows want attention, the first of them as text and address, and where all are."""

    title: str
    total: int
    rows: list[tuple[str, str]]
    address: str = ""

    @property
    def remaining(self) -> int:
        """How many rows the list leaves out."""
        return self.total - len(self.rows) if self.address else 0


def build_panel(
    title: str, queryset: QuerySet, *, query: str, words: Callable[[Model], str] = str
) -> DashboardPanel:
    """The first rows and the number of all, in one query; `query` filters the changelist to the same rows."""
    found = list(queryset.annotate(in_all=Window(Count("*")))[:PANEL_ROWS])
    rows = [(words(row), change_url(row)) for row in found]
    return DashboardPanel(
        title, found[0].in_all if found else 0, rows, f"{changelist_url(queryset.model)}?{query}"
    )


def change_url(record: Model) -> str:
    """The address of the record's form in the admin."""
    return reverse(f"admin:{record._meta.label_lower.replace('.', '_')}_change", args=[record.pk])


def changelist_url(model: type[Model]) -> str:
    """The address of the model's list in the admin."""
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")
