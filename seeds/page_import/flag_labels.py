"""What the quality flags of a page mean, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

FLAG_LABELS = {
    "hijacked_clone": _("names on this page were replaced by those of betting sites"),
    "garbled": _("parts of the text are garbled"),
    "machine_translated": _("the text seems to be translated by a machine"),
    "truncated": _("the text seems to be cut off"),
    "same_text": _("another address showed the very same text"),
}


def label_flags(flags: Iterable[str]) -> list[str]:
    """Each flag in words; one that is not listed by its code."""
    return [str(FLAG_LABELS.get(flag, flag)) for flag in flags]
