"""Everything that a signature covers besides title and body, as the review page shows it."""

from dataclasses import dataclass

from django.utils.text import capfirst

from articles.models import Article
from portal.core import partial_dates
from portal.core.names import current_language, localised

FIELDS_BEFORE_DAY = ("kicker", "summary", "outlet", "source_as_printed", "source_address")
FIELDS_AFTER_DAY = ("byline", "dateline", "editors", "rights", "rights_note")


@dataclass(frozen=True)
class SignedField:
    """One field of the text that readers do not find in its body."""

    label: str
    value: str
    address: str = ""


def signed_fields(article: Article) -> list[SignedField]:
    """All of them in reading order; a blank one is shown as blank, since that is signed too."""
    day = partial_dates.display(article.published, current_language()) if article.published else ""
    return [
        *(_field(article, name) for name in FIELDS_BEFORE_DAY),
        SignedField(_label("published"), day),
        *(_field(article, name) for name in FIELDS_AFTER_DAY),
    ]


def _field(article, name) -> SignedField:
    if name == "outlet":
        return SignedField(_label(name), localised(article.outlet) if article.outlet else "")
    if name == "rights":
        return SignedField(_label(name), article.get_rights_display())
    value = getattr(article, name)
    return SignedField(_label(name), value, value if name == "source_address" else "")


def _label(name) -> str:
    return capfirst(Article._meta.get_field(name).verbose_name)
