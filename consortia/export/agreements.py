"""Export of agreements: table and feed."""

from django.utils.translation import gettext_lazy as _

from consortia.export.shared_columns import (
    ADDRESS_COLUMN,
    ID_COLUMN,
    choice_column,
    display_names,
    field_column,
    format_date,
    join_parts,
    prefetch_sources,
    related_columns,
    side_columns,
    source_columns,
)
from consortia.filters import AgreementFilter
from portal.listing.export import ExportTable, FeedEntry
from portal.listing.keyset import KeysetOrder


def _agreement_entry(agreement):
    sides = " × ".join(display_names(party.organisation for party in agreement.parties.all()))
    summary = join_parts(
        sides, agreement.get_kind_display(), format_date(agreement.signed_on), agreement.status_note
    )
    return FeedEntry(str(agreement), summary, agreement.get_absolute_url(), agreement.changed_at)


AGREEMENTS = ExportTable(
    "agreements",
    _("Agreements"),
    (
        ID_COLUMN,
        field_column("title", _("Chinese title")),
        field_column("title_en", _("English title")),
        choice_column("kind", _("Kind")),
        choice_column("status", _("Status")),
        field_column("signed_on", _("Signed on")),
        *side_columns("parties", "party_ids", "parties", _("Parties (numbers)"), _("Parties")),
        *related_columns("conference", _("Signed at")),
        *related_columns("consortium", _("Of consortium")),
        field_column("promises", _("What is promised, in Chinese")),
        field_column("promises_en", _("What is promised, in English")),
        ADDRESS_COLUMN,
        *source_columns(),
    ),
    feed_entry=_agreement_entry,
    newest=KeysetOrder("changed_at"),
    filter=AgreementFilter,
    prefetch=prefetch_sources,
    select_related=("conference", "consortium__organisation"),
)
