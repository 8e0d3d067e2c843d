"""The middleware that rejects malformed requests."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest


def reject_nul_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 400 to a NUL in path or query of the admin.

    PostgreSQL refuses it as text, and the admin's stock filters pass it on.
    """

    def middleware(request):
        if request.path.startswith("/admin/") and _has_nul(request):
            return HttpResponseBadRequest()
        return get_response(request)

    return middleware


def _has_nul(request):
    return "\0" in request.path or "%00" in request.META.get("QUERY_STRING", "")
