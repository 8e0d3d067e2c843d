"""The lists of the API, made out of their kinds; its page; and its answer to addresses that it does not have."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from articles.models import Language
from portal.api.pagination import PAGING_PARAMETERS, SignedCursorPagination
from portal.api.resources import API_RESOURCES, APIResource
from portal.core.page_links import build_page_links


class ResourceViewSet(GenericViewSet):
    """The public things of one kind."""

    resource: APIResource
    pagination_class = SignedCursorPagination
    filter_backends = [DjangoFilterBackend]
    lookup_value_regex = "[0-9]{1,18}"

    def get_queryset(self):
        """Everything of the kind that the public may see; no row where the description of the API asks, and no query."""
        if getattr(self, "swagger_fake_view", False):
            return self.resource.model.objects.none()
        return self.resource.get_queryset()

    def list(self, request):
        """A page of the list under its filter."""
        self._refuse_unknown(request)
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.resource.serialize(rows, root=site_root(request)))

    def retrieve(self, request, pk):
        """One of them, with everything that belongs to it."""
        return Response(
            self.resource.serialize([self.get_object()], root=site_root(request), whole=True)[0]
        )

    def _refuse_unknown(self, request):
        """ValidationError for parameters that would filter nothing: a slip must not look like an answer."""
        known = {
            *PAGING_PARAMETERS,
            *(self.resource.filterset_class.base_filters if self.resource.filterset_class else ()),
        }
        unknown = [name for name in request.query_params if name not in known]
        if unknown:
            known_names = ", ".join(sorted(known))
            words = _("There is no such parameter here; there are: %s.") % known_names
            raise ValidationError({name: [words] for name in unknown})


def build_viewset(kind: APIResource) -> type[ResourceViewSet]:
    """The viewset of a kind, described for the schema."""
    name = "".join(word.capitalize() for word in kind.name.split("-"))
    own = {
        "resource": kind,
        "filterset_class": kind.filterset_class,
        "serializer_class": kind.list_serializer,
        "__doc__": kind.description,
    }
    made = type(f"{name}View", (ResourceViewSet,), own)
    described = {
        "list": extend_schema(
            responses=kind.list_serializer(many=True), description=kind.description
        ),
        "retrieve": extend_schema(responses=kind.detail_serializer, description=kind.description),
    }
    for action, decorate in described.items():
        setattr(made, action, decorate(_copied(getattr(ResourceViewSet, action))))
    return made


def _copied(method):
    """A method of its own for each kind: what describes it is kept on it."""

    def method_of_kind(self, request, *args, **options):
        return method(self, request, *args, **options)

    method_of_kind.__name__ = method.__name__
    return method_of_kind


VIEWSETS = {kind.name: build_viewset(kind) for kind in API_RESOURCES}


def site_root(request) -> str:
    """Scheme and host of the site."""
    return request.build_absolute_uri("/").removesuffix("/")


@extend_schema(exclude=True)
@api_view(["GET"])
def not_found(request, path=""):
    """404 as JSON for an address that the API does not have."""
    raise NotFound


@require_safe
def api_docs(request):
    """What the API is, in words, and its description to try out; in each language under that one's prefix too."""
    texts = {code: f"/{code}/api/" for code in Language.values}
    return render(
        request,
        "api/index.html",
        {"kinds": API_RESOURCES, "links": build_page_links(request, texts=texts)},
    )
