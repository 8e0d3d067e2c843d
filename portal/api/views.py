"""The viewsets of the API, its documentation page, and its answer to unknown addresses."""

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
    """The public rows of one resource."""

    resource: APIResource
    pagination_class = SignedCursorPagination
    filter_backends = [DjangoFilterBackend]
    lookup_value_regex = "[0-9]{1,18}"

    def get_queryset(self):
        """Return the public rows; an empty queryset while the schema is built, which needs no query."""
        if getattr(self, "swagger_fake_view", False):
            return self.resource.model.objects.none()
        return self.resource.get_queryset()

    def list(self, request):
        """Return a page of the filtered list."""
        self._reject_unknown_parameters(request)
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.resource.serialize(rows, root=site_root(request)))

    def retrieve(self, request, pk):
        """Return one row with everything that belongs to it."""
        rows = [self.get_object()]
        (data,) = self.resource.serialize(rows, root=site_root(request), detail=True)
        return Response(data)

    def _reject_unknown_parameters(self, request):
        """Raise ValidationError for parameters that filter nothing: a slip must not look like an answer."""
        known = set(PAGING_PARAMETERS)
        if self.resource.filterset_class:
            known.update(self.resource.filterset_class.base_filters)
        unknown = [name for name in request.query_params if name not in known]
        if unknown:
            known_names = ", ".join(sorted(known))
            message = _("There is no such parameter here; there are: %s.") % known_names
            raise ValidationError({name: [message] for name in unknown})


def build_viewset(resource: APIResource) -> type[ResourceViewSet]:
    """Return the viewset class of a resource, described for the schema."""
    name = "".join(word.capitalize() for word in resource.name.split("-"))
    attributes = {
        "resource": resource,
        "filterset_class": resource.filterset_class,
        "serializer_class": resource.list_serializer,
        "__doc__": resource.description,
    }
    viewset = type(f"{name}View", (ResourceViewSet,), attributes)
    responses = {
        "list": resource.list_serializer(many=True),
        "retrieve": resource.detail_serializer,
    }
    for action, response in responses.items():
        describe = extend_schema(responses=response, description=resource.description)
        setattr(viewset, action, describe(_copy_method(getattr(ResourceViewSet, action))))
    return viewset


def _copy_method(method):
    """Return a method of its own for each viewset, as its description is stored on it."""

    def resource_method(self, request, *args, **options):
        return method(self, request, *args, **options)

    resource_method.__name__ = method.__name__
    return resource_method


VIEWSETS = {resource.name: build_viewset(resource) for resource in API_RESOURCES}


def site_root(request) -> str:
    """Return scheme and host of the site."""
    return request.build_absolute_uri("/").removesuffix("/")


@extend_schema(exclude=True)
@api_view(["GET"])
def not_found(request, path=""):
    """Answer 404 as JSON for an address that the API does not have."""
    raise NotFound


@require_safe
def api_docs(request):
    """Show what the API is, with its schema to try out; each language has its own address."""
    language_paths = {code: f"/{code}/api/" for code in Language.values}
    links = build_page_links(request, texts=language_paths)
    return render(request, "api/index.html", {"resources": API_RESOURCES, "links": links})
