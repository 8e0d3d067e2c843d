"""Export of training bases: table and feed."""

from django.utils.translation import gettext_lazy as _

from consortia.export.shared_columns import (
    ADDRESS_COLUMN,
    ID_COLUMN,
    choice_column,
    field_column,
    format_date,
    join_parts,
    prefetch_sources,
    region_columns,
    related_columns,
    side_columns,
    source_columns,
)
from consortia.filters import TrainingBaseFilter
from portal.listing.export import ExportColumn, ExportTable, FeedEntry
from portal.listing.keyset import KeysetOrder


def _base_entry(base):
    summary = join_parts(
        base.get_kind_display(),
        base.get_nature_display(),
        base.region,
        format_date(base.unveiled_on),
        base.status_note,
    )
    return FeedEntry(str(base), summary, base.get_absolute_url(), base.changed_at)


TRAINING_BASES = ExportTable(
    "training-bases",
    _("Training bases"),
    (
        ID_COLUMN,
        field_column("name", _("Chinese name")),
        field_column("name_en", _("English name")),
        choice_column("kind", _("Kind")),
        choice_column("nature", _("The plaque stands for")),
        choice_column("status", _("Status")),
        choice_column("level", _("Level")),
        *region_columns(),
        ExportColumn("industry", _("Industry"), lambda row: str(row.record.industry or "")),
        *side_columns(
            "partners", "partner_ids", "partners", _("Partners (numbers)"), _("Partners")
        ),
        *related_columns("awarded_by", _("Awarded by")),
        field_column("unveiled_on", _("Unveiled on")),
        *related_columns("unveiled_at", _("Unveiled at")),
        *related_columns("consortium", _("Of consortium")),
        field_column("valid_until", _("Valid until")),
        field_column("contact", _("Contact in Chinese")),
        field_column("contact_en", _("Contact in English")),
        ExportColumn(
            "last_confirmed_on",
            _("Last confirmed on"),
            lambda row: str(row.record.last_confirmed_on or ""),
        ),
        ADDRESS_COLUMN,
        *source_columns(),
    ),
    feed_entry=_base_entry,
    newest=KeysetOrder("changed_at"),
    filter=TrainingBaseFilter,
    prefetch=prefetch_sources,
    select_related=("awarded_by", "unveiled_at", "consortium__organisation"),
)
