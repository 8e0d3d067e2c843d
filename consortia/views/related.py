"""What several pages gather: only what the public may see, on both sides of a relation."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, QuerySet

from consortia.models import AgreementParty, BasePartner, Consortium, Figure, Organisation
from consortia.sources import learn_kinds


def with_public_body(facts: QuerySet, path: str = "organisation") -> QuerySet:
    """The facts whose organisation is public, with it."""
    return facts.filter(**{f"{path}__in": Organisation.objects.published()}).select_related(path)


def figures_about(record) -> QuerySet[Figure]:
    """The figures about a record; a consortium's may hang on it or on its organisation."""
    learn_kinds()
    models = (Organisation, Consortium) if isinstance(record, Organisation | Consortium) else (type(record),)
    kinds = ContentType.objects.get_for_models(*models).values()
    return Figure.objects.filter(content_type__in=kinds, object_id=record.pk)


def parties() -> Prefetch:
    """The public parties of agreements, in their order."""
    return Prefetch("parties", with_public_body(AgreementParty.objects.all()))


def partners() -> Prefetch:
    """The public partners of bases, in their order."""
    return Prefetch("partners", with_public_body(BasePartner.objects.all()))
