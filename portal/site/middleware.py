"""What no request may carry further."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest


def reject_nul_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """400 for a NUL in path or query of the admin, which PostgreSQL refuses as text and stock filters hand on to it."""

    def middleware(request):
        if request.path.startswith("/admin/") and (
            "\0" in request.path or "%00" in request.META.get("QUERY_STRING", "")
        ):
            return HttpResponseBadRequest()
        return get_response(request)

    return middleware
