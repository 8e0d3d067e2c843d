"""Why a name that a page seems to print should not simply become a new record."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.models import Article
from portal.core import html
from seeds.extraction.proposals.name_faults import BARE_DEPARTMENT, find_name_fault
from seeds.extraction.text.folding import fold_with_offsets
from seeds.schema import FACT_KINDS
from seeds.schema.fields import CREATABLE_TYPES, NameSort, PayloadFieldType


def folded_paragraphs(article: Article | None) -> tuple[str, ...]:
    """The paragraphs of an article as the extraction reads them; none where it was deleted."""
    if article is None:
        return ()
    return tuple(
        fold_with_offsets(text, traditional=True)[0] for text in html.paragraphs(article.body)
    )


def warn_of_name(text: str, field_type: PayloadFieldType, paragraphs: Iterable[str]) -> str:
    """A sentence on why a new record of that name needs a person's choice, "" where it needs none."""
    if field_type not in CREATABLE_TYPES or not text:
        return ""
    return _warning(find_name_fault(text, NameSort.BODY, paragraphs))


def warn_of_record(text: str, kind: str, paragraphs: Iterable[str]) -> str:
    """The same for the record that a proposal itself is about."""
    sort = FACT_KINDS[kind].record_name_sort()
    if sort is None or not text:
        return ""
    return _warning(find_name_fault(text, sort, paragraphs))


def _warning(fault: str) -> str:
    if fault == BARE_DEPARTMENT:
        return _("This is a department of some body. Write whose it is, or leave it out.")
    if fault:
        return _("This does not look like a whole name. Complete it, or leave it out.")
    return ""
