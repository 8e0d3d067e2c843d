"""The portal's addresses and one bare view beside them, for the benchmark only."""

from django.http import HttpResponse
from django.urls import path

from portal.urls import urlpatterns as portal


def bare_view(request, size):
    """So many bytes and nothing else."""
    return HttpResponse(b" " * size)


urlpatterns = [path("bare/<int:size>", bare_view), *portal]
