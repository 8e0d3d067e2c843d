"""How many public records there are: by kind, place, year, sort and industry."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, Count, F, Model, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Substr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consortia.models import Agreement, Conference, Consortium, Industry, TrainingBase
from portal.listing.filters import MIN_YEAR


@dataclass(frozen=True)
class CountedModel:
    """A model that is counted: its key in the styles, its list, and the paths to count it by."""

    sign: str
    label: Promise
    url_name: str
    model: type[Model]
    day: str
    industry: str
    region: str = ""

    @property
    def is_by_consortium(self) -> bool:
        """Whether its industry is that of its consortium, by which its list cannot be narrowed."""
        return self.industry.startswith("consortium__")

    def rows(self, industry: Industry | None) -> QuerySet:
        """The public records, those of one industry if one is given."""
        shown = self.model.objects.published().order_by()
        return shown.filter(**{self.industry: industry}) if industry else shown


CONSORTIA = CountedModel(
    "consortium", _("Consortia"), "consortia", Consortium,
    day="founded_from", industry="organisation__industry", region="organisation__region",
)  # fmt: skip
CONFERENCES = CountedModel(
    "conference", _("Conferences"), "conferences", Conference,
    day="dates_from", industry="consortium__organisation__industry", region="region",
)  # fmt: skip
AGREEMENTS = CountedModel(
    "agreement",
    _("Agreements"),
    "agreements",
    Agreement,
    day="signed_from",
    industry="consortium__organisation__industry",
)
TRAINING_BASES = CountedModel(
    "base",
    _("Training bases"),
    "training-bases",
    TrainingBase,
    day="unveiled_from",
    industry="industry",
    region="region",
)
MODELS_WITH_REGION = (CONSORTIA, CONFERENCES, TRAINING_BASES)
MODELS_WITH_DATE = (CONFERENCES, AGREEMENTS, TRAINING_BASES)
MODELS_WITH_KIND = (CONSORTIA, CONFERENCES, AGREEMENTS, TRAINING_BASES)


def count_by_province(industry: Industry | None = None) -> dict[str, dict[str, int]]:
    """The rows of each kind by the code of the province; a prefecture counts for its province. One query."""
    found = {counted.sign: {} for counted in MODELS_WITH_REGION}
    for sign, code, rows in _counts(
        (counted, Coalesce(f"{counted.region}__parent__code", f"{counted.region}__code"), industry)
        for counted in MODELS_WITH_REGION
    ):
        found[sign][code] = rows
    return found


def count_by_year(industry: Industry | None = None) -> dict[tuple[str, int], int]:
    """The rows of each dated kind by year, 0 where the year is not known. One query."""
    dated = (
        (counted, Substr(Cast(counted.day, CharField()), 1, 4), industry)
        for counted in MODELS_WITH_DATE
    )
    return {
        (sign, int(year) if int(year) >= MIN_YEAR else 0): rows
        for sign, year, rows in _counts(dated)
    }


def count_by_kind(industry: Industry | None = None) -> dict[str, dict[str, int]]:
    """The rows of each kind by the sort that it calls its kind. One query."""
    found = {counted.sign: {} for counted in MODELS_WITH_KIND}
    for sign, sort, rows in _counts((counted, F("kind"), industry) for counted in MODELS_WITH_KIND):
        found[sign][sort] = rows
    return found


def count_by_industry() -> dict[int, dict[str, int]]:
    """The rows of each kind by the key of the industry. One query."""
    found: dict[int, dict[str, int]] = {}
    for sign, key, rows in _counts(
        (counted, Cast(counted.industry, CharField()), None) for counted in MODELS_WITH_KIND
    ):
        found.setdefault(int(key), {})[sign] = rows
    return found


def _counts(asked: Iterable[tuple]):
    first, *rest = (
        counted.rows(industry)
        .values(sign=Value(counted.sign, CharField()), told=told)
        .annotate(rows=Count("pk"))
        .filter(told__isnull=False)
        for counted, told, industry in asked
    )
    return first.union(*rest, all=True).values_list("sign", "told", "rows")
