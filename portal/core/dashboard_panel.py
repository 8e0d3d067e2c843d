"""Panels of the dashboard, the admin's start page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Model, QuerySet, Window
from django.urls import reverse

PANEL_ROWS = 10


@dataclass(frozen=True)
class DashboardPanel:
    """One panel of the dashboard.

    `rows` are the first of `total` rows, each as text and address; `address` leads to the list of
    all. `action` is the address of a button that does what the rows wait for, `action_label` its words.
    """

    title: str
    total: int
    rows: list[tuple[str, str]]
    address: str = ""
    action: str = ""
    action_label: str = ""

    @property
    def remaining(self) -> int:
        """The number of rows that the panel leaves out."""
        return self.total - len(self.rows) if self.address else 0


def build_panel(
    title: str, queryset: QuerySet, *, query: str, words: Callable[[Model], str] = str
) -> DashboardPanel:
    """The first rows and the total in one query; `query` filters the changelist to the same rows."""
    records, total = counted_rows(queryset)
    rows = [(words(record), change_url(record)) for record in records]
    return DashboardPanel(title, total, rows, f"{changelist_url(queryset.model)}?{query}")


def counted_rows(queryset: QuerySet) -> tuple[list, int]:
    """The first rows and the number of all, in one query."""
    records = list(queryset.annotate(in_all=Window(Count("*")))[:PANEL_ROWS])
    return records, records[0].in_all if records else 0


def change_url(record: Model) -> str:
    """The address of the record's form in the admin."""
    return reverse(f"admin:{record._meta.label_lower.replace('.', '_')}_change", args=[record.pk])


def changelist_url(model: type[Model]) -> str:
    """The address of the model's list in the admin."""
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")
