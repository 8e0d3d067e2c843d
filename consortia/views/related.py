"""What several pages gather: only what the public may see, on both sides of a relation."""

from django.db.models import Prefetch, QuerySet

from consortia.models import AgreementParty, BasePartner, Figure, Organisation
from consortia.sources import cache_content_types


def with_public_organisation(facts: QuerySet, path: str = "organisation") -> QuerySet:
    """The facts whose organisation is public, with it."""
    return facts.filter(**{f"{path}__in": Organisation.objects.published()}).select_related(path)


def get_figures(record) -> list[Figure]:
    """The figures about a record."""
    cache_content_types()
    return list(record.figures.all())


def prefetch_parties() -> Prefetch:
    """The public parties of agreements, in their order."""
    return Prefetch("parties", with_public_organisation(AgreementParty.objects.all()))


def prefetch_partners() -> Prefetch:
    """The public partners of bases, in their order."""
    return Prefetch("partners", with_public_organisation(BasePartner.objects.all()))
