"""Queries that several views share; both sides of a relation must be public."""

from django.db.models import Prefetch, QuerySet

from consortia.models import AgreementParty, BasePartner, Figure, Organisation
from consortia.sources import cache_content_types


def with_public_organisation(facts: QuerySet, path: str = "organisation") -> QuerySet:
    """Filter facts by a public organisation at `path`, and select it in the same query."""
    return facts.filter(**{f"{path}__in": Organisation.objects.published()}).select_related(path)


def get_figures(record) -> list[Figure]:
    """The figures about a record."""
    cache_content_types()
    return list(record.figures.all())


def prefetch_parties() -> Prefetch:
    """Prefetch the public parties of agreements."""
    return Prefetch("parties", with_public_organisation(AgreementParty.objects.all()))


def prefetch_partners() -> Prefetch:
    """Prefetch the public partners of training bases."""
    return Prefetch("partners", with_public_organisation(BasePartner.objects.all()))
