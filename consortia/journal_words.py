"""The words of the journal for what happens to the records."""

from django.utils.translation import gettext_lazy as _

from consortia.models import SheetKind
from consortia.sheets.outcome import Outcome
from portal.audit.journal_words import register_words

ACT_WORDS = {
    "source_change": _("the fact is right by the changed source"),
    "merge": _("two records made one"),
    "unmerge": _("a merge taken back"),
}
DETAIL_LABELS = {
    "merge": _("number of the merge"),
    "gone": _("number of the record that is gone"),
    "back": _("number of the record that is back"),
    "sheet_import": _("number of the import from a spreadsheet"),
}


def register() -> None:
    """Register the words."""
    register_words(
        {**ACT_WORDS, **dict(SheetKind.choices)},
        details=DETAIL_LABELS,
        values={"counts": dict(Outcome.choices)},
    )
