"""Registration of the records with the search: kinds, facets and index dependencies."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from consortia.models import (
    Agreement,
    Conference,
    Consortium,
    Industry,
    Organisation,
    OrganisationKind,
    Region,
    TrainingBase,
)
from consortia.search_dependencies import (
    AGREEMENT_DEPENDENCIES,
    CONFERENCE_DEPENDENCIES,
    CONSORTIUM_DEPENDENCIES,
    ORGANISATION_DEPENDENCIES,
    TRAINING_BASE_DEPENDENCIES,
    Dependencies,
)
from consortia.search_documents import (
    agreement_documents,
    conference_documents,
    consortium_documents,
    organisation_documents,
    training_base_documents,
)
from portal.listing.keyset import MAX_ID_DIGITS
from portal.search import index_updates
from portal.search.registry import SearchFacet, SearchKind, register_facet, register_kind


@dataclass(frozen=True)
class IndexedModel:
    """A model in the search: kind, URL name, document function, and what its documents depend on."""

    kind: str
    model: type[Model]
    url_name: str
    documents: Callable
    dependencies: Dependencies


INDEXED_MODELS = (
    IndexedModel(
        "consortium", Consortium, "consortium", consortium_documents, CONSORTIUM_DEPENDENCIES
    ),
    IndexedModel(
        "organisation",
        Organisation,
        "organisation",
        organisation_documents,
        ORGANISATION_DEPENDENCIES,
    ),
    IndexedModel(
        "conference", Conference, "conference", conference_documents, CONFERENCE_DEPENDENCIES
    ),
    IndexedModel("agreement", Agreement, "agreement", agreement_documents, AGREEMENT_DEPENDENCIES),
    IndexedModel(
        "base", TrainingBase, "training-base", training_base_documents, TRAINING_BASE_DEPENDENCIES
    ),
)


def register() -> None:
    """Register search kinds, facets and index dependencies."""
    register_facet(SearchFacet("region", _("Region"), regions_by_code, "code"))
    register_facet(SearchFacet("industry", _("Industry"), industries_by_slug, "slug"))
    register_facet(SearchFacet("consortium", _("Of consortium"), consortium_organisations, "pk"))
    for indexed in INDEXED_MODELS:
        meta = indexed.model._meta
        all_keys = indexed.model.objects.order_by().values_list("pk", flat=True).all
        register_kind(
            SearchKind(
                indexed.kind,
                meta.verbose_name,
                meta.verbose_name_plural,
                indexed.url_name,
                indexed.documents,
                all_keys,
            )
        )
        index_updates.track(indexed.kind, indexed.dependencies)


def regions_by_code(codes: Collection[str]) -> QuerySet[Region]:
    """The regions with these codes."""
    return Region.objects.filter(code__in=codes)


def industries_by_slug(slugs: Collection[str]) -> QuerySet[Industry]:
    """The industries with these slugs."""
    return Industry.objects.filter(slug__in=slugs)


def consortium_organisations(keys: Collection[str]) -> QuerySet[Organisation]:
    """The public organisations of the consortia with these keys."""
    numbers = [int(key) for key in keys if _is_key(key)]
    return Organisation.objects.published().filter(kind=OrganisationKind.CONSORTIUM, pk__in=numbers)


def _is_key(text) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MAX_ID_DIGITS
