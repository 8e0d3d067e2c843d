"""The middleware that rejects malformed requests."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
)
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from portal.core.autocomplete import is_key

MAX_KEY = 10**18  # below the greatest number of every database


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


class CheckedKeysMiddleware:
    """Refuse keys that no row can have, in an address or in a selection of the admin.

    Django passes a number that no database holds, or a text, on to the database: a server error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request, view, arguments, options) -> HttpResponse | None:
        """Return None for a request that may go on; raises Http404 for a key that is no number of a row."""
        for key in options.values():
            if isinstance(key, int) and key > MAX_KEY:
                raise Http404
        model_admin = getattr(view, "model_admin", None)
        # Only a list sends a selection; elsewhere the body is left for the view to read
        is_list = (request.resolver_match.url_name or "").endswith("_changelist")
        if model_admin is None or not is_list:
            return None
        if request.method != "POST" or not request.user.is_staff:
            return None
        return _refuse_selection(request, model_admin.model)


def _refuse_selection(request, model) -> HttpResponse | None:
    """Lead back to the list, and say there that nothing was done, where the selection holds no key of it."""
    keys = request.POST.getlist(ACTION_CHECKBOX_NAME)
    if all(is_key(model, key) for key in keys):
        return None
    messages.error(
        request, _("The selection holds something that is no row of this list. Nothing was done.")
    )
    return HttpResponseRedirect(request.get_full_path())


class FixedPolicyMiddleware(CSPMiddleware):
    """The Content-Security-Policy of the settings, put together once and not for every response.

    A view that changes the policy of its response gets it from django-csp; no page has a nonce.
    """

    CHANGES = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")

    def process_request(self, request: HttpRequest) -> None:
        """Give the request no nonce: the policy allows nothing inline."""

    @cached_property
    def policy(self) -> str:
        """The header's value."""
        return build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Set the header where nothing else did."""
        if any(hasattr(response, name) for name in self.CHANGES):
            return super().process_response(request, response)
        response.setdefault(HEADER, self.policy)
        return response
