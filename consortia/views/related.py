"""What several pages gather: only what the public may see, on both sides of a relation."""

from django.db.models import Prefetch, QuerySet

from consortia.models import AgreementParty, BasePartner, Figure, Organisation
from consortia.sources import learn_kinds


def with_public_body(facts: QuerySet, path: str = "organisation") -> QuerySet:
    """The facts whose organisation is public, with it."""
    return facts.filter(**{f"{path}__in": Organisation.objects.published()}).select_related(path)


def figures_of(record) -> list[Figure]:
    """The figures about a record."""
    learn_kinds()
    return list(record.figures.all())


def parties() -> Prefetch:
    """The public parties of agreements, in their order."""
    return Prefetch("parties", with_public_body(AgreementParty.objects.all()))


def partners() -> Prefetch:
    """The public partners of bases, in their order."""
    return Prefetch("partners", with_public_body(BasePartner.objects.all()))
