"""Counts of public records by model, province, year, kind and industry."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, Count, F, Model, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Substr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consortia.models import Agreement, Conference, Consortium, Industry, TrainingBase
from portal.listing.choices import MIN_YEAR


@dataclass(frozen=True)
class CountedModel:
    """A counted model: its CSS key, the URL name of its list, and the field paths to group it by."""

    sign: str
    label: Promise
    url_name: str
    model: type[Model]
    day: str
    industry: str
    region: str = ""

    @property
    def is_by_consortium(self) -> bool:
        """Whether its industry is that of its consortium, by which its list has no filter."""
        return self.industry.startswith("consortium__")

    def rows(self, industry: Industry | None) -> QuerySet:
        """The public records, optionally of one industry."""
        queryset = self.model.objects.published().order_by()
        return queryset.filter(**{self.industry: industry}) if industry else queryset


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
    """Count rows by sign and province code; a prefecture counts for its province. One query."""
    counts = {counted.sign: {} for counted in MODELS_WITH_REGION}
    for sign, code, rows in _grouped_counts(
        (counted, Coalesce(f"{counted.region}__parent__code", f"{counted.region}__code"), industry)
        for counted in MODELS_WITH_REGION
    ):
        counts[sign][code] = rows
    return counts


def count_by_year(industry: Industry | None = None) -> dict[tuple[str, int], int]:
    """Count rows by (sign, year) for models with a date; year 0 means unknown. One query."""
    groupings = (
        (counted, Substr(Cast(counted.day, CharField()), 1, 4), industry)
        for counted in MODELS_WITH_DATE
    )
    return {
        (sign, int(year) if int(year) >= MIN_YEAR else 0): rows
        for sign, year, rows in _grouped_counts(groupings)
    }


def count_by_kind(industry: Industry | None = None) -> dict[str, dict[str, int]]:
    """Count rows by sign and `kind`. One query."""
    counts = {counted.sign: {} for counted in MODELS_WITH_KIND}
    for sign, kind, rows in _grouped_counts(
        (counted, F("kind"), industry) for counted in MODELS_WITH_KIND
    ):
        counts[sign][kind] = rows
    return counts


def count_by_industry() -> dict[int, dict[str, int]]:
    """Count rows by industry key and sign. One query."""
    counts: dict[int, dict[str, int]] = {}
    for sign, key, rows in _grouped_counts(
        (counted, Cast(counted.industry, CharField()), None) for counted in MODELS_WITH_KIND
    ):
        counts.setdefault(int(key), {})[sign] = rows
    return counts


def _grouped_counts(groupings: Iterable[tuple]):
    """Rows (sign, group, number of rows) of a union of grouped counts; rows without a group are left out.

    Each grouping is a tuple of counted model, expression to group by, and industry or None.
    """
    first, *rest = (
        counted.rows(industry)
        .values(sign=Value(counted.sign, CharField()), group=group)
        .annotate(rows=Count("pk"))
        .filter(group__isnull=False)
        for counted, group, industry in groupings
    )
    return first.union(*rest, all=True).values_list("sign", "group", "rows")
