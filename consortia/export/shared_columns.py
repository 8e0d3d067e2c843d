"""Columns and feed texts shared by several exports."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.export import outlet_name
from consortia.sources import FactSource, Sources
from portal.core import partial_dates
from portal.core.names import current_language
from portal.listing.export import ExportColumn


def is_public(record) -> bool:
    """Whether the record is not None and public."""
    return record is not None and getattr(record, "organisation", record).is_public


def field_column(name: str, label) -> ExportColumn:
    """A column with the stored value of a field."""
    return ExportColumn(name, label, lambda row: getattr(row.record, name))


def choice_column(name: str, label) -> ExportColumn:
    """A column with the label of a choice in the current language."""
    return ExportColumn(name, label, lambda row: choice_label(row.record, name))


def choice_label(record, name: str) -> str:
    """The label of a choice, as `get_…_display()`, without building a dict of the choices for each row."""
    value = getattr(record, name)
    return next(
        (
            str(label)
            for choice, label in record._meta.get_field(name).flatchoices
            if choice == value
        ),
        "",
    )


def related_columns(name: str, label) -> tuple[ExportColumn, ExportColumn]:
    """Two columns for a related record: primary key and name.

    Both are empty without a record, or if it is not public.
    """

    def public_record(record):
        related_record = getattr(record, name)
        return related_record if is_public(related_record) else None

    return (
        ExportColumn(
            f"{name}_id",
            format_lazy(_("{what} (number)"), what=label),
            lambda row: getattr(public_record(row.record), "pk", None),
        ),
        ExportColumn(name, label, lambda row: str(public_record(row.record) or "")),
    )


def region_columns(of: Callable = lambda record: record) -> tuple[ExportColumn, ExportColumn]:
    """Two columns, code and name of a region; `of` returns the object that has the region."""
    return (
        ExportColumn(
            "region_code",
            _("Region (code)"),
            lambda row: getattr(of(row.record).region, "code", ""),
        ),
        ExportColumn("region", _("Region"), lambda row: str(of(row.record).region or "")),
    )


def display_names(records: Iterable) -> list[str]:
    """The names of records in the current language."""
    return [str(record) for record in records]


ADDRESS_COLUMN = ExportColumn(
    "address", _("Address"), lambda row: row.absolute_url(row.record.get_absolute_url())
)
ID_COLUMN = ExportColumn("id", pgettext_lazy("of a record", "Number"), lambda row: row.record.pk)


def source_columns(of: Callable = lambda record: record) -> tuple[ExportColumn, ...]:
    """Four list columns of sources: outlet, URL, paragraph number, verdict; `of` returns the fact."""

    def column(key, label, value):
        return ExportColumn(
            key,
            label,
            lambda row: [
                value(source) for source in row.prefetched.sources.for_fact(of(row.record))
            ],
        )

    def addresses(row):
        return [
            row.absolute_url(source.address)
            for source in row.prefetched.sources.for_fact(of(row.record))
        ]

    return (
        column("source_outlets", _("Sources: outlets"), source_outlet),
        ExportColumn("source_addresses", _("Sources: addresses"), addresses),
        column(
            "source_paragraphs", _("Sources: paragraphs"), lambda source: source.paragraph or ""
        ),
        column("source_verdicts", _("Sources: what they do"), verdict_label),
    )


def source_outlet(source: FactSource) -> str:
    """The public name of the outlet of the article."""
    return outlet_name(source.article.live if source.article.is_published else source.article)


def verdict_label(source: FactSource) -> str:
    """The label for a source that supports or contradicts."""
    return str(_("supports") if source.supports else _("contradicts"))


def join_parts(*parts: str) -> str:
    """Join the non-empty parts of a feed summary."""
    return " · ".join(str(part) for part in parts if part)


def format_date(text: str) -> str:
    """Format a partial date in the current language."""
    return partial_dates.display(text, current_language())


@dataclass(frozen=True)
class PrefetchedSources:
    """The prefetched sources of a chunk of records."""

    sources: Sources


def prefetch_sources(rows: list, _on: date | None) -> PrefetchedSources:
    """Fetch the sources of a chunk of records."""
    return PrefetchedSources(Sources(rows))


def side_columns(name, ids, names, label_ids, label):
    """Two list columns, keys and names of the organisations at the related manager `name`.

    `ids` and `names` are the column keys; `label_ids` and `label` their headings.
    """
    return (
        ExportColumn(
            ids,
            label_ids,
            lambda row: [side.organisation_id for side in getattr(row.record, name).all()],
        ),
        ExportColumn(
            names,
            label,
            lambda row: display_names(
                side.organisation for side in getattr(row.record, name).all()
            ),
        ),
    )
