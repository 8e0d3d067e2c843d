"""Why a version of a record was saved: reasons that code gives are translated, those of people are not."""

from django.utils.translation import gettext

_declared: set[str] = set()


def declare_reason(reason: str) -> str:
    """Return a reason that code gives; callers mark it with `gettext_noop`, and it is shown translated."""
    _declared.add(reason)
    return reason


def reason_in_words(reason: str | None) -> str:
    """Return the reason of a historical row as a page shows it; "" for none."""
    return gettext(reason) if reason in _declared else reason or ""
